/**
 * Stops as bits, 32 to a word and the words of one aisle after those of the other, so that orders are laid over one
 * another a word at a time.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type OrderStops } from "./BatchCore.ts"
import { type Crossing } from "./RoutingProblem.ts"
import { type Stops } from "./Stops.ts"

export interface StopWords {
  /** The words of aisle `a` are `first[a]` up to `first[a + 1]`. */
  readonly first: Int32Array
  /** How far from the front bit `b` of word `w` is, in measures, is entry `32 * w + b`; ascending within an aisle. */
  readonly depth: Int32Array
  /** The bit of the depot, in a word each. */
  readonly home: Int32Array
  /** Which bit each stop is, of all. */
  readonly bitOf: Int32Array
}

/** Distances are multiples of `measureMm`. Stops at the depot share its bit. */
export const stopWords = (
  floor: RectangularFloor,
  depot: Crossing,
  { aisle, yMm }: Stops,
  measureMm: number
): StopWords => {
  const frontMm = floor.crossAisleYMm[0] as number
  const depthOf = (y: number): number => Math.round((y - frontMm) / measureMm)
  const depths: ReadonlyArray<Set<number>> = floor.aisleXMm.map(() => new Set())
  for (let stop = 0; stop < aisle.length; stop++) depths[aisle[stop] as number]?.add(depthOf(yMm[stop] as number))
  const homeDepth = depthOf(floor.crossAisleYMm[depot.crossAisle] as number)
  depths[depot.aisle]?.add(homeDepth)
  const first = new Int32Array(depths.length + 1)
  for (const [at, { size }] of depths.entries()) first[at + 1] = (first[at] as number) + Math.ceil(size / 32)
  const words = first.at(-1) as number
  const depth = new Int32Array(32 * words)
  for (const [at, each] of depths.entries())
    depth.set(
      [...each].toSorted((a, b) => a - b),
      32 * (first[at] as number)
    )
  const bitAt = (at: number, wanted: number): number => {
    let bit = 32 * (first[at] as number)
    while (depth[bit] !== wanted) bit++
    return bit
  }
  const home = new Int32Array(words)
  const homeBit = bitAt(depot.aisle, homeDepth)
  home[homeBit >> 5] = 1 << (homeBit & 31)
  return { first, depth, home, bitOf: Int32Array.from(aisle, (at, stop) => bitAt(at, depthOf(yMm[stop] as number))) }
}

/** The bits of each order, a word at a time. */
export interface OrderBits {
  /** The words of order `i` are entries `first[i]` up to `first[i + 1]` of `wordOf` and `bits`. */
  readonly first: Int32Array
  readonly wordOf: Int32Array
  readonly bits: Int32Array
}

export const bitsOfOrders = ({ firstStop, stop }: OrderStops, { bitOf, home }: StopWords): OrderBits => {
  const first = new Int32Array(firstStop.length)
  const wordOf: Array<number> = []
  const bits: Array<number> = []
  const held = new Int32Array(home.length)
  for (let order = 0; order + 1 < firstStop.length; order++) {
    held.fill(0)
    for (const each of stop.subarray(firstStop[order], firstStop[order + 1])) {
      const bit = bitOf[each] as number
      held[bit >> 5] = (held[bit >> 5] as number) | (1 << (bit & 31))
    }
    for (const [word, own] of held.entries()) {
      if (own === 0) continue
      wordOf.push(word)
      bits.push(own)
    }
    first[order + 1] = wordOf.length
  }
  return { first, wordOf: Int32Array.from(wordOf), bits: Int32Array.from(bits) }
}
