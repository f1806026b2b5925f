/**
 * The best groups of orders there is time for: proved for a few, searched for more.
 */
import { type StoppedBy } from "@stowage/kernel/Outcome"
import { type Stop } from "@stowage/kernel/Stop"
import { type Groups, groupsMm } from "./Batches.ts"
import { exactBatches, mostForExact } from "./exactBatches.ts"
import { type OrderSets } from "./OrderSets.ts"
import { searchBatches } from "./searchBatches.ts"

/** Groups, and what is known of them. */
export interface Grouped {
  readonly groups: Groups
  /** No groups cost less; 0 when nothing is known. */
  readonly boundMm: number
  readonly stoppedBy: StoppedBy
}

/** The best groups that are found from `first`, which keep to the limits; proved only as far as walks are exact. */
export const bestGroups = (sets: OrderSets, first: Groups, seed: number, stop: Stop): Grouped => {
  const { core } = sets
  if (core.orders > mostForExact) return searchBatches(sets, first, seed, stop)
  const cost = groupsMm(sets, first)
  if (stop({ iteration: 0, cost })) return { groups: first, boundMm: 0, stoppedBy: "caller" }
  const groups = exactBatches(core, sets)
  return { groups, boundMm: groupsMm(sets, groups), stoppedBy: "proved" }
}
