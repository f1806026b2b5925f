/**
 * A length that no tour is below: the best that prices on the nodes can make of a least 1-tree.
 */
import { oneTree } from "./oneTree.ts"
import { type OneTreeBuilder } from "./sparseOneTree.ts"

/** What an ascent found. */
export interface HeldKarpBound {
  /** No tour is shorter. */
  readonly bound: number
  /** The prices under which the least 1-tree costs that much. */
  readonly prices: Float64Array
  /** Whether the caller ended the ascent; the bound holds all the same. */
  readonly stopped: boolean
}

export interface HeldKarpOptions {
  /** How many 1-trees are built at most. */
  readonly rounds: number
  /** The length of some tour: the nearer to the shortest, the better the steps. */
  readonly tourLength: number
  /** Asked before each round but the first. */
  readonly stop: () => boolean
}

/**
 * Again and again makes nodes with more than two edges in the least 1-tree dearer and leaves cheaper: what a tour costs
 * changes by the same amount whatever its order, what the tree costs comes nearer. Steps are a shrinking share of the
 * distance to a known tour. Takes three nodes or more. O(n²) a round.
 *
 * Source: Held and Karp (1971), The traveling-salesman problem and minimum spanning trees: part II, Mathematical
 * Programming 1; steps with a memory of the direction before: Volgenant and Jonker (1982), European Journal of
 * Operational Research 9(1).
 */
export const heldKarpBound = (
  count: number,
  leastTree: OneTreeBuilder,
  { rounds, stop, tourLength }: HeldKarpOptions
): HeldKarpBound => {
  const tree = oneTree(count)
  const prices = new Float64Array(count)
  const best = new Float64Array(count)
  const before = new Int32Array(count)
  let bound = Number.NEGATIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    if (round > 0 && stop()) return { bound, prices: best, stopped: true }
    const cost = leastTree(prices, tree)
    if (cost > bound) {
      bound = cost
      best.set(prices)
    }
    let surplus = 0
    for (const degree of tree.degree) surplus += (degree - 2) * (degree - 2)
    const step = (2 * (1 - round / rounds) * (tourLength - cost)) / surplus
    if (surplus === 0 || step <= 0) break
    for (let node = 0; node < count; node++) {
      const more = (tree.degree[node] as number) - 2
      prices[node] = (prices[node] as number) + step * (0.7 * more + 0.3 * (before[node] as number))
      before[node] = more
    }
  }
  return { bound, prices: best, stopped: false }
}
