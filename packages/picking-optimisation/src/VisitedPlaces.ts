/**
 * Places of a floor with scattered storage that a walk must visit, and what one more or one less would change.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "./aisleSweep.ts"
import { NOT_WALKED } from "./ChosenWays.ts"
import { type ColumnSweep, columnSweep, sweepBack, sweepThrough } from "./ColumnSweep.ts"
import { ALL_WAYS } from "./frontierArcs.ts"
import { type ScatteredProblem, type StockCandidate } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"

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
  private readonly yMm: Float64Array
  private readonly frontMm: Float64Array
  private readonly backMm: Float64Array
  private readonly sweep: ColumnSweep
  /** Per sub-aisle: how many places are visited, the nearest and the farthest, and the widest gap between two. */
  private readonly onIn: Int32Array
  private readonly nearMm: Float64Array
  private readonly farMm: Float64Array
  private readonly gapMm: Float64Array
  private readonly gapFromMm: Float64Array

  constructor(problem: ScatteredProblem, choices: SubAisleChoices) {
    const { candidates, demands, depot, floor } = problem
    const places = choices.places.flat()
    const skuOf = new Map(demands.map(({ sku }, index) => [sku, index]))
    const stock = places.map((place) =>
      place.candidates.map((candidate) => {
        const { quantity, sku: name } = candidates[candidate] as StockCandidate
        const sku = skuOf.get(name) as number
        return { sku, units: Math.min(quantity, choices.demand[sku] as number) }
      })
    )
    this.sweep = columnSweep(floor, depot, choices.aisle)
    this.count = places.length
    this.yMm = Float64Array.from(places, (place) => place.yMm)
    this.subAisleOf = Int32Array.from(choices.places.flatMap((inside, subAisle) => inside.map(() => subAisle)))
    this.firstPlace = startsOf(choices.places.map((inside) => inside.length))
    this.firstStock = startsOf(stock.map((here) => here.length))
    this.stockSku = Int32Array.from(stock.flatMap((here) => here.map(({ sku }) => sku)))
    this.stockUnits = Int32Array.from(stock.flatMap((here) => here.map(({ units }) => units)))
    this.isOn = new Uint8Array(this.count)
    this.units = new Int32Array(choices.skus)
    const blockOf = (subAisle: number): number => subAisle % choices.blocks
    this.frontMm = Float64Array.from(choices.places, (_, subAisle) => floor.crossAisleYMm[blockOf(subAisle)] as number)
    this.backMm = Float64Array.from(choices.places, (_, at) => floor.crossAisleYMm[blockOf(at) + 1] as number)
    this.onIn = new Int32Array(choices.places.length)
    this.nearMm = new Float64Array(choices.places.length)
    this.farMm = new Float64Array(choices.places.length)
    this.gapMm = new Float64Array(choices.places.length)
    this.gapFromMm = new Float64Array(choices.places.length)
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
    const { firstStock, isOn, onIn, stockSku, stockUnits, subAisleOf, units } = this
    const sign = isOn[place] === 1 ? -1 : 1
    const subAisle = subAisleOf[place] as number
    isOn[place] = sign === 1 ? 1 : 0
    onIn[subAisle] = (onIn[subAisle] as number) + sign
    for (let at = firstStock[place] as number; at < (firstStock[place + 1] as number); at++) {
      const sku = stockSku[at] as number
      units[sku] = (units[sku] as number) + sign * (stockUnits[at] as number)
    }
    this.priceWays(subAisle)
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

  /** Makes ready for `withPlace` and `withoutPlace`. Call after `measure`. */
  measureMargins(): void {
    sweepThrough(this.sweep)
  }

  /** Length of the least walk when this place alone is visited as well. O(1), or the places inside the widest gap. */
  withPlace(place: number): number {
    const { farMm, frontMm, gapMm, nearMm, yMm } = this
    const subAisle = this.subAisleOf[place] as number
    const y = yMm[place] as number
    const near = nearMm[subAisle] as number
    const far = farMm[subAisle] as number
    let gap = gapMm[subAisle] as number
    if (y < near) gap = far < near ? 0 : Math.max(gap, near - y)
    else if (y > far) gap = Math.max(gap, y - far)
    else gap = this.gapBeside(subAisle, place)
    const rest = subAisle * ALL_WAYS
    return this.leastOf(
      rest,
      frontMm[subAisle] as number,
      this.backMm[subAisle] as number,
      Math.min(near, y),
      Math.max(far, y),
      gap
    )
  }

  /** Length of the least walk when this place alone is visited no longer. O(places of its sub-aisle). */
  withoutPlace(place: number): number {
    const { firstPlace, frontMm, isOn, yMm } = this
    const subAisle = this.subAisleOf[place] as number
    const rest = subAisle * ALL_WAYS
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
    return this.leastOf(rest, frontMm[subAisle] as number, this.backMm[subAisle] as number, near, far, gap)
  }

  /** The least walk with nothing to visit in a sub-aisle; it may end early when nothing else is in the last column. */
  private withoutSubAisle(subAisle: number): number {
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

  /** The widest gap in a sub-aisle when a place between its first and its last is visited as well. */
  private gapBeside(subAisle: number, place: number): number {
    const { firstPlace, gapFromMm, gapMm, isOn, yMm } = this
    const y = yMm[place] as number
    const gap = gapMm[subAisle] as number
    const gapFrom = gapFromMm[subAisle] as number
    if (y <= gapFrom || y >= gapFrom + gap) return gap
    const to = firstPlace[subAisle + 1] as number
    let widest = 0
    let before = -never
    for (let other = firstPlace[subAisle] as number; other < to; other++) {
      if (isOn[other] === 0 && other !== place) continue
      const here = yMm[other] as number
      if (before !== -never && here - before > widest) widest = here - before
      before = here
    }
    return widest
  }

  /** The least walk with a sub-aisle visited so, by what the rest costs for each of its ways. */
  private leastOf(rest: number, frontMm: number, backMm: number, near: number, far: number, gap: number): number {
    const { blocks, restMm } = this.sweep
    const lengthMm = backMm - frontMm
    let least = (restMm[rest + THROUGH] as number) + lengthMm
    const fromFront = (restMm[rest + FROM_FRONT] as number) + 2 * (far - frontMm)
    if (fromFront < least) least = fromFront
    const fromBack = (restMm[rest + FROM_BACK] as number) + 2 * (backMm - near)
    if (fromBack < least) least = fromBack
    if (gap > 0) {
      const fromBoth = (restMm[rest + FROM_BOTH] as number) + 2 * (lengthMm - gap)
      if (fromBoth < least) least = fromBoth
    }
    if (blocks > 1) {
      const twice = (restMm[rest + TWICE] as number) + 2 * lengthMm
      if (twice < least) least = twice
    }
    return least
  }

  /** Writes what each way to walk a sub-aisle costs. */
  private priceWays(subAisle: number): void {
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

const startsOf = (sizes: ReadonlyArray<number>): Int32Array => {
  const starts = new Int32Array(sizes.length + 1)
  for (const [index, size] of sizes.entries()) starts[index + 1] = (starts[index] as number) + size
  return starts
}
