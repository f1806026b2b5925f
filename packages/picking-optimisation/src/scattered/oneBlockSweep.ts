/**
 * The sweeps of `ColumnSweep` over one block, written out kind by kind: several times as fast as by its tables, and
 * most floors have one block.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { type ColumnSweep } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"

// The kinds of `frontierArcs(2)`: nothing walked yet; an odd number of walks ends at both corners; even at both,
// hanging together; even at both, in two parts; even at the front and none at the back; even at the back alone.
export const NOTHING = 0
export const ODD = 1
export const JOINED = 2
export const SPLIT = 3
export const FRONT = 4
export const BACK = 5
export const KINDS = 6

const never = Number.POSITIVE_INFINITY

/** The smaller one; `Math.min` minds the signs of zeros, which takes longer. */
export const least = (a: number, b: number): number => (a < b ? a : b)

/** The least walk; writes what there is to go, as `sweepBack` does. O(columns). */
export const sweepBlockBack = (sweep: ColumnSweep): number => {
  for (let column = sweep.columns - 1; column >= 0; column--) {
    crossBack(sweep, column)
    walkBack(sweep, column)
  }
  return sweep.toGoMm[sweep.start] as number
}

const crossBack = (sweep: ColumnSweep, column: number): void => {
  const { columns, depotColumn, endsFrom, marked, onwardMm, stepMm, toGoMm } = sweep
  const at = column * KINDS
  const end = column >= endsFrom ? 0 : never
  if (column + 1 === columns) {
    onwardMm.fill(never, at, at + KINDS)
    onwardMm[at + JOINED] = end
    onwardMm[at + FRONT] = end
    onwardMm[at + BACK] = end
    return
  }
  const next = at + KINDS
  const stepsMm = 2 * (stepMm[column + 1] as number)
  const isDepot = column + 1 === depotColumn
  const front = stepsMm + (toGoMm[next + (isDepot ? (marked[FRONT] as number) : FRONT)] as number)
  const back = stepsMm + (toGoMm[next + (isDepot ? (marked[BACK] as number) : BACK)] as number)
  const joined = 2 * stepsMm + (toGoMm[next + JOINED] as number)
  onwardMm[at + NOTHING] = toGoMm[next + (isDepot ? (marked[NOTHING] as number) : NOTHING)] as number
  onwardMm[at + ODD] = stepsMm + (toGoMm[next + ODD] as number)
  onwardMm[at + JOINED] = least(least(end, joined), least(front, back))
  onwardMm[at + SPLIT] = 2 * stepsMm + (toGoMm[next + SPLIT] as number)
  onwardMm[at + FRONT] = least(end, front)
  onwardMm[at + BACK] = least(end, back)
}

const walkBack = ({ onwardMm, toGoMm, wayMm }: ColumnSweep, column: number): void => {
  const at = column * KINDS
  const slot = column * ALL_WAYS
  const odd = onwardMm[at + ODD] as number
  const joined = onwardMm[at + JOINED] as number
  const split = onwardMm[at + SPLIT] as number
  const front = onwardMm[at + FRONT] as number
  const back = onwardMm[at + BACK] as number
  const through = wayMm[slot + THROUGH] as number
  const fromFront = wayMm[slot + FROM_FRONT] as number
  const fromBack = wayMm[slot + FROM_BACK] as number
  const fromBoth = wayMm[slot + FROM_BOTH] as number
  const not = wayMm[slot + NOT_WALKED] as number
  const inBehind = least(fromBack, fromBoth)
  const inBefore = least(fromFront, fromBoth)
  const atFront = least(fromFront, not)
  const inAndOut = least(inBehind, atFront)
  const toOdd = through + odd
  const started = least(least(fromFront + front, fromBack + back), fromBoth + split)
  toGoMm[at + NOTHING] = least(least(toOdd, started), not + (onwardMm[at + NOTHING] as number))
  toGoMm[at + ODD] = least(through + joined, inAndOut + odd)
  toGoMm[at + JOINED] = least(toOdd, inAndOut + joined)
  toGoMm[at + SPLIT] = least(toOdd, inAndOut + split)
  toGoMm[at + FRONT] = least(toOdd, least(atFront + front, inBehind + split))
  toGoMm[at + BACK] = least(toOdd, least(least(fromBack, not) + back, inBefore + split))
}

/** Writes what the rest of a walk costs, per sub-aisle and way. Call after `sweepBlockBack`. O(columns). */
export const sweepBlockThrough = (sweep: ColumnSweep): void => {
  const { columns, endsEarly, soFarMm, start } = sweep
  soFarMm.fill(never)
  soFarMm[start] = 0
  for (let column = 0; column < columns; column++) {
    walkThrough(sweep, column)
    if (column === endsEarly) {
      const apart = least(soFarMm[FRONT] as number, soFarMm[BACK] as number)
      sweep.endedMm = least(soFarMm[JOINED] as number, apart)
    }
    if (column + 1 < columns) crossThrough(sweep, column)
  }
}

export const walkThrough = ({ onwardMm, restMm, soFarMm, wayMm }: ColumnSweep, column: number): void => {
  const at = column * KINDS
  const slot = column * ALL_WAYS
  const nothing = soFarMm[NOTHING] as number
  const odd = soFarMm[ODD] as number
  const joined = soFarMm[JOINED] as number
  const split = soFarMm[SPLIT] as number
  const front = soFarMm[FRONT] as number
  const back = soFarMm[BACK] as number
  const toFront = least(nothing, front)
  const toBack = least(nothing, back)
  const frontSplits = least(split, front)
  const backSplits = least(split, back)
  const toSplit = least(toFront, backSplits)
  const toOdd = least(joined, toSplit)
  const onOdd = onwardMm[at + ODD] as number
  const onJoined = onwardMm[at + JOINED] as number
  const onSplit = onwardMm[at + SPLIT] as number
  const onFront = onwardMm[at + FRONT] as number
  const onBack = onwardMm[at + BACK] as number
  const stays = least(odd + onOdd, joined + onJoined)
  const bySide = least(front + onFront, back + onBack)
  restMm[slot + THROUGH] = least(toOdd + onOdd, odd + onJoined)
  restMm[slot + FROM_FRONT] = least(stays, least(toFront + onFront, backSplits + onSplit))
  restMm[slot + FROM_BACK] = least(stays, least(toBack + onBack, frontSplits + onSplit))
  restMm[slot + FROM_BOTH] = least(stays, toSplit + onSplit)
  restMm[slot + TWICE] = never
  restMm[slot + NOT_WALKED] = least(
    least(stays, split + onSplit),
    least(bySide, nothing + (onwardMm[at + NOTHING] as number))
  )
  const through = wayMm[slot + THROUGH] as number
  const fromFront = wayMm[slot + FROM_FRONT] as number
  const fromBack = wayMm[slot + FROM_BACK] as number
  const fromBoth = wayMm[slot + FROM_BOTH] as number
  const not = wayMm[slot + NOT_WALKED] as number
  const inAndOut = least(least(fromFront, fromBack), least(fromBoth, not))
  soFarMm[NOTHING] = nothing + not
  soFarMm[ODD] = least(toOdd + through, odd + inAndOut)
  soFarMm[JOINED] = least(odd + through, joined + inAndOut)
  soFarMm[SPLIT] = least(least(backSplits + fromFront, frontSplits + fromBack), least(toSplit + fromBoth, split + not))
  soFarMm[FRONT] = least(toFront + fromFront, front + not)
  soFarMm[BACK] = least(toBack + fromBack, back + not)
}

export const crossThrough = ({ depotColumn, marked, soFarMm, stepMm }: ColumnSweep, column: number): void => {
  const stepsMm = 2 * (stepMm[column + 1] as number)
  const nothing = soFarMm[NOTHING] as number
  const joined = soFarMm[JOINED] as number
  const split = 2 * stepsMm + (soFarMm[SPLIT] as number)
  const front = stepsMm + least(soFarMm[FRONT] as number, joined)
  const back = stepsMm + least(soFarMm[BACK] as number, joined)
  soFarMm[ODD] = stepsMm + (soFarMm[ODD] as number)
  soFarMm[JOINED] = 2 * stepsMm + joined
  soFarMm[SPLIT] = split
  soFarMm[FRONT] = front
  soFarMm[BACK] = back
  if (column + 1 !== depotColumn) return
  const isInFront = marked[NOTHING] === FRONT
  soFarMm[NOTHING] = never
  soFarMm[SPLIT] = least(split, isInFront ? back : front)
  soFarMm[FRONT] = isInFront ? least(front, nothing) : never
  soFarMm[BACK] = isInFront ? never : least(back, nothing)
}
