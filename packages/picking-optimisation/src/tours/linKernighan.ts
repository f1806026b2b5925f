/**
 * Making a tour shorter by chains of edge exchanges.
 */
import { type CandidateEdges } from "./candidateEdges.ts"
import { type ArrayTour, leavesOneTour, makeMove } from "./kOptMove.ts"
import { type NodeQueue, putLast, takeFirst } from "./NodeQueue.ts"

/** A tour under improvement. */
export interface TourSearch {
  readonly tour: ArrayTour
  readonly between: (from: number, to: number) => number
  readonly candidates: CandidateEdges
  /**
   * How many candidates are tried for the first, second … edge that comes. Chains of four with one candidate at the end
   * find most of what longer ones do, in a fraction of the time.
   */
  readonly breadth: ReadonlyArray<number>
  /** A gain below this is a rounding of the same length. */
  readonly leastGain: number
  /** Nodes whose surroundings changed since they were last looked at. */
  readonly waiting: NodeQueue
}

/**
 * Improves from the nodes that wait until none is left or `most` were looked at, and gives the length gained. From a
 * node and each of its two edges it follows chains as long as what goes is longer than what comes, and makes the first
 * that closes to a shorter tour. No edge is exchanged before: whether a chain closes is told from the places of its
 * nodes.
 *
 * Source: Lin and Kernighan (1973), An effective heuristic algorithm for the traveling-salesman problem, Operations
 * Research 21(2); sequential exchanges of up to four edges without flips as in Helsgaun (2009), General k-opt submoves
 * for the Lin-Kernighan TSP heuristic, Mathematical Programming Computation 1; waiting nodes: Bentley (1992), ORSA
 * Journal on Computing 4(4).
 */
export const linKernighan = (search: TourSearch, most: number): number => {
  let gained = 0
  for (let looked = 0; looked < most && search.waiting.size > 0; looked++) {
    const node = takeFirst(search.waiting)
    for (let gain = improveAt(search, node); gain > 0; gain = improveAt(search, node)) gained += gain
  }
  return gained
}

/** The gain of the first chain found from `node`, which is made; 0 when there is none. */
const improveAt = (search: TourSearch, node: number): number => {
  const { between, tour } = search
  const { ahead, order, place, t } = tour
  const last = order.length - 1
  const at = place[node] as number
  t[0] = node
  for (let way = 1; way >= 0; way--) {
    const other = order[way === 1 ? (at === last ? 0 : at + 1) : at === 0 ? last : at - 1] as number
    t[1] = other
    ahead[0] = way
    const gain = lengthen(search, 1, between(node, other))
    if (gain > 0) return gain
  }
  return 0
}

/**
 * Adds an edge that comes and one that goes to the chain of `k` edges, which has gained `open` so far and is not
 * closed. Gives the gain of the chain that was made, 0 when none was.
 */
const lengthen = (search: TourSearch, k: number, open: number): number => {
  const { between, breadth, candidates, leastGain, tour } = search
  const { ahead, order, place, t } = tour
  const last = order.length - 1
  const end = t[2 * k - 1] as number
  const from = candidates.first[end] as number
  const to = Math.min(candidates.first[end + 1] as number, from + (breadth[k - 1] as number))
  for (let slot = from; slot < to; slot++) {
    const left = open - (candidates.length[slot] as number)
    if (left <= leastGain) continue
    const next = candidates.node[slot] as number
    const at = place[next] as number
    const after = order[at === last ? 0 : at + 1] as number
    const before = order[at === 0 ? last : at - 1] as number
    if (after === end || before === end) continue
    for (let way = 1; way >= 0; way--) {
      const beyond = way === 1 ? after : before
      if (isGone(t, k, next, beyond)) continue
      t[2 * k] = next
      t[2 * k + 1] = beyond
      ahead[k] = way
      const opened = left + between(next, beyond)
      const gain = opened - between(beyond, t[0] as number)
      if (gain > leastGain && leavesOneTour(tour, k + 1)) return made(search, k + 1, gain)
      const deeper = k < breadth.length ? lengthen(search, k + 1, opened) : 0
      if (deeper > 0) return deeper
    }
  }
  return 0
}

const made = ({ tour, waiting }: TourSearch, k: number, gain: number): number => {
  makeMove(tour, k)
  for (let index = 0; index < 2 * k; index++) putLast(waiting, tour.t[index] as number)
  return gain
}

/** Whether the edge is one of the first `k` that go. */
const isGone = (t: Int32Array, k: number, a: number, b: number): boolean => {
  for (let index = 0; index < 2 * k; index += 2) {
    const from = t[index] as number
    const to = t[index + 1] as number
    if ((from === a && to === b) || (from === b && to === a)) return true
  }
  return false
}
