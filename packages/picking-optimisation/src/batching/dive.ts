/**
 * Whole batches from a choice in parts: the batch that is chosen most is taken for good, the rest chosen anew, until
 * every order is in one.
 *
 * Source: diving with column generation, as in Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019), Primal heuristics
 * for branch and price, INFORMS Journal on Computing 31(2).
 */
import { type Random } from "@stowage/kernel/Random"
import { type Groups } from "./Batches.ts"
import { type BatchMaster } from "./BatchMaster.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** Rounds of looking for further sets after each batch that is taken. */
const roundsPerBatch = 4
/** A batch that is chosen so much is taken at once. */
const nearlyWhole = 0.8

/** Batches that were taken, and the orders that are left. */
export interface Dive {
  readonly groups: Groups
  readonly left: Int32Array
}

/**
 * Batches of the master's orders until at most `tail` orders are left; undefined when all would cost `mostMm` or more,
 * or the effort is over first. With `noise` above 0 a batch may be taken before another that is chosen so much more.
 * Leaves the master as it was.
 */
export const dive = (
  master: BatchMaster,
  { mostMm, noise, tail }: { readonly mostMm: number; readonly noise: number; readonly tail: number },
  chance: Random,
  effort: SearchEffort
): Dive | undefined => {
  const groups: Array<ReadonlyArray<number>> = []
  const left = new Set(master.orders)
  let isCheap = true
  while (left.size > tail && isCheap) {
    const before = left.size
    for (const column of surest(master, noise, chance)) {
      if (!master.take(column)) continue
      const group = master.ordersOf(column)
      groups.push(group)
      for (const order of group) left.delete(order)
    }
    if (left.size <= tail || left.size === before) break
    master.enforce()
    isCheap = master.solve(roundsPerBatch).valueMm < mostMm && !effort.isOver
  }
  master.release()
  return isCheap && left.size <= tail ? { groups, left: Int32Array.from(left) } : undefined
}

/** Every column chosen all but whole, or else the one chosen most. */
const surest = (master: BatchMaster, noise: number, chance: Random): ReadonlyArray<number> => {
  const { chosen } = master
  const whole = chosen.filter(({ share }) => share > nearlyWhole)
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
