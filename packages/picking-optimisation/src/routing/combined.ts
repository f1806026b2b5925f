/**
 * The combined route and its refinement.
 */
import {
  blockByBlock,
  type BlockEnd,
  type BlockWalker,
  fromNearerSide,
  otherEnd,
  type RouteBlock,
  type SubAisle,
  type WalkBlock
} from "./blockByBlock.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { depthsOf } from "./splitAisles.ts"

/**
 * Walks every aisle that has a pick either through or in and back from the end he is at, whichever is best for the
 * block as a whole, in order from the side he comes to it. A heuristic: never longer than S-shape or return over one
 * block.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Of equal walks the one that goes through earlier.
 * O(n log n + n × blocks).
 *
 * Source: Roodbergen and de Koster (2001), International Journal of Production Research 39(9).
 */
export const combined = (problem: RoutingProblem): PickRoute =>
  blockByBlock(problem, (block, entry, walker) => walkOrder(block, inOrder(block, entry, walker), entry.end, walker))

/**
 * As `combined`, but the block at the depot's cross-aisle, when others lie beyond it, is always walked from right to
 * left, so as to end near the left aisle by which the walk began.
 *
 * Source: Roodbergen and de Koster (2001), as "combined+": the change that concerns the last block.
 */
export const combinedPlus = (problem: RoutingProblem): PickRoute =>
  blockByBlock(problem, (block, entry, walker) => {
    const order = entry.isLast ? block.subAisles.toReversed() : inOrder(block, entry, walker)
    return walkOrder(block, order, entry.end, walker)
  })

const inOrder = (block: RouteBlock, entry: Parameters<WalkBlock>[1], walker: BlockWalker): ReadonlyArray<SubAisle> =>
  entry.end === "near" ? block.subAisles : fromNearerSide(block.subAisles, entry.aisle, walker)

const walkOrder = (block: RouteBlock, order: ReadonlyArray<SubAisle>, from: BlockEnd, walker: BlockWalker): number => {
  const through = chooseThrough(block, order, from, walker)
  let end = from
  for (const [index, subAisle] of order.entries()) {
    if (through[index] === true) {
      walker.through(block, subAisle, end)
      end = otherEnd(end)
    } else walker.inAndBack(block, subAisle, end)
  }
  return order.at(-1)?.aisle as number
}

/** Which sub-aisles to walk through, to be at the near end behind the last one with the least walk. */
const chooseThrough = (
  block: RouteBlock,
  order: ReadonlyArray<SubAisle>,
  from: BlockEnd,
  walker: BlockWalker
): ReadonlyArray<boolean> => {
  /** What is left to walk from here on, by the end he is at. */
  let left = { near: 0, far: Number.POSITIVE_INFINITY }
  const goThrough: Array<Readonly<Record<BlockEnd, boolean>>> = []
  for (const subAisle of order.toReversed()) {
    const depths = depthsOf(block, subAisle, walker)
    const lengthMm = depths.at(-1) as number
    const through = { near: lengthMm + left.far, far: lengthMm + left.near }
    const back = {
      near: 2 * (depths.at(-2) as number) + left.near,
      far: 2 * (lengthMm - (depths[1] as number)) + left.far
    }
    goThrough.unshift({ near: through.near <= back.near, far: through.far <= back.far })
    left = { near: Math.min(through.near, back.near), far: Math.min(through.far, back.far) }
  }
  let end = from
  return goThrough.map((choice) => {
    const isThrough = choice[end]
    if (isThrough) end = otherEnd(end)
    return isThrough
  })
}
