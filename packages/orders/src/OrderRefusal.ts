/**
 * Why an order says no.
 */
import { Eaches } from "@stowage/kernel/Eaches"
import { FulfilmentOrderId, LineId, OrderId } from "@stowage/kernel/Ids"
import * as Schema from "effect/Schema"
import { HoldId, OrderStatus } from "./Order.ts"

const lineId = LineId
const asked = Eaches

/**
 * Why a command is refused, in order of precedence: when several apply, the first listed is returned. Where several
 * lines have the same fault, the first of them is named.
 */
export const OrderRefusal = Schema.TaggedUnion({
  OrderUnknown: {},
  OrderIdTaken: { orderId: OrderId },
  RequestIdTaken: { request: Schema.String },
  OrderNotOpen: { status: OrderStatus },
  NoLines: {},
  LineNamedTwice: { lineId },
  LineUnknown: { lineId },
  QuantityIsZero: { lineId },
  QuantityTooLarge: { lineId, asked, largest: Eaches },
  DiscountTooLarge: { lineId },
  HoldUnknown: { holdId: HoldId },
  HoldsOpen: { holdIds: Schema.Array(HoldId) },
  LineAlreadyReleased: { lineId, released: Eaches },
  MoreThanWaiting: { lineId, asked, waiting: Eaches },
  MoreThanPromised: { lineId, asked, promised: Eaches },
  MoreThanReleased: { lineId, fulfilmentOrderId: FulfilmentOrderId, asked, released: Eaches },
  MoreThanUnshipped: { lineId, asked, unshipped: Eaches },
  UnitsUnshipped: { units: Eaches }
})
export type OrderRefusal = typeof OrderRefusal.Type

/** A refusal as a sentence. */
export const sayOrderRefusal = (refusal: OrderRefusal): string => {
  switch (refusal._tag) {
    case "OrderUnknown":
      return "Expected an order that was placed, got one that was not"
    case "OrderIdTaken":
      return `Expected the terms that order ${refusal.orderId} was placed with, got others`
    case "RequestIdTaken":
      return `Expected what request ${refusal.request} asked for the first time, got something else`
    case "OrderNotOpen":
      return `Expected an open order, got one that is ${refusal.status.toLowerCase()}`
    case "NoLines":
      return "Expected at least one line, got none"
    case "LineNamedTwice":
      return `Expected each line once, got line ${refusal.lineId} twice`
    case "LineUnknown":
      return `Expected a line of the order, got ${refusal.lineId}`
    case "QuantityIsZero":
      return `Expected a quantity above 0 for line ${refusal.lineId}, got 0`
    case "QuantityTooLarge":
      return `Expected at most ${refusal.largest} units of line ${refusal.lineId}, got ${refusal.asked}`
    case "DiscountTooLarge":
      return `Expected a discount of line ${refusal.lineId} of at most its goods, got more`
    case "HoldUnknown":
      return `Expected a hold that was placed, got ${refusal.holdId}`
    case "HoldsOpen":
      return `Expected an order without open holds, got ${refusal.holdIds.join(", ")}`
    case "LineAlreadyReleased":
      return `Expected line ${refusal.lineId} not to be with a site yet, got ${refusal.released} units released`
    case "MoreThanWaiting":
      return `Expected at most ${refusal.waiting} waiting units of line ${refusal.lineId}, got ${refusal.asked}`
    case "MoreThanPromised":
      return `Expected at most ${refusal.promised} promised units of line ${refusal.lineId}, got ${refusal.asked}`
    case "MoreThanReleased":
      return (
        `Expected at most ${refusal.released} units of line ${refusal.lineId} released to ` +
        `${refusal.fulfilmentOrderId}, got ${refusal.asked}`
      )
    case "MoreThanUnshipped":
      return `Expected at most ${refusal.unshipped} unshipped units of line ${refusal.lineId}, got ${refusal.asked}`
    case "UnitsUnshipped":
      return `Expected every unit shipped or cancelled, got ${refusal.units} that are neither`
  }
}
