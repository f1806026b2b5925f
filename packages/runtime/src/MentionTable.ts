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

export class MentionTable {
  /** Of each mention: the name's hash, in two parts, and the commit's place, counted from the beginning of the layer. */
  high = new Uint32Array(smallest)
  low = new Uint16Array(smallest)
  places = new Uint32Array(smallest)
  /** How many mentions there are. */
  size = 0
  /** The mention before, of the same chain; 0 at its end, or the number of one and 1. */
  private before = new Int32Array(smallest)
  private chains = new Int32Array(smallest)

  /** Notes that the commit at `place`, no earlier than all before, mentions a name. O(1). */
  add(hash: number, place: number): void {
    if (this.size === this.high.length) this.grow()
    const index = this.size++
    const high = highOf(hash)
    const chain = high & (this.chains.length - 1)
    this.high[index] = high
    this.low[index] = lowOf(hash)
    this.places[index] = place
    this.before[index] = this.chains[chain] as number
    this.chains[chain] = index + 1
  }

  has(hash: number): boolean {
    return this.last(highOf(hash), lowOf(hash), 0) !== 0
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
    for (let index = 0; index < this.size; index++) {
      const chain = (this.high[index] as number) & (room - 1)
      this.before[index] = this.chains[chain] as number
      this.chains[chain] = index + 1
    }
  }
}
