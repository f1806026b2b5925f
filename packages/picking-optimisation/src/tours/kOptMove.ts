/**
 * Exchanging edges of a tour: whether an exchange leaves one tour, making it, and taking it back.
 *
 * A move takes `k` edges out and puts `k` others in. It is written as a chain of nodes `t[0], t[1], …, t[2k - 1]`: the
 * edges `(t[0], t[1])`, `(t[2], t[3])` … go, the edges `(t[1], t[2])`, `(t[3], t[4])` … `(t[2k - 1], t[0])` come.
 */

/** The longest chain that is ever tried. */
export const edgesAtMost = 6

/** A closed tour as an array, and the chain being tried on it. */
export interface ArrayTour {
  /** Nodes in the order of the tour. */
  readonly order: Int32Array
  /** Where in `order` each node is. */
  readonly place: Int32Array
  /** The chain. */
  readonly t: Int32Array
  /** Per edge that goes: whether its second node follows its first. */
  readonly ahead: Uint8Array
  /** The edges that go, by their place in the tour. */
  readonly sorted: Int32Array
  readonly rankOf: Int32Array
  /** Nodes on their way to a new place. */
  readonly moved: Int32Array
  readonly log: MoveLog
}

/**
 * What stood in `order` before each rewriting, so that it can be taken back: the nodes, then from where and how many.
 */
interface MoveLog {
  entries: Int32Array
  size: number
}

/** The tour that visits nodes in this order. */
export const arrayTour = (order: Int32Array): ArrayTour => {
  const place = new Int32Array(order.length)
  for (let index = 0; index < order.length; index++) place[order[index] as number] = index
  return {
    order,
    place,
    t: new Int32Array(2 * edgesAtMost),
    ahead: new Uint8Array(edgesAtMost),
    sorted: new Int32Array(edgesAtMost),
    rankOf: new Int32Array(edgesAtMost),
    moved: new Int32Array(order.length),
    log: { entries: new Int32Array(4096), size: 0 }
  }
}

/** Sorts the `k` edges that go by their place in the tour. */
const sortEdges = (tour: ArrayTour, k: number): void => {
  const { ahead, place, rankOf, sorted, t } = tour
  for (let edge = 0; edge < k; edge++) {
    const at = place[t[2 * edge + 1 - (ahead[edge] as number)] as number] as number
    let slot = edge
    for (; slot > 0; slot--) {
      const other = sorted[slot - 1] as number
      if ((place[t[2 * other + 1 - (ahead[other] as number)] as number] as number) < at) break
      sorted[slot] = other
    }
    sorted[slot] = edge
  }
  for (let rank = 0; rank < k; rank++) rankOf[sorted[rank] as number] = rank
}

/**
 * Whether the chain of `k` edges leaves one tour. Follows the pieces between the edges that go along the edges that
 * come, and counts them until the first comes round. O(k²), whatever the number of nodes.
 */
export const leavesOneTour = (tour: ArrayTour, k: number): boolean => {
  sortEdges(tour, k)
  const { ahead, rankOf, sorted } = tour
  const last = 2 * k - 1
  // A piece is entered at its beginning when its index in the chain is the far end of the edge before it.
  const first = sorted[k - 1] as number
  const start = 2 * first + (ahead[first] as number)
  let index = start
  for (let pieces = 1; ; pieces++) {
    const edge = index >> 1
    const entersAhead = (index & 1) === (ahead[edge] as number)
    const rank = rankOf[edge] as number
    // Through the piece: up to the edge that ends it.
    const end = sorted[entersAhead ? (rank + 1 === k ? 0 : rank + 1) : rank === 0 ? k - 1 : rank - 1] as number
    const leaves = entersAhead ? 2 * end + 1 - (ahead[end] as number) : 2 * end + (ahead[end] as number)
    // Along the edge that comes.
    index = (leaves & 1) === 1 ? (leaves === last ? 0 : leaves + 1) : leaves === 0 ? last : leaves - 1
    if (index === start) return pieces === k
    if (pieces === k) return false
  }
}

/**
 * Makes the move of the chain of `k` edges, after `leavesOneTour` said yes to it. The longest piece stays where it is;
 * the others are written behind it in their new order. O(nodes outside the longest piece).
 */
export const makeMove = (tour: ArrayTour, k: number): void => {
  const { ahead, moved, order, place, rankOf, sorted, t } = tour
  const count = order.length
  const last = 2 * k - 1
  const placeAt = (index: number): number => place[t[index] as number] as number
  let longest = 0
  let longestLength = -1
  for (let rank = 0; rank < k; rank++) {
    const from = sorted[rank] as number
    const to = sorted[rank + 1 === k ? 0 : rank + 1] as number
    let length = placeAt(2 * to + 1 - (ahead[to] as number)) - placeAt(2 * from + (ahead[from] as number)) + 1
    if (length <= 0) length += count
    if (length <= longestLength) continue
    longestLength = length
    longest = rank
  }
  const stays = sorted[longest] as number
  const start = 2 * stays + (ahead[stays] as number)
  let index = start
  let size = -1
  let behind = 0
  do {
    const edge = index >> 1
    const entersAhead = (index & 1) === (ahead[edge] as number)
    const rank = rankOf[edge] as number
    const end = sorted[entersAhead ? (rank + 1 === k ? 0 : rank + 1) : rank === 0 ? k - 1 : rank - 1] as number
    const leaves = entersAhead ? 2 * end + 1 - (ahead[end] as number) : 2 * end + (ahead[end] as number)
    const to = placeAt(leaves)
    if (size < 0) {
      size = 0
      behind = to + 1 === count ? 0 : to + 1
    } else if (entersAhead) {
      for (let from = placeAt(index); ; from = from + 1 === count ? 0 : from + 1) {
        moved[size++] = order[from] as number
        if (from === to) break
      }
    } else {
      for (let from = placeAt(index); ; from = from === 0 ? count - 1 : from - 1) {
        moved[size++] = order[from] as number
        if (from === to) break
      }
    }
    index = (leaves & 1) === 1 ? (leaves === last ? 0 : leaves + 1) : leaves === 0 ? last : leaves - 1
  } while (index !== start)
  rewrite(tour, behind, size)
}

/**
 * Writes the first `size` nodes of `moved` into the tour from place `from` on, around its end, and logs what was there.
 */
export const rewrite = ({ log, moved, order, place }: ArrayTour, from: number, size: number): void => {
  if (log.size + size + 2 > log.entries.length) {
    const larger = new Int32Array(2 * log.entries.length + size + 2)
    larger.set(log.entries)
    log.entries = larger
  }
  const { entries } = log
  let entry = log.size
  const count = order.length
  let at = from
  for (let index = 0; index < size; index++) {
    const node = moved[index] as number
    entries[entry++] = order[at] as number
    order[at] = node
    place[node] = at
    at = at + 1 === count ? 0 : at + 1
  }
  entries[entry++] = from
  entries[entry++] = size
  log.size = entry
}

/** Takes back everything since the log was last emptied. */
export const takeBack = ({ log, order, place }: ArrayTour): void => {
  const { entries } = log
  const count = order.length
  let entry = log.size
  while (entry > 0) {
    const size = entries[--entry] as number
    let at = entries[--entry] as number
    entry -= size
    for (let index = 0; index < size; index++) {
      const node = entries[entry + index] as number
      order[at] = node
      place[node] = at
      at = at + 1 === count ? 0 : at + 1
    }
  }
  log.size = 0
}
