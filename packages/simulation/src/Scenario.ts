/**
 * Everything a simulated site is told: what it sells, where things are, what happens to it from outside, how it works.
 */
import type { Catalog } from "@stowage/catalog/Catalog"
import type { BusinessCalendar } from "@stowage/kernel/BusinessCalendar"
import type { LineId, OrderId, OwnerId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate, LocalTime } from "@stowage/kernel/LocalDate"
import type { Layout } from "@stowage/layout/Layout"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import type { CartonType } from "@stowage/packing/problem/PackingProblem"
import type { CartLimits } from "@stowage/picking-optimisation/batching/BatchingProblem"

/** Something that customers do. */
export type Incoming =
  | { readonly _tag: "Placed"; readonly at: Instant; readonly terms: OrderTerms }
  | { readonly _tag: "Cancelled"; readonly at: Instant; readonly order: OrderId; readonly reason: string }
  | {
      readonly _tag: "Cut"
      readonly at: Instant
      readonly order: OrderId
      readonly line: LineId
      readonly quantity: number
      readonly reason: string
    }
  /** Wants another quantity of a line; the price of all of it follows from the price of one. */
  | {
      readonly _tag: "Edited"
      readonly at: Instant
      readonly order: OrderId
      readonly line: LineId
      readonly quantity: number
    }

/** What is expected to be wanted of a SKU on a working day; slotting and ordering go by it. */
export interface Demand {
  readonly visitsPerDay: number
  readonly unitsPerDay: number
  /** Units of a usual line: 95 of 100 ask for no more. */
  readonly usualLine: number
}

/** How the site decides. The names are those of the methods. */
export interface Policy {
  readonly name: string
  readonly slotting: "cubePerOrderIndex" | "random"
  readonly batching: "search" | "savings" | "singleOrders"
  readonly routing: "exact" | "sShape"
}

/** What this library does when nobody says otherwise, and what most warehouses do today. */
export const bestPolicy: Policy = {
  name: "optimised",
  slotting: "cubePerOrderIndex",
  batching: "search",
  routing: "exact"
}
export const naivePolicy: Policy = { name: "naive", slotting: "random", batching: "singleOrders", routing: "sShape" }

/** People and how fast they are. Times in milliseconds. */
export interface Labour {
  readonly pickers: number
  readonly packers: number
  /** Who unload, put away, refill and count. */
  readonly handlers: number
  readonly walkMmPerSecond: number
  readonly pickMillisPerLine: number
  readonly pickMillisPerUnit: number
  readonly tourSetupMillis: number
  readonly packMillisPerOrder: number
  readonly packMillisPerUnit: number
  readonly handleMillisPerMove: number
  readonly countMillis: number
}

/** What chance does, as probabilities. Each is drawn from the seed and the name of the thing it happens to. */
export interface Chances {
  /** That a pick task finds fewer units than booked. */
  readonly shortPick: number
  /** That an order is held for credit until the next working morning. */
  readonly creditHold: number
}

/**
 * What is promised to a ship mode: ordered before `orderBy` on a working day, out by `shipBy` so many working days
 * later.
 */
export interface Service {
  readonly orderBy: LocalTime
  readonly shipBy: LocalTime
  readonly businessDays: number
}

/** How stock is bought. Days are working days. */
export interface Buying {
  /** Stock at the start, in days of expected demand. */
  readonly openingDays: number
  /** What is ordered when stock and orders fall below the demand of `reorderDays`. */
  readonly reorderDays: number
  readonly orderUpToDays: number
  readonly leadDays: number
}

/** A site and the days it is to live through. */
export interface Scenario {
  /** Names the input: the same for the same files, layout and options. A journal keeps the runs of one input. */
  readonly fingerprint: string
  readonly seed: number
  readonly owner: OwnerId
  readonly calendar: BusinessCalendar
  readonly catalog: Catalog
  readonly layout: Layout
  /** In order of time. */
  readonly incoming: ReadonlyArray<Incoming>
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly demand: ReadonlyMap<Sku, Demand>
  /** By ship mode; `otherwise` for modes that are not listed. */
  readonly services: ReadonlyMap<string, Service>
  readonly otherwise: Service
  /** When work begins. */
  readonly opensAt: LocalTime
  readonly cartons: ReadonlyArray<CartonType>
  readonly cart: CartLimits
  readonly labour: Labour
  readonly chances: Chances
  readonly buying: Buying
  readonly policy: Policy
  /** What the input did not say and a rule filled in, as sentences for the report. */
  readonly assumptions: ReadonlyArray<string>
}
