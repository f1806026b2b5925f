/**
 * The S-shape route, by which most pickers walk.
 */
import { blockByBlock, fromNearerSide, otherEnd, type WalkBlock } from "./blockByBlock.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"

/**
 * Walks through every aisle that has a pick, one after the other; into the last one of a block only as far as needed
 * when he would leave it at the end away from the depot. Block by block where there are several, each from the side he
 * comes to it. A heuristic: good when most aisles have many picks.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. O(n log n + n × blocks).
 *
 * Source: Hall (1993), Distance approximations for routing manual pickers in a warehouse, IIE Transactions 25(4), as
 * "traversal"; over several blocks Roodbergen and de Koster (2001), see `blockByBlock`.
 */
export const sShape = (problem: RoutingProblem): PickRoute => blockByBlock(problem, walkSShape)

const walkSShape: WalkBlock = (block, entry, walker) => {
  const order = entry.end === "near" ? block.subAisles : fromNearerSide(block.subAisles, entry.aisle, walker)
  let { end } = entry
  for (const [index, subAisle] of order.entries()) {
    const outAgain = index === order.length - 1 && end === "near"
    if (outAgain) walker.inAndBack(block, subAisle, end)
    else {
      walker.through(block, subAisle, end)
      end = otherEnd(end)
    }
  }
  return order.at(-1)?.aisle ?? entry.aisle
}
