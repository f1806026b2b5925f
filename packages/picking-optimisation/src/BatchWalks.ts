/**
 * Lengths of exact walks over many selections of the same orders' picks, without making the routes.
 */
import { aisleSweep } from "./aisleSweep.ts"
import { askedOf, type BatchingProblem, cartLimitNames } from "./BatchingProblem.ts"
import { type Pick } from "./RoutingProblem.ts"
import { stopsOf } from "./Stops.ts"

/** Orders that are walked together, as a solver holds them. */
export interface Cluster {
  /** Indexes of orders in the problem, ascending. */
  readonly orders: ReadonlyArray<number>
  /** Places to visit, ascending and each once. */
  readonly stops: Int32Array
  /** How much of each binding limit they take. */
  readonly load: Float64Array
  readonly walkMm: number
}

/** Answers about clusters of one problem. */
export interface BatchWalks {
  /** Each order as a cluster of its own. */
  readonly singles: ReadonlyArray<Cluster>
  /** Whether one cart takes both. */
  readonly fit: (a: Cluster, b: Cluster) => boolean
  /** Length of the least walk over both. O(aisles + stops), allocates nothing. */
  readonly walkMmOfBoth: (a: Cluster, b: Cluster) => number
  readonly merged: (a: Cluster, b: Cluster) => Cluster
}

/** The walks of a problem that `batchingRefusal` finds nothing wrong with. O(n log n) in the picks. */
export const batchWalks = (problem: BatchingProblem): BatchWalks => {
  const { depot, floor, orders } = problem
  const { places, placeOf } = distinctPlaces(orders.flatMap((order) => order.picks))
  const stops = stopsOf(places)
  const stopOfPlace = new Int32Array(places.length)
  for (const [stop, place] of stops.pick.entries()) stopOfPlace[place] = stop
  const sweep = aisleSweep(floor, depot, stops)
  const both = new Int32Array(places.length)
  const binding = cartLimitNames.flatMap((limit) => {
    const most = problem.limits[limit]
    return most === undefined ? [] : [{ limit, most }]
  })

  const singles = orders.map((order, index): Cluster => {
    const ordered = new Set(order.picks.map((pick) => stopOfPlace[placeOf(pick)] as number))
    const list = Int32Array.from(ordered).sort()
    const load = Float64Array.from(binding, ({ limit }) => askedOf(order, limit))
    return { orders: [index], stops: list, load, walkMm: sweep.walkMm(list, list.length) }
  })
  const walkMmOfBoth = (a: Cluster, b: Cluster): number => sweep.walkMm(both, union(a.stops, b.stops, both))
  return {
    singles,
    fit: (a, b) => binding.every(({ most }, index) => (a.load[index] as number) + (b.load[index] as number) <= most),
    walkMmOfBoth,
    merged: (a, b) => ({
      orders: [...a.orders, ...b.orders].sort((left, right) => left - right),
      walkMm: walkMmOfBoth(a, b),
      stops: both.slice(0, union(a.stops, b.stops, both)),
      load: a.load.map((amount, index) => amount + (b.load[index] as number))
    })
  }
}

/** The places that any pick is at, and which of them a pick is at. */
const distinctPlaces = (picks: ReadonlyArray<Pick>) => {
  const places: Array<Pick> = []
  const numbers = new Map<number, Map<number, number>>()
  for (const pick of picks) {
    const inAisle = numbers.get(pick.aisle) ?? new Map<number, number>()
    numbers.set(pick.aisle, inAisle)
    if (!inAisle.has(pick.yMm)) inAisle.set(pick.yMm, places.push(pick) - 1)
  }
  return { places, placeOf: (pick: Pick): number => numbers.get(pick.aisle)?.get(pick.yMm) as number }
}

/** Writes every number that is in `a` or `b`, all ascending, to `out`; gives how many. */
const union = (a: Int32Array, b: Int32Array, out: Int32Array): number => {
  let count = 0
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    const x = a[left] as number
    const y = b[right] as number
    out[count++] = x < y ? x : y
    if (x <= y) left++
    if (y <= x) right++
  }
  while (left < a.length) out[count++] = a[left++] as number
  while (right < b.length) out[count++] = b[right++] as number
  return count
}
