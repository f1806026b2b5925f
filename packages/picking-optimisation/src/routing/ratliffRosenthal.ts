/**
 * The shortest route over one block.
 */
import { aisleSweep, type SweptWalk } from "./aisleSweep.ts"
import { type ChosenWays, walkOver } from "./ChosenWays.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { stopsOf } from "./Stops.ts"

/**
 * The shortest route from the depot and back, of a problem on one block that `routingRefusal` finds nothing wrong with.
 *
 * Of equal routes always the same one. O(n log n) to sort the picks, then O(aisles + picks).
 *
 * Source: Ratliff and Rosenthal (1983), Operations Research 31(3).
 */
export const ratliffRosenthal = (problem: RoutingProblem): PickRoute => {
  const { depot, floor } = problem
  const stops = stopsOf(problem.picks)
  const sweep = aisleSweep(floor, depot, stops)
  const all = stops.pick.map((_, stop) => stop)
  sweep.walkMm(all, all.length)
  return walkOver(problem, stops, waysOf(sweep.walk()), depot)
}

const waysOf = ({ aisle, aisles, backWalks, first, frontWalks, gapEnds, way }: SweptWalk): ChosenWays => {
  const along = new Uint8Array(2 * aisles)
  for (let k = 0; k + 1 < aisles; k++) {
    along[2 * k] = frontWalks[k] as number
    along[2 * k + 1] = backWalks[k] as number
  }
  return { crossAisles: 2, aisles, aisle, first, gapEnds, way, along }
}
