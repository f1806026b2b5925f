/**
 * Least 1-trees of a graph with few edges: soon built, and nearly the least of all.
 */
import { type CandidateEdges } from "./candidateEdges.ts"
import { joinedTwice, joinIfCheaper, type OneTree } from "./oneTree.ts"

/** Builds the least 1-tree under some prices into `tree`, and gives its cost less twice the prices. */
export type OneTreeBuilder = (prices: Float64Array, tree: OneTree) => number

/**
 * Builds 1-trees of the candidate edges and those of a tour, which keep the graph connected. Their cost is no bound on
 * tours: another edge might make a tree cheaper. O(m log n) each, in the edges.
 */
export const sparseOneTrees = (
  between: (from: number, to: number) => number,
  candidates: CandidateEdges,
  tour: Int32Array
): OneTreeBuilder => {
  const graph = bothWays(between, candidates, tour)
  const count = tour.length
  const heap: NodeHeap = { nodes: new Int32Array(count), place: new Int32Array(count), size: 0 }
  return (prices, tree) => {
    const total = spanningTree(graph, heap, prices, tree) + joinFirst(graph, prices, tree)
    return prices.reduce((sum, price) => sum - 2 * price, total)
  }
}

const bothWays = (
  between: (from: number, to: number) => number,
  { first, node }: CandidateEdges,
  tour: Int32Array
): CandidateEdges => {
  const count = tour.length
  const near: Array<Set<number>> = Array.from({ length: count }, () => new Set())
  const join = (a: number, b: number): void => {
    near[a]?.add(b)
    near[b]?.add(a)
  }
  for (let from = 0; from < count; from++) {
    for (let slot = first[from] as number; slot < (first[from + 1] as number); slot++) join(from, node[slot] as number)
  }
  for (const [turn, at] of tour.entries()) join(at, tour[turn + 1 === count ? 0 : turn + 1] as number)
  const flat = near.flatMap((others) => [...others])
  const begin = new Int32Array(count + 1)
  for (const [at, others] of near.entries()) begin[at + 1] = (begin[at] as number) + others.size
  const length = Float64Array.from(near.flatMap((others, from) => [...others].map((to) => between(from, to))))
  return { first: begin, node: Int32Array.from(flat), length }
}

const spanningTree = (graph: CandidateEdges, heap: NodeHeap, prices: Float64Array, tree: OneTree): number => {
  const { first, length, node } = graph
  const { cost, degree, order, parent } = tree
  degree.fill(0)
  cost.fill(Number.POSITIVE_INFINITY)
  heap.place.fill(-1)
  heap.place[0] = -2
  heap.size = 0
  cost[1] = 0
  parent[1] = -1
  raise(heap, cost, 1)
  let total = 0
  for (let reached = 0; heap.size > 0; reached++) {
    const current = takeLeast(heap, cost)
    order[reached] = current
    const above = parent[current] as number
    if (above >= 0) {
      total += cost[current] as number
      degree[above] = (degree[above] as number) + 1
      degree[current] = (degree[current] as number) + 1
    }
    const price = prices[current] as number
    for (let slot = first[current] as number; slot < (first[current + 1] as number); slot++) {
      const other = node[slot] as number
      if (heap.place[other] === -2) continue
      const through = (length[slot] as number) + price + (prices[other] as number)
      if (through >= (cost[other] as number)) continue
      cost[other] = through
      parent[other] = current
      raise(heap, cost, other)
    }
  }
  return total
}

const joinFirst = ({ first, length, node }: CandidateEdges, prices: Float64Array, tree: OneTree): number => {
  tree.joinedCost.fill(Number.POSITIVE_INFINITY)
  for (let slot = 0; slot < (first[1] as number); slot++) {
    const other = node[slot] as number
    const cost = (length[slot] as number) + (prices[0] as number) + (prices[other] as number)
    joinIfCheaper(tree, other, cost)
  }
  return joinedTwice(tree)
}

/** A binary heap; `place` is -1 for a node that was not in it yet, -2 for one that has been taken out. */
interface NodeHeap {
  readonly nodes: Int32Array
  readonly place: Int32Array
  size: number
}

/** Puts a node in, or moves it up after its key fell. */
const raise = (heap: NodeHeap, key: Float64Array, node: number): void => {
  const { nodes, place } = heap
  let at = place[node] as number
  if (at < 0) at = heap.size++
  const own = key[node] as number
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = nodes[parent] as number
    if ((key[above] as number) <= own) break
    nodes[at] = above
    place[above] = at
    at = parent
  }
  nodes[at] = node
  place[node] = at
}

const takeLeast = (heap: NodeHeap, key: Float64Array): number => {
  const { nodes, place } = heap
  const least = nodes[0] as number
  place[least] = -2
  const size = --heap.size
  if (size === 0) return least
  const node = nodes[size] as number
  const own = key[node] as number
  let at = 0
  for (let child = 1; child < size; child = 2 * at + 1) {
    const right = child + 1
    if (right < size && (key[nodes[right] as number] as number) < (key[nodes[child] as number] as number)) child = right
    const below = nodes[child] as number
    if (own <= (key[below] as number)) break
    nodes[at] = below
    place[below] = at
    at = child
  }
  nodes[at] = node
  place[node] = at
  return least
}
