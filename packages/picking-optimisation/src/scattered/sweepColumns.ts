/**
 * The least walk of a `ColumnSweep`, from its end, and what else it might do, from its start.
 */
import { arriving, type ColumnSweep, mayEnd } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { sweepBlockBack, sweepBlockThrough } from "./oneBlockSweep.ts"

/** The least walk. O(sub-aisles × kinds). */
export const sweepBack = (sweep: ColumnSweep): number =>
  sweep.blocks === 1 ? sweepBlockBack(sweep) : sweepBlocksBack(sweep)

/** `sweepBack` for any number of blocks. */
export const sweepBlocksBack = (sweep: ColumnSweep): number => {
  for (let column = sweep.columns - 1; column >= 0; column--) {
    crossBack(sweep, column)
    for (let block = sweep.blocks - 1; block >= 0; block--) walkBack(sweep, column, block)
  }
  return sweep.toGoMm[sweep.start] as number
}

const walkBack = (sweep: ColumnSweep, column: number, block: number): void => {
  const { arcs, blocks, onwardMm, toGoMm, wayMm } = sweep
  const { kinds } = arcs
  const subAisle = column * blocks + block
  const isLast = block + 1 === blocks
  const next = isLast ? onwardMm : toGoMm
  const nextAt = isLast ? column * kinds : (subAisle + 1) * kinds
  const walked = arcs.walked[block] as Int32Array
  for (let kind = 0; kind < kinds; kind++) {
    let least = Number.POSITIVE_INFINITY
    for (let way = 0; way < ALL_WAYS; way++) {
      const to = walked[kind * ALL_WAYS + way] as number
      const mm = (next[nextAt + to] as number) + (wayMm[subAisle * ALL_WAYS + way] as number)
      if (mm < least) least = mm
    }
    toGoMm[subAisle * kinds + kind] = least
  }
}

const crossBack = (sweep: ColumnSweep, column: number): void => {
  const { arcs, blocks, columns, onwardMm, stepMm, toGoMm } = sweep
  const { kinds, onFirst, onTo, walks } = arcs
  const isLast = column + 1 === columns
  const step = isLast ? 0 : (stepMm[column + 1] as number)
  const nextAt = (column + 1) * blocks * kinds
  for (let kind = 0; kind < kinds; kind++) {
    let least = mayEnd(sweep, column, kind) ? 0 : Number.POSITIVE_INFINITY
    const to = isLast ? 0 : (onFirst[kind + 1] as number)
    for (let arc = onFirst[kind] as number; arc < to; arc++) {
      const on = onTo[arc] as number
      const mm = (walks[on] as number) * step + (toGoMm[nextAt + arriving(sweep, column + 1, on)] as number)
      if (mm < least) least = mm
    }
    onwardMm[column * kinds + kind] = least
  }
}

/** Writes what the rest of a walk costs, per sub-aisle and way. Call after `sweepBack`. O(sub-aisles × kinds). */
export const sweepThrough = (sweep: ColumnSweep): void =>
  sweep.blocks === 1 ? sweepBlockThrough(sweep) : sweepBlocksThrough(sweep)

/** `sweepThrough` for any number of blocks. */
export const sweepBlocksThrough = (sweep: ColumnSweep): void => {
  const { blocks, columns, soFarMm, start } = sweep
  soFarMm.fill(Number.POSITIVE_INFINITY)
  soFarMm[start] = 0
  for (let column = 0; column < columns; column++) {
    for (let block = 0; block < blocks; block++) walkThrough(sweep, column, block)
    if (column === sweep.endsEarly) sweep.endedMm = leastClosed(sweep)
    if (column + 1 < columns) crossThrough(sweep, column)
  }
}

const leastClosed = ({ arcs, soFarMm }: ColumnSweep): number => {
  let least = Number.POSITIVE_INFINITY
  for (let kind = 0; kind < arcs.kinds; kind++) {
    if (arcs.closed[kind] === 1 && (soFarMm[kind] as number) < least) least = soFarMm[kind] as number
  }
  return least
}

const walkThrough = (sweep: ColumnSweep, column: number, block: number): void => {
  const { arcs, blocks, nextMm, onwardMm, restMm, soFarMm, toGoMm, wayMm } = sweep
  const { kinds } = arcs
  const subAisle = column * blocks + block
  const slot = subAisle * ALL_WAYS
  const isLast = block + 1 === blocks
  const on = isLast ? onwardMm : toGoMm
  const onAt = isLast ? column * kinds : (subAisle + 1) * kinds
  const walked = arcs.walked[block] as Int32Array
  nextMm.fill(Number.POSITIVE_INFINITY)
  restMm.fill(Number.POSITIVE_INFINITY, slot, slot + ALL_WAYS)
  for (let kind = 0; kind < kinds; kind++) {
    const hereMm = soFarMm[kind] as number
    if (hereMm === Number.POSITIVE_INFINITY) continue
    for (let way = 0; way < ALL_WAYS; way++) {
      const to = walked[kind * ALL_WAYS + way] as number
      const rest = hereMm + (on[onAt + to] as number)
      if (rest < (restMm[slot + way] as number)) restMm[slot + way] = rest
      const next = hereMm + (wayMm[slot + way] as number)
      if (next < (nextMm[to] as number)) nextMm[to] = next
    }
  }
  soFarMm.set(nextMm)
}

const crossThrough = (sweep: ColumnSweep, column: number): void => {
  const { arcs, nextMm, soFarMm, stepMm } = sweep
  const { kinds, onFirst, onTo, walks } = arcs
  const step = stepMm[column + 1] as number
  nextMm.fill(Number.POSITIVE_INFINITY)
  for (let kind = 0; kind < kinds; kind++) {
    const hereMm = soFarMm[kind] as number
    const to = onFirst[kind + 1] as number
    for (let arc = onFirst[kind] as number; arc < to; arc++) {
      const on = onTo[arc] as number
      const next = arriving(sweep, column + 1, on)
      const mm = hereMm + (walks[on] as number) * step
      if (mm < (nextMm[next] as number)) nextMm[next] = mm
    }
  }
  soFarMm.set(nextMm)
}
