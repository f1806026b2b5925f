/**
 * Stops as bits, 32 to a word and the words of one aisle after those of the other, so that orders are laid over one
 * another a word at a time.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type OrderStops } from "./BatchCore.ts"
import { type Crossing } from "../routing/RoutingProblem.ts"
import { type Stops } from "../routing/Stops.ts"

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
  for (const [at, each] of depths.entries()) {
    depth.set(Int32Array.from(each).sort(), 32 * (first[at] as number))
  }
  /** The bit in an aisle of so many measures, looked for from `bit` on. */
  const bitFrom = (bit: number, wanted: number): number => {
    let at = bit
    while (depth[at] !== wanted) at++
    return at
  }
  const home = new Int32Array(words)
  const homeBit = bitFrom(32 * (first[depot.aisle] as number), homeDepth)
  home[homeBit >> 5] = 1 << (homeBit & 31)
  const bitOf = new Int32Array(aisle.length)
  let bit = 0
  for (let stop = 0; stop < aisle.length; stop++) {
    bit = bitFrom(Math.max(bit, 32 * (first[aisle[stop] as number] as number)), depthOf(yMm[stop] as number))
    bitOf[stop] = bit
  }
  return { first, depth, home, bitOf }
}

/** The bits of each order, a word at a time. */
export interface OrderBits {
  /** The words of order `i` are entries `first[i]` up to `first[i + 1]` of `wordOf` and `bits`. */
  readonly first: Int32Array
  readonly wordOf: Int32Array
  readonly bits: Int32Array
}

export const bitsOfOrders = ({ firstStop, stop }: OrderStops, { bitOf }: StopWords): OrderBits => {
  const first = new Int32Array(firstStop.length)
  const wordOf: Array<number> = []
  const bits: Array<number> = []
  for (let order = 0; order + 1 < firstStop.length; order++) {
    for (const each of stop.subarray(firstStop[order], firstStop[order + 1])) {
      const bit = bitOf[each] as number
      const last = bits.length - 1
      // Stops ascend, and so do their words.
      if (last >= (first[order] as number) && wordOf[last] === bit >> 5) {
        bits[last] = (bits[last] as number) | (1 << (bit & 31))
      } else {
        wordOf.push(bit >> 5)
        bits.push(1 << (bit & 31))
      }
    }
    first[order + 1] = bits.length
  }
  return { first, wordOf: Int32Array.from(wordOf), bits: Int32Array.from(bits) }
}
