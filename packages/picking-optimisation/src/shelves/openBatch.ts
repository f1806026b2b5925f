/**
 * A batch from nothing: a few zones, and the orders that can be picked in them along the middle cross-aisle.
 */
import { type Random } from "@stowage/kernel/Random"
import { bestOrders, clearSlot, lookAlong, type OrderRanking } from "./OrderRanking.ts"
import { guessedMm, placeOrder } from "./placeOrder.ts"
import { type HeldBatch, insertOrders, type ShelfBatches } from "./ShelfBatches.ts"
import { type TourReach } from "./TourReach.ts"

/** Zones to pick in, and by what part of its length a way along the middle cross-aisle is reckoned. */
export interface BatchSketch {
  readonly zones: ReadonlyArray<number>
  readonly part: number
}

const mostZones = 16

/** Zones and a part by chance. */
export const drawSketch = ({ shelf }: ShelfBatches, draw: Random): BatchSketch => {
  const count = 1 + draw.int(Math.min(shelf.zones.length, mostZones))
  const zones = new Set<number>()
  while (zones.size < count) zones.add(draw.int(shelf.zones.length))
  return { zones: [...zones], part: 0.05 + 0.4 * draw.next() }
}

/**
 * Fills an empty batch as sketched, with orders of at least `target` units or as many as it takes. Every zone is then
 * walked by as few tours as containers allow.
 */
export const fillBatch = (
  search: ShelfBatches,
  ranking: OrderRanking,
  batch: number,
  sketch: BatchSketch & { readonly target: number }
): void => {
  const reach = sketchedReach(search, sketch.part)
  const zones = new Set(sketch.zones)
  clearSlot(ranking, 0)
  for (const zone of zones) lookAlong(search, ranking, 0, { reach, volume: 0, zone })
  const most = search.shelf.problem.limits.orders
  const chosen: Array<number> = []
  const units: Array<number> = []
  for (const { order } of bestOrders(search, ranking, [0], Math.min(2 * most, 400), () => false)) {
    if (chosen.length >= most || units.length >= sketch.target) break
    const own = sketchedUnits(search, order, { reach, zones }, units)
    if (own === undefined) continue
    chosen.push(order)
    units.push(...own)
  }
  insertOrders(search, batch, chosen, { units: Int32Array.from(units), tours: new Int32Array(units.length).fill(-1) })
}

/** Fills an empty batch with whatever waits, in the problem's order, up to `target` units: where no sketch finds any. */
export const fillInOrder = (search: ShelfBatches, batch: number, target: number): void => {
  const first = search.totals.units
  for (let order = 0; order < search.batchOf.length; order++) {
    const held = search.batches[batch] as HeldBatch
    if (held.orders.length >= search.shelf.problem.limits.orders || search.totals.units - first >= target) return
    if (search.batchOf[order] !== -1) continue
    const placed = placeOrder(search, held, order)
    if (placed !== undefined) insertOrders(search, batch, [order], placed)
  }
}

/** As if a walk went along the middle cross-aisle anyway, and its length counted in part. */
const sketchedReach = ({ shelf }: ShelfBatches, part: number): TourReach => {
  const { depotAisle, floor } = shelf.problem
  const aisles = floor.aisleXMm.length
  const asideMm = new Float64Array(3 * aisles).fill(Number.POSITIVE_INFINITY)
  for (const [aisle, xMm] of floor.aisleXMm.entries()) {
    asideMm[aisles + aisle] = part * Math.abs(xMm - (floor.aisleXMm[depotAisle] as number))
  }
  return { asideMm, deepMm: new Float64Array(0) }
}

/** For each request of an order the unit that seems nearest, in the zones as sketched, elsewhere alone. */
const sketchedUnits = (
  { shelf, taken }: ShelfBatches,
  order: number,
  { reach, zones }: { readonly reach: TourReach; readonly zones: ReadonlySet<number> },
  others: ReadonlyArray<number>
): ReadonlyArray<number> | undefined => {
  const { entries, start } = shelf.unitsOfSku
  const own: Array<number> = []
  const last = shelf.requestStart[order + 1] as number
  for (let request = shelf.requestStart[order] as number; request < last; request++) {
    const sku = shelf.skuOfRequest[request] as number
    let best = -1
    let leastMm = Number.POSITIVE_INFINITY
    for (let at = start[sku] as number; at < (start[sku + 1] as number); at++) {
      const unit = entries[at] as number
      if (taken[unit] === 1 || (shelf.volumeOf[unit] as number) > shelf.problem.limits.volumeMm3) continue
      if (own.includes(unit) || others.includes(unit)) continue
      const inZone = zones.has(shelf.zoneOf[unit] as number)
      const mm = inZone ? guessedMm(shelf, reach, unit) : (shelf.aloneMm[unit] as number)
      if (mm >= leastMm) continue
      leastMm = mm
      best = unit
    }
    if (best < 0) return undefined
    own.push(best)
  }
  return own
}
