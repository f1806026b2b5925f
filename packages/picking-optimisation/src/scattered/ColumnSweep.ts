/**
 * Least walks over the aisles of a floor, when every way of walking every sub-aisle has a cost of its own.
 */
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { ALL_WAYS, type FrontierArcs, frontierArcs } from "../routing/frontierArcs.ts"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type Crossing } from "../routing/RoutingProblem.ts"

/**
 * Tables have a row of `kinds` numbers per sub-aisle, or per column for what is beyond its last one; of `ALL_WAYS` per
 * sub-aisle where they say so. A column is an aisle that is not left out, and sub-aisles are column × blocks + block.
 */
export interface ColumnSweep {
  readonly arcs: FrontierArcs
  readonly columns: number
  readonly blocks: number
  readonly depotColumn: number
  /** The kind before the first sub-aisle. */
  readonly start: number
  /** Kinds after the depot is marked. */
  readonly marked: Int32Array
  /** From the column before. */
  readonly stepMm: Float64Array
  /** The first column behind which a walk may end: the depot's or a later one. */
  endsFrom: number
  /** An earlier one, perhaps: the least walk that ends behind it is `endedMm`, written by `sweepThrough`. */
  endsEarly: number
  endedMm: number
  /** Per sub-aisle and way, what walking it so costs. */
  readonly wayMm: Float64Array
  /** Least to walk from before a sub-aisle to the end; written by `sweepBack`. */
  readonly toGoMm: Float64Array
  /** The same from behind the last sub-aisle of a column. */
  readonly onwardMm: Float64Array
  /** Per sub-aisle and way, the least of all else when it is walked so; written by `sweepThrough`. */
  readonly restMm: Float64Array
  /** What it takes to come to each kind, and to come to it next. */
  readonly soFarMm: Float64Array
  readonly nextMm: Float64Array
}

/** Tables for these aisles of a floor, the depot's among them. */
export const columnSweep = (floor: RectangularFloor, depot: Crossing, aisles: ReadonlyArray<number>): ColumnSweep => {
  const arcs = frontierArcs(floor.crossAisleYMm.length)
  const blocks = floor.crossAisleYMm.length - 1
  const columns = aisles.length
  const subAisles = columns * blocks
  const marked = arcs.touched[depot.crossAisle] as Int32Array
  const xMm = aisles.map((aisle) => floor.aisleXMm[aisle] as number)
  const depotColumn = aisles.indexOf(depot.aisle)
  return {
    arcs,
    columns,
    blocks,
    depotColumn,
    start: depotColumn === 0 ? (marked[0] as number) : 0,
    marked,
    stepMm: Float64Array.from(xMm, (x, column) => (column === 0 ? 0 : x - (xMm[column - 1] as number))),
    endsFrom: depotColumn,
    endsEarly: depotColumn,
    endedMm: Number.POSITIVE_INFINITY,
    wayMm: new Float64Array(subAisles * ALL_WAYS).fill(Number.POSITIVE_INFINITY),
    toGoMm: new Float64Array(subAisles * arcs.kinds),
    onwardMm: new Float64Array(columns * arcs.kinds),
    restMm: new Float64Array(subAisles * ALL_WAYS),
    soFarMm: new Float64Array(arcs.kinds),
    nextMm: new Float64Array(arcs.kinds)
  }
}

/** The kind in which a walk comes to a column. */
export const arriving = ({ depotColumn, marked }: ColumnSweep, column: number, kind: number): number =>
  column === depotColumn ? (marked[kind] as number) : kind

/** Whether a walk may end behind a column in this kind. */
export const mayEnd = ({ arcs, endsFrom }: ColumnSweep, column: number, kind: number): boolean =>
  column >= endsFrom && arcs.closed[kind] === 1

/** The way in which the least walk that is in kind `kind` before a sub-aisle takes it. */
const cheapestWay = (sweep: ColumnSweep, subAisle: number, kind: number): number => {
  const { arcs, blocks, onwardMm, toGoMm, wayMm } = sweep
  const { kinds } = arcs
  const block = subAisle % blocks
  const column = (subAisle - block) / blocks
  const isLast = block + 1 === blocks
  const next = isLast ? onwardMm : toGoMm
  const nextAt = isLast ? column * kinds : (subAisle + 1) * kinds
  const walked = arcs.walked[block] as Int32Array
  const wantedMm = toGoMm[subAisle * kinds + kind] as number
  let way = 0
  while (way < NOT_WALKED) {
    const to = walked[kind * ALL_WAYS + way] as number
    if ((next[nextAt + to] as number) + (wayMm[subAisle * ALL_WAYS + way] as number) === wantedMm) break
    way++
  }
  return way
}

/** The kind in which the least walk comes to the next column; -1 when it ends here. */
const cheapestOn = (sweep: ColumnSweep, column: number, kind: number): number => {
  const { arcs, blocks, columns, onwardMm, stepMm, toGoMm } = sweep
  const wantedMm = onwardMm[column * arcs.kinds + kind] as number
  if (column + 1 === columns || (wantedMm === 0 && mayEnd(sweep, column, kind))) return -1
  const nextAt = (column + 1) * blocks * arcs.kinds
  const to = arcs.onFirst[kind + 1] as number
  for (let arc = arcs.onFirst[kind] as number; arc < to; arc++) {
    const on = arcs.onTo[arc] as number
    const next = arriving(sweep, column + 1, on)
    const mm = (arcs.walks[on] as number) * (stepMm[column + 1] as number) + (toGoMm[nextAt + next] as number)
    if (mm === wantedMm) return next
  }
  return -1
}

/**
 * Calls `use` with each sub-aisle that the least walk comes by, how it takes it, and the kind in which it comes there.
 * Call after `sweepBack`.
 */
export const alongCheapest = (sweep: ColumnSweep, use: (subAisle: number, way: number, kind: number) => void): void => {
  const { arcs, blocks, columns, start } = sweep
  let kind = start
  for (let column = 0; column < columns && kind >= 0; column++) {
    for (let block = 0; block < blocks; block++) {
      const subAisle = column * blocks + block
      const way = cheapestWay(sweep, subAisle, kind)
      use(subAisle, way, kind)
      kind = (arcs.walked[block] as Int32Array)[kind * ALL_WAYS + way] as number
    }
    kind = cheapestOn(sweep, column, kind)
  }
}
