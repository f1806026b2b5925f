/**
 * The walk over one block by a named policy.
 */
import { otherEnd, pickAislesOf, type PickAisle, type RouteSide } from "./pickAisles.ts"
import { type PickRoute } from "./PickRoute.ts"
import { ratliffRosenthal } from "./ratliffRosenthal.ts"
import { type Pick, type RoutingProblem } from "./RoutingProblem.ts"
import { sShape } from "./sShape.ts"
import { walkerAt } from "./Walker.ts"
import { type WalkPolicy } from "./WalkPolicy.ts"

/** The route by `policy`. Takes a problem that `routingRefusal` finds nothing wrong with. O(n log n + aisles). */
export const policyRoute = (policy: WalkPolicy, problem: RoutingProblem): PickRoute => routeBy[policy](problem)

const returns = (problem: RoutingProblem): PickRoute => {
  const { aisles, depotSide } = pickAislesOf(problem)
  const walker = walkerAt(problem)
  for (const { aisle, picks } of aisles) {
    walker.goTo(aisle, depotSide.yMm)
    for (const pick of from(depotSide, picks)) walker.visit(pick)
    walker.goTo(aisle, depotSide.yMm)
  }
  walker.goTo(problem.depot.aisle, depotSide.yMm)
  return walker.route()
}

/** Through the first and the last aisle, into the others from both sides: `inner` says which picks from the depot's. */
const bothSides = (
  problem: RoutingProblem,
  inner: (aisle: PickAisle, depotSide: RouteSide) => (pick: number) => boolean
): PickRoute => {
  const { aisles, depotSide } = pickAislesOf(problem)
  if (aisles.length === 1) return returns(problem)
  const farSide = otherEnd(problem, depotSide)
  const walker = walkerAt(problem)
  const pass = (side: RouteSide, aisle: number, picks: ReadonlyArray<number>): void => {
    walker.goTo(aisle, side.yMm)
    for (const pick of from(side, picks)) walker.visit(pick)
  }
  const dip = (side: RouteSide, aisle: number, picks: ReadonlyArray<number>): void => {
    if (picks.length === 0) return
    pass(side, aisle, picks)
    walker.goTo(aisle, side.yMm)
  }
  const [first, last] = [aisles[0] as PickAisle, aisles.at(-1) as PickAisle]
  const between = aisles.slice(1, -1).map((each) => {
    const isInner = inner(each, depotSide)
    const [near, far] = [each.picks.filter(isInner), each.picks.filter((pick) => !isInner(pick))]
    return { aisle: each.aisle, near, far }
  })
  // What lies between the depot and the first aisle is picked on the way there, the rest on the way home.
  const isOnWayOut = ({ aisle }: { readonly aisle: number }): boolean => aisle < problem.depot.aisle
  const homewards = between.toReversed()
  for (const { aisle, near } of homewards.filter(isOnWayOut)) dip(depotSide, aisle, near)
  pass(depotSide, first.aisle, first.picks)
  walker.goTo(first.aisle, farSide.yMm)
  for (const { aisle, far } of between) dip(farSide, aisle, far)
  pass(farSide, last.aisle, last.picks)
  walker.goTo(last.aisle, depotSide.yMm)
  for (const each of homewards) if (!isOnWayOut(each)) dip(depotSide, each.aisle, each.near)
  walker.goTo(problem.depot.aisle, depotSide.yMm)
  return walker.route()
}

const midpoint = (problem: RoutingProblem): PickRoute => {
  const [frontMm, backMm] = problem.floor.crossAisleYMm as readonly [number, number]
  return bothSides(
    problem,
    (_, { yMm }) =>
      (pick) =>
        Math.abs((problem.picks[pick] as Pick).yMm - yMm) <= (backMm - frontMm) / 2
  )
}

/** Of equal gaps the one nearest to the front is left out. */
const largestGap = (problem: RoutingProblem): PickRoute =>
  bothSides(problem, ({ picks }, { isFront }) => {
    const [frontMm, backMm] = problem.floor.crossAisleYMm as readonly [number, number]
    let [widest, gapFrom, last] = [-1, frontMm, frontMm]
    for (const yMm of [...picks.map((pick) => (problem.picks[pick] as Pick).yMm), backMm]) {
      if (yMm - last > widest) [widest, gapFrom] = [yMm - last, last]
      last = yMm
    }
    return (pick) => (problem.picks[pick] as Pick).yMm <= gapFrom === isFront
  })

const combined = (problem: RoutingProblem): PickRoute => {
  const { aisles, depotSide } = pickAislesOf(problem)
  const farSide = otherEnd(problem, depotSide)
  const walker = walkerAt(problem)
  for (const [index, goesThrough] of whereThrough(problem, aisles, depotSide).entries()) {
    const { aisle, picks } = aisles[index] as PickAisle
    const side = goesThrough.fromHome ? depotSide : farSide
    walker.goTo(aisle, side.yMm)
    for (const pick of from(side, picks)) walker.visit(pick)
    walker.goTo(aisle, goesThrough.toHome ? depotSide.yMm : farSide.yMm)
  }
  walker.goTo(problem.depot.aisle, depotSide.yMm)
  return walker.route()
}

/** At which side he enters and leaves each aisle; of equal walks the one that stays at its side. */
const whereThrough = (problem: RoutingProblem, aisles: ReadonlyArray<PickAisle>, depotSide: RouteSide) => {
  const lengthMm = (problem.floor.crossAisleYMm[1] as number) - (problem.floor.crossAisleYMm[0] as number)
  let homeMm = 0
  let awayMm = Number.POSITIVE_INFINITY
  const crosses = aisles.map(({ picks }) => {
    const depths = picks.map((pick) => Math.abs((problem.picks[pick] as Pick).yMm - depotSide.yMm))
    const stayHome = homeMm + 2 * Math.max(...depths)
    const stayAway = awayMm + 2 * (lengthMm - Math.min(...depths))
    const crossed = { home: awayMm + lengthMm < stayHome, away: homeMm + lengthMm < stayAway }
    ;[homeMm, awayMm] = [Math.min(stayHome, awayMm + lengthMm), Math.min(stayAway, homeMm + lengthMm)]
    return crossed
  })
  let toHome = true
  return crosses
    .toReversed()
    .map(({ away, home }) => {
      const through = { toHome, fromHome: (toHome ? home : away) ? !toHome : toHome }
      toHome = through.fromHome
      return through
    })
    .toReversed()
}

/** Picks of an aisle in the order he comes to them from this side. */
const from = ({ isFront }: RouteSide, picks: ReadonlyArray<number>): ReadonlyArray<number> =>
  isFront ? picks : picks.toReversed()

const routeBy: Readonly<Record<WalkPolicy, (problem: RoutingProblem) => PickRoute>> = {
  exact: ratliffRosenthal,
  sShape,
  return: returns,
  midpoint,
  largestGap,
  combined
}
