/**
 * Orders into carts one after the other, in the order in which they lie along the floor: a plan to begin from that
 * takes no time, however many orders there are.
 *
 * Source: Gillett and Miller (1974), A heuristic algorithm for the vehicle-dispatch problem, Operations Research 22(2),
 * who go round a depot.
 */
import { alongFloor, stretchesOf } from "./alongFloor.ts"
import { type BatchCore, rounding } from "./BatchCore.ts"
import { type Groups, groupsMm } from "./Batches.ts"
import { type OrderSets } from "./OrderSets.ts"

/**
 * Each cart takes the next of these orders along the floor as long as they fit; of all orders when not given. Along its
 * aisles, or along the stretches of a way over it, whichever is shorter: where aisles are few, or as long as a street,
 * they tell orders apart too little.
 */
export const inWalkOrder = (sets: OrderSets, some?: ReadonlyArray<number>): Groups => {
  const { core } = sets
  const wanted = new Set(some)
  const filled = (stretchOf: Int32Array): Groups => {
    const along = Array.from(alongFloor(core, stretchOf), (order) => [order])
    return fillCarts(sets, some === undefined ? along : along.filter(([order = -1]) => wanted.has(order)))
  }
  const byStretches = filled(stretchesOf(core))
  return core.aisleOf === undefined ? byStretches : leastOf(sets, filled(core.aisleOf), byStretches)
}

/**
 * The best of the groups as they are, of carts filled with them as they follow each other, with the orders as they
 * come, and with the orders `along` the floor.
 */
export const filledAlong = (sets: OrderSets, groups: Groups, along: Groups): Groups => {
  const asTheyCome = Array.from({ length: sets.core.orders }, (_, order) => [order])
  return leastOf(sets, groups, fillCarts(sets, groups), fillCarts(sets, asTheyCome), along)
}

/** Those that walk least, of equals the first. */
export const leastOf = (sets: OrderSets, first: Groups, ...others: ReadonlyArray<Groups>): Groups => {
  let [best, leastMm] = [first, groupsMm(sets, first)]
  for (const groups of others) {
    const costMm = groupsMm(sets, groups)
    if (costMm < leastMm) [best, leastMm] = [groups, costMm]
  }
  return best
}

/** Each cart takes the next groups as long as they fit. O(orders), and some walks for each cart where tours have a limit. */
const fillCarts = (sets: OrderSets, groups: Groups): Groups => {
  const carts: Array<ReadonlyArray<number>> = []
  for (let from = 0; from < groups.length;) {
    const most = fittingFrom(sets.core, groups, from)
    const to = sets.core.mostMm === Number.POSITIVE_INFINITY ? most : inTimeFrom(sets, groups, from, most)
    carts.push(groups.slice(from, to).flat())
    from = to
  }
  return carts
}

/** Up to which group one cart takes those from `from` on: at least that one. */
const fittingFrom = ({ load, most, orders }: BatchCore, groups: Groups, from: number): number => {
  const held = new Float64Array(most.length)
  for (let to = from; to < groups.length; to++) {
    for (let limit = 0; limit < most.length; limit++) {
      for (const order of groups[to] as Groups[number]) {
        held[limit] = (held[limit] as number) + (load[limit * orders + order] as number)
      }
      if (to > from && (held[limit] as number) > (most[limit] as number) + rounding) return to
    }
  }
  return groups.length
}

/** Up to which group, `most` at most, one tour takes those from `from` on: by halving, at least that one. */
const inTimeFrom = (sets: OrderSets, groups: Groups, from: number, most: number): number => {
  let [takes, tooMany] = [from + 1, most + 1]
  for (let tried = most; takes < tooMany - 1; tried = (takes + tooMany) >> 1) {
    const orders = Int32Array.from(groups.slice(from, tried).flat())
    if (sets.measure(orders, orders.length) < Number.POSITIVE_INFINITY) takes = tried
    else tooMany = tried
  }
  return takes
}
