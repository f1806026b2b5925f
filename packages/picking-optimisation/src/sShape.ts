/**
 * The S-shape route, by which most pickers walk.
 */
import { otherEnd, pickAislesOf, type PickAisle, type RouteSide } from "./pickAisles.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { type Walker, walkerAt } from "./Walker.ts"

/**
 * Walks through every aisle that has a pick, from left to right, beginning at the depot's cross-aisle; into the last
 * one only as far as needed when he would leave it at the far end. A heuristic: good when most aisles have many picks.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. O(n log n).
 *
 * Source: Hall (1993), Distance approximations for routing manual pickers in a warehouse, IIE Transactions 25(4), as
 * "traversal"; also Roodbergen and de Koster (2001), International Journal of Production Research 39(9), one block.
 */
export const sShape = (problem: RoutingProblem): PickRoute => {
  const { aisles, depotSide } = pickAislesOf(problem)
  const walker = walkerAt(problem)
  let side = depotSide
  for (const [index, aisle] of aisles.entries()) {
    walker.goTo(aisle.aisle, side.yMm)
    visitFrom(side, aisle.picks, walker)
    const outAgain = index === aisles.length - 1 && side.isFront === depotSide.isFront
    if (!outAgain) side = otherEnd(problem, side)
    walker.goTo(aisle.aisle, side.yMm)
  }
  walker.goTo(problem.depot.aisle, depotSide.yMm)
  return walker.route()
}

const visitFrom = (side: RouteSide, picks: PickAisle["picks"], walker: Walker): void => {
  for (const pick of side.isFront ? picks : picks.toReversed()) walker.visit(pick)
}
