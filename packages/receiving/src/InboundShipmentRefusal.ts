/**
 * Why an inbound shipment refuses, in order of precedence: when several apply, the first listed is returned.
 */
import type { AsnId, LineId, LotId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { InboundStatus } from "./InboundShipment.ts"

export type InboundShipmentRefusal =
  /** The id names another supplier's shipment, one for another site, or one with other lines. */
  | { readonly _tag: "AsnIdTaken"; readonly asn: AsnId }
  | { readonly _tag: "ReceiptIdTaken"; readonly receipt: string }
  | { readonly _tag: "TaskIdTaken"; readonly task: TaskId }
  | {
      readonly _tag: "WrongStatus"
      readonly status: InboundStatus
      readonly needed: InboundStatus
    }
  | { readonly _tag: "TaskUnknown"; readonly task: TaskId }
  | { readonly _tag: "TaskDone"; readonly task: TaskId; readonly quantity: number }
  | { readonly _tag: "QuantityNotWhole"; readonly of: LineId | TaskId; readonly quantity: number }
  | { readonly _tag: "LineTwice"; readonly line: LineId }
  /** The line is announced with another SKU. */
  | { readonly _tag: "OtherSku"; readonly line: LineId; readonly announced: Sku; readonly got: Sku }
  | { readonly _tag: "NotAnnounced"; readonly sku: Sku }
  | { readonly _tag: "LotMissing"; readonly sku: Sku }
  | { readonly _tag: "ExpiryMissing"; readonly sku: Sku }
  /** Units of one lot expire on one day. */
  | {
      readonly _tag: "OtherExpiry"
      readonly sku: Sku
      readonly lot: LotId
      readonly known: LocalDate | undefined
      readonly got: LocalDate | undefined
    }
  | {
      readonly _tag: "Expired"
      readonly sku: Sku
      readonly lot?: LotId
      readonly expiresOn: LocalDate
      readonly needed: LocalDate
    }
  | {
      readonly _tag: "OverDelivered"
      readonly line: LineId
      readonly expected: number
      readonly most: number
      readonly got: number
    }
  /** A putaway of units that are not at the dock, or that another putaway is for. */
  | {
      readonly _tag: "MoreThanReceived"
      readonly sku: Sku
      readonly lot: LotId | ""
      readonly unplanned: number
      readonly got: number
    }
  | { readonly _tag: "MoreThanPlanned"; readonly task: TaskId; readonly planned: number; readonly got: number }

/** A refusal as a sentence. */
export const sayInboundShipmentRefusal = (refusal: InboundShipmentRefusal): string => {
  switch (refusal._tag) {
    case "AsnIdTaken":
      return `${refusal.asn} names another shipment; expected a new id.`
    case "ReceiptIdTaken":
      return `Receipt ${refusal.receipt} was another scan; expected a new id.`
    case "WrongStatus":
      return `The shipment is ${refusal.status}; expected ${refusal.needed}.`
    case "QuantityNotWhole":
      return `${refusal.of}: expected a whole quantity, got ${refusal.quantity}.`
    case "LineTwice":
      return `Line ${refusal.line} is announced twice.`
    case "OtherSku":
      return `Line ${refusal.line} is announced as ${refusal.announced}; got ${refusal.got}.`
    case "NotAnnounced":
      return `${refusal.sku} was not announced, and unexpected goods are not taken here.`
    case "LotMissing":
      return `${refusal.sku} is tracked by lot; expected its lot number.`
    case "ExpiryMissing":
      return `${refusal.sku} expires; expected its expiry date.`
    case "OtherExpiry": {
      const [known, got] = [refusal.known ?? "no date", refusal.got ?? "no date"]
      return `${refusal.sku} lot ${refusal.lot} was received with ${known} as its expiry date; got ${got}.`
    }
    case "Expired":
      return (
        `${refusal.sku}${refusal.lot === undefined ? "" : ` lot ${refusal.lot}`} expires on ${refusal.expiresOn}; ` +
        `expected ${refusal.needed} or later.`
      )
    case "OverDelivered":
      return `Line ${refusal.line}: ${refusal.expected} announced, at most ${refusal.most} taken; got ${refusal.got}.`
    case "TaskIdTaken":
      return `Task ${refusal.task} exists already; expected a new id.`
    case "TaskUnknown":
      return `Task ${refusal.task} is not of this shipment.`
    case "TaskDone":
      return `Task ${refusal.task} was confirmed with ${refusal.quantity} units.`
    case "MoreThanReceived": {
      const lot = refusal.lot === "" ? "" : ` lot ${refusal.lot}`
      return `${refusal.unplanned} units of ${refusal.sku}${lot} want a place; got a putaway of ${refusal.got}.`
    }
    case "MoreThanPlanned":
      return `Task ${refusal.task} is for ${refusal.planned} units; got ${refusal.got}.`
  }
}
