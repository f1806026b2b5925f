/**
 * Candidates by how much dearer the least 1-tree becomes when it must have an edge.
 */
import { type CandidateEdges, emptyCandidates, insertCandidate } from "./candidateEdges.ts"
import { type OneTree } from "./oneTree.ts"

/**
 * For each node the `most` others with the least alpha, the least first, ties by length; undefined when
 * `isStopped`, asked now and then, says so. `tree` is the least 1-tree of
 * all edges under `prices`. Under those of a good
 * Held-Karp bound nearly every edge of a shortest tour is among the five least of its ends. Takes three nodes or more.
 * O(n²).
 *
 * Source: Helsgaun (2000), An effective implementation of the Lin-Kernighan traveling salesman heuristic, European
 * Journal of Operational Research 126(1).
 */
export const alphaNearest = (
  between: (from: number, to: number) => number,
  prices: Float64Array,
  tree: OneTree,
  most: number,
  isStopped: () => boolean = () => false
): CandidateEdges | undefined => {
  const count = prices.length
  const candidates = emptyCandidates(count, Math.min(most, count - 1))
  const alpha = new Float64Array(candidates.node.length)
  const worst = new Float64Array(count)
  const seen = new Int32Array(count).fill(-1)
  const nearest = tree.joined[0] as number
  const second = tree.joined[1] as number
  const atFirst = tree.joinedCost[1] as number
  const askEach = Math.ceil(500_000 / count)
  for (let from = 0; from < count; from++) {
    if (from % askEach === askEach - 1 && isStopped()) return undefined
    if (from > 0) worstOnTheWay(tree, from, worst, seen)
    for (let to = 0; to < count; to++) {
      if (to === from) continue
      const length = between(from, to)
      const cost = length + (prices[from] as number) + (prices[to] as number)
      const other = from === 0 ? to : from
      const inTree = other === nearest || other === second
      const saved = from === 0 || to === 0 ? (inTree ? cost : atFirst) : (worst[to] as number)
      insertCandidate(candidates, alpha, from, to, length, cost - saved)
    }
  }
  return candidates
}

/** What the dearest edge on the tree's path from `from` to each other node costs. */
const worstOnTheWay = ({ cost, order, parent }: OneTree, from: number, worst: Float64Array, seen: Int32Array): void => {
  worst[from] = Number.NEGATIVE_INFINITY
  seen[from] = from
  for (let node = from; node !== 1; node = parent[node] as number) {
    const above = parent[node] as number
    worst[above] = Math.max(worst[node] as number, cost[node] as number)
    seen[above] = from
  }
  for (let rank = 1; rank < order.length; rank++) {
    const node = order[rank] as number
    if (seen[node] !== from) worst[node] = Math.max(worst[parent[node] as number] as number, cost[node] as number)
  }
}
