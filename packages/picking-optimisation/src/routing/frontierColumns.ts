/**
 * A problem as the sweep over its aisles sees it: the aisles with something to do, block by block.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "./aisleSweep.ts"
import { type ChosenWays, NOT_WALKED } from "./ChosenWays.ts"
import { type Crossing, type RoutingProblem } from "./RoutingProblem.ts"
import { type Stops } from "./Stops.ts"

/** Ways of walking a sub-aisle that cost something, `THROUGH` to `TWICE`. */
export const WAYS = 5

/** The aisles with something to do, and what walking them costs. The sweep writes its choice in `way` and `along`. */
export interface Columns extends ChosenWays {
  /** Per sub-aisle and way; infinite for one that does not reach all stops. */
  readonly wayMm: Float64Array
  /** From the aisle before; 0 for the first. */
  readonly stepMm: Float64Array
  readonly start: Crossing
  readonly end: Crossing
}

/**
 * The aisles that have stops, the start or the end. Others are left out: walks through one are worth no more than the
 * same walks through its neighbour on one side or the other. What stands on a cross-aisle belongs to the block in front
 * of it.
 */
export const columnsOf = ({ depot, floor }: RoutingProblem, stops: Stops, end: Crossing): Columns => {
  const { aisleXMm, crossAisleYMm } = floor
  const inUse = aislesInUse(stops, [depot.aisle, end.aisle])
  const crossAisles = crossAisleYMm.length
  const subAisles = inUse.length * (crossAisles - 1)
  const columns: Columns = {
    crossAisles,
    aisles: inUse.length,
    aisle: inUse,
    first: new Int32Array(subAisles + 1),
    gapEnds: new Int32Array(subAisles),
    way: new Uint8Array(subAisles).fill(NOT_WALKED),
    along: new Uint8Array(inUse.length * crossAisles),
    wayMm: new Float64Array(subAisles * WAYS),
    stepMm: new Float64Array(inUse.length),
    start: depot,
    end
  }
  let stop = 0
  let subAisle = 0
  for (let k = 0; k < inUse.length; k++) {
    const aisle = inUse[k] as number
    if (k > 0) columns.stepMm[k] = (aisleXMm[aisle] as number) - (aisleXMm[inUse[k - 1] as number] as number)
    for (let block = 0; block + 1 < crossAisles; block++) {
      const backMm = crossAisleYMm[block + 1] as number
      while (stop < stops.aisle.length && stops.aisle[stop] === aisle && (stops.yMm[stop] as number) <= backMm) stop++
      columns.first[subAisle + 1] = stop
      measure(columns, subAisle++, stops.yMm, crossAisleYMm[block] as number, backMm)
    }
  }
  return columns
}

/** Ascending, each once. */
const aislesInUse = (stops: Stops, others: ReadonlyArray<number>): Int32Array => {
  const all = new Int32Array(stops.aisle.length + others.length)
  all.set(stops.aisle)
  all.set(others, stops.aisle.length)
  all.sort()
  let count = 0
  for (let index = 0; index < all.length; index++) {
    if (index === 0 || all[index] !== all[index - 1]) all[count++] = all[index] as number
  }
  return all.subarray(0, count)
}

/** What each way of walking a sub-aisle costs. */
const measure = (columns: Columns, subAisle: number, yMm: Float64Array, frontMm: number, backMm: number): void => {
  const { first, gapEnds, wayMm } = columns
  const from = first[subAisle] as number
  const to = first[subAisle + 1] as number
  let gapMm = Number.NEGATIVE_INFINITY
  for (let stop = from + 1; stop < to; stop++) {
    const mm = (yMm[stop] as number) - (yMm[stop - 1] as number)
    if (mm <= gapMm) continue
    gapMm = mm
    gapEnds[subAisle] = stop
  }
  const lengthMm = backMm - frontMm
  const at = subAisle * WAYS
  const isEmpty = from === to
  wayMm[at + THROUGH] = lengthMm
  wayMm[at + FROM_FRONT] = isEmpty ? Number.POSITIVE_INFINITY : 2 * ((yMm[to - 1] as number) - frontMm)
  wayMm[at + FROM_BACK] = isEmpty ? Number.POSITIVE_INFINITY : 2 * (backMm - (yMm[from] as number))
  wayMm[at + FROM_BOTH] = 2 * (lengthMm - gapMm)
  wayMm[at + TWICE] = 2 * lengthMm
}
