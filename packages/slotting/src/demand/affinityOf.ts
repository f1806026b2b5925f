import type { Sku } from "@stowage/kernel/Ids"
import type { OrderLine } from "./demandOf.ts"

/** How often two SKUs are on one order. */
export interface Affinity {
  readonly between: readonly [Sku, Sku]
  readonly ordersPerDay: number
}

/** What makes a pair count. */
export interface AffinityOptions {
  /** Days that the orders are of. */
  readonly days: number
  /** Pairs on fewer orders than this are chance; 2 when not said. */
  readonly leastOrders?: number
  /** Orders of more SKUs say little of any pair, and are left out; 50 when not said. */
  readonly mostSkus?: number
}

/**
 * Which SKUs are ordered together, the most often first, ties by SKU. An order counts a pair once, however many lines
 * it has of the two. No lines give no pairs. Time and space O(orders · m²) for orders of m SKUs.
 *
 * Source: Frazelle and Sharp (1989), Correlated assignment strategy can improve any order-picking operation,
 * Industrial Engineering 21.
 */
export const affinityOf = (
  lines: ReadonlyArray<OrderLine>,
  { days, leastOrders = 2, mostSkus = 50 }: AffinityOptions
): ReadonlyArray<Affinity> => {
  const orders = new Map<string, Set<Sku>>()
  for (const { order, sku } of lines) {
    const skus = orders.get(order) ?? new Set<Sku>()
    orders.set(order, skus.add(sku))
  }
  const pairs = new Map<Sku, Map<Sku, number>>()
  for (const skus of orders.values()) {
    if (skus.size > mostSkus) continue
    const sorted = [...skus].sort()
    for (const [at, a] of sorted.entries()) {
      const partners = pairs.get(a) ?? new Map<Sku, number>()
      for (const b of sorted.slice(at + 1)) partners.set(b, (partners.get(b) ?? 0) + 1)
      pairs.set(a, partners)
    }
  }
  return [...pairs]
    .flatMap(([a, partners]) => [...partners].map(([b, count]) => ({ a, b, count })))
    .filter(({ count }) => count >= leastOrders)
    .sort((one, other) => other.count - one.count || compare(one.a, other.a) || compare(one.b, other.b))
    .map(({ a, b, count }) => ({ between: [a, b], ordersPerDay: count / days }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
