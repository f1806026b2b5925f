/**
 * The aisle-by-aisle route.
 */
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { type Stops, stopsOf } from "./Stops.ts"
import { routeHome } from "./blockByBlock.ts"
import { walkerAt } from "./Walker.ts"

/**
 * Walks the aisles that have picks from left to right, each over its whole length at once, and chooses between any two
 * of them the cross-aisle by which the whole is shortest. A heuristic: good when aisles have many picks.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Of equal walks the one by the cross-aisles nearest to
 * the front. O(n log n + aisles × cross-aisles²).
 *
 * Source: Vaughan and Petersen (1999), The effect of warehouse cross aisles on order picking efficiency, International
 * Journal of Production Research 37(4).
 */
export const aisleByAisle = (problem: RoutingProblem): PickRoute => {
  const { depot, floor } = problem
  const stops = stopsOf(problem.picks)
  const crossMm = floor.crossAisleYMm
  const aisles = aislesOf(stops)
  const exits = chooseExits(problem, stops, aisles)
  const walker = walkerAt(problem)
  let crossAisle = depot.crossAisle
  for (const [index, { aisle, from, to }] of aisles.entries()) {
    const inMm = crossMm[crossAisle] as number
    crossAisle = exits[index] as number
    const outMm = crossMm[crossAisle] as number
    walker.goTo(aisle, inMm)
    // The far side of the way in first, then across to the way out.
    const isUp = outMm >= inMm
    const first: Array<number> = []
    const later: Array<number> = []
    for (let stop = from; stop < to; stop++) {
      const isBefore = isUp ? (stops.yMm[stop] as number) < inMm : (stops.yMm[stop] as number) > inMm
      if (isBefore) first.push(stops.pick[stop] as number)
      else later.push(stops.pick[stop] as number)
    }
    for (const pick of isUp ? first.toReversed() : first) walker.visit(pick)
    for (const pick of isUp ? later : later.toReversed()) walker.visit(pick)
    walker.goTo(aisle, outMm)
  }
  return routeHome(problem, walker, aisles.at(-1)?.aisle as number, crossMm[crossAisle] as number)
}

interface AisleStops {
  readonly aisle: number
  readonly from: number
  readonly to: number
}

const aislesOf = ({ aisle }: Stops): ReadonlyArray<AisleStops> => {
  const aisles: Array<AisleStops> = []
  for (let from = 0, to = 0; from < aisle.length; from = to) {
    while (to < aisle.length && aisle[to] === aisle[from]) to++
    aisles.push({ aisle: aisle[from] as number, from, to })
  }
  return aisles
}

/** The cross-aisle by which each aisle is left, chosen from the last aisle backwards. */
const chooseExits = (
  { depot, ends = [depot], floor }: RoutingProblem,
  stops: Stops,
  aisles: ReadonlyArray<AisleStops>
): ReadonlyArray<number> => {
  const crossMm = floor.crossAisleYMm
  const lastMm = floor.aisleXMm[aisles.at(-1)?.aisle as number] as number
  /** What is left to walk behind an aisle when it is left by each cross-aisle; steps between aisles cost all the same. */
  let left = crossMm.map((yMm) =>
    Math.min(
      ...ends.map(
        (end) =>
          Math.abs((floor.aisleXMm[end.aisle] as number) - lastMm) + Math.abs((crossMm[end.crossAisle] as number) - yMm)
      )
    )
  )
  const exitFrom: Array<ReadonlyArray<number>> = []
  for (const { from, to } of aisles.toReversed()) {
    const lowMm = stops.yMm[from] as number
    const highMm = stops.yMm[to - 1] as number
    const behind = left
    const walksMm = crossMm.map((inMm) =>
      crossMm.map((outMm, out) => {
        const beyondMm = Math.max(0, Math.min(inMm, outMm) - lowMm) + Math.max(0, highMm - Math.max(inMm, outMm))
        return Math.abs(outMm - inMm) + 2 * beyondMm + (behind[out] as number)
      })
    )
    left = walksMm.map((out) => Math.min(...out))
    exitFrom.unshift(walksMm.map((out, index) => out.indexOf(left[index] as number)))
  }
  let crossAisle = depot.crossAisle
  return exitFrom.map((exits) => {
    crossAisle = exits[crossAisle] as number
    return crossAisle
  })
}
