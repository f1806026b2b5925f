/**
 * The way that most named routes take over several blocks, and how they differ within one.
 */
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { stopsOf } from "./Stops.ts"
import { type Walker, walkerAt } from "./Walker.ts"

/** The part of an aisle between two cross-aisles, when it has picks. */
export interface SubAisle {
  /** Index into the floor. */
  readonly aisle: number
  /** Numbers of its picks in the problem, the nearest to the depot's cross-aisle first. */
  readonly picks: ReadonlyArray<number>
}

/** A block as seen from the depot. */
export interface RouteBlock {
  /** Where its cross-aisles are: the one nearer to the depot's and the other. */
  readonly nearMm: number
  readonly farMm: number
  /** Those with picks, from left to right; never empty. */
  readonly subAisles: readonly [SubAisle, ...ReadonlyArray<SubAisle>]
}

/** Somebody in a block. */
export interface BlockWalker extends Walker {
  /** Visits these picks of an aisle he stands at an end of. */
  readonly visitAll: (picks: ReadonlyArray<number>) => void
  /** Into a sub-aisle and out again at the end he came in by. */
  readonly inAndBack: (block: RouteBlock, subAisle: SubAisle, from: BlockEnd) => void
  /** Through a sub-aisle from this end, and all its picks. */
  readonly through: (block: RouteBlock, subAisle: SubAisle, from: BlockEnd) => void
  /** How far along the floor a pick is. */
  readonly pickMm: (pick: number) => number
  /** How far along a cross-aisle it is to an aisle. */
  readonly acrossMm: (from: number, to: number) => number
}

export type BlockEnd = "near" | "far"

/** Where a walk enters a block. */
export interface BlockEntry {
  readonly aisle: number
  /** Where on the same cross-aisle the walk comes from, when there is nothing beyond the block; else `aisle`. */
  readonly cameFrom: number
  readonly end: BlockEnd
  /** Whether it is the block at the depot's cross-aisle, and others lie beyond it. */
  readonly isLast: boolean
}

/** Walks one block from the entry, all its picks, to its near cross-aisle; gives the aisle where it gets there. */
export type WalkBlock = (block: RouteBlock, entry: BlockEntry, walker: BlockWalker) => number

/**
 * Out through the leftmost aisle that has picks, taking them, to the near end of the farthest block with picks; then
 * block after block back towards the depot, each walked whole before the next, and through the aisle he is in where a
 * block has none left. What lies on both sides of the depot's cross-aisle is walked side after side, the one behind
 * first. From there to the depot, or to the nearest of the ends named.
 *
 * Source: Roodbergen and de Koster (2001), Routing methods for warehouses with multiple cross aisles, International
 * Journal of Production Research 39(9), for a depot at the front; depots elsewhere are ours.
 */
export const blockByBlock = (problem: RoutingProblem, walkBlock: WalkBlock): PickRoute => {
  const { depot, floor } = problem
  const walker = blockWalkerAt(problem)
  const homeMm = floor.crossAisleYMm[depot.crossAisle] as number
  const stops = [...stopsOf(problem.picks).pick]
  const isBehind = (pick: number): boolean =>
    walker.pickMm(pick) > homeMm || (walker.pickMm(pick) === homeMm && homeMm !== floor.crossAisleYMm.at(-1))
  const sides = [
    { picks: stops.filter(isBehind), crossMm: floor.crossAisleYMm.slice(depot.crossAisle) },
    {
      picks: stops.filter((pick) => !isBehind(pick)).toReversed(),
      crossMm: floor.crossAisleYMm.slice(0, depot.crossAisle + 1).toReversed()
    }
  ]
  let aisle = depot.aisle
  for (const { crossMm, picks } of sides)
    if (picks.length > 0) aisle = walkSide(problem, { aisle, crossMm }, picks, walkBlock, walker)
  return routeHome(problem, walker, aisle, homeMm)
}

/** Ends a walk that is at the depot's cross-aisle, at the depot or at the nearest end. */
export const routeHome = (
  { depot, ends = [depot], floor }: RoutingProblem,
  walker: Walker,
  aisle: number,
  yMm: number
) => {
  const furtherMm = ends.map(
    (end) =>
      Math.abs((floor.aisleXMm[end.aisle] as number) - (floor.aisleXMm[aisle] as number)) +
      Math.abs((floor.crossAisleYMm[end.crossAisle] as number) - yMm)
  )
  const end = ends[furtherMm.indexOf(Math.min(...furtherMm))] ?? depot
  walker.goTo(end.aisle, yMm)
  walker.goTo(end.aisle, floor.crossAisleYMm[end.crossAisle] as number)
  return walker.route()
}

/** All picks beyond one side of the depot's cross-aisle, and back to it; gives the aisle where. */
const walkSide = (
  { picks }: RoutingProblem,
  { aisle: cameFrom, crossMm }: { readonly aisle: number; readonly crossMm: ReadonlyArray<number> },
  inOrder: ReadonlyArray<number>,
  walkBlock: WalkBlock,
  walker: BlockWalker
): number => {
  const aisleOf = (pick: number): number => picks[pick]?.aisle as number
  const blockOf = (pick: number): number => {
    const outMm = Math.abs(walker.pickMm(pick) - (crossMm[0] as number))
    return Math.max(0, crossMm.findIndex((mm) => Math.abs(mm - (crossMm[0] as number)) >= outMm) - 1)
  }
  const left = Math.min(...inOrder.map(aisleOf))
  const farthest = Math.max(...inOrder.map(blockOf))
  if (farthest > 0) {
    walker.goTo(left, crossMm[0] as number)
    walker.visitAll(inOrder.filter((pick) => aisleOf(pick) === left && blockOf(pick) < farthest))
    walker.goTo(left, crossMm[farthest] as number)
  }
  let aisle = left
  for (let block = farthest; block >= 0; block--) {
    const nearMm = crossMm[block] as number
    const farMm = crossMm[block + 1] as number
    const due = inOrder.filter((pick) => blockOf(pick) === block && (block === farthest || aisleOf(pick) !== left))
    const [first, ...others] = subAislesOf(due, aisleOf)
    const entry: BlockEntry = {
      aisle,
      cameFrom: farthest > 0 ? aisle : cameFrom,
      end: block === farthest ? "near" : "far",
      isLast: block === 0 && farthest > 0
    }
    if (first !== undefined) aisle = walkBlock({ nearMm, farMm, subAisles: [first, ...others] }, entry, walker)
    walker.goTo(aisle, nearMm)
  }
  return aisle
}

const subAislesOf = (picks: ReadonlyArray<number>, aisleOf: (pick: number) => number): ReadonlyArray<SubAisle> => {
  const aisles = [...new Set(picks.map(aisleOf))].sort((a, b) => a - b)
  return aisles.map((aisle) => ({ aisle, picks: picks.filter((pick) => aisleOf(pick) === aisle) }))
}

const blockWalkerAt = (problem: RoutingProblem): BlockWalker => {
  const walker = walkerAt(problem)
  const { floor, picks } = problem
  const visitAll = (list: ReadonlyArray<number>): void => {
    for (const pick of list) walker.visit(pick)
  }
  const goIn = (block: RouteBlock, { aisle, picks: inside }: SubAisle, from: BlockEnd): void => {
    walker.goTo(aisle, endMm(block, from))
    visitAll(from === "near" ? inside : inside.toReversed())
  }
  return {
    ...walker,
    visitAll,
    inAndBack: (block, subAisle, from) => {
      goIn(block, subAisle, from)
      walker.goTo(subAisle.aisle, endMm(block, from))
    },
    through: (block, subAisle, from) => {
      goIn(block, subAisle, from)
      walker.goTo(subAisle.aisle, endMm(block, otherEnd(from)))
    },
    pickMm: (pick) => picks[pick]?.yMm as number,
    acrossMm: (from, to) => Math.abs((floor.aisleXMm[from] as number) - (floor.aisleXMm[to] as number))
  }
}

export const otherEnd = (end: BlockEnd): BlockEnd => (end === "near" ? "far" : "near")

export const endMm = ({ farMm, nearMm }: RouteBlock, end: BlockEnd): number => (end === "near" ? nearMm : farMm)

/** Sub-aisles in the order of a walk that begins at the outermost one nearer to `aisle`; the left one when both are. */
export const fromNearerSide = (
  subAisles: ReadonlyArray<SubAisle>,
  aisle: number,
  { acrossMm }: BlockWalker
): ReadonlyArray<SubAisle> => {
  const leftMm = acrossMm(aisle, subAisles[0]?.aisle ?? aisle)
  const rightMm = acrossMm(aisle, subAisles.at(-1)?.aisle ?? aisle)
  return rightMm < leftMm ? subAisles.toReversed() : subAisles
}
