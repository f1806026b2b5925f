/**
 * A customer's order: what was agreed, who holds it up, and in which bucket each of its units is.
 */
import type { FulfilmentOrderId, LineId, Sku } from "@stowage/kernel/Ids"
import { eaches, type Eaches } from "@stowage/kernel/Eaches"
import type { Instant } from "@stowage/kernel/Instant"
import * as Schema from "effect/Schema"
import type { LinePrice, OrderTerms } from "./OrderTerms.ts"

/**
 * The commercial axis. Whether an order is on hold, promised or shipped is not on it: that follows from the records
 * below.
 */
export const OrderStatus = Schema.Literals(["Placed", "Closed", "Cancelled"])
export type OrderStatus = typeof OrderStatus.Type

/** Closed: all that was wanted has shipped or was cancelled. Cancelled: nothing shipped and nothing will. */
export const orderStatusNext = {
  Placed: ["Closed", "Cancelled"],
  Closed: [],
  Cancelled: []
} as const satisfies { readonly [From in OrderStatus]: ReadonlyArray<OrderStatus> }

/** Names a hold, so that the one that was placed is the one released. */
export const HoldId = Schema.NonEmptyString.pipe(Schema.brand("HoldId"))
export type HoldId = typeof HoldId.Type

/** Somebody's reason to keep the order back. It stays on record once released. */
export interface Hold {
  readonly holdId: HoldId
  readonly reason: string
  readonly by: string
  readonly placedAt: Instant
  readonly released?: { readonly by: string; readonly at: Instant }
}

/** What one site has of a line: handed to it, picked by it, shipped by it. A unit is in one of the three. */
export interface SiteUnits {
  readonly fulfilmentOrderId: FulfilmentOrderId
  readonly released: Eaches
  readonly picked: Eaches
  readonly shipped: Eaches
}

/** A line, its units each in exactly one bucket: `open`, `backordered`, `promised`, `cancelled`, or at a site. */
export interface OrderLine {
  readonly lineId: LineId
  readonly sku: Sku
  readonly description?: string
  /** Nothing said about them yet. */
  readonly open: Eaches
  /** Asked for and short: waiting for stock. */
  readonly backordered: Eaches
  /** Reserved for this line. */
  readonly promised: Eaches
  readonly cancelled: Eaches
  readonly sites: ReadonlyArray<SiteUnits>
  /** Price of `pricedUnits` units; what fewer cost is `keptPrice`. */
  readonly price: LinePrice
  readonly pricedUnits: Eaches
}

/** An order that was placed. */
export interface Order {
  readonly status: OrderStatus
  /** As placed; `lines` is what became of its lines. */
  readonly terms: OrderTerms
  readonly lines: ReadonlyArray<OrderLine>
  readonly holds: ReadonlyArray<Hold>
  /** When the customer was told to expect it; the latest answer stands. */
  readonly promisedAt?: Instant
  readonly cancelledAt?: Instant
  /** What each request id was used for, so that a request that comes again is known. */
  readonly requests: Readonly<Record<string, string>>
}

/** Counts of a line, added up over sites. */
export interface LineCounts {
  /** All units ever asked for and not changed away: the sum of the others. */
  readonly ordered: Eaches
  readonly open: Eaches
  readonly backordered: Eaches
  readonly promised: Eaches
  /** With a site and not yet picked. */
  readonly released: Eaches
  readonly picked: Eaches
  readonly shipped: Eaches
  readonly cancelled: Eaches
}

/** Where the units of `line` are. */
export const countsOf = (line: OrderLine): LineCounts => {
  let [released, picked, shipped] = [0, 0, 0]
  for (const site of line.sites) {
    released += site.released
    picked += site.picked
    shipped += site.shipped
  }
  const { open, backordered, promised, cancelled } = line
  const ordered = open + backordered + promised + released + picked + shipped + cancelled
  return {
    ordered: eaches(ordered),
    open,
    backordered,
    promised,
    released: eaches(released),
    picked: eaches(picked),
    shipped: eaches(shipped),
    cancelled
  }
}

/** Units still wanted: ordered and not cancelled. */
export const wantedUnits = (line: OrderLine): Eaches => {
  const counts = countsOf(line)
  return eaches(counts.ordered - counts.cancelled)
}

/** Units neither shipped nor cancelled. */
export const unshippedUnits = (line: OrderLine): Eaches => {
  const counts = countsOf(line)
  return eaches(counts.ordered - counts.cancelled - counts.shipped)
}

/** Units that wait for a promise. */
export const waitingUnits = (line: OrderLine): Eaches => eaches(line.open + line.backordered)

/** Holds that nobody has released, in the order they were placed. */
export const openHolds = (order: Order): ReadonlyArray<Hold> =>
  order.holds.filter((hold) => hold.released === undefined)

/** The line of that id. */
export const lineOf = (order: Order, lineId: LineId): OrderLine | undefined =>
  order.lines.find((line) => line.lineId === lineId)

/** How far the order has come; derived, never stored. `Partly` means some units have and some wanted ones have not. */
export type Fulfilment = "Unfulfilled" | "PartlyReleased" | "Released" | "PartlyShipped" | "Shipped"

/** How far the wanted units are; an order of which none are wanted is `Unfulfilled`. */
export const fulfilmentOf = (order: Order): Fulfilment => {
  let [wanted, handedOver, shipped] = [0, 0, 0]
  for (const line of order.lines) {
    const counts = countsOf(line)
    wanted += counts.ordered - counts.cancelled
    handedOver += counts.released + counts.picked + counts.shipped
    shipped += counts.shipped
  }
  if (shipped > 0) return shipped === wanted ? "Shipped" : "PartlyShipped"
  if (handedOver > 0) return handedOver === wanted ? "Released" : "PartlyReleased"
  return "Unfulfilled"
}
