/**
 * What is counted of a day. Every KPI is made of these sums alone, so days add up to weeks, and a KPI of a period is
 * never a mean of means.
 */
import { type Durations, mergeDurations, noDurations } from "./Durations.ts"

/** Whole numbers that grow; only a recount takes back what the count before it said. */
export interface Counts {
  /** As placed, on the day the customer placed them. */
  readonly ordersPlaced: number
  readonly linesPlaced: number
  readonly unitsPlaced: number
  /** Cancelled with nothing shipped. */
  readonly ordersCancelled: number
  /** Of which the last wanted unit has left, or was cancelled after others had left. */
  readonly ordersShipped: number
  readonly unitsShipped: number
  /** Lines and orders of which it is known whether their first shipment was complete, and those of which it was. */
  readonly linesJudged: number
  readonly linesFilled: number
  readonly ordersJudged: number
  readonly ordersFilled: number
  /** Shipped orders that had a due date, and those that met it. */
  readonly ordersDue: number
  readonly ordersOnTime: number
  /** Orders that are over, and those of them that were both complete and not late. */
  readonly ordersOver: number
  readonly ordersPerfect: number
  /** Units found short, each time they are. */
  readonly unitsBackordered: number
  /** Units promised beyond what could be promised. */
  readonly unitsOversold: number
  /** Pick tasks confirmed, with whatever was found, and those of them that found too little. */
  readonly picks: number
  readonly picksShort: number
  /** Lines of which something was picked, when their fulfilment order's picking ended. */
  readonly linesPicked: number
  /** Planned walk of released tours. */
  readonly walkMm: number
  /** Time people worked, as reported from outside the journal. */
  readonly labourMillis: number
  /** Cartons of which both volumes are known, and the sum of how full they were, in hundredths of a percent. */
  readonly cartonsMeasured: number
  readonly cartonFillBasisPoints: number
  /** Cartons whose type has a price, and the sum of those prices. */
  readonly cartonsPriced: number
  readonly cartonCostMinor: number
  /** Stock records compared with the floor, by the last count of each task, and those found within tolerance. */
  readonly recordsCounted: number
  readonly recordsRight: number
  /** Counts of a location, and those in which every record was within tolerance. */
  readonly locationsCounted: number
  readonly locationsRight: number
  /** Units booked where was counted, and the units by which records were off, too many and too few alike. */
  readonly unitsBooked: number
  readonly unitsOff: number
}

export interface Tally {
  readonly counts: Counts
  /** From placed to the last unit shipped. */
  readonly orderCycle: Durations
  /** From arrival at the dock to standing in the location. */
  readonly dockToStock: Durations
}

const noCounts: Counts = {
  ordersPlaced: 0,
  linesPlaced: 0,
  unitsPlaced: 0,
  ordersCancelled: 0,
  ordersShipped: 0,
  unitsShipped: 0,
  linesJudged: 0,
  linesFilled: 0,
  ordersJudged: 0,
  ordersFilled: 0,
  ordersDue: 0,
  ordersOnTime: 0,
  ordersOver: 0,
  ordersPerfect: 0,
  unitsBackordered: 0,
  unitsOversold: 0,
  picks: 0,
  picksShort: 0,
  linesPicked: 0,
  walkMm: 0,
  labourMillis: 0,
  cartonsMeasured: 0,
  cartonFillBasisPoints: 0,
  cartonsPriced: 0,
  cartonCostMinor: 0,
  recordsCounted: 0,
  recordsRight: 0,
  locationsCounted: 0,
  locationsRight: 0,
  unitsBooked: 0,
  unitsOff: 0
}

/** A day on which nothing happened. */
export const emptyTally: Tally = { counts: noCounts, orderCycle: noDurations, dockToStock: noDurations }

/** `counts` and what comes to them. */
export const addCounts = (counts: Counts, more: Partial<Counts>): Counts => {
  const sum: { -readonly [Name in keyof Counts]: number } = { ...counts }
  for (const name of Object.keys(more) as ReadonlyArray<keyof Counts>) sum[name] += more[name] ?? 0
  return sum
}

/** Two days as one. */
export const mergeTallies = (left: Tally, right: Tally): Tally => ({
  counts: addCounts(left.counts, right.counts),
  orderCycle: mergeDurations(left.orderCycle, right.orderCycle),
  dockToStock: mergeDurations(left.dockToStock, right.dockToStock)
})
