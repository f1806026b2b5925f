/**
 * What is expected to be wanted of each SKU, from orders of the past.
 */
import type { Sku } from "@stowage/kernel/Ids"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import type { Demand } from "../Scenario.ts"

/** The share of lines that a usual line covers. */
const usualShare = 0.95

/**
 * Visits and units per working day over `workingDays`, and the quantity that 95 of 100 lines do not exceed. A SKU that
 * was never ordered has no entry. O(lines log lines).
 */
export const demandOf = (orders: Iterable<OrderTerms>, workingDays: number): ReadonlyMap<Sku, Demand> => {
  const quantities = new Map<Sku, Array<number>>()
  for (const order of orders) {
    for (const { quantity, sku } of order.lines) {
      const known = quantities.get(sku)
      if (known === undefined) quantities.set(sku, [quantity])
      else known.push(quantity)
    }
  }
  const demand = new Map<Sku, Demand>()
  const days = Math.max(1, workingDays)
  for (const [sku, lines] of quantities) {
    lines.sort((a, b) => a - b)
    const usual = lines[Math.ceil(lines.length * usualShare) - 1] as number
    // A single line of tens of thousands says nothing about an ordinary day.
    const units = lines.reduce((sum, quantity) => sum + Math.min(quantity, usual), 0)
    demand.set(sku, { visitsPerDay: lines.length / days, unitsPerDay: units / days, usualLine: usual })
  }
  return demand
}
