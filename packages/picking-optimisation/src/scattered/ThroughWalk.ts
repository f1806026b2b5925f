/**
 * A walk over one block that goes through given aisles, and from either cross-aisle as far into the others as it takes
 * something there.
 */
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

const never = Number.POSITIVE_INFINITY

/**
 * Where a cross-aisle meets column `c` is corner `c` in front and `columns + c` at the back. As the aisles gone through
 * are given, what a walk is longer by for one corner more, or for some places more from it, is known without a sweep.
 */
export class ThroughWalk {
  readonly columns: number
  readonly places: VisitedPlaces
  /** Per column, 1 when the aisle is gone through. */
  readonly isThrough: Uint8Array
  /** A bit for every two of these: which cross-aisle is walked from there where both need not be, 1 for the back. */
  rows = 0
  /** Per corner, how many places are visited from there: the nearest ones. */
  readonly taken: Int32Array
  /** Per SKU, the units that are missing; below 0, those that are visited beyond the demand. */
  readonly due: Int32Array
  /** How many SKUs have something missing. */
  short = 0
  /** Per corner, how much longer the walk becomes by coming there: 0 where it does. */
  readonly reachMm: Float64Array
  private readonly demand: Int32Array
  private readonly depotColumn: number
  private readonly depotRow: number
  /** Where the aisles begin and end. */
  readonly frontMm: number
  readonly backMm: number
  private readonly xMm: Float64Array
  /** Per corner, 1 when the walk comes there whatever it takes. */
  private readonly isCore: Uint8Array
  private coreMm = 0
  private insideMm = 0
  private readonly rowMm = new Float64Array(2)

  constructor({ depot }: ScatteredProblem, places: VisitedPlaces, demand: Int32Array) {
    const { columns, depotColumn, stepMm } = places.sweep
    this.columns = columns
    this.places = places
    this.demand = demand
    this.depotColumn = depotColumn
    this.depotRow = depot.crossAisle
    this.frontMm = places.frontMm[0] as number
    this.backMm = places.backMm[0] as number
    this.xMm = new Float64Array(columns)
    for (let column = 1; column < columns; column++) {
      this.xMm[column] = (this.xMm[column - 1] as number) + (stepMm[column] as number)
    }
    this.isThrough = new Uint8Array(columns)
    this.taken = new Int32Array(2 * columns)
    this.due = new Int32Array(demand.length)
    this.reachMm = new Float64Array(2 * columns)
    this.isCore = new Uint8Array(2 * columns)
  }

  get mm(): number {
    return this.coreMm + this.insideMm + (this.rowMm[0] as number) + (this.rowMm[1] as number)
  }

  /** Goes through the marked aisles and takes nothing else; along these cross-aisles where both need not be walked. */
  goThrough(marked: Uint8Array, rows: number): void {
    const { columns, demand, depotColumn, depotRow, due, isCore, isThrough, places, taken } = this
    isThrough.set(marked)
    this.rows = rows
    due.set(demand)
    this.short = demand.length
    isCore.fill(0)
    taken.fill(0)
    this.insideMm = 0
    this.coreMm = 0
    isCore[depotRow * columns + depotColumn] = 1
    let count = 0
    let before = depotColumn
    for (let column = 0; column < columns; column++) {
      if (marked[column] === 0) continue
      this.coreMm += this.backMm - this.frontMm
      const end = places.firstPlace[column + 1] as number
      for (let place = places.firstPlace[column] as number; place < end; place++) this.count(place, 1)
      if (count % 2 === 1) for (let each = 0; each < 2; each++) this.walkRow(each, before, column, 1)
      else if (count === 0 && depotColumn < column) this.walkRow(depotRow, depotColumn, column, 2)
      else if (count > 0) {
        const isPastDepot = before < depotColumn && depotColumn < column
        this.walkRow(isPastDepot ? depotRow : (rows >> (count >> 1)) & 1, before, column, 2)
      }
      before = column
      count++
    }
    if (before < depotColumn) this.walkRow(depotRow, before, depotColumn, 2)
    this.spanAll()
  }

  private walkRow(row: number, from: number, to: number, times: number): void {
    this.isCore.fill(1, row * this.columns + from, row * this.columns + to + 1)
    this.coreMm += times * ((this.xMm[to] as number) - (this.xMm[from] as number))
  }

  private count(place: number, sign: number): void {
    const { due, places } = this
    const { firstStock, stockSku, stockUnits } = places
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++) {
      const sku = stockSku[at] as number
      const before = due[sku] as number
      const after = before - sign * (stockUnits[at] as number)
      due[sku] = after
      if (before > 0 && after <= 0) this.short--
      else if (before <= 0 && after > 0) this.short++
    }
  }

  /** The place that is so many places from a corner, from 0. */
  placeAt(corner: number, index: number): number {
    const { columns, places } = this
    return corner < columns
      ? (places.firstPlace[corner] as number) + index
      : (places.firstPlace[corner - columns + 1] as number) - 1 - index
  }

  /** How far it is from a corner to so many places and back. */
  depthMm(corner: number, count: number): number {
    if (count === 0) return 0
    const y = this.places.yMm[this.placeAt(corner, count - 1)] as number
    return 2 * (corner < this.columns ? y - this.frontMm : this.backMm - y)
  }

  /** How many places may be visited from a corner: those that are not from the other one; none where it is not to be reached. */
  room(corner: number): number {
    const { columns, isThrough, places, reachMm, taken } = this
    const column = corner < columns ? corner : corner - columns
    if (isThrough[column] === 1 || reachMm[corner] === never) return 0
    const other = corner < columns ? corner + columns : column
    return (places.firstPlace[column + 1] as number) - (places.firstPlace[column] as number) - (taken[other] as number)
  }

  /** Visits so many places from a corner; `span` of it is to follow where the walk does not come there whatever it takes. */
  take(corner: number, count: number): void {
    const before = this.taken[corner] as number
    for (let index = before; index < count; index++) this.count(this.placeAt(corner, index), 1)
    for (let index = count; index < before; index++) this.count(this.placeAt(corner, index), -1)
    this.insideMm += this.depthMm(corner, count) - this.depthMm(corner, before)
    this.taken[corner] = count
  }

  /** Comes to all corners that something is taken from, and to no others; gives whether that is another way than before. */
  span(corner: number): boolean {
    if (this.isCore[corner] === 1) return false
    this.spanRow(corner < this.columns ? 0 : 1)
    return true
  }

  spanAll(): void {
    this.spanRow(0)
    this.spanRow(1)
  }

  private spanRow(row: number): void {
    const { columns, isCore, reachMm } = this
    const at = row * columns
    this.rowMm[row] = 0
    for (let column = 0; column < columns;) {
      if (isCore[at + column] === 1) {
        reachMm[at + column] = 0
        column++
        continue
      }
      let end = column + 1
      while (end < columns && isCore[at + end] === 0) end++
      this.spanRun(row, column, end)
      column = end
    }
  }

  /** Columns of a row that the walk need not come to, up to `end`: it leaves out the widest stretch with nothing to take. */
  private spanRun(row: number, from: number, end: number): void {
    const { columns, reachMm, taken, xMm } = this
    const at = row * columns
    if (from === 0 && end === columns) {
      reachMm.fill(never, at, at + columns)
      return
    }
    let before = from - 1
    let holeFrom = -1
    let holeTo = -1
    let widest = -1
    for (let column = from; column <= end; column++) {
      if (column < end && taken[at + column] === 0) continue
      const isOuter = before < 0 || column === columns
      const wide = isOuter ? never : (xMm[column] as number) - (xMm[before] as number)
      if (wide > widest) {
        widest = wide
        holeFrom = before
        holeTo = column
      }
      before = column
    }
    for (let column = from; column < end; column++) {
      const isOpen = column <= holeFrom || column >= holeTo
      const x = xMm[column] as number
      const left = holeFrom < 0 ? never : x - (xMm[holeFrom] as number)
      const right = holeTo === columns ? never : (xMm[holeTo] as number) - x
      reachMm[at + column] = isOpen ? 0 : 2 * (left < right ? left : right)
    }
    const leftMm = holeFrom < from ? 0 : (xMm[holeFrom] as number) - (xMm[from - 1] as number)
    const rightMm = holeTo >= end ? 0 : (xMm[end] as number) - (xMm[holeTo] as number)
    this.rowMm[row] = (this.rowMm[row] as number) + 2 * (leftMm + rightMm)
  }
}
