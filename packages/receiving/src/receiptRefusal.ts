/**
 * Whether units may be taken in as they are.
 */
import { plusDays } from "@stowage/kernel/LocalDate"
import type { InboundShipment, ReceivedLine } from "./InboundShipment.ts"
import type { InboundShipmentCommand } from "./InboundShipmentCommand.ts"
import type { InboundShipmentRefusal } from "./InboundShipmentRefusal.ts"

type ReceiveLine = Extract<InboundShipmentCommand, { readonly _tag: "ReceiveLine" }>

/** Why these units may not be received into `shipment`; undefined when they may. */
export const receiptRefusal = (command: ReceiveLine, shipment: InboundShipment): InboundShipmentRefusal | undefined => {
  const { line, quantity, rules, sku } = command
  const known = shipment.lines.find((candidate) => candidate.line === line)
  if (known !== undefined && known.sku !== sku) return { _tag: "OtherSku", line, announced: known.sku, got: sku }
  const expected = known?.expected ?? 0
  if (expected === 0 && !shipment.blind && !rules.unexpectedAllowed) return { _tag: "NotAnnounced", sku }
  const reason = unfit(command, shipment)
  if (reason !== undefined || expected === 0) return reason
  return overDelivered(quantity, rules.overTolerancePercent, known)
}

/** What expires before it could be sold is refused only where it would be sold: damaged goods may be taken in. */
const unfit = (command: ReceiveLine, shipment: InboundShipment): InboundShipmentRefusal | undefined => {
  const { condition, expiresOn, lot, rules, sku, today } = command
  if (rules.lotTracked && lot === undefined) return { _tag: "LotMissing", sku }
  if (rules.expiryTracked && expiresOn === undefined) return { _tag: "ExpiryMissing", sku }
  for (const receipt of shipment.receipts.values()) {
    if (lot === undefined || receipt.sku !== sku || receipt.lot !== lot || receipt.expiresOn === expiresOn) continue
    return { _tag: "OtherExpiry", sku, lot, known: receipt.expiresOn, got: expiresOn }
  }
  const needed = plusDays(today, rules.minRemainingDays)
  if (condition !== "available" || expiresOn === undefined || expiresOn >= needed) return undefined
  return { _tag: "Expired", sku, ...(lot === undefined ? {} : { lot }), expiresOn, needed }
}

/** The tolerance is a share of the announced quantity, in whole units rounded down. */
const overDelivered = (
  quantity: number,
  tolerancePercent: number,
  known: ReceivedLine | undefined
): InboundShipmentRefusal | undefined => {
  if (known === undefined) return undefined
  const { expected, line, received } = known
  const most = expected + Math.floor((expected * tolerancePercent) / 100)
  const got = received + quantity
  return got > most ? { _tag: "OverDelivered", line, expected, most, got } : undefined
}
