/**
 * Names that segments mention, by their hashes, and the newest segment that does: what is not in it is new.
 *
 * Source: open addressing with linear probing; Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm L. The
 * slot is where the hash stands among all hashes, so adding many in their order goes through memory once.
 */
import { highOf, lowOf } from "./nameHash.ts"

const smallestBits = 10

/** Segments have numbers below this; what is beyond is some segment. */
const mostSegments = 0xfffe

export class NameSet {
  size = 0
  private bits = smallestBits
  private high = new Uint32Array(1 << smallestBits)
  private low = new Uint16Array(1 << smallestBits)
  /** Of each slot the number of its segment and 1; 0 when it is free. */
  private segments = new Uint16Array(1 << smallestBits)

  /**
   * Makes room for so many names more. Who adds many in the order of their hashes has to: in a table that is too small
   * they would all crowd at its beginning.
   */
  makeRoom(names: number): void {
    while (4 * (this.size + names) > 3 * this.high.length) this.grow()
  }

  /** Notes that a segment mentions the name of a hash of 32 and 16 bits; a newer segment has a higher number. O(1). */
  add(high: number, low: number, segment: number): void {
    if (4 * this.size > 3 * this.high.length) this.grow()
    const slot = this.slotOf(high, low)
    if (this.segments[slot] === 0) this.size += 1
    this.high[slot] = high
    this.low[slot] = low
    this.segments[slot] = Math.max(this.segments[slot] as number, Math.min(segment, mostSegments) + 1)
  }

  /** The number of the newest segment that mentions a name of this hash; -1 when none does, infinity when it is lost. */
  find(hash: number): number {
    const found = (this.segments[this.slotOf(highOf(hash), lowOf(hash))] as number) - 1
    return found === mostSegments ? Number.POSITIVE_INFINITY : found
  }

  private slotOf(high: number, low: number): number {
    const { high: highs, low: lows, segments } = this
    const mask = highs.length - 1
    let slot = high >>> (32 - this.bits)
    while (segments[slot] !== 0 && (highs[slot] !== high || lows[slot] !== low)) slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const { high, low, segments } = this
    this.bits += 1
    const room = 1 << this.bits
    this.high = new Uint32Array(room)
    this.low = new Uint16Array(room)
    this.segments = new Uint16Array(room)
    for (let slot = 0; slot < high.length; slot++) {
      const segment = segments[slot] as number
      if (segment === 0) continue
      const to = this.slotOf(high[slot] as number, low[slot] as number)
      this.high[to] = high[slot] as number
      this.low[to] = low[slot] as number
      this.segments[to] = segment
    }
  }
}
