/**
 * The edges worth having in a tour: for each node some others that lie near.
 */
import { pointGrid } from "./pointGrid.ts"
import { type PlacePoints } from "./PlaceDistances.ts"

/** The candidates of node `n` are those from `first[n]` up to `first[n + 1]`, the most promising first. */
export interface CandidateEdges {
  readonly first: Int32Array
  readonly node: Int32Array
  readonly length: Float64Array
}

/** Room for `each` candidates of every node, `-1` where none is yet. */
export const emptyCandidates = (count: number, each: number): CandidateEdges => ({
  first: Int32Array.from({ length: count + 1 }, (_, node) => node * each),
  node: new Int32Array(count * each).fill(-1),
  length: new Float64Array(count * each)
})

/**
 * Puts the edge between two nodes among the candidates of the first, if its key is lower than that of the last of
 * them; of equal keys the shorter edge is the better.
 */
export const insertCandidate = (
  { first, length, node }: CandidateEdges,
  keys: Float64Array,
  from: number,
  to: number,
  edgeLength: number,
  key: number
): void => {
  const begin = first[from] as number
  let slot = (first[from + 1] as number) - 1
  if (key > (keys[slot] as number) && (node[slot] as number) >= 0) return
  const isBehind = (at: number): boolean =>
    (node[at] as number) < 0 || key < (keys[at] as number) || (key === keys[at] && edgeLength < (length[at] as number))
  if (!isBehind(slot)) return
  for (; slot > begin && isBehind(slot - 1); slot--) {
    node[slot] = node[slot - 1] as number
    keys[slot] = keys[slot - 1] as number
    length[slot] = length[slot - 1] as number
  }
  node[slot] = to
  keys[slot] = key
  length[slot] = edgeLength
}

/**
 * The `most` nearest of every node, by looking at all pairs; ties by number. Undefined when `isOver`, asked now and
 * then, says so. O(n² + n² `most` at worst).
 */
export const nearestOfAll = (
  count: number,
  between: (from: number, to: number) => number,
  most: number,
  isOver: () => boolean
): CandidateEdges | undefined => {
  const askEach = Math.ceil(500_000 / count)
  const candidates = emptyCandidates(count, Math.min(most, count - 1))
  for (let from = 0; from < count; from++) {
    if (from % askEach === 0 && isOver()) return undefined
    for (let to = 0; to < count; to++) {
      if (to === from) continue
      const length = between(from, to)
      insertCandidate(candidates, candidates.length, from, to, length, length)
    }
  }
  return candidates
}

/**
 * Candidates of points on a plane: in each of the four quadrants around a node the `perQuadrant` nearest, and then the
 * nearest of all until there are `most`. Quadrants keep clusters connected. Points are found through a grid of about
 * two to a cell, so that evenly spread ones take O(n `most`).
 *
 * Source: Johnson and McGeoch (1997), The traveling salesman problem: a case study in local optimization.
 */
export const nearestByQuadrant = (
  points: PlacePoints,
  between: (from: number, to: number) => number,
  perQuadrant: number,
  most: number
): CandidateEdges => {
  const count = points.x.length
  const each = Math.min(most, count - 1)
  const around = pointGrid(points)
  const candidates = emptyCandidates(count, each)
  const taken = new Int32Array(4)
  for (let from = 0; from < count; from++) {
    const near = around(from, 3 * each)
    taken.fill(0)
    const chosen: Array<number> = []
    const passedOver: Array<number> = []
    for (const to of near) {
      const east = (points.x[to] as number) >= (points.x[from] as number) ? 1 : 0
      const north = (points.y[to] as number) >= (points.y[from] as number) ? 2 : 0
      const isOneOf = (taken[east + north] as number) < perQuadrant && chosen.length < each
      taken[east + north] = (taken[east + north] as number) + 1
      if (isOneOf) chosen.push(to)
      else passedOver.push(to)
    }
    for (const to of chosen.concat(passedOver.slice(0, each - chosen.length))) {
      const length = between(from, to)
      insertCandidate(candidates, candidates.length, from, to, length, length)
    }
  }
  return candidates
}
