/**
 * The return route.
 */
import { blockByBlock, fromNearerSide, type WalkBlock } from "./blockByBlock.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"

/**
 * Walks into every aisle that has a pick as far as needed and out again at the end he came in by, which is the one
 * nearer to the depot; through one aisle only to get from block to block. A heuristic: the only choice where aisles are
 * closed at the far end, and good when picks lie near the front.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. O(n log n + n × blocks).
 *
 * Source: Hall (1993), IIE Transactions 25(4), for one block; over several in the manner of `blockByBlock`.
 */
export const returnRoute = (problem: RoutingProblem): PickRoute => blockByBlock(problem, walkReturning)

const walkReturning: WalkBlock = (block, entry, walker) => {
  const order = entry.end === "near" ? block.subAisles : fromNearerSide(block.subAisles, entry.aisle, walker)
  for (const [index, subAisle] of order.entries()) {
    if (index === 0 && entry.end === "far") walker.through(block, subAisle, "far")
    else walker.inAndBack(block, subAisle, "near")
  }
  return order.at(-1)?.aisle ?? entry.aisle
}
