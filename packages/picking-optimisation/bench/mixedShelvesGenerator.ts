/**
 * Mixed-shelves instances by the rules of the published generator, with our own chance: the same kind of instance, not
 * the same instance.
 *
 * Source of the rules: Abelli and others (2024), arXiv 2401.04563.
 */
import { random, type Random } from "@stowage/kernel/Random"
import { type PublishedShelves } from "./mixedShelvesInstances.ts"

export const shelfSizes = {
  small: { items: 10_000, orders: 500, zones: 10 },
  medium: { items: 100_000, orders: 5_000, zones: 50 },
  large: { items: 1_000_000, orders: 50_000, zones: 100 }
} as const
export type ShelfSize = keyof typeof shelfSizes

/** How many of 177 orders ask for so many items. */
const orderSizes = [
  [2, 100],
  [3, 50],
  [4, 20],
  [5, 5],
  [6, 2]
].flatMap(([items = 0, times = 0]) => Array.from({ length: times }, () => items))

/** Rows and aisles that items stand at: none at the cross-aisles. */
const places = [...Array.from({ length: 49 }, (_, at) => at + 1), ...Array.from({ length: 48 }, (_, at) => -at - 1)]
const last = 50

/** Gamma distributed with shape 2 and scale 20. */
const volume = (draw: Random): number => Math.max(1, Math.round(draw.exponential(20) + draw.exponential(20)))

export const generateShelves = (size: ShelfSize, seed: number): PublishedShelves => {
  const draw = random(`${size}/${seed}`)
  const { items: itemCount, orders: orderCount, zones } = shelfSizes[size]
  const articles = Array.from({ length: Math.floor(itemCount / 3) }, (_, at) => ({
    id: `article-${at}`,
    volume: volume(draw)
  }))
  const items = Array.from({ length: itemCount }, (_, at) => ({
    id: `warehouse-item-${at}`,
    row: draw.pick(places),
    aisle: draw.pick(places),
    // One of each article at least.
    article: (articles[at] ?? draw.pick(articles)).id,
    zone: `zone-${draw.int(zones)}`
  }))
  const waiting = draw.shuffle(items.map(({ article }) => article))
  const orders = Array.from({ length: orderCount }, (_, at) => ({
    id: `order-${at}`,
    positions: waiting.splice(-draw.pick(orderSizes))
  }))
  const asked = orders.reduce((sum, { positions }) => sum + positions.length, 0)
  return {
    parameters: {
      min_number_requested_items: Math.floor(asked / 5),
      max_orders_per_batch: 50,
      max_container_volume: 1000,
      first_row: -last,
      last_row: last,
      first_aisle: -last,
      last_aisle: last
    },
    articles,
    orders,
    warehouse_items: items
  }
}
