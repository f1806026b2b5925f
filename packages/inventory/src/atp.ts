/**
 * Available to promise, day by day: what may be promised for a day without taking from what is promised for a later
 * one.
 *
 * Source: the cumulative ATP with look-ahead of Vollmann, Berry, Whybark and Jacobs (2005), Manufacturing Planning and
 * Control for Supply Chain Management, 5th edition, chapter 6, a day to a bucket.
 */
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"

/** Units that come in or are wanted on a day. */
export interface DatedUnits {
  readonly date: LocalDate
  readonly quantity: number
}

/** What is known of one SKU at one site. */
export interface AtpTerms {
  readonly today: LocalDate
  /** How many days to look ahead, today included; 1 to 100,000. */
  readonly days: number
  /** Free to promise now: what is reserved is off it already. */
  readonly available: number
  /** Promised and not there, which what comes in repays before any of it is free; 0 when none. */
  readonly shortfall: number
  /** Promised for stock yet to come; 0 when none. */
  readonly backordered: number
  /** Never promised. */
  readonly safetyStock: number
  /** What is on its way, by the day on which it can be shipped. What is overdue counts for today. */
  readonly inbound: ReadonlyArray<DatedUnits>
  /** What is wanted for a day and not reserved yet. What is overdue counts for today. */
  readonly demand: ReadonlyArray<DatedUnits>
}

/** One day of the curve. */
export interface AtpDay {
  readonly date: LocalDate
  readonly inbound: number
  readonly demand: number
  /** What is left at the end of the day when nothing more is promised; below zero when too much is. */
  readonly projected: number
  /** The most that may be promised for this day: the least projection from here on, and never below 0. */
  readonly atp: number
  /** How much is promised or wanted and will not be there; 0 when all will. */
  readonly missing: number
}

const byDay = (units: ReadonlyArray<DatedUnits>, today: LocalDate): ReadonlyMap<LocalDate, number> => {
  const sums = new Map<LocalDate, number>()
  for (const { date, quantity } of units) {
    const day = date < today ? today : date
    sums.set(day, (sums.get(day) ?? 0) + quantity)
  }
  return sums
}

const mostDays = 100_000

/** Throws on units that are none: what is no number may be promised on no day, and less than none is more to promise. */
const mustBeUnits = (name: string, units: number): void => {
  if (units >= 0 && units < Number.POSITIVE_INFINITY) return
  throw new RangeError(`${name} is ${units}; expected a number of units of at least 0`)
}

const mustBeFinite = (name: string, units: number): void => {
  if (!Number.isFinite(units)) throw new RangeError(`${name} is ${units}; expected a number of units`)
}

/** Throws on terms that no curve comes of. */
const mustBeTerms = (terms: AtpTerms): void => {
  const { available, backordered, days, demand, inbound, safetyStock, shortfall } = terms
  if (!Number.isSafeInteger(days) || days < 1 || days > mostDays) {
    throw new RangeError(`ATP looks ${days} days ahead; expected a whole number of 1 to ${mostDays}`)
  }
  // As of a moment of the floor both may be less than none.
  mustBeFinite("available", available)
  mustBeFinite("shortfall", shortfall)
  mustBeUnits("backordered", backordered)
  mustBeUnits("safetyStock", safetyStock)
  for (const { date, quantity } of inbound) mustBeUnits(`inbound of ${date}`, quantity)
  for (const { date, quantity } of demand) mustBeUnits(`demand of ${date}`, quantity)
}

/**
 * The curve from today on, one entry a day. What comes after its end is not looked at. Throws on units that are no
 * number or less than none, and on days that are no count. O(days + inbound + demand).
 */
export const atpByDay = (terms: AtpTerms): ReadonlyArray<AtpDay> => {
  mustBeTerms(terms)
  const { available, backordered, days, safetyStock, shortfall, today } = terms
  const [inbound, demand] = [byDay(terms.inbound, today), byDay(terms.demand, today)]
  let left = available - shortfall - backordered - safetyStock
  const curve = Array.from({ length: days }, (_, nth) => {
    const date = plusDays(today, nth)
    const [comes, goes] = [inbound.get(date) ?? 0, demand.get(date) ?? 0]
    left += comes - goes
    return { date, inbound: comes, demand: goes, projected: left }
  })
  let least = Number.POSITIVE_INFINITY
  return curve
    .toReversed()
    .map((day): AtpDay => {
      least = Math.min(least, day.projected)
      return { ...day, atp: Math.max(0, least), missing: Math.max(0, 0 - day.projected) }
    })
    .toReversed()
}

/** The first day for which so many units may be promised; undefined when none of these is. */
export const promiseDay = (curve: ReadonlyArray<AtpDay>, quantity: number): LocalDate | undefined =>
  curve.find(({ atp }) => atp >= quantity)?.date

/** What a channel is promised a share of. */
export interface ChannelShare {
  readonly channel: string
  /** Units kept free for it: no other channel may promise them. 0 when it only shares. */
  readonly keeps: number
  /** The most that is shown to it; all when absent. */
  readonly atMost?: number
}

/**
 * What `channel` may promise of `free` units: all but safety stock and what is kept for others, and at most its own
 * limit. A channel without a share gets what nobody keeps. Never below 0. Throws on units that are no number or less
 * than none. O(shares).
 */
export const freeForChannel = (
  free: number,
  safetyStock: number,
  shares: ReadonlyArray<ChannelShare>,
  channel: string
): number => {
  mustBeFinite("free", free)
  mustBeUnits("safetyStock", safetyStock)
  for (const { atMost = 0, channel: of, keeps } of shares) {
    mustBeUnits(`what ${of} keeps`, keeps)
    mustBeUnits(`the most of ${of}`, atMost)
  }
  const kept = shares.reduce((sum, one) => (one.channel === channel ? sum : sum + one.keeps), 0)
  const atMost = shares.find((one) => one.channel === channel)?.atMost ?? Number.POSITIVE_INFINITY
  return Math.max(0, Math.min(atMost, free - safetyStock - kept))
}
