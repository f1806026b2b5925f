/**
 * Walks that were found, by the stops they are over: a plan is made of sets of stops whose walks were measured long
 * before, and what was found then need not be found again.
 *
 * Source: Zobrist (1970), A new hashing method with application for game playing, University of Wisconsin TR 88.
 */
import { random } from "@stowage/kernel/Random"

/** How many walks are kept, a power of two, and of how many stops at most. */
const room = 1 << 12
const longest = 128

export class KnownWalks {
  private readonly width: number
  private readonly low: Int32Array
  private readonly high: Int32Array
  private readonly lowOf = new Int32Array(room)
  private readonly highOf = new Int32Array(room)
  private readonly countOf = new Int32Array(room)
  private readonly mmOf = new Float64Array(room)
  private readonly walk: Int32Array

  /** For walks over some of so many stops. */
  constructor(stops: number) {
    const chance = random("keys of stops")
    this.width = Math.min(stops, longest)
    this.low = Int32Array.from({ length: stops }, () => chance.int(2 ** 32) | 0)
    this.high = Int32Array.from({ length: stops }, () => chance.int(2 ** 32) | 0)
    this.walk = new Int32Array(room * this.width)
  }

  /** Keeps a walk over the first `count` stops from `from` of `walk`, unless a shorter one over the same is kept. */
  keep(walk: Int32Array, from: number, count: number, mm: number): void {
    if (count > this.width) return
    const { high, low, slot } = this.keyOf(walk, from, count)
    if (this.isKept(low, high, slot, count) && (this.mmOf[slot] as number) <= mm) return
    this.lowOf[slot] = low
    this.highOf[slot] = high
    this.countOf[slot] = count
    this.mmOf[slot] = mm
    for (let index = 0; index < count; index++) this.walk[slot * this.width + index] = walk[from + index] as number
  }

  /** Writes the walk kept over the first `count` of `list` to `out` from `to` on, if it is shorter than `mm`. */
  recall(list: Int32Array, count: number, mm: number, out: Int32Array, to: number): void {
    if (count > this.width) return
    const { high, low, slot } = this.keyOf(list, 0, count)
    if (!this.isKept(low, high, slot, count) || (this.mmOf[slot] as number) >= mm) return
    for (let index = 0; index < count; index++) out[to + index] = this.walk[slot * this.width + index] as number
  }

  private isKept(low: number, high: number, slot: number, count: number): boolean {
    return this.countOf[slot] === count && this.lowOf[slot] === low && this.highOf[slot] === high
  }

  private keyOf(list: Int32Array, from: number, count: number) {
    let low = 0
    let high = 0
    for (let index = from; index < from + count; index++) {
      low ^= this.low[list[index] as number] as number
      high ^= this.high[list[index] as number] as number
    }
    return { low, high, slot: (low ^ Math.imul(high, 0x9e3779b1)) & (room - 1) }
  }
}
