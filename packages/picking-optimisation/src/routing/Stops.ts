/**
 * Places to visit, as solvers want them: numbered in the order of a sweep over the floor.
 */
import { type Pick } from "./RoutingProblem.ts"

/** Stops by ascending aisle, within an aisle from front to back. */
export interface Stops {
  readonly aisle: Int32Array
  readonly yMm: Float64Array
  /** Which pick of the list each stop is. */
  readonly pick: Int32Array
}

/** The picks as stops; of picks at one place the first in the list comes first. O(n log n). */
export const stopsOf = (picks: ReadonlyArray<Pick>): Stops => {
  const order = Int32Array.from(picks, (_, index) => index).sort((a, b) => {
    const left = picks[a] as Pick
    const right = picks[b] as Pick
    return left.aisle - right.aisle || left.yMm - right.yMm || a - b
  })
  const aisle = new Int32Array(order.length)
  const yMm = new Float64Array(order.length)
  for (let stop = 0; stop < order.length; stop++) {
    const pick = picks[order[stop] as number] as Pick
    aisle[stop] = pick.aisle
    yMm[stop] = pick.yMm
  }
  return { aisle, yMm, pick: order }
}
