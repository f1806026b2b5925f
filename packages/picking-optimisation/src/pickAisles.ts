/**
 * A problem aisle by aisle, as the named heuristics look at it.
 */
import { type RoutingProblem } from "./RoutingProblem.ts"
import { stopsOf } from "./Stops.ts"

/** An aisle that has picks. */
export interface PickAisle {
  /** Index into the floor. */
  readonly aisle: number
  /** Numbers of its picks in the problem, from front to back. */
  readonly picks: ReadonlyArray<number>
}

/** One of the two ends of all aisles. */
export interface RouteSide {
  readonly isFront: boolean
  readonly yMm: number
}

/** The aisles with picks from left to right, and the side the depot is on. O(n log n). */
export const pickAislesOf = (
  problem: RoutingProblem
): { readonly aisles: ReadonlyArray<PickAisle>; readonly depotSide: RouteSide } => {
  const stops = stopsOf(problem.picks)
  const aisles: Array<{ readonly aisle: number; readonly picks: Array<number> }> = []
  for (const [stop, aisle] of stops.aisle.entries()) {
    const pick = stops.pick[stop] as number
    const last = aisles.at(-1)
    if (last?.aisle === aisle) last.picks.push(pick)
    else aisles.push({ aisle, picks: [pick] })
  }
  const isFront = problem.depot.crossAisle === 0
  return { aisles, depotSide: { isFront, yMm: problem.floor.crossAisleYMm[problem.depot.crossAisle] as number } }
}

export const otherEnd = ({ floor }: RoutingProblem, { isFront }: RouteSide): RouteSide => ({
  isFront: !isFront,
  yMm: floor.crossAisleYMm[isFront ? 1 : 0] as number
})
