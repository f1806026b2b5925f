/**
 * Minimum 1-trees: a spanning tree over all nodes but the first, and two edges that join the first to it. A tour is a
 * 1-tree too, so no tour is shorter than the least.
 */

/** A 1-tree under prices: an edge costs its length and the prices of its two ends. */
export interface OneTree {
  /** Node 1's is -1, and node 0 has none. */
  readonly parent: Int32Array
  /** The nodes but the first, parents before children. */
  readonly order: Int32Array
  /** What the edge to the parent costs. */
  readonly cost: Float64Array
  readonly degree: Int32Array
  /** The ends of the two edges at node 0, the cheaper first, and their costs. */
  readonly joined: Int32Array
  readonly joinedCost: Float64Array
}

/** Room for the 1-trees of so many nodes. */
export const oneTree = (count: number): OneTree => ({
  parent: new Int32Array(count),
  order: new Int32Array(count - 1),
  cost: new Float64Array(count),
  degree: new Int32Array(count),
  joined: new Int32Array(2),
  joinedCost: new Float64Array(2)
})

/**
 * The least 1-tree under `prices`, written into `tree`. Gives its cost, less twice the prices: no tour is shorter.
 * Takes three nodes or more. O(n²).
 *
 * Source: Prim (1957), Shortest connection networks and some generalizations, Bell System Technical Journal 36(6).
 */
export const leastOneTree = (
  between: (from: number, to: number) => number,
  prices: Float64Array,
  tree: OneTree,
  isStopped: () => boolean = () => false
): number => {
  const { cost, degree, order, parent } = tree
  const count = prices.length
  degree.fill(0)
  const open = new Int32Array(count - 2)
  for (let node = 2; node < count; node++) {
    open[node - 2] = node
    cost[node] = Number.POSITIVE_INFINITY
  }
  parent[1] = -1
  order[0] = 1
  let size = count - 2
  let current = 1
  const askEach = Math.ceil(1_000_000 / count)
  let total = 0
  for (let reached = 1; reached < count - 1; reached++) {
    if (reached % askEach === 0 && isStopped()) return Number.NEGATIVE_INFINITY
    const price = prices[current] as number
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < size; slot++) {
      const node = open[slot] as number
      const through = between(current, node) + price + (prices[node] as number)
      let known = cost[node] as number
      if (through < known) {
        cost[node] = through
        parent[node] = current
        known = through
      }
      if (known < least) {
        least = known
        best = slot
      }
    }
    current = open[best] as number
    open[best] = open[--size] as number
    order[reached] = current
    total += least
    const from = parent[current] as number
    degree[from] = (degree[from] as number) + 1
    degree[current] = (degree[current] as number) + 1
  }
  return total + joinFirst(between, prices, tree) - 2 * sumOf(prices)
}

const joinFirst = (between: (from: number, to: number) => number, prices: Float64Array, tree: OneTree): number => {
  tree.joinedCost.fill(Number.POSITIVE_INFINITY)
  for (let node = 1; node < prices.length; node++) {
    const cost = between(0, node) + (prices[0] as number) + (prices[node] as number)
    joinIfCheaper(tree, node, cost)
  }
  return joinedTwice(tree)
}

/** Joins the first node to `node` in place of a dearer one. */
export const joinIfCheaper = ({ joined, joinedCost }: OneTree, node: number, cost: number): void => {
  if (cost >= (joinedCost[1] as number)) return
  const isLeast = cost < (joinedCost[0] as number)
  if (isLeast) {
    joinedCost[1] = joinedCost[0] as number
    joined[1] = joined[0] as number
  }
  joinedCost[isLeast ? 0 : 1] = cost
  joined[isLeast ? 0 : 1] = node
}

/** Counts the two edges of the first node; what they cost together. */
export const joinedTwice = ({ degree, joined, joinedCost }: OneTree): number => {
  degree[0] = 2
  for (const node of joined) degree[node] = (degree[node] as number) + 1
  return (joinedCost[0] as number) + (joinedCost[1] as number)
}

const sumOf = (values: Float64Array): number => {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index] as number
  return sum
}
