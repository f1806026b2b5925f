/**
 * A priority queue whose ties leave in the order they came: the engine's agenda by time, a pool's queue by priority.
 *
 * A binary heap over typed arrays, so that comparing two entries touches no object. Each entry carries the number of
 * its arrival; without it, a heap would return equal entries in an order that depends on its history.
 *
 * Source: Williams (1964), Algorithm 232: Heapsort, Communications of the ACM 7(6).
 */

/** Items by rank, lower first, and among equal ranks by arrival. Push and pop take O(log n). */
export interface EventHeap<Item> {
  /** `rank` is any number but NaN, which has no order and throws a RangeError. */
  readonly push: (rank: number, item: Item) => void
  /** Takes the first item out; undefined when there is none. */
  readonly pop: () => Item | undefined
  /** The rank of the first item; Infinity when there is none. */
  readonly firstRank: () => number
  readonly size: () => number
}

interface Entries<Item> {
  ranks: Float64Array
  /** Which push brought the entry: 0, 1, 2 … A double counts to 2^53. */
  arrivals: Float64Array
  readonly items: Array<Item | undefined>
  size: number
  pushed: number
}

/** An empty heap, with room for `capacity` items before it first grows. */
export const makeEventHeap = <Item>(capacity = 64): EventHeap<Item> => {
  const entries: Entries<Item> = {
    ranks: new Float64Array(capacity),
    arrivals: new Float64Array(capacity),
    items: [],
    size: 0,
    pushed: 0
  }
  return {
    push: (rank, item) => push(entries, rank, item),
    pop: () => pop(entries),
    firstRank: () => (entries.size === 0 ? Number.POSITIVE_INFINITY : (entries.ranks[0] as number)),
    size: () => entries.size
  }
}

const push = <Item>(entries: Entries<Item>, rank: number, item: Item): void => {
  if (Number.isNaN(rank)) throw new RangeError("Expected a rank that is a number, got NaN")
  if (entries.size === entries.ranks.length) grow(entries)
  entries.size += 1
  siftUp(entries, entries.size - 1, rank, entries.pushed, item)
  entries.pushed += 1
}

const pop = <Item>(entries: Entries<Item>): Item | undefined => {
  if (entries.size === 0) return undefined
  const first = entries.items[0]
  const last = entries.size - 1
  const item = entries.items[last]
  entries.items[last] = undefined // Or the heap would keep alive what it no longer holds.
  entries.size = last
  if (last > 0) siftDown(entries, entries.ranks[last] as number, entries.arrivals[last] as number, item)
  return first
}

const grow = <Item>(entries: Entries<Item>): void => {
  const capacity = Math.max(8, entries.ranks.length * 2)
  const ranks = new Float64Array(capacity)
  const arrivals = new Float64Array(capacity)
  ranks.set(entries.ranks)
  arrivals.set(entries.arrivals)
  entries.ranks = ranks
  entries.arrivals = arrivals
}

const put = <Item>(
  entries: Entries<Item>,
  hole: number,
  rank: number,
  arrival: number,
  item: Item | undefined
): void => {
  entries.ranks[hole] = rank
  entries.arrivals[hole] = arrival
  entries.items[hole] = item
}

const copy = <Item>(entries: Entries<Item>, from: number, hole: number): void =>
  put(entries, hole, entries.ranks[from] as number, entries.arrivals[from] as number, entries.items[from])

/** Whether the entry at `index` goes before one of this rank and arrival. */
const isBefore = <Item>(entries: Entries<Item>, index: number, rank: number, arrival: number): boolean => {
  const other = entries.ranks[index] as number
  return other < rank || (other === rank && (entries.arrivals[index] as number) < arrival)
}

/** Moves the hole at `start` up until the new entry may stand in it. */
const siftUp = <Item>(entries: Entries<Item>, start: number, rank: number, arrival: number, item: Item): void => {
  let hole = start
  while (hole > 0) {
    const parent = (hole - 1) >> 1
    // No earlier entry arrived later, so an equal rank above stays above.
    if ((entries.ranks[parent] as number) <= rank) break
    copy(entries, parent, hole)
    hole = parent
  }
  put(entries, hole, rank, arrival, item)
}

/** Moves the hole at the top down until the entry may stand in it. */
const siftDown = <Item>(entries: Entries<Item>, rank: number, arrival: number, item: Item | undefined): void => {
  let hole = 0
  for (;;) {
    let child = 2 * hole + 1
    if (child >= entries.size) break
    const right = child + 1
    if (
      right < entries.size &&
      isBefore(entries, right, entries.ranks[child] as number, entries.arrivals[child] as number)
    ) {
      child = right
    }
    if (!isBefore(entries, child, rank, arrival)) break
    copy(entries, child, hole)
    hole = child
  }
  put(entries, hole, rank, arrival, item)
}
