/**
 * What a walk through a zone has to do, aisle by aisle: the columns of its sweep.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { blockMoves } from "./twoBlockSweep.ts"

export const hasFront = 1
export const hasBack = 2
export const isDepot = 4

/** From left to right; the depot's column comes before others of its aisle. */
export interface TourColumns {
  readonly count: number
  readonly aisle: Int32Array
  /** `isDepot`, or in which of the blocks there is something to pick. */
  readonly kind: Uint8Array
  /** What each move costs: `costMm[column * 8 + move]`. */
  readonly costMm: Float64Array
  /** Which units are picked: from `firstUnit[column]` of the tour's up to that of the next column. */
  readonly firstUnit: Int32Array
}

const movesPerBlock = blockMoves.length

/** Units that are reached by the cross-aisle alone have a column each; others one per aisle. `units` are by aisle. */
export const tourColumns = (shelf: ShelfColumns, units: Int32Array): TourColumns => {
  const { depotAisle, withinAisle } = shelf.problem
  const most = units.length + 1
  const aisle = new Int32Array(most)
  const kind = new Uint8Array(most)
  const costMm = new Float64Array(most * 2 * movesPerBlock).fill(Number.POSITIVE_INFINITY)
  const firstUnit = new Int32Array(most + 1)
  let count = 0
  let at = 0
  let depotDone = false
  while (at < units.length || !depotDone) {
    const here = at < units.length ? (shelf.aisleOf[units[at] as number] as number) : Number.POSITIVE_INFINITY
    firstUnit[count] = at
    if (!depotDone && depotAisle <= here) {
      depotDone = true
      aisle[count] = depotAisle
      kind[count] = isDepot
    } else {
      let end = at + 1
      if (withinAisle === "straight") while (end < units.length && shelf.aisleOf[units[end] as number] === here) end++
      aisle[count] = here
      kind[count] = priceColumn(shelf, units.subarray(at, end), costMm, count * 2 * movesPerBlock)
      at = end
    }
    count++
  }
  firstUnit[count] = at
  return { count, aisle, kind, costMm, firstUnit }
}

/** Writes what the moves of a column with these units cost from `offset` on, and gives its kind. */
export const priceColumn = (shelf: ShelfColumns, units: Int32Array, costMm: Float64Array, offset: number): number => {
  if (units.length === 1) return priceOne(shelf, units[0] as number, costMm, offset)
  let kind = 0
  for (const block of [0, 1]) {
    const inBlock = units.filter((unit) => shelf.blockOf[unit] === block)
    if (inBlock.length === 0) continue
    kind |= block === 0 ? hasFront : hasBack
    const from = offset + block * movesPerBlock
    for (const unit of inBlock) priceOne(shelf, unit, costMm, from - block * movesPerBlock, true)
    costMm[from + 2] = bothEndsMm(shelf, inBlock)
  }
  return kind
}

/** The moves for one unit; `further` when others of its block are there already. */
const priceOne = (
  { blockOf, farMm, nearMm }: ShelfColumns,
  unit: number,
  costMm: Float64Array,
  offset: number,
  further = false
): number => {
  const block = blockOf[unit] as number
  const [near, far] = [nearMm[unit] as number, farMm[unit] as number]
  const from = offset + block * movesPerBlock
  const known = further && (costMm[from] as number) < Number.POSITIVE_INFINITY
  costMm[from] = known ? Math.max(costMm[from] as number, 2 * near) : 2 * near
  costMm[from + 1] = known ? Math.max(costMm[from + 1] as number, 2 * far) : 2 * far
  costMm[from + 3] = near + far
  return block === 0 ? hasFront : hasBack
}

/** In from both ends of a block, up to the widest gap between two units. */
const bothEndsMm = ({ farMm, nearMm }: ShelfColumns, units: Int32Array): number => {
  if (units.length < 2) return Number.POSITIVE_INFINITY
  const near = Float64Array.from(units, (unit) => nearMm[unit] as number).sort()
  let gapMm = 0
  for (let at = 1; at < near.length; at++) gapMm = Math.max(gapMm, (near[at] as number) - (near[at - 1] as number))
  const first = units[0] as number
  return 2 * ((nearMm[first] as number) + (farMm[first] as number) - gapMm)
}
