/**
 * Where a tour's walk comes anyway, so that what one unit more would add can be guessed without a sweep.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { type ShelfTour } from "./ShelfTour.ts"
import { tourTrace } from "./tourTrace.ts"
import { blockMoves, wayTimesOn } from "./twoBlockSweep.ts"

export interface TourReach {
  /** From each aisle along each cross-aisle to the walk: `asideMm[crossAisle * aisles + aisle]`. */
  readonly asideMm: Float64Array
  /** How deep the walk comes into each block: `deepMm[(aisle * 2 + block) * 2]` from the middle, the next from the far end. */
  readonly deepMm: Float64Array
}

const perBlock = blockMoves.length

/** O(units + aisles). */
export const tourReach = (shelf: ShelfColumns, tour: ShelfTour): TourReach => {
  const { floor, withinAisle } = shelf.problem
  const aisles = floor.aisleXMm.length
  const asideMm = new Float64Array(3 * aisles).fill(Number.POSITIVE_INFINITY)
  const deepMm = new Float64Array(withinAisle === "straight" ? 4 * aisles : 0)
  const trace = tourTrace(shelf, tour)
  const { aisle, costMm, count } = tour.columns
  asideMm[aisles + shelf.problem.depotAisle] = 0
  for (let column = 0; column < count; column++) {
    const here = aisle[column] as number
    for (const block of [0, 1]) {
      const move = (block === 0 ? trace.front : trace.back)[column] as number
      if (move < 0) continue
      const what = move % perBlock
      if (what !== 1) asideMm[aisles + here] = 0
      if (what !== 0) asideMm[2 * block * aisles + here] = 0
      if (deepMm.length === 0) continue
      const at = (here * 2 + block) * 2
      const mm = costMm[column * 2 * perBlock + move] as number
      if (what === 0) deepMm[at] = mm / 2
      if (what === 1) deepMm[at + 1] = mm / 2
      if (what === 3) deepMm[at] = mm
    }
    const way = trace.way[column] as number
    if (way < 0) continue
    for (let line = 0; line < 3; line++) {
      if (wayTimesOn[way * 3 + line] === 0) continue
      asideMm.fill(0, line * aisles + here, line * aisles + (aisle[column + 1] as number) + 1)
    }
  }
  for (let line = 0; line < 3; line++) spread(floor.aisleXMm, asideMm, line * aisles)
  return { asideMm, deepMm }
}

/** Beside the walk, the way along the cross-aisle to its nearest point. */
const spread = (aisleXMm: ReadonlyArray<number>, asideMm: Float64Array, from: number): void => {
  const last = aisleXMm.length - 1
  for (let aisle = 1; aisle <= last; aisle++) {
    const mm = (asideMm[from + aisle - 1] as number) + (aisleXMm[aisle] as number) - (aisleXMm[aisle - 1] as number)
    if (mm < (asideMm[from + aisle] as number)) asideMm[from + aisle] = mm
  }
  for (let aisle = last - 1; aisle >= 0; aisle--) {
    const mm = (asideMm[from + aisle + 1] as number) + (aisleXMm[aisle + 1] as number) - (aisleXMm[aisle] as number)
    if (mm < (asideMm[from + aisle] as number)) asideMm[from + aisle] = mm
  }
}
