/**
 * Walks over one block told apart by the first two aisles that they walk through.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { BACK, crossThrough, FRONT, JOINED, KINDS, least, NOTHING, ODD, SPLIT, walkThrough } from "./oneBlockSweep.ts"
import { backward, demandMm, type PricedSweep } from "./pricedSweep.ts"

const never = Number.POSITIVE_INFINITY

/**
 * Per pair of columns, `one` × columns + `other`, a bound of the walks that go through these and through none before or
 * between them; at 0 that of the walks that go through none at all. As a walk ends where it began it goes through an
 * even number of aisles.
 */
export interface ThroughBounds {
  readonly boundMm: Float64Array
  /** At which of `prices` that is the bound. */
  readonly at: Int32Array
  readonly prices: Array<Float64Array>
}

export const throughBounds = ({ columns }: PricedSweep): ThroughBounds => {
  const boundMm = new Float64Array(columns * columns).fill(never)
  for (let one = 0; one < columns; one++) boundMm.fill(0, one * columns + one + 1, (one + 1) * columns)
  boundMm[0] = 0
  return { boundMm, at: new Int32Array(columns * columns), prices: [] }
}

const raise = ({ at, boundMm, prices }: ThroughBounds, pair: number, mm: number): void => {
  if (mm <= (boundMm[pair] as number)) return
  boundMm[pair] = mm
  at[pair] = prices.length - 1
}

/**
 * Raises the bounds to what they are at the prices of the sweep, where these make them higher. O(choices + columns²).
 */
export const raiseThroughBounds = (sweep: PricedSweep, bounds: ThroughBounds): void => {
  bounds.prices.push(sweep.price.slice())
  const { columns, endsFrom, onwardMm, soFarMm, start, stepMm, wayMm } = sweep
  backward(sweep)
  const pricesMm = demandMm(sweep)
  let noneMm = never
  soFarMm.fill(never)
  soFarMm[start] = 0
  for (let one = 0; one < columns; one++) {
    const apart = least(soFarMm[FRONT] as number, soFarMm[BACK] as number)
    const before = least(least(soFarMm[NOTHING] as number, soFarMm[SPLIT] as number), apart)
    let mm = pricesMm + before + (wayMm[one * ALL_WAYS + THROUGH] as number)
    for (let other = one + 1; other < columns; other++) {
      const slot = other * ALL_WAYS
      mm += 2 * (stepMm[other] as number)
      const bound = mm + (wayMm[slot + THROUGH] as number) + (onwardMm[other * KINDS + JOINED] as number)
      raise(bounds, one * columns + other, bound)
      const front = least(wayMm[slot + FROM_FRONT] as number, wayMm[slot + NOT_WALKED] as number)
      mm += least(front, least(wayMm[slot + FROM_BACK] as number, wayMm[slot + FROM_BOTH] as number))
    }
    walkThrough(sweep, one)
    soFarMm[ODD] = never
    if (one >= endsFrom) noneMm = least(noneMm, least(soFarMm[FRONT] as number, soFarMm[BACK] as number))
    if (one + 1 < columns) crossThrough(sweep, one)
  }
  raise(bounds, 0, pricesMm + noneMm)
}

/** The pair of least bound. */
export const leastPair = ({ boundMm }: ThroughBounds): number => {
  let pair = 0
  for (let each = 1; each < boundMm.length; each++) {
    if ((boundMm[each] as number) < (boundMm[pair] as number)) pair = each
  }
  return pair
}

/** Bars, besides, what no walk of a pair does, and lets none end before it. */
export const barAllBut = (sweep: PricedSweep, pair: number): void => {
  const { barred, columns, depotColumn } = sweep
  const one = Math.floor(pair / columns)
  const other = pair % columns
  const isNone = one === other
  for (let column = 0; column < (isNone ? columns : other + 1); column++) {
    const slot = column * ALL_WAYS
    if (!isNone && (column === one || column === other)) barred.fill(1, slot + THROUGH + 1, slot + ALL_WAYS)
    else barred[slot + THROUGH] = 1
  }
  sweep.endsFrom = Math.max(depotColumn, other)
}
