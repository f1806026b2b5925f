/**
 * Which orders go well with which: what an annealing tries first.
 *
 * Source: Toth and Vigo (2003), The granular tabu search and its application to the vehicle-routing problem, INFORMS
 * Journal on Computing 15(4), for trying neighbours that are likely to be of use.
 */
import { alongFloor } from "./alongFloor.ts"
import { cartTakes } from "./BatchCore.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** How many are near an order at most. */
const mostNear = 25
/** Of more orders than this no pairs are measured: there are too many. */
const mostOrders = 400
/** What measuring a pair takes, in units of effort. */
const pairWork = 500

/** For each order the `each` orders that save most of the walk over both, the best first; none when `each` is 0. */
export interface NearOrders {
  readonly each: number
  /** Those near order `i` start at entry `i * each`. */
  readonly list: Int32Array
}

/** Where nothing is known of which orders go well together. */
export const noneNear: NearOrders = { each: 0, list: new Int32Array(0) }

/**
 * Measures every pair of orders, those that one cart does not take as one of `outside`. None is near where walks take
 * long to measure or when the effort is over first. O(n² log n). Of very many orders those are near that come before
 * and after along the floor: O(n log n).
 */
export const nearOrders = (sets: OrderSets, outside: OrderSets, effort: SearchEffort): NearOrders => {
  const { orders, walksUntilAsked } = sets.core
  const each = Math.min(mostNear, orders - 1)
  if (each < 1 || walksUntilAsked > 0) return noneNear
  if (orders > mostOrders) return nearAlongFloor(sets, each)
  const aloneMm = Float64Array.from({ length: orders }, (_, order) => sets.measure(Int32Array.of(order), 1))
  // How much longer two walks are than the one over both.
  const saved = new Float64Array(orders * orders).fill(-1)
  const pair = new Int32Array(2)
  for (let order = 0; order < orders; order++) {
    if (effort.spend(pairWork * order)) return noneNear
    for (let other = 0; other < order; other++) {
      pair[0] = order
      pair[1] = other
      const mm = (cartTakes(sets.core, pair) ? sets : outside).measure(pair, 2)
      const bothMm = (aloneMm[order] as number) + (aloneMm[other] as number)
      const times = mm > 0 ? bothMm / mm : Number.POSITIVE_INFINITY
      saved[order * orders + other] = times
      saved[other * orders + order] = times
    }
  }
  const list = new Int32Array(orders * each)
  for (let order = 0; order < orders; order++) {
    const row = saved.subarray(order * orders, (order + 1) * orders)
    const best = Int32Array.from(row.keys()).sort((a, b) => (row[b] as number) - (row[a] as number) || a - b)
    list.set(best.subarray(0, each), order * each)
  }
  return { each, list }
}

/** The orders that come before and after each along the floor, the nearest first. */
const nearAlongFloor = ({ core }: OrderSets, each: number): NearOrders => {
  const along = alongFloor(core)
  const list = new Int32Array(along.length * each)
  for (const [place, order] of along.entries()) {
    let [before, after] = [place - 1, place + 1]
    for (let at = order * each; at < (order + 1) * each; at++) {
      const isBefore = after >= along.length || (before >= 0 && place - before <= after - place)
      list[at] = along[isBefore ? before-- : after++] as number
    }
  }
  return { each, list }
}
