/**
 * The places of a floor with scattered storage that have something demanded, by sub-aisle and from front to back.
 */
import { type Sku } from "@stowage/kernel/Ids"
import { type RoundedDemand, roundedDemands } from "./roundedDemands.ts"
import { type ScatteredProblem, type StockCandidate } from "./ScatteredProblem.ts"

/** Places are numbered on from sub-aisle to sub-aisle; a sub-aisle is column × blocks + block. */
export interface StockedPlaces {
  /** Aisles with something that is demanded, and the depot's: the columns. */
  readonly aisle: ReadonlyArray<number>
  /** Which of them is the depot's. */
  readonly depotColumn: number
  readonly blocks: number
  /** Of so many SKUs; behind them stand demands that follow from theirs, as `roundedDemands` says. */
  readonly skus: number
  /** Per SKU, in the order of the demands: how many units. */
  readonly demand: Int32Array
  /** Per demand that follows from another, which one that is. */
  readonly rounded: ReadonlyArray<RoundedDemand>
  readonly count: number
  readonly yMm: Float64Array
  readonly subAisleOf: Int32Array
  /** Those of sub-aisle `s` are `firstPlace[s]` up to `firstPlace[s + 1]`. */
  readonly firstPlace: Int32Array
  /** The candidates at place `p` are entries `firstCandidate[p]` up to `firstCandidate[p + 1]`: their numbers. */
  readonly firstCandidate: Int32Array
  readonly candidate: Int32Array
  /** What is there are entries `firstStock[p]` up to `firstStock[p + 1]`: units of a SKU, up to its demand. */
  readonly firstStock: Int32Array
  readonly stockSku: Int32Array
  readonly stockUnits: Int32Array
}

/** O(candidates × log candidates). */
export const stockedPlaces = (problem: ScatteredProblem): StockedPlaces => {
  const { candidates, demands, depot, floor } = problem
  const skuOf = new Map<Sku, number>()
  for (const { sku } of demands) skuOf.set(sku, skuOf.size)
  const wanted = demands.map((demand) => demand.quantity)
  const quantities = wanted.map((): Array<number> => [])
  const inUse = new Set([depot.aisle])
  const useful: Array<number> = []
  for (let index = 0; index < candidates.length; index++) {
    const { aisle, quantity, sku: name } = candidates[index] as StockCandidate
    const sku = skuOf.get(name)
    if (sku === undefined) continue
    useful.push(index)
    inUse.add(aisle)
    quantities[sku]?.push(quantity)
  }
  const rounded = roundedDemands(wanted, quantities)
  const aisle = [...inUse].sort((a, b) => a - b)
  const blocks = floor.crossAisleYMm.length - 1
  const subAisle = subAislesOf(problem, aisle)
  useful.sort(
    (a, b) =>
      (subAisle[a] as number) - (subAisle[b] as number) ||
      (candidates[a] as StockCandidate).yMm - (candidates[b] as StockCandidate).yMm ||
      a - b
  )
  return {
    aisle,
    depotColumn: aisle.indexOf(depot.aisle),
    blocks,
    skus: wanted.length,
    demand: Int32Array.of(...wanted, ...rounded.map(({ demand }) => demand)),
    rounded,
    ...standing(problem, useful, subAisle, aisle.length * blocks),
    ...stockAt(problem, useful, subAisle, { skuOf, wanted, rounded })
  }
}

/** Per candidate, its sub-aisle. What stands on a cross-aisle belongs to the block in front of it. */
const subAislesOf = ({ candidates, floor }: ScatteredProblem, aisles: ReadonlyArray<number>): Int32Array => {
  const { crossAisleYMm } = floor
  const blocks = crossAisleYMm.length - 1
  const column = new Int32Array(floor.aisleXMm.length)
  for (const [k, aisle] of aisles.entries()) column[aisle] = k
  const subAisle = new Int32Array(candidates.length)
  for (let index = 0; index < candidates.length; index++) {
    const { aisle, yMm } = candidates[index] as StockCandidate
    let block = 0
    while ((crossAisleYMm[block + 1] as number) < yMm) block++
    subAisle[index] = (column[aisle] as number) * blocks + block
  }
  return subAisle
}

const isSamePlace = (problem: ScatteredProblem, subAisle: Int32Array, one: number, other: number): boolean =>
  subAisle[one] === subAisle[other] && problem.candidates[one]?.yMm === problem.candidates[other]?.yMm

/** Where the places are, for candidates sorted by place. */
const standing = (
  problem: ScatteredProblem,
  sorted: ReadonlyArray<number>,
  subAisle: Int32Array,
  subAisles: number
): Pick<StockedPlaces, "count" | "yMm" | "subAisleOf" | "firstPlace" | "firstCandidate" | "candidate"> => {
  const yMm: Array<number> = []
  const subAisleOf: Array<number> = []
  const firstCandidate: Array<number> = []
  const firstPlace = new Int32Array(subAisles + 1)
  for (let entry = 0; entry < sorted.length; entry++) {
    const index = sorted[entry] as number
    if (entry > 0 && isSamePlace(problem, subAisle, index, sorted[entry - 1] as number)) continue
    firstCandidate.push(entry)
    yMm.push((problem.candidates[index] as StockCandidate).yMm)
    subAisleOf.push(subAisle[index] as number)
    firstPlace[(subAisle[index] as number) + 1] = yMm.length
  }
  for (let at = 0; at < subAisles; at++) {
    if ((firstPlace[at + 1] as number) < (firstPlace[at] as number)) firstPlace[at + 1] = firstPlace[at] as number
  }
  firstCandidate.push(sorted.length)
  return {
    count: yMm.length,
    yMm: new Float64Array(yMm),
    subAisleOf: new Int32Array(subAisleOf),
    firstPlace,
    firstCandidate: new Int32Array(firstCandidate),
    candidate: new Int32Array(sorted)
  }
}

interface Wanted {
  readonly skuOf: ReadonlyMap<Sku, number>
  readonly wanted: ReadonlyArray<number>
  readonly rounded: ReadonlyArray<RoundedDemand>
}

/** What is there, for candidates sorted by place. */
const stockAt = (
  problem: ScatteredProblem,
  sorted: ReadonlyArray<number>,
  subAisle: Int32Array,
  { rounded, skuOf, wanted }: Wanted
): Pick<StockedPlaces, "firstStock" | "stockSku" | "stockUnits"> => {
  const firstStock: Array<number> = []
  const stockSku: Array<number> = []
  const stockUnits: Array<number> = []
  const firstRounded = wanted.map((_, sku) => rounded.findIndex((each) => each.sku === sku))
  for (let entry = 0; entry < sorted.length; entry++) {
    const index = sorted[entry] as number
    if (entry === 0 || !isSamePlace(problem, subAisle, index, sorted[entry - 1] as number))
      firstStock.push(stockSku.length)
    const { quantity, sku: name } = problem.candidates[index] as StockCandidate
    const sku = skuOf.get(name) as number
    stockSku.push(sku)
    stockUnits.push(Math.min(quantity, wanted[sku] as number))
    // Those that follow from one SKU stand together.
    for (let also = firstRounded[sku] as number; also >= 0 && rounded[also]?.sku === sku; also++) {
      const { by, demand } = rounded[also] as RoundedDemand
      stockSku.push(wanted.length + also)
      stockUnits.push(Math.min(Math.ceil(quantity / by), demand))
    }
  }
  firstStock.push(stockSku.length)
  return {
    firstStock: new Int32Array(firstStock),
    stockSku: new Int32Array(stockSku),
    stockUnits: new Int32Array(stockUnits)
  }
}
