/**
 * How an inbound shipment answers. Invariant: of a SKU's lot no more is planned to be put away than was received.
 */
import type { Decider } from "@stowage/kernel/Decider"
import type { LineId } from "@stowage/kernel/Ids"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import { evolveInboundShipment } from "./evolveInboundShipment.ts"
import {
  type Discrepancy,
  type InboundShipment,
  type InboundStatus,
  discrepanciesOf,
  notAnnounced,
  unplannedOf
} from "./InboundShipment.ts"
import type { InboundShipmentCommand } from "./InboundShipmentCommand.ts"
import type { InboundShipmentEvent } from "./InboundShipmentEvent.ts"
import type { InboundShipmentRefusal } from "./InboundShipmentRefusal.ts"
import { receiptRefusal } from "./receiptRefusal.ts"

type Decision = Result.Result<ReadonlyArray<InboundShipmentEvent>, InboundShipmentRefusal>
type Command<Tag extends InboundShipmentCommand["_tag"]> = Extract<InboundShipmentCommand, { readonly _tag: Tag }>

const refuse = (refusal: InboundShipmentRefusal): Decision => Result.fail(refusal)
const happened = (event: InboundShipmentEvent): Decision => Result.succeed([event])
const nothingNew: Decision = Result.succeed([])

/** An inbound shipment: announced or blind, received against the announcement, put away, closed with what differs. */
export const InboundShipmentDecider: Decider<
  InboundShipment,
  InboundShipmentCommand,
  InboundShipmentEvent,
  InboundShipmentRefusal
> = {
  initial: notAnnounced,
  decide: (command, shipment) => {
    switch (command._tag) {
      case "AnnounceShipment":
        return announce(command, shipment)
      case "ArriveAtDock":
        return arrive(command, shipment)
      case "ReceiveLine":
        return receive(command, shipment)
      case "PlanPutaway":
        return planPutaway(command, shipment)
      case "ConfirmPutaway":
        return confirmPutaway(command, shipment)
      case "CloseReceipt":
        return close(command.at, shipment)
    }
  },
  evolve: evolveInboundShipment
}

const isWhole = (quantity: number, least: number): boolean => Number.isSafeInteger(quantity) && quantity >= least

const wrongStatus = ({ status }: InboundShipment, needed: InboundStatus): InboundShipmentRefusal | undefined =>
  status === needed ? undefined : { _tag: "WrongStatus", status, needed }

const announce = (command: Command<"AnnounceShipment">, shipment: InboundShipment): Decision => {
  const { _tag: _, ...announced } = command
  if (shipment.status !== "None") {
    const known = [shipment.asn, shipment.supplier, shipment.site, shipment.announced]
    const same = Equal.equals([announced.asn, announced.supplier, announced.site, announced.lines], known)
    return same ? nothingNew : refuse({ _tag: "AsnIdTaken", asn: announced.asn })
  }
  const part = announced.lines.find(({ quantity }) => !isWhole(quantity, 1))
  if (part !== undefined) return refuse({ _tag: "QuantityNotWhole", of: part.line, quantity: part.quantity })
  const seen = new Set<LineId>()
  for (const { line } of announced.lines) {
    if (seen.has(line)) return refuse({ _tag: "LineTwice", line })
    seen.add(line)
  }
  return happened({ _tag: "ShipmentAnnounced", ...announced })
}

const arrive = (command: Command<"ArriveAtDock">, shipment: InboundShipment): Decision => {
  const { _tag: _, ...arrived } = command
  const { asn, site, supplier } = arrived
  const known = [shipment.asn, shipment.site, shipment.supplier]
  const isNew = shipment.status === "None"
  if (!isNew && !Equal.equals([asn, site, supplier], known)) return refuse({ _tag: "AsnIdTaken", asn })
  if (!isNew && shipment.status !== "Announced") return nothingNew
  return happened({ _tag: "ShipmentArrived", ...arrived, blind: isNew })
}

const receive = (command: Command<"ReceiveLine">, shipment: InboundShipment): Decision => {
  const { _tag: _, at, rules: _rules, today: _today, ...receipt } = command
  const known = shipment.receipts.get(receipt.receipt)
  if (known !== undefined) {
    return Equal.equals(receipt, known) ? nothingNew : refuse({ _tag: "ReceiptIdTaken", receipt: receipt.receipt })
  }
  const { line, quantity } = receipt
  const { dock, status } = shipment
  if (status !== "Arrived" || dock === undefined) return refuse({ _tag: "WrongStatus", status, needed: "Arrived" })
  if (!isWhole(quantity, 1)) return refuse({ _tag: "QuantityNotWhole", of: line, quantity })
  const refusal = receiptRefusal(command, shipment)
  if (refusal !== undefined) return refuse(refusal)
  const discrepancy = discrepancyOf(command, shipment)
  return happened({
    _tag: "LineReceived",
    ...receipt,
    dock,
    ...(discrepancy === undefined ? {} : { discrepancy }),
    at
  })
}

/** What these units are named by, if they are not simply what was announced. */
const discrepancyOf = (
  { line, quantity }: Command<"ReceiveLine">,
  shipment: InboundShipment
): Discrepancy | undefined => {
  if (shipment.blind) return undefined
  const known = shipment.lines.find((candidate) => candidate.line === line)
  if (known === undefined || known.expected === 0) return "unexpected"
  return known.received + quantity > known.expected ? "over" : undefined
}

const planPutaway = (command: Command<"PlanPutaway">, shipment: InboundShipment): Decision => {
  const { _tag: _, ...planned } = command
  const { lot, quantity, sku, task, to } = planned
  const known = shipment.putaways.find((candidate) => candidate.task === task)
  if (known !== undefined) {
    const same = known.sku === sku && known.lot === lot && known.quantity === quantity && known.to === to
    return same ? nothingNew : refuse({ _tag: "TaskIdTaken", task })
  }
  const wrong = shipment.status === "Closed" ? undefined : wrongStatus(shipment, "Arrived")
  if (wrong !== undefined) return refuse(wrong)
  if (!isWhole(quantity, 1)) return refuse({ _tag: "QuantityNotWhole", of: task, quantity })
  const unplanned = unplannedOf(shipment, sku, lot)
  if (quantity > unplanned) return refuse({ _tag: "MoreThanReceived", sku, lot, unplanned, got: quantity })
  return happened({ _tag: "PutawayPlanned", ...planned })
}

const confirmPutaway = (command: Command<"ConfirmPutaway">, shipment: InboundShipment): Decision => {
  const { at, by, quantity, task } = command
  const known = shipment.putaways.find((candidate) => candidate.task === task)
  if (known === undefined) return refuse({ _tag: "TaskUnknown", task })
  const { lot, quantity: planned, sku, to: plannedFor } = known
  const location = command.location ?? plannedFor
  if (known.done === quantity && known.placed === location) return nothingNew
  if (known.done !== undefined) return refuse({ _tag: "TaskDone", task, quantity: known.done })
  if (!isWhole(quantity, 0)) return refuse({ _tag: "QuantityNotWhole", of: task, quantity })
  if (quantity > planned) return refuse({ _tag: "MoreThanPlanned", task, planned, got: quantity })
  return happened({ _tag: "PutawayConfirmed", task, sku, lot, planned, plannedFor, quantity, location, by, at })
}

const close = (at: Command<"CloseReceipt">["at"], shipment: InboundShipment): Decision => {
  if (shipment.status === "Closed") return nothingNew
  const wrong = wrongStatus(shipment, "Arrived")
  if (wrong !== undefined) return refuse(wrong)
  return happened({ _tag: "ReceiptClosed", discrepancies: discrepanciesOf(shipment), at })
}
