import { stockVolumeMm3 } from "./Putaway.ts"
import type { PutawayFloor } from "./PutawayFloor.ts"

/** How well the room of a site is used. */
export interface SpaceUse {
  readonly places: number
  /** Places with anything in them or on its way. */
  readonly occupied: number
  readonly capacityMm3: number
  readonly usedMm3: number
  /** Of the capacity, what is used; 0 without places. */
  readonly utilisation: number
  /**
   * Of the capacity of occupied places, what is empty and closed to any other SKU, since as many are there as may be
   * mixed. 0 without such.
   */
  readonly honeycombing: number
  /** Used of the capacity, by aisle. */
  readonly byAisle: ReadonlyMap<string, number>
}

/**
 * Utilisation and honeycombing of a floor; ask before and after. Time O(places + stock).
 *
 * Source: Bartholdi and Hackman, Warehouse and distribution science, on honeycombing.
 */
export const spaceUse = (floor: PutawayFloor): SpaceUse => {
  const { aisleOf, aisleRoomMm3, aisleUsedMm3, mixing, places, stock } = floor
  let [occupied, occupiedMm3, lostMm3, capacityMm3, usedMm3] = [0, 0, 0, 0, 0]
  for (const [at, { capacityVolumeMm3 }] of places.entries()) {
    const here = stock[at]!
    capacityMm3 += capacityVolumeMm3
    if (here.length === 0) continue
    const used = here.reduce((sum, one) => sum + stockVolumeMm3(one), 0)
    const isClosed = new Set(here.map(({ sku }) => sku)).size >= mixing.mostSkus
    occupied++
    usedMm3 += used
    occupiedMm3 += capacityVolumeMm3
    if (isClosed) lostMm3 += Math.max(0, capacityVolumeMm3 - used)
  }
  const byAisle = new Map<string, number>()
  for (const [at, { aisle = "" }] of places.entries()) {
    byAisle.set(aisle, aisleUsedMm3[aisleOf[at]!]! / aisleRoomMm3[aisleOf[at]!]!)
  }
  return {
    places: places.length,
    occupied,
    capacityMm3,
    usedMm3,
    utilisation: capacityMm3 === 0 ? 0 : usedMm3 / capacityMm3,
    honeycombing: occupiedMm3 === 0 ? 0 : lostMm3 / occupiedMm3,
    byAisle
  }
}
