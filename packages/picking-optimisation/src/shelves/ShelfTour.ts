/**
 * One walk through one zone, as a search holds it, with all that is needed to tell what a unit more would make of it.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { cross, crossBack, endings, move, moveBack } from "./sweepSteps.ts"
import { tourColumns, type TourColumns } from "./TourColumns.ts"
import { blockMoves, stateCount } from "./twoBlockSweep.ts"

/** Never changed: a tour with another unit is another tour. */
export interface ShelfTour {
  readonly zone: number
  /** By aisle. */
  readonly units: Int32Array
  readonly walkMm: number
  readonly volume: number
  readonly columns: TourColumns
  /** Column by column the least walk from the start to each state, before what is done there, and after it. */
  readonly before: Float64Array
  readonly after: Float64Array
  /** The least walk from each state before what is done in the column to the end. */
  readonly toGo: Float64Array
}

const movesPerColumn = 2 * blockMoves.length
const rest = new Float64Array(stateCount)

/** The shortest walk over units of a zone that are by aisle. O(units). */
export const shelfTour = (shelf: ShelfColumns, zone: number, units: Int32Array): ShelfTour => {
  const { aisleXMm } = shelf.problem.floor
  const columns = tourColumns(shelf, units)
  const { aisle, costMm, count, kind } = columns
  const before = new Float64Array(count * stateCount)
  const after = new Float64Array(count * stateCount)
  const toGo = new Float64Array(count * stateCount)
  const stepMm = (column: number): number =>
    (aisleXMm[aisle[column + 1] as number] as number) - (aisleXMm[aisle[column] as number] as number)
  before.fill(Number.POSITIVE_INFINITY, 0, stateCount)
  before[0] = 0
  for (let column = 0; column < count; column++) {
    const at = column * stateCount
    move(before, at, kind[column] as number, costMm, column * movesPerColumn, after, at)
    if (column + 1 < count) cross(after, at, stepMm(column), before, at + stateCount)
  }
  for (let column = count - 1; column >= 0; column--) {
    const at = column * stateCount
    if (column + 1 === count) endings(rest)
    else crossBack(toGo, at + stateCount, stepMm(column), rest)
    moveBack(rest, kind[column] as number, costMm, column * movesPerColumn, toGo, at)
  }
  let volume = 0
  for (const unit of units) volume += shelf.volumeOf[unit] as number
  return { zone, units, walkMm: toGo[0] as number, volume, columns, before, after, toGo }
}
