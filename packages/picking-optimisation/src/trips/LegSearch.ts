/**
 * A short walk over places of which only the legs between any two are known: changed where that makes it shorter, until
 * no change does, and then shaken and changed again.
 *
 * Sources: Bentley (1992), Fast algorithms for geometric traveling salesman problems, ORSA Journal on Computing 4(4),
 * for looking only where something changed; Martin, Otto and Felten (1991), Large-step Markov chains for the
 * traveling salesman problem, Complex Systems 5, for going on from a shaken walk.
 */
import { type Random } from "@stowage/kernel/Random"
import { rounding, WalkMove } from "./WalkMove.ts"

/** The most places in each of the two stretches that are put in each other's place. */
const shaken = 30
/** How much longer a shaken walk may be at first to be gone on from, in mean legs; less and less later. */
const warmth = 2

/** Walks are the first `count` entries of an array, each place once; the first and the last stay where they are. */
export class LegSearch {
  private readonly legMm: Float64Array
  private readonly size: number
  private readonly move: WalkMove
  private readonly queue: Int32Array
  private readonly isAwake: Uint8Array
  private readonly at: Int32Array
  private readonly held: Int32Array
  private readonly best: Int32Array
  private first = 0
  private waiting = 0

  /** For walks between `size` places, legs row by row. */
  constructor(legMm: Float64Array, size: number) {
    this.legMm = legMm
    this.size = size
    this.move = new WalkMove(legMm, size)
    this.queue = new Int32Array(size)
    this.isAwake = new Uint8Array(size)
    this.at = new Int32Array(size)
    this.held = new Int32Array(size)
    this.best = new Int32Array(size)
  }

  /** Has the next search look at a place. */
  wake(place: number): void {
    if (this.isAwake[place] === 1) return
    this.isAwake[place] = 1
    this.queue[(this.first + this.waiting++) % this.size] = place
  }

  /** Puts a place where it adds least, for the next search to look at; gives the number of entries with it. */
  insert(walk: Int32Array, count: number, place: number): number {
    const { legMm, size } = this
    let best = 1
    let least = Number.POSITIVE_INFINITY
    for (let at = 1; at < count; at++) {
      const before = walk[at - 1] as number
      const next = walk[at] as number
      const added =
        (legMm[before * size + place] as number) +
        (legMm[place * size + next] as number) -
        (legMm[before * size + next] as number)
      if (added >= least) continue
      least = added
      best = at
    }
    for (let at = count; at > best; at--) walk[at] = walk[at - 1] as number
    walk[best] = place
    this.wake(walk[best - 1] as number)
    this.wake(place)
    this.wake(walk[best + 1] as number)
    return count + 1
  }

  /** Improves a walk all over; gives its length. */
  improve(walk: Int32Array, count: number): number {
    for (let index = 0; index < count; index++) this.wake(walk[index] as number)
    this.settle(walk, count)
    return this.lengthOf(walk, count)
  }

  /**
   * Improves a walk where it is awake, then shakes and improves it so many times; gives the length of the best, which
   * it then is.
   */
  shake(walk: Int32Array, count: number, times: number, chance: Random): number {
    const { best, held } = this
    this.settle(walk, count)
    let nowMm = this.lengthOf(walk, count)
    let bestMm = nowMm
    copy(walk, best, count)
    const room = count > 4 ? times : 0
    for (let time = 0; time < room; time++) {
      copy(walk, held, count)
      this.exchange(walk, count, chance)
      this.settle(walk, count)
      const mm = this.lengthOf(walk, count)
      if (mm < bestMm - rounding) {
        bestMm = mm
        copy(walk, best, count)
      }
      if (mm <= nowMm + chance.exponential((warmth * bestMm * (times - time)) / (times * count))) nowMm = mm
      else copy(held, walk, count)
    }
    copy(best, walk, count)
    return bestMm
  }

  /** Puts two stretches beside one another in each other's place, which no single change does or undoes. */
  private exchange(walk: Int32Array, count: number, chance: Random): void {
    const { held } = this
    const from = 1 + chance.int(count - 3)
    const middle = from + 1 + chance.int(Math.min(shaken, count - 2 - from))
    const end = middle + 1 + chance.int(Math.min(shaken, count - 1 - middle))
    for (let index = middle; index < end; index++) walk[from + index - middle] = held[index] as number
    for (let index = from; index < middle; index++) walk[end - middle + index] = held[index] as number
    this.wake(held[from - 1] as number)
    this.wake(held[from] as number)
    this.wake(held[middle - 1] as number)
    this.wake(held[middle] as number)
    this.wake(held[end - 1] as number)
    this.wake(held[end] as number)
  }

  private settle(walk: Int32Array, count: number): void {
    const { at, isAwake, move, queue, size } = this
    for (let index = 0; index < count; index++) at[walk[index] as number] = index
    while (this.waiting > 0) {
      const place = queue[this.first] as number
      this.first = (this.first + 1) % size
      this.waiting--
      isAwake[place] = 0
      if (!move.find(walk, count, at[place] as number)) continue
      const { after, from, to } = move
      this.wake(walk[from - 1] as number)
      this.wake(walk[from] as number)
      this.wake(walk[to] as number)
      this.wake(walk[to + 1] as number)
      if (after >= 0) {
        this.wake(walk[after] as number)
        this.wake(walk[after + 1] as number)
      }
      move.make(walk)
      const low = after < 0 || after > to ? from : after + 1
      const high = after > to ? after : to
      for (let index = low; index <= high; index++) at[walk[index] as number] = index
    }
  }

  private lengthOf(walk: Int32Array, count: number): number {
    const { legMm, size } = this
    let mm = 0
    for (let index = 1; index < count; index++) {
      mm += legMm[(walk[index - 1] as number) * size + (walk[index] as number)] as number
    }
    return mm
  }
}

const copy = (from: Int32Array, to: Int32Array, count: number): void => {
  for (let index = 0; index < count; index++) to[index] = from[index] as number
}
