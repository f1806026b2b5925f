/**
 * Batches to start a search from, made of those of another plan.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { cartTakes } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { inWalkOrder } from "./inWalkOrder.ts"
import { type OrderSets } from "./OrderSets.ts"

/** New orders times batches: so many walks are soon measured. */
const mostTried = 200_000

/** Orders that were together in a plan, as in one that was good an hour ago. */
export interface OrdersTogether {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
}

/** A plan's groups as indexes of `orders`; those that are no longer asked for are left out. */
export const indexesOf = (
  orders: ReadonlyArray<{ readonly id: FulfilmentOrderId }>,
  from: ReadonlyArray<OrdersTogether>
): Groups => {
  const indexOf = new Map(orders.map(({ id }, index) => [id, index]))
  return from.map((group) => group.orders.flatMap((id) => indexOf.get(id) ?? []))
}

/**
 * The groups that `wanted` asks for, each order in the first that names it and one cart takes it with; every other
 * order where it adds least to a walk, or alone. Of equal places the first. O(orders × batches) walks for those; where
 * that would be more than `mostTried`, they have carts of their own, filled along the floor.
 */
export const groupsFrom = (sets: OrderSets, wanted: Groups): Groups => {
  const { core } = sets
  const placed = new Set<number>()
  const groups: Array<Array<number>> = []
  for (const asked of wanted) {
    const group: Array<number> = []
    for (const order of asked) {
      if (placed.has(order) || !fits(sets, group, order)) continue
      group.push(order)
      placed.add(order)
    }
    if (group.length > 0) groups.push(group)
  }
  const left = Array.from({ length: core.orders }, (_, order) => order).filter((order) => !placed.has(order))
  if (left.length * (groups.length + left.length) > mostTried) return [...groups, ...inWalkOrder(sets, left)]
  for (const order of left) {
    const into = leastAdded(sets, groups, order)
    if (into === undefined) groups.push([order])
    else into.push(order)
  }
  return groups
}

/** The group to which the order adds least, and less than a walk alone; undefined when it is better alone. */
const leastAdded = (
  sets: OrderSets,
  groups: ReadonlyArray<Array<number>>,
  order: number
): Array<number> | undefined => {
  let least = walkMm(sets, [order])
  let best: Array<number> | undefined
  for (const group of groups) {
    if (!fits(sets, group, order)) continue
    const addedMm = walkMm(sets, [...group, order]) - walkMm(sets, group)
    if (addedMm >= least) continue
    least = addedMm
    best = group
  }
  return best
}

const walkMm = (sets: OrderSets, group: ReadonlyArray<number>): number =>
  sets.measure(Int32Array.from(group), group.length)

/** Whether one cart, and one tour, takes the group and the order. */
const fits = (sets: OrderSets, group: ReadonlyArray<number>, order: number): boolean => {
  const both = [...group, order]
  return cartTakes(sets.core, both) && walkMm(sets, both) < Number.POSITIVE_INFINITY
}
