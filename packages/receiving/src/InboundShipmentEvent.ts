/**
 * What happened to an inbound shipment. Stored as written: add cases and optional fields, never change one.
 */
import { AsnId, LineId, LocationId, LotId, Lpn, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { LocalDate } from "@stowage/kernel/LocalDate"
import * as Schema from "effect/Schema"
import { Condition, Discrepancy } from "./InboundShipment.ts"

const Expected = Schema.Struct({
  line: LineId,
  sku: Sku,
  quantity: Schema.Int,
  lot: Schema.optionalKey(LotId),
  expiresOn: Schema.optionalKey(LocalDate)
})

export const InboundShipmentEvent = Schema.TaggedUnion({
  ShipmentAnnounced: {
    asn: AsnId,
    supplier: Schema.String,
    site: SiteId,
    lines: Schema.Array(Expected),
    dueAt: Instant,
    at: Instant
  },
  ShipmentArrived: {
    asn: AsnId,
    supplier: Schema.String,
    site: SiteId,
    dock: LocationId,
    blind: Schema.Boolean,
    at: Instant
  },
  LineReceived: {
    receipt: Schema.String,
    line: LineId,
    sku: Sku,
    quantity: Schema.Int,
    lot: Schema.optionalKey(LotId),
    expiresOn: Schema.optionalKey(LocalDate),
    condition: Condition,
    into: Schema.optionalKey(Lpn),
    dock: LocationId,
    discrepancy: Schema.optionalKey(Discrepancy),
    at: Instant
  },
  PutawayPlanned: {
    task: TaskId,
    sku: Sku,
    lot: Schema.Union([LotId, Schema.Literal("")]),
    quantity: Schema.Int,
    to: LocationId,
    why: Schema.Array(Schema.String),
    at: Instant
  },
  /** `quantity` of the `planned` units stand at `location` now. */
  PutawayConfirmed: {
    task: TaskId,
    sku: Sku,
    lot: Schema.Union([LotId, Schema.Literal("")]),
    planned: Schema.Int,
    plannedFor: LocationId,
    quantity: Schema.Int,
    location: LocationId,
    by: Schema.String,
    at: Instant
  },
  /** Lines of which fewer or more came than were announced. */
  ReceiptClosed: {
    discrepancies: Schema.Array(Schema.Struct({ line: LineId, sku: Sku, expected: Schema.Int, received: Schema.Int })),
    at: Instant
  }
})
export type InboundShipmentEvent = typeof InboundShipmentEvent.Type
