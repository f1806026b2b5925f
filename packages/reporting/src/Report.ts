/**
 * The view that all KPIs are read from: a tally for each day, and what must be remembered of records that are not over.
 */
import type { Account } from "@stowage/kernel/Account"
import type { LineId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate, TimeZone } from "@stowage/kernel/LocalDate"
import type { PendingId } from "@stowage/kernel/Transfer"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { Order } from "@stowage/orders/Order"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { addDuration } from "./Durations.ts"
import { addCounts, type Counts, emptyTally, type Tally } from "./Tally.ts"

/** What the journal does not say. A report is folded with one and the same settings from its first commit on. */
export interface ReportSettings {
  /** Where the site's days begin. */
  readonly zone: TimeZone
  /** By how many percent of its booked units a counted record may be off and still be right; 0 when absent. */
  readonly tolerancePercentOf?: (sku: Sku) => number
  /** Volume of one unit; cartons with a unit of unknown volume are not measured. */
  readonly unitVolumeMm3Of?: (sku: Sku) => number | undefined
  /** A type of carton; all prices are in minor units of one currency. */
  readonly cartonOf?: (name: string) => CartonFacts | undefined
}

export interface CartonFacts {
  readonly innerVolumeMm3: number
  readonly costMinor?: number
}

/** An order some of whose wanted units have not left. */
export interface OpenOrder {
  readonly order: Order
  /** When something last left; from the first time on, its lines and the order are judged. */
  readonly shippedAt: Instant | undefined
  /** Whether the first shipment was complete. */
  readonly filled: boolean
  /** Lines with units that were cancelled while they were short. */
  readonly lost: ReadonlySet<LineId>
}

/** Which SKU each line of a fulfilment order is, until it has left. */
export type OpenLines = ReadonlyMap<LineId, Sku>

/** A claim in the promise book that is not resolved. */
export interface OpenClaim {
  readonly from: Account
  readonly to: Account
  readonly quantity: number
}

/** A count that may still be counted anew: when it was last counted, and what that added to the day. */
export interface OpenCount {
  readonly at: Instant
  readonly said: Partial<Counts>
}

/**
 * Grows with days and with open records, not with the journal: what is over is forgotten. Of inbound shipments the
 * arrival is kept for good, because units may be put away long after the receipt was closed.
 */
export interface Report {
  readonly days: HashMap.HashMap<LocalDate, Tally>
  readonly orders: HashMap.HashMap<string, OpenOrder>
  readonly openLines: HashMap.HashMap<string, OpenLines>
  readonly arrivals: HashMap.HashMap<string, Instant>
  /** By stream, until they are closed. */
  readonly openCounts: HashMap.HashMap<string, OpenCount>
  readonly claims: HashMap.HashMap<PendingId, OpenClaim>
  /** What may still be promised, by account of the promise book that may not go below zero. */
  readonly promisable: HashMap.HashMap<Account, number>
}

/** Before the first commit. */
export const emptyReport: Report = {
  days: HashMap.empty(),
  orders: HashMap.empty(),
  openLines: HashMap.empty(),
  arrivals: HashMap.empty(),
  openCounts: HashMap.empty(),
  claims: HashMap.empty(),
  promisable: HashMap.empty()
}

/** Counts, and at most one duration of each kind, that belong to one moment. */
export interface Addends extends Partial<Counts> {
  readonly orderCycleMillis?: number
  readonly dockToStockMillis?: number
}

/** The tally of `day`; of a day without a commit, the empty one. */
export const tallyOf = (report: Report, day: LocalDate): Tally =>
  Option.getOrElse(HashMap.get(report.days, day), () => emptyTally)

/** `tally` and what comes to it. */
export const addToTally = (tally: Tally, addends: Addends): Tally => {
  const { orderCycleMillis, dockToStockMillis, ...counts } = addends
  return {
    counts: addCounts(tally.counts, counts),
    orderCycle: orderCycleMillis === undefined ? tally.orderCycle : addDuration(tally.orderCycle, orderCycleMillis),
    dockToStock: dockToStockMillis === undefined ? tally.dockToStock : addDuration(tally.dockToStock, dockToStockMillis)
  }
}

/** Adds to the tally of the day on which `at` is at the site. */
export const addTo = (report: Report, at: Instant, settings: ReportSettings, addends: Addends): Report => {
  const day = localDateOf(at, settings.zone)
  return { ...report, days: HashMap.set(report.days, day, addToTally(tallyOf(report, day), addends)) }
}

/** Adds time that people worked, ending at `at`: the one input of KPIs that no record tells. */
export const addLabour = (report: Report, at: Instant, labourMillis: number, settings: ReportSettings): Report =>
  addTo(report, at, settings, { labourMillis })
