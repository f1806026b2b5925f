/**
 * The least any batching could walk, without searching for one.
 */
import { askedOf, type BatchingProblem, batchRouting, type CartLimitName, cartLimitNames } from "./BatchingProblem.ts"
import { ratliffRosenthal } from "../routing/ratliffRosenthal.ts"
import { leastInAisleMm } from "../routing/routingBound.ts"

/**
 * No plan walks less than the greatest of:
 *
 * - the shortest walk over all picks as if one cart took everything, since all walks one after the other are such a
 *   walk;
 * - the lengths of the walks that orders alone need, where the limits force apart: order the orders by what they walk
 *   alone, longest first; j carts take at most j times the limit, so the (j+1)th longest of the walks is at least as
 *   long as the walk alone of the order with which the sum passes j times the limit;
 * - the same limits at every step between aisles: as many walks cross it as carts are needed for the orders beyond,
 *   each twice, besides what is to be walked in the aisles.
 *
 * Takes a problem that `batchingRefusal` finds nothing wrong with. Millimetres. O(orders × (aisles + n log n)); when
 * `isOver` says that there is no time, which is asked now and then, the second is left out.
 */
export const batchingBound = (problem: BatchingProblem, isOver: () => boolean = () => false): number =>
  Math.max(boundByOneWalk(problem), boundByCrossings(problem), boundByWalksAlone(problem, isOver))

const boundByOneWalk = (problem: BatchingProblem): number =>
  ratliffRosenthal(batchRouting(problem, problem.orders)).walkMm

/** The limits that bind, with the part of one cart that each order takes of it. */
const shares = ({ limits, orders }: BatchingProblem): ReadonlyArray<Float64Array> =>
  cartLimitNames.flatMap((limit: CartLimitName) => {
    const most = limits[limit]
    return most === undefined ? [] : [Float64Array.from(orders, (order) => askedOf(order, limit) / most)]
  })

/**
 * Shares are quotients: a sum that should be whole may be a rounding above it, which must not ask for one cart more.
 */
const rounding = 1e-9

/** So many walks are measured before the caller is asked whether to stop. */
const ordersAtOnce = 500

const boundByWalksAlone = (problem: BatchingProblem, isOver: () => boolean): number => {
  const walkMm: Array<number> = []
  for (const [index, order] of problem.orders.entries()) {
    if (index % ordersAtOnce === ordersAtOnce - 1 && isOver()) return 0
    walkMm.push(ratliffRosenthal(batchRouting(problem, [order])).walkMm)
  }
  const longestFirst = walkMm.map((_, index) => index).sort((a, b) => (walkMm[b] as number) - (walkMm[a] as number))
  let boundMm = walkMm[longestFirst[0] as number] as number
  for (const share of shares(problem)) {
    let sumMm = 0
    let carts = 0
    let taken = 0
    for (const order of longestFirst) {
      taken += share[order] as number
      while (taken > carts + rounding) {
        sumMm += walkMm[order] as number
        carts++
      }
    }
    boundMm = Math.max(boundMm, sumMm)
  }
  return boundMm
}

const boundByCrossings = (problem: BatchingProblem): number => {
  const { depot, floor, orders } = problem
  const spans = orders.map(({ picks }) => ({
    left: picks.reduce((left, pick) => Math.min(left, pick.aisle), Number.POSITIVE_INFINITY),
    right: picks.reduce((right, pick) => Math.max(right, pick.aisle), 0)
  }))
  let boundMm = inAislesMm(problem)
  for (let aisle = 1; aisle < floor.aisleXMm.length; aisle++) {
    const stepMm = (floor.aisleXMm[aisle] as number) - (floor.aisleXMm[aisle - 1] as number)
    const beyond = orders.flatMap((_, index) => {
      const { left, right } = spans[index] as (typeof spans)[number]
      return (depot.aisle < aisle ? right >= aisle : left < aisle) ? [index] : []
    })
    const carts = shares(problem).map((share) => {
      const taken = beyond.reduce((sum, order) => sum + (share[order] as number), 0)
      return Math.ceil(taken - rounding)
    })
    boundMm += 2 * stepMm * Math.max(beyond.length > 0 ? 1 : 0, ...carts)
  }
  return boundMm
}

const inAislesMm = ({ floor, orders }: BatchingProblem): number => {
  const inAisle = floor.aisleXMm.map((): Array<number> => [])
  for (const { picks } of orders) for (const { aisle, yMm } of picks) inAisle[aisle]?.push(yMm)
  return inAisle.reduce(
    (sum, places) => (places.length === 0 ? sum : sum + leastInAisleMm([...floor.crossAisleYMm, ...places])),
    0
  )
}
