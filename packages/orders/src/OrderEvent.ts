/**
 * What happened to an order.
 */
import { Eaches, SomeEaches } from "@stowage/kernel/Eaches"
import { FulfilmentOrderId, LineId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { MoneyJson } from "@stowage/kernel/Money"
import * as Schema from "effect/Schema"
import { HoldId } from "./Order.ts"
import { LinePromise, LineUnits, RequestId } from "./OrderCommand.ts"
import { LinePrice, OrderTerms } from "./OrderTerms.ts"

/** Units taken out of each bucket, so that whoever gave them can take back exactly those: the inverse of the way in. */
export const FreedUnits = Schema.Struct({
  lineId: LineId,
  open: Eaches,
  backordered: Eaches,
  /** Reservations to give up. */
  promised: Eaches,
  /** Work to call back, and picked units to put away again. */
  sites: Schema.Array(Schema.Struct({ fulfilmentOrderId: FulfilmentOrderId, released: Eaches, picked: Eaches }))
})
export type FreedUnits = typeof FreedUnits.Type

const at = Instant
const lines = Schema.Array(LineUnits)
const requestId = RequestId
const fulfilmentOrderId = FulfilmentOrderId

/**
 * Stored as written: add cases and optional fields, never change one. `totalChange` is what the event adds to the
 * order's total: the total as placed plus all changes is the total now.
 */
export const OrderEvent = Schema.TaggedUnion({
  OrderPlaced: { at, ...OrderTerms.fields },
  HoldPlaced: { at, holdId: HoldId, reason: Schema.String, by: Schema.String },
  HoldReleased: { at, holdId: HoldId, by: Schema.String },
  LinesPromised: { at, requestId, lines: Schema.Array(LinePromise), promisedAt: Schema.optionalKey(Instant) },
  PromiseWithdrawn: { at, requestId, lines, reason: Schema.String },
  /** `quantity` units are wanted now; what was added is open, what was taken away is `freed`. */
  LineChanged: {
    at,
    requestId,
    lineId: LineId,
    quantity: SomeEaches,
    price: LinePrice,
    added: Eaches,
    freed: FreedUnits,
    totalChange: MoneyJson
  },
  LineCancelled: {
    at,
    requestId,
    lineId: LineId,
    quantity: SomeEaches,
    reason: Schema.String,
    freed: FreedUnits,
    totalChange: MoneyJson
  },
  /** Everything unshipped. The order is cancelled if nothing had shipped, else closed. */
  OrderCancelled: { at, reason: Schema.String, freed: Schema.Array(FreedUnits), totalChange: MoneyJson },
  LinesReleased: { at, fulfilmentOrderId, lines },
  LinesPicked: { at, requestId, fulfilmentOrderId, lines },
  LinesShort: { at, requestId, fulfilmentOrderId, lines },
  LinesShipped: {
    at,
    shipmentId: RequestId,
    fulfilmentOrderId,
    lines,
    trackingNumber: Schema.optionalKey(Schema.String)
  },
  OrderClosed: { at }
})
export type OrderEvent = typeof OrderEvent.Type
