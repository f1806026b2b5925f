/**
 * The best batches of few orders, found by trying every set.
 */
import { type BatchCore, cartTakes } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { type OrderSets } from "./OrderSets.ts"

/** Every set of so many orders can be tried in the time of a few thousand walks. */
export const mostForExact = 12

/**
 * The groups of least cost, of at most `mostForExact` orders. A dynamic program over sets of orders: the least cost of
 * a set is that of one group with its lowest order and of the rest. O(2^n) walks and O(3^n) steps.
 */
export const exactBatches = (core: BatchCore, sets: OrderSets): Groups => {
  const { orders } = core
  const all = 2 ** orders - 1
  const walkMm = groupWalks(core, sets)
  const leastMm = new Float64Array(all + 1)
  const group = new Int32Array(all + 1)
  for (let set = 1; set <= all; set++) {
    const lowest = set & -set
    leastMm[set] = Number.POSITIVE_INFINITY
    const others = set ^ lowest
    for (let part = others; ; part = (part - 1) & others) {
      const mm = (walkMm[part | lowest] as number) + (leastMm[others ^ part] as number)
      if (mm < (leastMm[set] as number)) {
        leastMm[set] = mm
        group[set] = part | lowest
      }
      if (part === 0) break
    }
  }
  const groups: Array<ReadonlyArray<number>> = []
  for (let left = all; left > 0; left ^= group[left] as number) groups.push(membersOf(group[left] as number))
  return groups
}

/** Length of the walk over each set of orders, infinite for a set that is more than a cart takes. */
const groupWalks = (core: BatchCore, sets: OrderSets): Float64Array => {
  const walkMm = new Float64Array(2 ** core.orders)
  for (let set = 1; set < walkMm.length; set++) {
    const members = Int32Array.from(membersOf(set))
    walkMm[set] = cartTakes(core, members) ? sets.measure(members, members.length) : Number.POSITIVE_INFINITY
  }
  return walkMm
}

const membersOf = (set: number): ReadonlyArray<number> => {
  const members: Array<number> = []
  for (let bits = set; bits !== 0; bits &= bits - 1) members.push(31 - Math.clz32(bits & -bits))
  return members
}
