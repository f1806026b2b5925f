/**
 * Places of one aisle, kind and box in blocks: what the best of a block would be passes over, or refuses, all of it.
 */

/** What a block is made of, by place; the nearest place comes first. */
interface Measured {
  readonly kindOf: Int32Array
  readonly boxOf: Int32Array
  readonly aisleOf: Int32Array
  readonly freeMm3: Float64Array
  readonly freeGrams: Float64Array
  readonly capacityMm3: Float64Array
  readonly walkMm: Float64Array
  /** Not a number where a place does not say. */
  readonly xMm: Float64Array
  readonly yMm: Float64Array
  /** Whether a SKU that does not lie in a place yet may come to it, as far as others there are in its way. */
  readonly isOpen: (at: number) => boolean
}

/** What is said of the places of a block is said of those that are open. */
export interface PutawayBlocks {
  /** The places, block after block, those of a block from the nearest; `start` has one more than there are blocks. */
  readonly places: Int32Array
  readonly start: Int32Array
  /** The block of each place. */
  readonly blockOf: Int32Array
  /** What all places of a block have. */
  readonly kindOf: Int32Array
  readonly boxOf: Int32Array
  readonly aisleOf: Int32Array
  /** The most room of any place of a block: none, below 0, where none is open. */
  readonly mostMm3: Float64Array
  readonly mostGrams: Float64Array
  /** The least part of a place that is empty, the place's capacity, and the walk, of any place of a block. */
  readonly leastFreePart: Float64Array
  readonly leastCapacityMm3: Float64Array
  readonly walkMm: Float64Array
  /**
   * The least of walk + x + y, walk + x - y, walk - x + y and walk - x - y, one after the other: from a point, one of
   * them says how long walk and way to the point are at least. Below all where a place does not say where it is.
   */
  readonly slantsMm: Float64Array
}

/** Slants of a block. */
const slants = 4

/** No place of the block has a shorter walk and way from there, along and across aisles, to this point. */
export const leastWayMm = ({ slantsMm, walkMm }: PutawayBlocks, block: number, xMm: number, yMm: number): number => {
  const at = slants * block
  const right = Math.max(slantsMm[at]! - xMm - yMm, slantsMm[at + 1]! - xMm + yMm)
  const left = Math.max(slantsMm[at + 2]! + xMm - yMm, slantsMm[at + 3]! + xMm + yMm)
  return Math.max(walkMm[block]!, right, left)
}

/** Few enough to be near each other, and to be measured anew whenever stock comes or goes. */
const mostPlaces = 8

/** Time O(places). */
export const putawayBlocksOf = (measured: Measured): PutawayBlocks => {
  const { aisleOf, boxOf, kindOf } = measured
  const { places, start } = grouped(measured)
  const count = start.length - 1
  const first = Int32Array.from({ length: count }, (_, block) => places[start[block]!]!)
  const blocks: PutawayBlocks = {
    places,
    start,
    blockOf: new Int32Array(places.length),
    kindOf: first.map((at) => kindOf[at]!),
    boxOf: first.map((at) => boxOf[at]!),
    aisleOf: first.map((at) => aisleOf[at]!),
    mostMm3: new Float64Array(count),
    mostGrams: new Float64Array(count),
    leastFreePart: new Float64Array(count),
    leastCapacityMm3: new Float64Array(count),
    walkMm: new Float64Array(count),
    slantsMm: new Float64Array(slants * count)
  }
  for (let block = 0; block < count; block++) {
    for (let index = start[block]!; index < start[block + 1]!; index++) blocks.blockOf[places[index]!] = block
    freshenBlock(measured, blocks, block)
  }
  return blocks
}

/** Measures the open places of a block anew. Time O(8). */
export const freshenBlock = (measured: Measured, blocks: PutawayBlocks, block: number): void => {
  const { capacityMm3, freeGrams, freeMm3, isOpen, walkMm, xMm, yMm } = measured
  const { mostGrams, mostMm3, places, slantsMm, start } = blocks
  mostMm3[block] = mostGrams[block] = -Infinity
  blocks.walkMm[block] = blocks.leastFreePart[block] = blocks.leastCapacityMm3[block] = Infinity
  slantsMm.fill(Infinity, slants * block, slants * (block + 1))
  for (let index = start[block]!; index < start[block + 1]!; index++) {
    const at = places[index]!
    if (!isOpen(at)) continue
    raise(mostMm3, block, freeMm3[at]!)
    raise(mostGrams, block, freeGrams[at]!)
    lower(blocks.walkMm, block, walkMm[at]!)
    lower(blocks.leastFreePart, block, freeMm3[at]! / capacityMm3[at]!)
    lower(blocks.leastCapacityMm3, block, capacityMm3[at]!)
    const isSaid = !Number.isNaN(xMm[at]!) && !Number.isNaN(yMm[at]!)
    const [walk, x, y] = isSaid ? [walkMm[at]!, xMm[at]!, yMm[at]!] : [-Infinity, 0, 0]
    lower(slantsMm, slants * block, walk + x + y)
    lower(slantsMm, slants * block + 1, walk + x - y)
    lower(slantsMm, slants * block + 2, walk - x + y)
    lower(slantsMm, slants * block + 3, walk - x - y)
  }
}

const raise = (most: Float64Array, at: number, value: number): void => {
  if (value > most[at]!) most[at] = value
}

const lower = (least: Float64Array, at: number, value: number): void => {
  if (value < least[at]!) least[at] = value
}

/** Places alike together, in runs of at most eight. */
const grouped = ({ aisleOf, boxOf, kindOf }: Measured): Pick<PutawayBlocks, "places" | "start"> => {
  const alike = new Map<string, Array<Array<number>>>()
  for (let at = 0; at < kindOf.length; at++) {
    const key = `${aisleOf[at]!} ${kindOf[at]!} ${boxOf[at]!}`
    const runs = alike.get(key)
    const last = runs?.at(-1)
    if (runs === undefined) alike.set(key, [[at]])
    else if (last === undefined || last.length === mostPlaces) runs.push([at])
    else last.push(at)
  }
  const runs = [...alike.values()].flat()
  const start = new Int32Array(runs.length + 1)
  for (const [block, run] of runs.entries()) start[block + 1] = start[block]! + run.length
  return { places: Int32Array.from(runs.flat()), start }
}
