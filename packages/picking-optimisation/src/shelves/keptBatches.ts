/**
 * Coming back: from a step that was not worth it, and to the best batches so far.
 */
import { type HeldBatch, putBack, serve, type ShelfBatches } from "./ShelfBatches.ts"

/** Batches as they were once, and their walk. */
export interface KeptBatches {
  readonly walkMm: number
  readonly batches: ReadonlyArray<HeldBatch>
  readonly unitOf: Int32Array
}

/** What follows can be taken back to here. */
export const mark = ({ before, totals }: ShelfBatches): void => {
  before.batches.clear()
  before.orders.clear()
  Object.assign(before.totals, totals)
}

/** Undoes every change since `mark`. In proportion to the changes. */
export const takeBack = (search: ShelfBatches): void => {
  const { batches, batchOf, before, totals } = search
  for (const order of before.orders.keys()) if (batchOf[order] !== -1) putBack(search, order)
  for (const [order, { batch, units }] of before.orders) if (batch !== -1) serve(search, order, batch, units)
  for (const [batch, old] of before.batches) batches[batch] = old
  Object.assign(totals, before.totals)
}

/** All of it, to come back to at any time. O(batches + requests). */
export const keep = ({ batches, totals, unitOf }: ShelfBatches): KeptBatches => ({
  walkMm: totals.walkMm,
  batches: [...batches],
  unitOf: unitOf.slice()
})

/** Comes back to what was kept. O(orders + requests). */
export const restore = (search: ShelfBatches, kept: KeptBatches): void => {
  const { batches, batchOf, shelf, totals } = search
  for (let order = 0; order < batchOf.length; order++) if (batchOf[order] !== -1) putBack(search, order)
  batches.length = kept.batches.length
  for (const [batch, old] of kept.batches.entries()) {
    for (const order of old.orders) {
      serve(search, order, batch, kept.unitOf.subarray(shelf.requestStart[order], shelf.requestStart[order + 1]))
    }
    batches[batch] = old
  }
  totals.walkMm = kept.walkMm
}
