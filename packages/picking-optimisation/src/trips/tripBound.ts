/**
 * The least any plan of trips could walk, without searching for one.
 */
import { cartLimitNames } from "../batching/BatchingProblem.ts"
import { legsFromMm, type MeasuredFloor, reversed, type TripFloor } from "./TripFloor.ts"
import { tripAsks, type TripProblem } from "./TripProblem.ts"

/** Shares are quotients: a sum that should be whole may be a rounding above it. */
const rounding = 1e-9

/**
 * No plan walks less: order the orders by the walk to their farthest place and on to the end, longest first; `j`
 * carts take at most `j` times a limit, so the (j+1)th longest of the walks is at least as long as that of the order
 * with which the sum passes `j` times the limit.
 *
 * Takes a problem that `tripRefusal` finds nothing wrong with. Millimetres. O(arcs log places + n log n).
 */
export const tripBound = ({ end, floor, limits, orders, start }: TripProblem): number => {
  const { home, out } = leastLegs(floor, start, end)
  const farMm = orders.map(({ stops }) =>
    stops.reduce((far, place) => Math.max(far, (out[place] as number) + (home[place] as number)), 0)
  )
  const farthest = farMm.map((_, order) => order).sort((a, b) => (farMm[b] as number) - (farMm[a] as number))
  let boundMm = farMm[farthest[0] as number] as number
  for (const limit of cartLimitNames) {
    const most = limits[limit]
    if (most === undefined) continue
    let [sumMm, carts, taken] = [0, 0, 0]
    for (const order of farthest) {
      taken += tripAsks(orders[order] as TripProblem["orders"][number], limit) / most
      while (taken > carts + rounding) {
        sumMm += farMm[order] as number
        carts++
      }
    }
    boundMm = Math.max(boundMm, sumMm)
  }
  return boundMm
}

/** From the start to each place and from there to the end, by way of others where that is shorter. */
const leastLegs = (floor: TripFloor, start: number, end: number) =>
  floor._tag === "ArcFloor"
    ? { out: legsFromMm(floor, start), home: legsFromMm(reversed(floor), end) }
    : { out: leastFrom(floor, start, false), home: leastFrom(floor, end, true) }

/** Dijkstra's method on a table: each place in turn, the nearest first. O(places²). */
const leastFrom = ({ legMm, places }: MeasuredFloor, from: number, isBack: boolean): Float64Array => {
  const least = new Float64Array(places).fill(Number.POSITIVE_INFINITY)
  const isDone = new Uint8Array(places)
  least[from] = 0
  for (let round = 0; round < places; round++) {
    let near = -1
    for (let place = 0; place < places; place++) {
      if (isDone[place] === 0 && (near < 0 || (least[place] as number) < (least[near] as number))) near = place
    }
    isDone[near] = 1
    for (let place = 0; place < places; place++) {
      const leg = legMm[isBack ? place * places + near : near * places + place] as number
      const mm = (least[near] as number) + leg
      if (mm < (least[place] as number)) least[place] = mm
    }
  }
  return least
}
