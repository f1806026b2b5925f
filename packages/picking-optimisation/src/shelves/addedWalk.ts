/**
 * How much longer the shortest walk of a tour is with one unit more, without sweeping it again.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { type ShelfTour } from "./ShelfTour.ts"
import { cross, move } from "./sweepSteps.ts"
import { isDepot, priceColumn } from "./TourColumns.ts"
import { blockMoves, isEnd, stateCount } from "./twoBlockSweep.ts"

const never = Number.POSITIVE_INFINITY
const here = new Float64Array(stateCount)
const there = new Float64Array(stateCount)
const onward = new Float64Array(stateCount)
const costsMm = new Float64Array(2 * blockMoves.length)
const one = new Int32Array(1)

/**
 * From the states to the left of the unit over what is done for it to what is still to be walked from there, which the
 * tour knows for each of its columns. O(log units), and the units of its aisle where walks are straight.
 */
export const addedWalkMm = (shelf: ShelfColumns, tour: ShelfTour, unit: number): number => {
  const { columns } = tour
  const { aisleXMm } = shelf.problem.floor
  const aisle = shelf.aisleOf[unit] as number
  const next = columnAfter(tour, aisle)
  const last = next - 1
  costsMm.fill(never)
  if (joins(shelf, tour, last, aisle)) {
    const units = tour.units.subarray(columns.firstUnit[last], columns.firstUnit[next])
    const kind = priceColumn(shelf, Int32Array.from([...units, unit]), costsMm, 0)
    move(tour.before, last * stateCount, kind, costsMm, 0, there, 0)
  } else {
    if (last < 0) here.fill(never)[0] = 0
    else {
      const stepMm = (aisleXMm[aisle] as number) - (aisleXMm[columns.aisle[last] as number] as number)
      cross(tour.after, last * stateCount, stepMm, here, 0)
    }
    one[0] = unit
    move(here, 0, priceColumn(shelf, one, costsMm, 0), costsMm, 0, there, 0)
  }
  if (next === columns.count) return leastEndMm() - tour.walkMm
  const stepMm = (aisleXMm[columns.aisle[next] as number] as number) - (aisleXMm[aisle] as number)
  cross(there, 0, stepMm, onward, 0)
  let least = never
  for (let state = 0; state < stateCount; state++) {
    const mm = (onward[state] as number) + (tour.toGo[next * stateCount + state] as number)
    if (mm < least) least = mm
  }
  return least - tour.walkMm
}

/** The column before which one of `aisle` would stand. */
const columnAfter = ({ columns }: ShelfTour, aisle: number): number => {
  let low = 0
  let high = columns.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((columns.aisle[middle] as number) <= aisle) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a unit in `aisle` is fetched with those of a column. */
const joins = (shelf: ShelfColumns, { columns }: ShelfTour, column: number, aisle: number): boolean =>
  shelf.problem.withinAisle === "straight" &&
  column >= 0 &&
  columns.aisle[column] === aisle &&
  columns.kind[column] !== isDepot

const leastEndMm = (): number => {
  let least = never
  for (let state = 0; state < stateCount; state++) {
    if (isEnd[state] === 1 && (there[state] as number) < least) least = there[state] as number
  }
  return least
}
