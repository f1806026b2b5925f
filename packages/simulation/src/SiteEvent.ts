/**
 * What happens to a site as a whole: opened, slotted, a day closed; and the work that people did, hour by hour.
 */
import { LocationId, OrderId, SiteId, Sku } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { LocalDate } from "@stowage/kernel/LocalDate"
import * as Schema from "effect/Schema"

/** The kinds of work that take people's time. */
export const workKinds = ["pick", "pack", "receive", "putaway", "refill", "count"] as const
export type WorkKind = (typeof workKinds)[number]

/** Stored as written: add cases and optional fields, never change one. */
export const SiteEvent = Schema.TaggedUnion({
  SiteOpened: {
    site: SiteId,
    fingerprint: Schema.String,
    seed: Schema.Int,
    policy: Schema.String,
    assumptions: Schema.Array(Schema.String),
    at: Instant
  },
  /** Which SKU lives in which pick face, what a day of visits costs so, and the least that any slotting would. */
  FacesSlotted: {
    method: Schema.String,
    assignments: Schema.Array(Schema.Struct({ sku: Sku, face: LocationId })),
    costMillis: Schema.Number,
    boundMillis: Schema.Number,
    at: Instant
  },
  /** A customer asked for something that could not be done any more, because the goods were on their way. */
  RequestTooLate: { order: OrderId, asked: Schema.String, at: Instant },
  DayClosed: { date: LocalDate, at: Instant },
  /** Somebody worked from `startedAt` to `finishedAt` on `subject`, walking `walkMm` meanwhile. */
  WorkDone: {
    kind: Schema.Literals(workKinds),
    worker: Schema.String,
    subject: Schema.String,
    startedAt: Instant,
    finishedAt: Instant,
    walkMm: Schema.Int
  }
})
export type SiteEvent = typeof SiteEvent.Type
