import type { Sku } from "@stowage/kernel/Ids"
import type { SkuDemand } from "./demandOf.ts"

/** A class by visits (0 is A) and one by how much days differ (0 is X). */
export interface DemandClass {
  readonly sku: Sku
  readonly abc: number
  readonly xyz: number
}

/** Where classes end. */
export interface ClassLimits {
  /** Shares of all visits, rising: by `[0.8, 0.95]` A has the first 80 %, B those up to 95 %, C the rest. */
  readonly shares: ReadonlyArray<number>
  /** Variability, rising: by `[0.5, 1]` X varies by up to half its mean, Y by up to all of it, Z by more. */
  readonly variability: ReadonlyArray<number>
}

/** As most warehouses do. */
export const usualLimits: ClassLimits = { shares: [0.8, 0.95], variability: [0.5, 1] }

/**
 * Classes of demand, as many as there are limits and one more; in order of visits from the most, ties by SKU. A SKU is
 * in the class in which its first visit falls, so that one SKU with all visits is an A. Time O(n log n).
 *
 * Source: Petersen, Aase and Heiser (2004), Improving order-picking performance through the implementation of
 * class-based storage, International Journal of Physical Distribution and Logistics Management 34.
 */
export const abcXyz = (demand: ReadonlyArray<SkuDemand>, limits: ClassLimits): ReadonlyArray<DemandClass> => {
  const total = demand.reduce((sum, { visitsPerDay }) => sum + visitsPerDay, 0)
  const sorted = demand.toSorted((a, b) => b.visitsPerDay - a.visitsPerDay || (a.sku < b.sku ? -1 : 1))
  let before = 0
  return sorted.map(({ sku, variability, visitsPerDay }) => {
    const abc = limits.shares.filter((share) => before > 0 && before >= share * total).length
    before += visitsPerDay
    return { sku, abc, xyz: limits.variability.filter((limit) => variability > limit).length }
  })
}
