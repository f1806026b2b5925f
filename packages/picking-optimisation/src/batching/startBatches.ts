/**
 * Batches to start a search from.
 */
import { type Stop } from "@stowage/kernel/Stop"
import { filledAlong, inWalkOrder } from "./inWalkOrder.ts"
import { nearSavings, type SavingsFound } from "./nearSavings.ts"
import { type OrderSets } from "./OrderSets.ts"
import { savings } from "./savings.ts"

/**
 * Savings, of more orders than `mostForSavings` those of near pairs; never worse than carts filled as the orders come
 * or `along` the floor, which is what there is when told to stop at once.
 */
export const startBatches = (
  sets: OrderSets,
  mostForSavings: number,
  stop: Stop,
  along = inWalkOrder(sets)
): SavingsFound => {
  if (sets.core.orders > mostForSavings) return nearSavings(sets, stop, along)
  const { groups, stopped } = savings(sets, stop)
  return { groups: filledAlong(sets, groups, along), stopped }
}
