/**
 * Walks that were found, by the stops they are over: a plan is made of sets of stops whose walks were measured long
 * before, and what was found then need not be found again.
 *
 * Source: Zobrist (1970), A new hashing method with application for game playing, University of Wisconsin TR 88.
 */
import { random } from "@stowage/kernel/Random"

/** Walks of how many stops are kept at most, and how many stops are kept in all, a power of two. */
const longest = 128
const kept = 1 << 22
/** Each walk has so many slots to be in; the one that was written longest ago is written over. */
const ways = 4
const mostSlots = 1 << 16

export class KnownWalks {
  private readonly width: number
  private readonly low: Int32Array
  private readonly high: Int32Array
  private readonly mask: number
  private readonly lowOf: Int32Array
  private readonly highOf: Int32Array
  private readonly countOf: Int32Array
  private readonly mmOf: Float64Array
  /** Which of its slots each group of them writes over next. */
  private readonly oldest: Uint8Array
  private readonly walk: Int32Array
  private keyLow = 0
  private keyHigh = 0

  /** For walks over some of so many stops. */
  constructor(stops: number) {
    const chance = random("keys of stops")
    this.width = Math.min(stops, longest)
    this.low = Int32Array.from({ length: stops }, () => chance.int(2 ** 32) | 0)
    this.high = Int32Array.from({ length: stops }, () => chance.int(2 ** 32) | 0)
    const slots = Math.min(mostSlots, 2 ** Math.floor(Math.log2(kept / Math.max(1, this.width))))
    this.mask = slots / ways - 1
    this.lowOf = new Int32Array(slots)
    this.highOf = new Int32Array(slots)
    this.countOf = new Int32Array(slots)
    this.mmOf = new Float64Array(slots)
    this.oldest = new Uint8Array(slots / ways)
    this.walk = new Int32Array(slots * this.width)
  }

  /** Keeps a walk over the first `count` stops from `from` of `walk`, unless a shorter one over the same is kept. */
  keep(walk: Int32Array, from: number, count: number, mm: number): void {
    if (count > this.width) return
    let slot = this.slotOf(walk, from, count)
    if (slot >= 0 && (this.mmOf[slot] as number) <= mm) return
    if (slot < 0) {
      const group = this.groupOf()
      const next = this.oldest[group] as number
      this.oldest[group] = (next + 1) % ways
      slot = group * ways + next
    }
    this.lowOf[slot] = this.keyLow
    this.highOf[slot] = this.keyHigh
    this.countOf[slot] = count
    this.mmOf[slot] = mm
    for (let index = 0; index < count; index++) this.walk[slot * this.width + index] = walk[from + index] as number
  }

  /**
   * Writes the walk kept over the first `count` stops of `list` to `out` from `to` on, if it is shorter than `mm`;
   * gives the length of the shorter.
   */
  recall(list: Int32Array, count: number, mm: number, out: Int32Array, to: number): number {
    const slot = count > this.width ? -1 : this.slotOf(list, 0, count)
    if (slot < 0 || (this.mmOf[slot] as number) >= mm) return mm
    for (let index = 0; index < count; index++) out[to + index] = this.walk[slot * this.width + index] as number
    return this.mmOf[slot] as number
  }

  /** Where the walk over some stops is kept; -1 where it is not. */
  private slotOf(list: Int32Array, from: number, count: number): number {
    let low = 0
    let high = 0
    for (let index = from; index < from + count; index++) {
      low ^= this.low[list[index] as number] as number
      high ^= this.high[list[index] as number] as number
    }
    this.keyLow = low
    this.keyHigh = high
    const first = this.groupOf() * ways
    for (let slot = first; slot < first + ways; slot++) {
      if (this.lowOf[slot] === low && this.highOf[slot] === high && this.countOf[slot] === count) return slot
    }
    return -1
  }

  private groupOf(): number {
    return (this.keyLow ^ Math.imul(this.keyHigh, 0x9e3779b1)) & this.mask
  }
}
