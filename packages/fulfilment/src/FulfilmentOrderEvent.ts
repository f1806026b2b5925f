/**
 * What happened to a fulfilment order. Stored as written: add cases and optional fields, never change one.
 */
import {
  CustomerId,
  FulfilmentOrderId,
  LineId,
  LocationId,
  LotId,
  Lpn,
  OrderId,
  SiteId,
  Sku,
  TaskId,
  WaveId
} from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import * as Schema from "effect/Schema"
import { ShortReason } from "./FulfilmentOrder.ts"

const Line = Schema.Struct({ line: LineId, sku: Sku, quantity: Schema.Int })

/** Which units of which line, and where they stand. */
const stock = {
  task: TaskId,
  line: LineId,
  sku: Sku,
  lot: Schema.Union([LotId, Schema.Literal("")]),
  location: LocationId
}

const Task = Schema.Struct({ ...stock, quantity: Schema.Int, why: Schema.Array(Schema.String) })

const Carton = Schema.Struct({
  lpn: Lpn,
  carton: Schema.String,
  contents: Schema.Array(Schema.Struct({ line: LineId, lot: Schema.optionalKey(LotId), quantity: Schema.Int })),
  grossGrams: Schema.Int,
  why: Schema.Array(Schema.String)
})

export const FulfilmentOrderEvent = Schema.TaggedUnion({
  FulfilmentOrderOpened: {
    id: FulfilmentOrderId,
    order: OrderId,
    site: SiteId,
    customer: Schema.optionalKey(CustomerId),
    shipMode: Schema.String,
    dueAt: Instant,
    lines: Schema.Array(Line),
    at: Instant
  },
  LinesAllocated: {
    tasks: Schema.Array(Task),
    short: Schema.Array(Schema.Struct({ line: LineId, quantity: Schema.Int, why: Schema.String })),
    at: Instant
  },
  FulfilmentOrderReleased: { wave: WaveId, at: Instant },
  PickStarted: { picker: Schema.String, at: Instant },
  PickConfirmed: { ...stock, quantity: Schema.Int, into: Lpn, picker: Schema.String, at: Instant },
  /** Fewer were found than booked: the location's records are wrong, and the line needs other stock. */
  PickShorted: {
    ...stock,
    asked: Schema.Int,
    quantity: Schema.Int,
    reason: ShortReason,
    into: Lpn,
    picker: Schema.String,
    at: Instant
  },
  /** What became of every line: asked = picked + short. */
  PickingCompleted: {
    lines: Schema.Array(
      Schema.Struct({ line: LineId, sku: Sku, asked: Schema.Int, picked: Schema.Int, short: Schema.Int })
    ),
    at: Instant
  },
  CartonsPacked: { cartons: Schema.Array(Carton), packer: Schema.String, at: Instant },
  FulfilmentOrderShipped: {
    carrier: Schema.String,
    tracking: Schema.optionalKey(Schema.String),
    lines: Schema.Array(Line),
    cartons: Schema.Array(Lpn),
    at: Instant
  },
  /** `freed` is the stock of its open tasks: whoever claimed it gives up exactly this. */
  FulfilmentOrderCancelled: {
    reason: Schema.String,
    freed: Schema.Array(Schema.Struct({ ...stock, quantity: Schema.Int })),
    at: Instant
  }
})
export type FulfilmentOrderEvent = typeof FulfilmentOrderEvent.Type
