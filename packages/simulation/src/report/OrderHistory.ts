/**
 * What a journal holds about one order: its own events, and those of the work, the walks and the counts it led to.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { Instant } from "@stowage/kernel/Instant"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { SiteEvent } from "../SiteEvent.ts"

/** The part that an order had in one walk. */
export interface TourShare {
  readonly _tag: "TourPlanned"
  readonly wave: string
  readonly tour: string
  /** Orders of the whole wave, and of this walk. */
  readonly ordersInWave: number
  readonly ordersInTour: number
  /** Pick tasks of the walk, and those of them that are this order's. */
  readonly tasks: number
  readonly ownTasks: number
  readonly walkMm: number
  /** No walk to the same tasks is shorter. */
  readonly boundMm: number
  readonly why: ReadonlyArray<string>
  readonly at: Instant
}

/** One thing that happened to an order, with the record that says so. */
export type HistoryEvent =
  | { readonly record: "order"; readonly event: OrderEvent }
  | { readonly record: "fulfilmentOrder"; readonly id: string; readonly event: FulfilmentOrderEvent }
  | { readonly record: "wave"; readonly event: TourShare }
  | { readonly record: "count"; readonly id: string; readonly event: CountEvent }
  | { readonly record: "site"; readonly event: Extract<SiteEvent, { readonly _tag: "RequestTooLate" }> }

/** In the order of the journal; begins with `OrderPlaced`. */
export type OrderHistory = ReadonlyArray<HistoryEvent>
