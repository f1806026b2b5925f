/**
 * Short closed tours over a few stops, again and again, without taking new memory.
 */

/** Finds tours over subsets of the nodes of one matrix. */
export interface FewStops {
  /**
   * Puts the first `count` of `stops` into the order of a short closed tour that begins with the first of them, and
   * gives its length. The best of few: insertion, exchanges of two edges and moves of up to three stops, until none
   * helps.
   */
  readonly tour: (stops: Int32Array, count: number) => number
}

/**
 * For up to `most` stops out of the `nodes` of a matrix of symmetric distances, `lengths[from * nodes + to]`. A call is
 * O(count²) and some rounds of O(count²); the same stops in the same order give the same tour.
 *
 * Source: farthest insertion, Rosenkrantz, Stearns and Lewis (1977), SIAM Journal on Computing 6(3); 2-opt, Croes
 * (1958), Operations Research 6(6); Or (1976).
 */
export const fewStops = (lengths: Float64Array, nodes: number, most: number): FewStops => {
  const order = new Int32Array(most)
  const left = new Int32Array(most)
  const piece = new Int32Array(3)
  const at = (from: number, to: number): number => lengths[from * nodes + to] as number
  return {
    tour: (stops, count) => {
      insertFarthest(at, stops, count, order, left)
      if (count > 3) {
        let isShorter = true
        while (isShorter) {
          isShorter = exchangeTwo(at, order, count)
          if (movePiece(at, order, count, piece)) isShorter = true
        }
      }
      rotateTo(stops, order, count)
      let length = 0
      for (let turn = 0; turn < count; turn++) {
        length += at(stops[turn] as number, stops[turn + 1 === count ? 0 : turn + 1] as number)
      }
      return length
    }
  }
}

type Lengths = (from: number, to: number) => number

const shortestGain = 1e-9

/**
 * Begins with the first stop; then again and again the stop farthest from all that are in goes in where it adds least.
 */
const insertFarthest = (at: Lengths, stops: Int32Array, count: number, order: Int32Array, left: Int32Array): void => {
  order[0] = stops[0] as number
  for (let turn = 1; turn < count; turn++) left[turn - 1] = stops[turn] as number
  for (let size = 1, open = count - 1; size < count; size++, open--) {
    let farthest = 0
    let reach = -1
    for (let slot = 0; slot < open; slot++) {
      let nearest = Number.POSITIVE_INFINITY
      for (let turn = 0; turn < size; turn++) {
        nearest = Math.min(nearest, at(left[slot] as number, order[turn] as number))
      }
      if (nearest <= reach) continue
      reach = nearest
      farthest = slot
    }
    const stop = left[farthest] as number
    left[farthest] = left[open - 1] as number
    let best = 1
    let least = Number.POSITIVE_INFINITY
    for (let turn = 1; turn <= size; turn++) {
      const before = order[turn - 1] as number
      const after = order[turn === size ? 0 : turn] as number
      const added = at(before, stop) + at(stop, after) - at(before, after)
      if (added >= least) continue
      least = added
      best = turn
    }
    for (let turn = size; turn > best; turn--) order[turn] = order[turn - 1] as number
    order[best] = stop
  }
}

/** Turns the way between two edges round where that is shorter. Whether any was. */
const exchangeTwo = (at: Lengths, order: Int32Array, count: number): boolean => {
  let isShorter = false
  for (let first = 0; first < count - 2; first++) {
    for (let second = first + 2; second < count; second++) {
      const [a, b] = [order[first] as number, order[first + 1] as number]
      const c = order[second] as number
      const d = order[second + 1 === count ? 0 : second + 1] as number
      if (at(a, b) + at(c, d) - at(a, c) - at(b, d) <= shortestGain) continue
      for (let low = first + 1, high = second; low < high; low++, high--) {
        const held = order[low] as number
        order[low] = order[high] as number
        order[high] = held
      }
      isShorter = true
    }
  }
  return isShorter
}

/**
 * Moves up to three stops that follow each other to where they add least, turned round or not. Whether any was moved.
 */
const movePiece = (at: Lengths, order: Int32Array, count: number, piece: Int32Array): boolean => {
  let isShorter = false
  for (let size = 1; size <= Math.min(3, count - 2); size++) {
    for (let from = 0; from + size <= count; from++) {
      const before = order[from === 0 ? count - 1 : from - 1] as number
      const after = order[from + size === count ? 0 : from + size] as number
      const [first, last] = [order[from] as number, order[from + size - 1] as number]
      const saved = at(before, first) + at(last, after) - at(before, after)
      let [best, least, isTurned] = [-1, saved - shortestGain, false]
      for (let step = 0; step < count - size - 1; step++) {
        const a = order[(from + size + step) % count] as number
        const b = order[(from + size + step + 1) % count] as number
        const straight = at(a, first) + at(last, b) - at(a, b)
        const turned = at(a, last) + at(first, b) - at(a, b)
        if (Math.min(straight, turned) >= least) continue
        best = step
        least = Math.min(straight, turned)
        isTurned = turned < straight
      }
      if (best < 0) continue
      for (let index = 0; index < size; index++) piece[index] = order[from + index] as number
      // The stops behind the piece, up to where it goes, move forward; the piece comes after them.
      for (let step = 0; step <= best; step++)
        order[(from + step) % count] = order[(from + size + step) % count] as number
      for (let index = 0; index < size; index++) {
        order[(from + best + 1 + index) % count] = piece[isTurned ? size - 1 - index : index] as number
      }
      isShorter = true
    }
  }
  return isShorter
}

/** Writes the order into `stops`, from the stop that stands first there. */
const rotateTo = (stops: Int32Array, order: Int32Array, count: number): void => {
  const first = stops[0] as number
  let from = 0
  while (order[from] !== first) from++
  for (let turn = 0; turn < count; turn++) stops[turn] = order[(from + turn) % count] as number
}
