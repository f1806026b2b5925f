/**
 * What may be asked of an order.
 *
 * Every command but `PlaceOrder`, `CancelOrder` and `CloseOrder` carries an id of its own (`requestId`, or the id of
 * what it makes). The same command with the same id again changes nothing; the id with other content is refused.
 */
import { Eaches, SomeEaches } from "@stowage/kernel/Eaches"
import { FulfilmentOrderId, LineId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import * as Schema from "effect/Schema"
import { HoldId } from "./Order.ts"
import { LinePrice, OrderTerms } from "./OrderTerms.ts"

/** The caller's own id of a request, unique within the order and the kind of command. */
export const RequestId = Schema.NonEmptyString.pipe(Schema.brand("RequestId"))
export type RequestId = typeof RequestId.Type

/** So many units of a line. */
export const LineUnits = Schema.Struct({ lineId: LineId, quantity: SomeEaches })
export type LineUnits = typeof LineUnits.Type

/** The answer of a reservation for a line: asked = promised + short. */
export const LinePromise = Schema.Struct({ lineId: LineId, promised: Eaches, short: Eaches })
export type LinePromise = typeof LinePromise.Type

const at = Instant
const lines = Schema.Array(LineUnits)
const requestId = RequestId
const fulfilmentOrderId = FulfilmentOrderId

export const OrderCommand = Schema.TaggedUnion({
  PlaceOrder: { at, ...OrderTerms.fields },
  PlaceHold: { at, holdId: HoldId, reason: Schema.String, by: Schema.String },
  ReleaseHold: { at, holdId: HoldId, by: Schema.String },
  /** Units that are reserved now, and units that are known to be short: those wait as backordered. */
  PromiseLines: { at, requestId, lines: Schema.Array(LinePromise), promisedAt: Schema.optionalKey(Instant) },
  /** A reservation ended unused: its units wait again. */
  WithdrawPromise: { at, requestId, lines, reason: Schema.String },
  /** So many units are wanted of a line from now on, at this price for all of them. */
  ChangeLine: { at, requestId, lineId: LineId, quantity: SomeEaches, price: LinePrice },
  CancelLine: { at, requestId, lineId: LineId, quantity: SomeEaches, reason: Schema.String },
  /** All that has not shipped. */
  CancelOrder: { at, reason: Schema.String },
  /** Promised units are handed to a site, under the fulfilment order's id. */
  ReleaseLines: { at, fulfilmentOrderId, lines },
  RecordPicked: { at, requestId, fulfilmentOrderId, lines },
  /** The site does not find them: they wait for stock again. */
  RecordShort: { at, requestId, fulfilmentOrderId, lines },
  /** One shipment. Units that were released and never reported picked count as picked. */
  RecordShipped: {
    at,
    shipmentId: RequestId,
    fulfilmentOrderId,
    lines,
    trackingNumber: Schema.optionalKey(Schema.String)
  },
  CloseOrder: { at }
})
export type OrderCommand = typeof OrderCommand.Type
