/**
 * Whole batches from a choice in parts: the batch that is chosen most is taken for good, the rest chosen anew, until
 * every order is in one.
 *
 * Source: diving with column generation, as in Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019), Primal heuristics
 * for branch and price, INFORMS Journal on Computing 31(2).
 */
import { type Random } from "@stowage/kernel/Random"
import { type Groups } from "./Batches.ts"
import { type BatchMaster, sureShare } from "./BatchMaster.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** Rounds of looking for further sets after each batch that is taken. */
const roundsPerBatch = 8

/**
 * Groups of all the master's orders; undefined when they would cost `mostMm` or more, or the effort is over first. With
 * `noise` above 0 a batch may be taken before another that is chosen so much more. Leaves the master as it was.
 */
export const dive = (
  master: BatchMaster,
  mostMm: number,
  noise: number,
  chance: Random,
  effort: SearchEffort
): Groups | undefined => {
  const groups: Array<ReadonlyArray<number>> = []
  let left = master.orders.length
  for (;;) {
    const before = left
    for (const column of surest(master, noise, chance)) {
      if (!master.take(column)) continue
      groups.push(master.ordersOf(column))
      left -= master.rowsOf(column).length
    }
    if (left === 0 || left === before) break
    master.enforce()
    if (master.solve(roundsPerBatch).valueMm >= mostMm || effort.isOver) break
  }
  master.release()
  return left === 0 ? groups : undefined
}

/** Every column chosen whole, or else the one chosen most. */
const surest = (master: BatchMaster, noise: number, chance: Random): ReadonlyArray<number> => {
  const { chosen } = master
  const whole = chosen.filter(({ share }) => share > 1 - sureShare)
  if (whole.length > 0) return whole.map(({ column }) => column)
  let best = Number.NEGATIVE_INFINITY
  let most: number | undefined
  for (const { column, share } of chosen) {
    const worth = share + (noise > 0 ? noise * chance.next() : 0)
    if (worth <= best) continue
    best = worth
    most = column
  }
  return most === undefined ? [] : [most]
}
