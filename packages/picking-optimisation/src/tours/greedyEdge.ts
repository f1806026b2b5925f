/**
 * A first tour: the shortest edges that fit together.
 */
import { type CandidateEdges } from "./candidateEdges.ts"

/**
 * Takes the candidate edges from the shortest on where neither end has two already and no cycle closes, then joins the
 * paths that remain: from the end of one to the nearest beginning or end of another. Of equal edges the one found first
 * is taken. O(m log m) in the candidates, and O(p²) in the paths left over.
 *
 * Source: Bentley (1992), Fast algorithms for geometric traveling salesman problems, ORSA Journal on Computing 4(4).
 */
export const greedyEdge = (
  count: number,
  between: (from: number, to: number) => number,
  candidates: CandidateEdges
): Int32Array => {
  const links = new Int32Array(2 * count).fill(-1)
  const farEnd = Int32Array.from({ length: count }, (_, node) => node)
  const link = (a: number, b: number): void => {
    links[(links[2 * a] as number) < 0 ? 2 * a : 2 * a + 1] = b
    links[(links[2 * b] as number) < 0 ? 2 * b : 2 * b + 1] = a
    const endOfA = farEnd[a] as number
    const endOfB = farEnd[b] as number
    farEnd[endOfA] = endOfB
    farEnd[endOfB] = endOfA
  }
  const { first, length, node } = candidates
  const from = new Int32Array(node.length)
  for (let index = 0; index < count; index++) from.fill(index, first[index], first[index + 1])
  const byLength = Uint32Array.from(node, (_, slot) => slot).sort(
    (a, b) => (length[a] as number) - (length[b] as number) || a - b
  )
  for (const slot of byLength) {
    const a = from[slot] as number
    const b = node[slot] as number
    if ((links[2 * a + 1] as number) >= 0 || (links[2 * b + 1] as number) >= 0 || farEnd[a] === b) continue
    link(a, b)
  }
  joinPaths(between, links, farEnd)
  return walkAlong(links)
}

/** Walks the paths one after the other, each begun at the nearest end that is left. */
const joinPaths = (between: (from: number, to: number) => number, links: Int32Array, farEnd: Int32Array): void => {
  const count = farEnd.length
  const ends: Array<number> = []
  for (let node = 0; node < count; node++) if ((links[2 * node + 1] as number) < 0) ends.push(node)
  const first = ends[0]
  if (first === undefined) return
  const open = Int32Array.from(ends)
  let size = open.length
  const drop = (node: number): void => {
    const at = open.indexOf(node)
    if (at >= 0 && at < size) open[at] = open[--size] as number
  }
  const joins: Array<number> = []
  let current = first
  for (;;) {
    const end = farEnd[current] as number
    drop(current)
    drop(end)
    joins.push(end)
    if (size === 0) break
    let nearest = -1
    let least = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < size; slot++) {
      const other = open[slot] as number
      const distance = between(end, other)
      if (distance >= least) continue
      least = distance
      nearest = other
    }
    if (nearest < 0) nearest = open[0] as number
    joins.push(nearest)
    current = nearest
  }
  joins.push(first)
  for (let index = 0; index < joins.length; index += 2) {
    const a = joins[index] as number
    const b = joins[index + 1] as number
    links[(links[2 * a] as number) < 0 ? 2 * a : 2 * a + 1] = b
    links[(links[2 * b] as number) < 0 ? 2 * b : 2 * b + 1] = a
  }
}

const walkAlong = (links: Int32Array): Int32Array => {
  const order = new Int32Array(links.length / 2)
  let before = -1
  let current = 0
  for (let index = 0; index < order.length; index++) {
    order[index] = current
    const next =
      links[2 * current] === before && index > 0 ? (links[2 * current + 1] as number) : (links[2 * current] as number)
    before = current
    current = next
  }
  return order
}
