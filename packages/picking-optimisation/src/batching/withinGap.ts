/**
 * Every plan that could be better than the best one, looked through: what the sets of a plan cost beyond what their
 * orders are worth is, all together, no more than is between the best plan and the bound. Of two ways to batch the same
 * orders only the cheaper is gone on with.
 *
 * Source: Baldacci, Christofides and Mingozzi (2008), An exact algorithm for the vehicle routing problem based on the
 * set partitioning formulation with additional cuts, Mathematical Programming 115, for enumerating within the gap.
 */
import { type Groups, type Incumbent } from "./Batches.ts"
import { LeastSeen } from "./LeastSeen.ts"
import { ascendingPlaces } from "./Lowest.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** Sets of orders that plans are made of, and what each costs beyond what its orders, and a batch, are worth. */
export interface PricedSets {
  readonly sets: Int32Array
  readonly excessMm: Float64Array
}

/** What looking at one set costs, in units of effort, and what listing it does. */
const lookWork = 15
const listWork = 200
/** Of more sets not every plan can be looked through. */
const mostSets = 1 << 17

/**
 * Whether no plan of these sets is better than `incumbent`, which then is the best of them; false when `work` did not
 * suffice. `boundMm` is the bound by the worths, and plans differ by `leastGainMm` at least.
 */
export const bestWithinGap = (
  sets: OrderSets,
  priced: PricedSets,
  incumbent: Incumbent,
  { boundMm, leastGainMm, work }: { readonly boundMm: number; readonly leastGainMm: number; readonly work: number },
  effort: SearchEffort
): boolean => {
  const { first, member } = sets
  if (priced.sets.length > mostSets || effort.spend(listWork * priced.sets.length)) return false
  const listOf = setsByOrder(sets, priced)
  const rank = Int32Array.from(listOf.keys()).sort(
    (a, b) => (listOf[a] as Int32Array).length - (listOf[b] as Int32Array).length || a - b
  )
  const covered = new Uint8Array(rank.length)
  const chosen: Array<number> = []
  const seen = new LeastSeen(sets.core.orders)
  let looked = 0

  const isFree = (set: number): boolean => {
    for (let entry = first[set] as number; entry < (first[set + 1] as number); entry++) {
      if (covered[member[entry] as number] === 1) return false
    }
    return true
  }
  const mark = (set: number, value: 0 | 1): void => {
    for (let entry = first[set] as number; entry < (first[set + 1] as number); entry++) {
      covered[member[entry] as number] = value
      seen.toggle(member[entry] as number)
    }
  }
  /** Goes through what the order that comes next in `rank` may be in; whether all of it. */
  const extend = (at: number, excess: number): boolean => {
    let next = at
    while (next < rank.length && covered[rank[next] as number] === 1) next++
    if (next === rank.length) {
      take(sets, chosen, incumbent)
      return true
    }
    if (!seen.isLess(excess)) return true
    for (const place of listOf[rank[next] as number] as Int32Array) {
      const total = excess + (priced.excessMm[place] as number)
      if (boundMm + total > incumbent.costMm - leastGainMm) break
      if (++looked * lookWork > work || effort.spend(lookWork)) return false
      const set = priced.sets[place] as number
      if (!isFree(set)) continue
      mark(set, 1)
      chosen.push(set)
      const isThrough = extend(next + 1, total)
      chosen.pop()
      mark(set, 0)
      if (!isThrough) return false
    }
    return true
  }
  return extend(0, 0)
}

/** For each order the places of the sets that have it, those that cost least beyond their worth first. */
const setsByOrder = ({ core, first, member }: OrderSets, { excessMm, sets }: PricedSets): ReadonlyArray<Int32Array> => {
  const lists: ReadonlyArray<Array<number>> = Array.from({ length: core.orders }, () => [])
  const cheapestFirst = ascendingPlaces(excessMm)
  for (const place of cheapestFirst) {
    const set = sets[place] as number
    for (let entry = first[set] as number; entry < (first[set + 1] as number); entry++) {
      lists[member[entry] as number]?.push(place)
    }
  }
  return lists.map((list) => Int32Array.from(list))
}

const take = (sets: OrderSets, chosen: ReadonlyArray<number>, incumbent: Incumbent): void => {
  const costMm = chosen.reduce((sum, set) => sum + (sets.walkMm[set] as number), 0)
  if (costMm >= incumbent.costMm - 1e-9) return
  incumbent.costMm = costMm
  incumbent.groups = chosen.map((set) => [
    ...sets.member.subarray(sets.first[set], sets.first[set + 1])
  ]) satisfies Groups
}
