/**
 * The midpoint route.
 */
import { blockByBlock } from "./blockByBlock.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { depthsOf, type SplitAisle, walkSplitting } from "./splitAisles.ts"

/**
 * As `largestGap`, but with every aisle between the first and the last reached from each end up to its middle; what is
 * in the middle itself, from the end nearer to the depot.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. O(n log n + n × blocks).
 *
 * Source: Hall (1993), IIE Transactions 25(4), for one block; over several in the manner of `blockByBlock`.
 */
export const midpoint = (problem: RoutingProblem): PickRoute => blockByBlock(problem, walkSplitting(beforeMiddle))

const beforeMiddle: SplitAisle = (block, subAisle, walker) => {
  const depths = depthsOf(block, subAisle, walker)
  const middleMm = (depths.at(-1) as number) / 2
  return depths.slice(1, -1).filter((depthMm) => depthMm <= middleMm).length
}
