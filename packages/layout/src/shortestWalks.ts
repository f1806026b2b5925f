/**
 * The shortest walk from one node to every other.
 */
import { type Neighbours } from "./WalkGraph.ts"

/**
 * Millimetres from `start` to each node, `Infinity` where no walk leads. With `cost` each way costs what is said
 * there, in the order of `neighbours.node`, in place of its length. O((nodes + edges) log nodes).
 *
 * Source: Dijkstra (1959), A note on two problems in connexion with graphs, Numerische Mathematik 1, with a binary
 * heap.
 */
export const shortestWalksMm = (
  neighbours: Neighbours,
  start: number,
  cost: Float64Array = neighbours.lengthMm
): Float64Array => shortestWalksFrom(neighbours, cost)(start)

/**
 * The same from one node after another. Given `until`, it looks no further than that node: what is said of nodes as far
 * away or farther may then be too much. A call overwrites what the one before has given, and costs what it looks at.
 */
export const shortestWalksFrom = (
  neighbours: Neighbours,
  cost: Float64Array = neighbours.lengthMm
): ((start: number, until?: number) => Float64Array) => {
  const { first, node } = neighbours
  const count = first.length - 1
  const walkMm = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const heap = nodeHeap(count, walkMm)
  const reached = new Int32Array(count)
  let size = 0
  const reach = (at: number, mm: number): void => {
    if (walkMm[at] === Number.POSITIVE_INFINITY) reached[size++] = at
    walkMm[at] = mm
    heap.raise(at)
  }
  return (start, until = -1) => {
    heap.clear()
    while (size > 0) walkMm[reached[--size] as number] = Number.POSITIVE_INFINITY
    reach(start, 0)
    for (let current = heap.pop(); current >= 0 && current !== until; current = heap.pop()) {
      for (let slot = first[current] as number; slot < (first[current + 1] as number); slot++) {
        const other = node[slot] as number
        const through = (walkMm[current] as number) + (cost[slot] as number)
        if (through < (walkMm[other] as number)) reach(other, through)
      }
    }
    return walkMm
  }
}

/** Nodes by ascending key. `raise` puts a node in, or moves it up after its key fell; `pop` gives -1 when empty; `clear` takes all out. */
const nodeHeap = (count: number, key: Float64Array) => {
  const items = new Int32Array(count)
  const placeOf = new Int32Array(count).fill(-1)
  let size = 0

  const put = (place: number, node: number): void => {
    items[place] = node
    placeOf[node] = place
  }
  const raise = (node: number): void => {
    let place = placeOf[node] as number
    if (place < 0) place = size++
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = items[parent] as number
      if ((key[above] as number) <= (key[node] as number)) break
      put(place, above)
      place = parent
    }
    put(place, node)
  }
  const sink = (node: number): void => {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= size) break
      const right = child + 1
      if (right < size && (key[items[right] as number] as number) < (key[items[child] as number] as number))
        child = right
      const below = items[child] as number
      if ((key[node] as number) <= (key[below] as number)) break
      put(place, below)
      place = child
    }
    put(place, node)
  }
  const pop = (): number => {
    if (size === 0) return -1
    const top = items[0] as number
    size--
    placeOf[top] = -1
    if (size > 0) sink(items[size] as number)
    return top
  }
  const clear = (): void => {
    while (size > 0) placeOf[items[--size] as number] = -1
  }
  return { raise, pop, clear }
}
