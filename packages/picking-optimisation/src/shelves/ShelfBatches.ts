/**
 * Batches while they are searched: orders go in and out, and their tours with them.
 */
import { shelfTour, type ShelfTour } from "./ShelfTour.ts"
import { type ShelfColumns } from "./ShelfColumns.ts"
import { tourReach, type TourReach } from "./TourReach.ts"

export interface HeldTour extends ShelfTour {
  readonly reach: TourReach
}

/** Never changed: a batch with another order is another batch. */
export interface HeldBatch {
  readonly orders: ReadonlyArray<number>
  readonly tours: ReadonlyArray<HeldTour>
}

/** A unit for each request of some orders, and the tour of the batch that fetches it; -1 for a new one. */
export interface Placement {
  readonly units: Int32Array
  readonly tours: Int32Array
}

/** Of all batches together. */
export interface ShelfTotals {
  walkMm: number
  units: number
}

/** What an order was, when it waited or was picked. */
export interface OrderBefore {
  readonly batch: number
  readonly units: Int32Array
}

export interface ShelfBatches {
  readonly shelf: ShelfColumns
  readonly batches: Array<HeldBatch>
  /** Of each order; -1 while it waits. */
  readonly batchOf: Int32Array
  /** Of each request; what it says of an order that waits means nothing. */
  readonly unitOf: Int32Array
  /** 1 for a unit that somebody gets. */
  readonly taken: Uint8Array
  readonly totals: ShelfTotals
  /** What everything was that has changed since it was marked. */
  readonly before: {
    readonly totals: ShelfTotals
    readonly batches: Map<number, HeldBatch>
    readonly orders: Map<number, OrderBefore>
  }
}

/** No batches: every order waits. */
export const shelfBatches = (shelf: ShelfColumns): ShelfBatches => ({
  shelf,
  batches: [],
  batchOf: new Int32Array(shelf.requestStart.length - 1).fill(-1),
  unitOf: new Int32Array(shelf.orderOfRequest.length).fill(-1),
  taken: new Uint8Array(shelf.unitCount),
  totals: { walkMm: 0, units: 0 },
  before: { totals: { walkMm: 0, units: 0 }, batches: new Map(), orders: new Map() }
})

/** Another batch, yet empty, by its number. */
export const addBatch = ({ batches }: ShelfBatches): number => batches.push({ orders: [], tours: [] }) - 1

/** Takes waiting orders into a batch; `placement` has their requests one order after the other. */
export const insertOrders = (
  search: ShelfBatches,
  batch: number,
  added: ReadonlyArray<number>,
  { tours: into, units }: Placement
): void => {
  const { batches, shelf, totals } = search
  let at = 0
  for (const order of added) {
    remember(search, batch, order)
    const end = at + (shelf.requestStart[order + 1] as number) - (shelf.requestStart[order] as number)
    serve(search, order, batch, units.subarray(at, end))
    at = end
  }
  const { orders, tours } = batches[batch] as HeldBatch
  const grown = tours.map((tour, index) => {
    const more = units.filter((_, request) => into[request] === index)
    if (more.length === 0) return tour
    const made = heldTour(shelf, tour.zone, byAisle(shelf, [...tour.units, ...more]))
    totals.walkMm += made.walkMm - tour.walkMm
    return made
  })
  const unfetched = units.filter((_, request) => into[request] === -1)
  for (const part of newTours(shelf, unfetched)) {
    const made = heldTour(shelf, shelf.zoneOf[part[0] as number] as number, part)
    totals.walkMm += made.walkMm
    grown.push(made)
  }
  batches[batch] = { orders: [...orders, ...added], tours: grown }
}

/** Puts orders of a batch back to wait. */
export const removeOrders = (search: ShelfBatches, batch: number, gone: ReadonlyArray<number>): void => {
  const { batches, batchOf, shelf, taken, totals } = search
  for (const order of gone) {
    remember(search, batch, order)
    putBack(search, order)
  }
  const { orders, tours } = batches[batch] as HeldBatch
  const shrunk = tours.flatMap((tour) => {
    const rest = tour.units.filter((unit) => taken[unit] === 1)
    if (rest.length === tour.units.length) return [tour]
    totals.walkMm -= tour.walkMm
    if (rest.length === 0) return []
    const made = heldTour(shelf, tour.zone, rest)
    totals.walkMm += made.walkMm
    return [made]
  })
  batches[batch] = { orders: orders.filter((order) => batchOf[order] === batch), tours: shrunk }
}

/** Books an order to a batch and its units to it. */
export const serve = (search: ShelfBatches, order: number, batch: number, units: Int32Array): void => {
  search.batchOf[order] = batch
  search.unitOf.set(units, search.shelf.requestStart[order])
  for (const unit of units) search.taken[unit] = 1
  search.totals.units += units.length
}

/** The order waits again, and its units are free. */
export const putBack = ({ batchOf, shelf, taken, totals, unitOf }: ShelfBatches, order: number): void => {
  batchOf[order] = -1
  const units = unitOf.subarray(shelf.requestStart[order], shelf.requestStart[order + 1])
  for (const unit of units) taken[unit] = 0
  totals.units -= units.length
}

const remember = ({ batches, batchOf, before, shelf, unitOf }: ShelfBatches, batch: number, order: number): void => {
  if (!before.batches.has(batch)) before.batches.set(batch, batches[batch] as HeldBatch)
  if (before.orders.has(order)) return
  const units = unitOf.slice(shelf.requestStart[order], shelf.requestStart[order + 1])
  before.orders.set(order, { batch: batchOf[order] as number, units })
}

const heldTour = (shelf: ShelfColumns, zone: number, units: Int32Array): HeldTour => {
  const tour = shelfTour(shelf, zone, units)
  return { ...tour, reach: tourReach(shelf, tour) }
}

const byAisle = ({ aisleOf }: ShelfColumns, units: ReadonlyArray<number>): Int32Array =>
  Int32Array.from(units).sort((a, b) => (aisleOf[a] as number) - (aisleOf[b] as number) || a - b)

/** Units that no tour fetches yet, in as many new ones as zones and containers ask for. */
const newTours = (shelf: ShelfColumns, units: Int32Array): ReadonlyArray<Int32Array> => {
  if (units.length === 0) return []
  const most = shelf.problem.limits.volumeMm3
  const parts: Array<{ readonly zone: number; readonly units: Array<number>; volume: number }> = []
  for (const unit of byAisle(shelf, [...units])) {
    const [zone, volume] = [shelf.zoneOf[unit] as number, shelf.volumeOf[unit] as number]
    const part = parts.find((candidate) => candidate.zone === zone && candidate.volume + volume <= most)
    if (part === undefined) parts.push({ zone, units: [unit], volume })
    else {
      part.units.push(unit)
      part.volume += volume
    }
  }
  return parts.map((part) => Int32Array.from(part.units))
}
