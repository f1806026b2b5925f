/**
 * What may be asked of an inbound shipment.
 */
import type { AsnId, LineId, LocationId, LotId, Lpn, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { Condition, ExpectedLine } from "./InboundShipment.ts"

/** What the catalogue and the supplier's agreement say about one line; brought by the caller. */
export interface ReceivingRules {
  readonly lotTracked: boolean
  readonly expiryTracked: boolean
  /** Days that units to be sold must still keep when they arrive; 0 refuses only what has expired. */
  readonly minRemainingDays: number
  /** How much more than announced is taken, in percent of it; what is taken beyond the announcement is named `over`. */
  readonly overTolerancePercent: number
  /** Whether a SKU that was not announced is taken, and named `unexpected`. A blind delivery needs no such leave. */
  readonly unexpectedAllowed: boolean
}

export type InboundShipmentCommand =
  | {
      readonly _tag: "AnnounceShipment"
      readonly asn: AsnId
      readonly supplier: string
      readonly site: SiteId
      readonly lines: ReadonlyArray<ExpectedLine>
      readonly dueAt: Instant
      readonly at: Instant
    }
  /** A delivery stands at the dock. One that nobody announced is taken in blind, under an id made for it. */
  | {
      readonly _tag: "ArriveAtDock"
      readonly asn: AsnId
      readonly supplier: string
      readonly site: SiteId
      readonly dock: LocationId
      readonly at: Instant
    }
  | {
      readonly _tag: "ReceiveLine"
      /** Names this receipt; the same scan again changes nothing. */
      readonly receipt: string
      readonly line: LineId
      readonly sku: Sku
      readonly quantity: number
      readonly lot?: LotId
      readonly expiresOn?: LocalDate
      readonly condition: Condition
      /** The handling unit they were unloaded into; onto the dock's floor when not given. */
      readonly into?: Lpn
      readonly rules: ReceivingRules
      /** The day at the dock. */
      readonly today: LocalDate
      readonly at: Instant
    }
  | {
      readonly _tag: "PlanPutaway"
      readonly task: TaskId
      readonly sku: Sku
      readonly lot: LotId | ""
      readonly quantity: number
      readonly to: LocationId
      /** Why there, and why not elsewhere, in words. */
      readonly why: ReadonlyArray<string>
      readonly at: Instant
    }
  /** What was really put away: fewer than planned, or 0 when none could be; the rest is to be planned anew. */
  | {
      readonly _tag: "ConfirmPutaway"
      readonly task: TaskId
      readonly quantity: number
      /** Where, if not where it was planned. */
      readonly location?: LocationId
      readonly by: string
      readonly at: Instant
    }
  /** Says that nothing more will be received of this delivery, and names what is short or over. */
  | { readonly _tag: "CloseReceipt"; readonly at: Instant }
