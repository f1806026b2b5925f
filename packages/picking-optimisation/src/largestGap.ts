/**
 * The largest-gap route.
 */
import { otherEnd, pickAislesOf, type PickAisle } from "./pickAisles.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { walkerAt } from "./Walker.ts"

/**
 * Walks through the first and the last aisle that have picks and into the others from both ends, up to the widest
 * stretch without a pick, which is left out: away from the depot's cross-aisle through the first aisle, on along the
 * far one, back through the last, and home along the depot's. With picks in one aisle only, into it and back. A
 * heuristic: good when aisles have few picks each.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Of equal gaps the one nearest to the front is left
 * out. O(n log n).
 *
 * Source: Hall (1993), IIE Transactions 25(4); Roodbergen and de Koster (2001), International Journal of Production
 * Research 39(9).
 */
export const largestGap = (problem: RoutingProblem): PickRoute => {
  const { aisles, depotSide } = pickAislesOf(problem)
  const farSide = otherEnd(problem, depotSide)
  const walker = walkerAt(problem)
  const outward = (picks: ReadonlyArray<number>) => (depotSide.isFront ? picks : picks.toReversed())
  const first = aisles[0] as PickAisle
  const last = aisles.at(-1) as PickAisle
  const between = aisles.slice(1, -1).map((aisle) => ({ aisle: aisle.aisle, ...splitAtGap(problem, aisle) }))
  const visitAll = (picks: ReadonlyArray<number>): void => {
    for (const pick of picks) walker.visit(pick)
  }

  walker.goTo(first.aisle, depotSide.yMm)
  visitAll(outward(first.picks))
  if (first !== last) {
    walker.goTo(first.aisle, farSide.yMm)
    for (const { aisle, back, front } of between) {
      const fromFar = depotSide.isFront ? back : front
      if (fromFar.length === 0) continue
      walker.goTo(aisle, farSide.yMm)
      visitAll(outward(fromFar).toReversed())
      walker.goTo(aisle, farSide.yMm)
    }
    walker.goTo(last.aisle, farSide.yMm)
    visitAll(outward(last.picks).toReversed())
  }
  walker.goTo(last.aisle, depotSide.yMm)
  for (const { aisle, back, front } of between.toReversed()) {
    const fromNear = depotSide.isFront ? front : back
    if (fromNear.length === 0) continue
    walker.goTo(aisle, depotSide.yMm)
    visitAll(outward(fromNear))
    walker.goTo(aisle, depotSide.yMm)
  }
  walker.goTo(problem.depot.aisle, depotSide.yMm)
  return walker.route()
}

/** The picks in front of the widest stretch of the aisle without one, and those behind it. */
const splitAtGap = ({ floor, picks }: RoutingProblem, { picks: inAisle }: PickAisle) => {
  const [frontMm, backMm] = floor.crossAisleYMm as readonly [number, number]
  const places = [frontMm, ...inAisle.map((pick) => picks[pick]?.yMm as number), backMm]
  let cut = 0
  for (let place = 1; place + 1 < places.length; place++) {
    if (gapAfter(places, place) > gapAfter(places, cut)) cut = place
  }
  return { front: inAisle.slice(0, cut), back: inAisle.slice(cut) }
}

const gapAfter = (places: ReadonlyArray<number>, place: number): number =>
  (places[place + 1] as number) - (places[place] as number)
