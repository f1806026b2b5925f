/**
 * Some batches of a plan taken apart and put together again for less, by branch and bound over their orders.
 *
 * Source: Ryan and Foster (1981), An integer programming approach to scheduling, for branching on pairs of orders.
 */
import { type Groups, type Incumbent } from "./Batches.ts"
import { type BatchMaster, type PairRule, sureShare } from "./BatchMaster.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"

const rounds = { atRoot: 60, below: 20 }

/** How a rearrangement ended: no better one is among the sets found, or it was given up. */
export interface Rearranged {
  readonly isProved: boolean
  /** Least cost at the root: no choice among the sets found costs less. */
  readonly boundMm: number
}

/**
 * Looks for groups of the master's orders that cost less than `incumbent`, which it then has. Visits at most `nodes`
 * nodes. Costs are compared with `stepMm` in mind: a plan that is better is better by as much.
 */
export const rearrange = (
  master: BatchMaster,
  sets: OrderSets,
  incumbent: Incumbent,
  nodes: number,
  effort: SearchEffort
): Rearranged => {
  const leastGainMm = sets.core.stepMm > 0 ? 0.999 * sets.core.stepMm : master.program.tolerance
  let visited = 0
  let isProved = true
  let boundMm = 0

  const visit = (): void => {
    if (visited >= nodes || effort.isOver) {
      isProved = false
      return
    }
    const isRoot = visited++ === 0
    const { isDone, valueMm } = master.solve(isRoot ? rounds.atRoot : rounds.below)
    if (isRoot) boundMm = isDone ? valueMm : 0
    if (valueMm > incumbent.costMm - leastGainMm) return
    if (!isDone) isProved = false
    const pair = dividedPair(master)
    if (pair === undefined) return take(master, sets, incumbent)
    for (const together of [true, false]) {
      master.rules.push({ ...pair, together })
      master.enforce()
      visit()
      master.rules.pop()
      master.enforce()
    }
  }
  visit()
  return { isProved, boundMm }
}

/** The pair of orders that is together in part, by preference a little more than half; undefined when none is. */
const dividedPair = (master: BatchMaster): Omit<PairRule, "together"> | undefined => {
  const count = master.orders.length
  const share = new Float64Array(count * count)
  for (const chosen of master.chosen) {
    const rows = master.rowsOf(chosen.column).toSorted()
    for (let left = 0; left < rows.length; left++) {
      for (let right = left + 1; right < rows.length; right++) {
        const at = (rows[left] as number) * count + (rows[right] as number)
        share[at] = (share[at] as number) + chosen.share
      }
    }
  }
  let best = -1
  let pair: Omit<PairRule, "together"> | undefined
  for (let at = 0; at < share.length; at++) {
    const together = share[at] as number
    if (together < sureShare || together > 1 - sureShare) continue
    const worth = together > 0.5 ? 1.5 - together : together + 0.3
    if (worth <= best) continue
    best = worth
    pair = { a: Math.floor(at / count), b: at % count }
  }
  return pair
}

/** The chosen sets as groups, an order that two of them have in the first alone, when they are the best so far. */
const take = (master: BatchMaster, sets: OrderSets, incumbent: Incumbent): void => {
  const groups = apart(master.chosen.map(({ column }) => master.ordersOf(column)))
  let costMm = 0
  for (const group of groups) costMm += sets.measure(Int32Array.from(group), group.length)
  const orders = groups.reduce((sum, group) => sum + group.length, 0)
  if (orders < master.orders.length || costMm >= incumbent.costMm - master.program.tolerance) return
  incumbent.costMm = costMm
  incumbent.groups = groups
}

/** Each order in the first group that has it; groups that are left with none are left out. */
export const apart = (groups: Groups): Groups => {
  const taken = new Set<number>()
  return groups.flatMap((group) => {
    const own = group.filter((order) => !taken.has(order))
    for (const order of own) taken.add(order)
    return own.length > 0 ? [own] : []
  })
}
