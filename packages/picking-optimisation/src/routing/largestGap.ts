/**
 * The largest-gap route.
 */
import { blockByBlock } from "./blockByBlock.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { depthsOf, type SplitAisle, walkSplitting } from "./splitAisles.ts"

/**
 * Walks through the first and the last aisle that have picks and into the others from both ends, up to the widest
 * stretch without a pick, which is left out: away from the depot's cross-aisle through the first aisle, on along the
 * far one, back through the last, and home along the depot's. With picks in one aisle only, into it and back. Block by
 * block where there are several. A heuristic: good when aisles have few picks each.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Of equal gaps the one nearest to the depot's
 * cross-aisle is left out. O(n log n + n × blocks).
 *
 * Source: Hall (1993), IIE Transactions 25(4); over several blocks Roodbergen and de Koster (2001), see `blockByBlock`.
 */
export const largestGap = (problem: RoutingProblem): PickRoute => blockByBlock(problem, walkSplitting(beforeGap))

const beforeGap: SplitAisle = (block, subAisle, walker) => {
  const depths = depthsOf(block, subAisle, walker)
  const gapAfter = (place: number): number => (depths[place + 1] as number) - (depths[place] as number)
  let cut = 0
  for (let place = 1; place + 1 < depths.length; place++) if (gapAfter(place) > gapAfter(cut)) cut = place
  return cut
}
