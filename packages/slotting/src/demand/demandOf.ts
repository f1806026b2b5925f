import type { Sku } from "@stowage/kernel/Ids"

/** One line of a past order. */
export interface OrderLine {
  readonly order: string
  readonly sku: Sku
  readonly units: number
  /** Which day of the history, from 0; 0 when not said. */
  readonly day?: number
}

/** What a SKU was asked for, a day on average. */
export interface SkuDemand {
  readonly sku: Sku
  /** Orders that had it: a picker stops once for all lines of one order. */
  readonly visitsPerDay: number
  readonly linesPerDay: number
  readonly unitsPerDay: number
  /** Standard deviation of the units of a day, days without any among them. */
  readonly unitsDeviation: number
  /** Deviation over mean: how far a day is from any other. 0 without demand. */
  readonly variability: number
}

/**
 * Demand of each SKU over so many days of order lines, in order of visits from the most, ties by SKU. SKUs without a
 * line are not there. Time O(lines).
 */
export const demandOf = (lines: ReadonlyArray<OrderLine>, days: number): ReadonlyArray<SkuDemand> => {
  const bySku = new Map<Sku, { orders: Set<string>; lines: number; units: number; byDay: Map<number, number> }>()
  for (const { day = 0, order, sku, units } of lines) {
    const sums = bySku.get(sku) ?? { orders: new Set(), lines: 0, units: 0, byDay: new Map<number, number>() }
    sums.orders.add(order)
    sums.lines++
    sums.units += units
    sums.byDay.set(day, (sums.byDay.get(day) ?? 0) + units)
    bySku.set(sku, sums)
  }
  return [...bySku]
    .map(([sku, sums]): SkuDemand => {
      const unitsPerDay = sums.units / days
      let squares = Math.max(0, days - sums.byDay.size) * unitsPerDay ** 2
      for (const units of sums.byDay.values()) squares += (units - unitsPerDay) ** 2
      const unitsDeviation = Math.sqrt(squares / days)
      return {
        sku,
        visitsPerDay: sums.orders.size / days,
        linesPerDay: sums.lines / days,
        unitsPerDay,
        unitsDeviation,
        variability: unitsPerDay === 0 ? 0 : unitsDeviation / unitsPerDay
      }
    })
    .sort((a, b) => b.visitsPerDay - a.visitsPerDay || (a.sku < b.sku ? -1 : 1))
}
