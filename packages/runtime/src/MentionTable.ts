/**
 * Which commits of a layer mention which name: hashes and positions in columns of numbers, found by chained hashing.
 *
 * Source: Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm C.
 */
import { highOf, lowOf } from "./nameHash.ts"

const smallest = 1024

const enlarged = <A extends Uint32Array | Uint16Array | Int32Array>(from: A, into: A): A => {
  into.set(from)
  return into
}

const bitOf = (high: number): number => 1 << (high & 7)

export class MentionTable {
  /** Of each mention: the name's hash, in two parts, and the commit's place, counted from the beginning of the layer. */
  high: Uint32Array
  low: Uint16Array
  places: Uint32Array
  /** How many mentions there are. */
  size = 0
  /** The mention before, of the same chain; 0 at its end, or the number of one and 1. */
  private before: Int32Array
  private chains: Int32Array
  /** Eight bits for each mention that there is room for, of which each that is there has set one. */
  private bits: Uint8Array

  /** With room for so many mentions, before it grows. */
  constructor(mentions = smallest) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(smallest, mentions)))
    this.high = new Uint32Array(room)
    this.low = new Uint16Array(room)
    this.places = new Uint32Array(room)
    this.before = new Int32Array(room)
    this.chains = new Int32Array(room)
    this.bits = new Uint8Array(room)
  }

  /** Notes that the commit at `place`, no earlier than all before, mentions a name. O(1). */
  add(hash: number, place: number): void {
    if (this.size === this.high.length) this.grow()
    const index = this.size++
    const high = highOf(hash)
    this.high[index] = high
    this.low[index] = lowOf(hash)
    this.places[index] = place
    this.chain(index, high)
  }

  /** Most names that are asked for are new: nine of ten of these are known by one bit, which is in the caches. */
  has(hash: number): boolean {
    const high = highOf(hash)
    const isSet = ((this.bits[this.byteOf(high)] as number) & bitOf(high)) !== 0
    return isSet && this.last(high, lowOf(hash), 0) !== 0
  }

  /** Places that mention the name, the newest first. */
  find(hash: number): ReadonlyArray<number> {
    const [high, low] = [highOf(hash), lowOf(hash)]
    const found: Array<number> = []
    let at = this.last(high, low, 0)
    while (at !== 0) {
      found.push(this.places[at - 1] as number)
      at = this.last(high, low, at)
    }
    return found
  }

  /** The last mention of a name before the one numbered `after` less 1, or of all; 0 when there is none. */
  private last(high: number, low: number, after: number): number {
    const { before, chains } = this
    let at = (after === 0 ? chains[high & (chains.length - 1)] : before[after - 1]) as number
    while (at !== 0 && (this.high[at - 1] !== high || this.low[at - 1] !== low)) at = before[at - 1] as number
    return at
  }

  private grow(): void {
    const room = 2 * this.high.length
    this.high = enlarged(this.high, new Uint32Array(room))
    this.low = enlarged(this.low, new Uint16Array(room))
    this.places = enlarged(this.places, new Uint32Array(room))
    this.before = new Int32Array(room)
    this.chains = new Int32Array(room)
    this.bits = new Uint8Array(room)
    for (let index = 0; index < this.size; index++) this.chain(index, this.high[index] as number)
  }

  private chain(index: number, high: number): void {
    const { before, bits, chains } = this
    const chain = high & (chains.length - 1)
    before[index] = chains[chain] as number
    chains[chain] = index + 1
    const byte = this.byteOf(high)
    bits[byte] = (bits[byte] as number) | bitOf(high)
  }

  private byteOf(high: number): number {
    return (high >>> 3) & (this.bits.length - 1)
  }
}
