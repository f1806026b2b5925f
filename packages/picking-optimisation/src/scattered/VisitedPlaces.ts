/**
 * Places of a floor with scattered storage that a walk must visit, and what one more or one less would change.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { type ColumnSweep, columnSweep } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"
import { sweepBack, sweepThrough } from "./sweepColumns.ts"

const never = Number.POSITIVE_INFINITY

/** Places are numbered by sub-aisle, in each from front to back. */
export class VisitedPlaces {
  readonly count: number
  readonly subAisleOf: Int32Array
  /** Those of sub-aisle `s` are `firstPlace[s]` up to `firstPlace[s + 1]`. */
  readonly firstPlace: Int32Array
  /** What is at place `p` are entries `firstStock[p]` up to `firstStock[p + 1]`: units of a SKU, up to the demand. */
  readonly firstStock: Int32Array
  readonly stockSku: Int32Array
  readonly stockUnits: Int32Array
  /** Per place, 1 when it is to be visited. */
  readonly isOn: Uint8Array
  /** Per SKU, the units at places to be visited. */
  readonly units: Int32Array
  readonly yMm: Float64Array
  /** Per sub-aisle, where it begins and ends. */
  readonly frontMm: Float64Array
  readonly backMm: Float64Array
  /** Per sub-aisle: how many places are visited, the nearest and the farthest, and the widest gap between two. */
  readonly onIn: Int32Array
  readonly nearMm: Float64Array
  readonly farMm: Float64Array
  readonly gapMm: Float64Array
  readonly gapFromMm: Float64Array
  readonly sweep: ColumnSweep
  private readonly ways = new WaysOfSubAisle()

  constructor({ depot, floor }: ScatteredProblem, choices: SubAisleChoices) {
    const { aisle, blocks, count, skus } = choices
    this.sweep = columnSweep(floor, depot, aisle)
    this.count = count
    this.yMm = choices.yMm
    this.subAisleOf = choices.subAisleOf
    this.firstPlace = choices.firstPlace
    // What follows from other demands is met when these are.
    const own = ownStock(choices)
    this.firstStock = own.firstStock
    this.stockSku = own.stockSku
    this.stockUnits = own.stockUnits
    this.isOn = new Uint8Array(count)
    this.units = new Int32Array(skus)
    const subAisles = aisle.length * blocks
    this.frontMm = new Float64Array(subAisles)
    this.backMm = new Float64Array(subAisles)
    for (let subAisle = 0; subAisle < subAisles; subAisle++) {
      this.frontMm[subAisle] = floor.crossAisleYMm[subAisle % blocks] as number
      this.backMm[subAisle] = floor.crossAisleYMm[(subAisle % blocks) + 1] as number
    }
    this.onIn = new Int32Array(subAisles)
    this.nearMm = new Float64Array(subAisles)
    this.farMm = new Float64Array(subAisles)
    this.gapMm = new Float64Array(subAisles)
    this.gapFromMm = new Float64Array(subAisles)
    this.clear()
  }

  /** Visits nothing. */
  clear(): void {
    this.isOn.fill(0)
    this.units.fill(0)
    this.onIn.fill(0)
    for (let subAisle = 0; subAisle < this.onIn.length; subAisle++) this.priceWays(subAisle)
  }

  /** Visits a place, or no longer. */
  toggle(place: number): void {
    this.mark(place)
    this.priceWays(this.subAisleOf[place] as number)
  }

  /** Marks a place to be visited, or no longer; `priceWays` of its sub-aisle is to follow. */
  mark(place: number): void {
    const { firstStock, isOn, onIn, stockSku, stockUnits, subAisleOf, units } = this
    const sign = isOn[place] === 1 ? -1 : 1
    const subAisle = subAisleOf[place] as number
    isOn[place] = sign === 1 ? 1 : 0
    onIn[subAisle] = (onIn[subAisle] as number) + sign
    for (let at = firstStock[place] as number; at < (firstStock[place + 1] as number); at++) {
      const sku = stockSku[at] as number
      units[sku] = (units[sku] as number) + sign * (stockUnits[at] as number)
    }
  }

  /** Length of the least walk over the places. O(sub-aisles × kinds). */
  measure(): number {
    const { sweep } = this
    const { columns, depotColumn } = sweep
    const last = this.lastBefore(columns)
    sweep.endsFrom = Math.max(depotColumn, last)
    sweep.endsEarly = Math.max(depotColumn, this.lastBefore(last))
    return sweepBack(sweep)
  }

  /** The last column before this one with a place to be visited; -1 for none. */
  private lastBefore(column: number): number {
    const { onIn, sweep } = this
    let subAisle = Math.max(0, column) * sweep.blocks - 1
    while (subAisle >= 0 && onIn[subAisle] === 0) subAisle--
    return Math.floor(subAisle / sweep.blocks)
  }

  /** Makes ready for `leastOf`, `withoutPlace` and `withoutSubAisle`. Call after `measure`. */
  measureMargins(): void {
    sweepThrough(this.sweep)
  }

  /** Length of the least walk when this place alone is visited no longer. O(places of its sub-aisle). */
  withoutPlace(place: number): number {
    const { firstPlace, isOn, yMm } = this
    const subAisle = this.subAisleOf[place] as number
    if (this.onIn[subAisle] === 1) return this.withoutSubAisle(subAisle)
    const to = firstPlace[subAisle + 1] as number
    let near = never
    let far = -never
    let gap = 0
    for (let other = firstPlace[subAisle] as number; other < to; other++) {
      if (isOn[other] === 0 || other === place) continue
      const y = yMm[other] as number
      if (near === never) near = y
      else if (y - far > gap) gap = y - far
      far = y
    }
    return this.leastOf(subAisle, near, far, gap)
  }

  /** The least walk with nothing to visit in a sub-aisle; it may end early when nothing else is in the last column. */
  withoutSubAisle(subAisle: number): number {
    const { onIn, sweep } = this
    const { blocks, endedMm, endsEarly, endsFrom, restMm } = sweep
    const rest = subAisle * ALL_WAYS
    const lengthMm = (this.backMm[subAisle] as number) - (this.frontMm[subAisle] as number)
    let mm = Math.min(restMm[rest + NOT_WALKED] as number, (restMm[rest + THROUGH] as number) + lengthMm)
    if (blocks > 1) mm = Math.min(mm, (restMm[rest + TWICE] as number) + 2 * lengthMm)
    const column = Math.floor(subAisle / blocks)
    if (column !== endsFrom || endsEarly === endsFrom) return mm
    for (let block = 0; block < blocks; block++) {
      const other = column * blocks + block
      if (other !== subAisle && (onIn[other] as number) > 0) return mm
    }
    return Math.min(mm, endedMm)
  }

  /** The least walk that visits a sub-aisle from `near` to `far` but for a gap. Call after `measureMargins`. O(1). */
  leastOf(subAisle: number, near: number, far: number, gap: number): number {
    const { ways } = this
    ways.setTo(this, subAisle)
    return ways.leastOf(near, far, gap)
  }

  /** Writes what each way to walk a sub-aisle costs. O(its places). */
  priceWays(subAisle: number): void {
    const { farMm, firstPlace, gapFromMm, gapMm, isOn, nearMm, yMm } = this
    const { wayMm } = this.sweep
    const to = firstPlace[subAisle + 1] as number
    let near = never
    let far = -never
    let gap = 0
    for (let place = firstPlace[subAisle] as number; place < to; place++) {
      if (isOn[place] === 0) continue
      const y = yMm[place] as number
      if (near === never) near = y
      else if (y - far > gap) {
        gap = y - far
        gapFromMm[subAisle] = far
      }
      far = y
    }
    nearMm[subAisle] = near
    farMm[subAisle] = far
    gapMm[subAisle] = gap
    const frontMm = this.frontMm[subAisle] as number
    const backMm = this.backMm[subAisle] as number
    const isEmpty = near === never
    const at = subAisle * ALL_WAYS
    wayMm[at + THROUGH] = backMm - frontMm
    wayMm[at + FROM_FRONT] = isEmpty ? never : 2 * (far - frontMm)
    wayMm[at + FROM_BACK] = isEmpty ? never : 2 * (backMm - near)
    wayMm[at + FROM_BOTH] = gap === 0 ? never : 2 * (backMm - frontMm - gap)
    wayMm[at + TWICE] = this.sweep.blocks > 1 ? 2 * (backMm - frontMm) : never
    wayMm[at + NOT_WALKED] = isEmpty ? 0 : never
  }
}

/** How long the least walk is by each way of walking one sub-aisle, whatever is visited there. */
export class WaysOfSubAisle {
  /** Through it, once or, on several blocks, twice. */
  throughMm = never
  /** Besides twice as far as it is visited, on the floor's own axis; from the back less that; from both less the gap. */
  frontRestMm = never
  backRestMm = never
  bothRestMm = never

  /** Call after `measureMargins`. */
  setTo({ backMm, frontMm, sweep }: VisitedPlaces, subAisle: number): void {
    const { blocks, restMm } = sweep
    const rest = subAisle * ALL_WAYS
    const front = frontMm[subAisle] as number
    const back = backMm[subAisle] as number
    const lengthMm = back - front
    this.throughMm = (restMm[rest + THROUGH] as number) + lengthMm
    this.frontRestMm = (restMm[rest + FROM_FRONT] as number) - 2 * front
    this.backRestMm = (restMm[rest + FROM_BACK] as number) + 2 * back
    this.bothRestMm = (restMm[rest + FROM_BOTH] as number) + 2 * lengthMm
    if (blocks > 1) this.throughMm = Math.min(this.throughMm, (restMm[rest + TWICE] as number) + 2 * lengthMm)
  }

  /** The least when it is visited from `near` to `far` but for a gap. */
  leastOf(near: number, far: number, gap: number): number {
    let least = this.throughMm
    if (this.frontRestMm + 2 * far < least) least = this.frontRestMm + 2 * far
    if (this.backRestMm - 2 * near < least) least = this.backRestMm - 2 * near
    if (gap > 0 && this.bothRestMm - 2 * gap < least) least = this.bothRestMm - 2 * gap
    return least
  }
}

const ownStock = ({ count, firstStock, skus, stockSku, stockUnits }: SubAisleChoices) => {
  const first = new Int32Array(count + 1)
  const sku: Array<number> = []
  const units: Array<number> = []
  for (let place = 0; place < count; place++) {
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++) {
      if ((stockSku[at] as number) >= skus) continue
      sku.push(stockSku[at] as number)
      units.push(stockUnits[at] as number)
    }
    first[place + 1] = sku.length
  }
  return { firstStock: first, stockSku: new Int32Array(sku), stockUnits: new Int32Array(units) }
}
