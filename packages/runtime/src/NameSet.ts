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

const lowBits = 0x10000
const lowMask = lowBits - 1

export class NameSet {
  size = 0
  private bits = smallestBits
  /**
   * Of each slot the upper 32 bits, and the lower 16 above the number of the segment and 1, which is 0 in a free one.
   * Side by side, so that looking for a name touches one line of memory: for most names it is one that nobody has seen.
   */
  private slots = new Uint32Array(2 << smallestBits)

  /**
   * Makes room for so many names more. Who adds many in the order of their hashes has to: in a table that is too small
   * they would all crowd at its beginning.
   */
  makeRoom(names: number): void {
    while (8 * (this.size + names) > 3 * this.slots.length) this.grow()
  }

  /** Notes that a segment mentions the name of a hash of 32 and 16 bits; a newer segment has a higher number. O(1). */
  add(high: number, low: number, segment: number): void {
    if (8 * this.size > 3 * this.slots.length) this.grow()
    const slot = this.slotOf(high, low)
    const held = this.segmentAt(slot)
    if (held === 0) this.size += 1
    this.slots[slot] = high
    this.slots[slot + 1] = low * lowBits + Math.max(held, Math.min(segment, mostSegments) + 1)
  }

  /** The number of the newest segment that mentions a name of this hash; -1 when none does, infinity when it is lost. */
  find(hash: number): number {
    const found = this.segmentAt(this.slotOf(highOf(hash), lowOf(hash))) - 1
    return found === mostSegments ? Number.POSITIVE_INFINITY : found
  }

  private segmentAt(slot: number): number {
    return (this.slots[slot + 1] as number) & lowMask
  }

  private slotOf(high: number, low: number): number {
    const { slots } = this
    const mask = slots.length - 1
    let slot = 2 * (high >>> (32 - this.bits))
    for (;;) {
      const rest = slots[slot + 1] as number
      if ((rest & lowMask) === 0 || (slots[slot] === high && rest >>> 16 === low)) return slot
      slot = (slot + 2) & mask
    }
  }

  private grow(): void {
    const before = this.slots
    this.bits += 1
    this.slots = new Uint32Array(2 << this.bits)
    for (let slot = 0; slot < before.length; slot += 2) {
      const [high, rest] = [before[slot] as number, before[slot + 1] as number]
      if ((rest & lowMask) === 0) continue
      const to = this.slotOf(high, rest >>> 16)
      this.slots[to] = high
      this.slots[to + 1] = rest
    }
  }
}
