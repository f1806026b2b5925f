/**
 * A better bound, once there is a plan: which types would still save something by taking the whole order.
 */
import { neverInOne } from "./neverInOne.ts"
import type { PackBench } from "./PackBench.ts"

/**
 * The least that a plan could cost, given one of this `cost` and another `bound`: that of the cheapest type that may
 * take the whole order, or of two cartons of the cheapest type.
 */
export const boundByTypes = (bench: PackBench, bound: number, cost: number): number => {
  const { parcels, range, rooms } = bench
  if (cost <= bound) return bound
  let massGrams = 0
  for (let parcel = 0; parcel < parcels.count; parcel++) massGrams += parcels.massGrams[parcels.sortOf[parcel]!]!
  let least = Math.min(cost, 2 * range.costOf(0, 0))
  for (let type = 0; type < rooms.length; type++) {
    const ofType = range.costOf(type, massGrams)
    if (ofType < least && !neverInOne(bench, type)) least = ofType
  }
  return Math.max(bound, least)
}
