/**
 * Routes that walk through the outermost aisles of a block and into the others from both ends.
 */
import {
  type BlockWalker,
  endMm,
  fromNearerSide,
  type RouteBlock,
  type SubAisle,
  type WalkBlock
} from "./blockByBlock.ts"

/** How many picks of a sub-aisle, the nearest first, are reached from its near end; the others are from the far end. */
export type SplitAisle = (block: RouteBlock, subAisle: SubAisle, walker: BlockWalker) => number

/**
 * Through the first aisle when the walk comes from the near end and there is another; along the far cross-aisle into
 * all that are to be reached from there, ending at the outermost one farther from where he is; through that one, and
 * back along the near cross-aisle into what is left. What is reached from the near end and lies on the way to the first
 * aisle is picked on that way.
 */
export const walkSplitting =
  (split: SplitAisle): WalkBlock =>
  (block, entry, walker) => {
    const [first, ...others] = block.subAisles
    if (entry.end === "far") return fromFarEnd(block, block.subAisles, entry.aisle, split, walker)
    if (others.length === 0) {
      walker.inAndBack(block, first, "near")
      return first.aisle
    }
    const onTheWay = others.slice(0, -1).filter(({ aisle }) => aisle < entry.cameFrom)
    for (const subAisle of onTheWay.toReversed()) pickNear(block, subAisle, split(block, subAisle, walker), walker)
    walker.through(block, first, "near")
    const done = new Set(onTheWay)
    return fromFarEnd(block, others, first.aisle, split, walker, done)
  }

const nothing: ReadonlySet<SubAisle> = new Set()

const pickNear = (block: RouteBlock, { aisle, picks }: SubAisle, near: number, walker: BlockWalker): boolean => {
  if (near > 0) walker.inAndBack(block, { aisle, picks: picks.slice(0, near) }, "near")
  return near > 0
}

const fromFarEnd = (
  block: RouteBlock,
  subAisles: ReadonlyArray<SubAisle>,
  aisle: number,
  split: SplitAisle,
  walker: BlockWalker,
  /** Aisles whose near picks are done. */
  done = nothing
): number => {
  const order = fromNearerSide(subAisles, aisle, walker)
  const last = order.at(-1) as SubAisle
  const between = order.slice(0, -1).map((subAisle) => ({ subAisle, near: split(block, subAisle, walker) }))
  for (const { near, subAisle } of between) {
    const picks = subAisle.picks.slice(near)
    if (picks.length > 0) walker.inAndBack(block, { aisle: subAisle.aisle, picks }, "far")
  }
  walker.through(block, last, "far")
  let { aisle: at } = last
  for (const { near, subAisle } of between.toReversed()) {
    if (!done.has(subAisle) && pickNear(block, subAisle, near, walker)) at = subAisle.aisle
  }
  return at
}

/** Distances out from the near end: 0, those of the picks, and the length of the aisle. */
export const depthsOf = (block: RouteBlock, { picks }: SubAisle, walker: BlockWalker): ReadonlyArray<number> => {
  const nearMm = endMm(block, "near")
  return [0, ...picks.map((pick) => Math.abs(walker.pickMm(pick) - nearMm)), Math.abs(endMm(block, "far") - nearMm)]
}
