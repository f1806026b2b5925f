/**
 * What is missing from a walk through given aisles, fetched from corner to corner where that costs least for its worth.
 */
import { type ThroughWalk } from "./ThroughWalk.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

const never = Number.POSITIVE_INFINITY

/** What fetching writes in; made once per problem. */
export interface FetchingAlong {
  readonly walk: ThroughWalk
  /** What a unit of each SKU may add to the walk, above 0. */
  readonly worth: Float64Array
  /** Per corner, by how much longer than it is a way there is made to look. */
  readonly whim: Float64Array
  /** Per corner, how much the walk becomes longer for what it is worth, at best, and by how many places. */
  readonly ratio: Float64Array
  readonly count: Int32Array
  /** A tree of pairs of corners, each corner a leaf in its second half: of every pair the one of lesser ratio. */
  readonly winners: Int32Array
  /** Per corner, at which step that was so, and how far it was there. */
  readonly lookedAt: Int32Array
  readonly reachedMm: Float64Array
  step: number
  /** What all that is missing is worth, and the bits of the SKUs. */
  dueWorth: number
  dueBits: number
  /** Per place, the bits of the SKUs there: few places need more than a look at them. */
  readonly skuBits: Int32Array
  /** Per SKU, a bit for each place that has it. */
  readonly placeBits: Int32Array
  /** The places that had something missing at first, from front to back, and where those of each column begin. */
  readonly usefulBits: Int32Array
  readonly useful: Int32Array
  readonly usefulFrom: Int32Array
  /** Per SKU, the units that a look from a corner has found, and which look that was. */
  readonly got: Int32Array
  readonly gotIn: Int32Array
  look: number
}

export const fetchingAlong = (walk: ThroughWalk): FetchingAlong => {
  const corners = walk.taken.length
  const skus = walk.due.length
  const leaves = 2 ** Math.ceil(Math.log2(corners))
  return {
    walk,
    worth: new Float64Array(skus).fill(1),
    whim: new Float64Array(corners).fill(1),
    ratio: new Float64Array(leaves).fill(never),
    winners: Int32Array.from({ length: 2 * leaves }, (_, at) => Math.max(0, at - leaves)),
    count: new Int32Array(corners),
    lookedAt: new Int32Array(corners),
    reachedMm: new Float64Array(corners),
    step: 0,
    dueWorth: 0,
    dueBits: 0,
    skuBits: skuBitsOf(walk.places),
    placeBits: placeBitsOf(walk.places, skus),
    usefulBits: new Int32Array(wordsOf(walk.places)),
    useful: new Int32Array(walk.places.count),
    usefulFrom: new Int32Array(walk.columns + 1),
    got: new Int32Array(skus),
    gotIn: new Int32Array(skus),
    look: 0
  }
}

/** Where there are more SKUs than bits, several have one. */
const bitOf = (sku: number): number => 1 << (sku & 31)

const skuBitsOf = ({ count, firstStock, stockSku }: VisitedPlaces): Int32Array => {
  const bits = new Int32Array(count)
  for (let place = 0; place < count; place++) {
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++)
      bits[place] = (bits[place] as number) | bitOf(stockSku[at] as number)
  }
  return bits
}

const wordsOf = ({ count }: VisitedPlaces): number => (count + 31) >> 5

const placeBitsOf = (places: VisitedPlaces, skus: number): Int32Array => {
  const { count, firstStock, stockSku } = places
  const words = wordsOf(places)
  const bits = new Int32Array(skus * words)
  for (let place = 0; place < count; place++) {
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++) {
      const word = (stockSku[at] as number) * words + (place >> 5)
      bits[word] = (bits[word] as number) | (1 << (place & 31))
    }
  }
  return bits
}

/**
 * Takes from corner after corner until nothing is missing, each time what costs least for its worth. A step is
 * O(corners + places looked at again).
 */
export const fetchAlong = (search: FetchingAlong): void => {
  const { count, lookedAt, reachedMm, walk, winners } = search
  if (walk.short === 0) return
  search.step++
  weighDue(search)
  listUseful(search)
  for (let corner = 0; corner < count.length; corner++) lookFrom(search, corner)
  compareAll(search)
  while (walk.short > 0) {
    let corner = winners[1] as number
    // What is missing becomes less by every step, so that none costs less than when it was looked at.
    while (lookedAt[corner] !== search.step) {
      lookFrom(search, corner)
      compare(search, corner)
      corner = winners[1] as number
    }
    walk.take(corner, count[corner] as number)
    search.step++
    weighDue(search)
    if ((walk.reachMm[corner] as number) === 0 || !walk.span(corner)) continue
    const row = corner < walk.columns ? 0 : walk.columns
    // Coming to one corner makes others nearer, and what is there cheaper.
    for (let other = row; other < row + walk.columns; other++) {
      if (reachedMm[other] === walk.reachMm[other]) continue
      lookFrom(search, other)
      compare(search, other)
    }
  }
}

const listUseful = ({ placeBits, useful, usefulBits, usefulFrom, walk }: FetchingAlong): void => {
  const { due, places } = walk
  const { firstPlace } = places
  const words = wordsOf(places)
  usefulBits.fill(0)
  for (let sku = 0; sku < due.length; sku++) {
    if ((due[sku] as number) <= 0) continue
    for (let word = 0; word < words; word++) {
      usefulBits[word] = (usefulBits[word] as number) | (placeBits[sku * words + word] as number)
    }
  }
  let count = 0
  let column = 0
  for (let word = 0; word < words; word++) {
    let bits = usefulBits[word] as number
    for (; bits !== 0; bits &= bits - 1) {
      const place = 32 * word + 31 - Math.clz32(bits & -bits)
      while (place >= (firstPlace[column + 1] as number)) usefulFrom[++column] = count
      useful[count++] = place
    }
  }
  usefulFrom.fill(count, column + 1)
}

const weighDue = (search: FetchingAlong): void => {
  const { walk, worth } = search
  const { due } = walk
  let mm = 0
  let bits = 0
  for (let sku = 0; sku < due.length; sku++) {
    if ((due[sku] as number) <= 0) continue
    mm += (due[sku] as number) * (worth[sku] as number)
    bits |= bitOf(sku)
  }
  search.dueWorth = mm
  search.dueBits = bits
}

/** Finds out which of two corners, of two of these, and so on, has the lesser ratio; the first of equals. */
const compareAll = (search: FetchingAlong): void => {
  for (let pair = (search.winners.length >> 1) - 1; pair > 0; pair--) comparePair(search, pair)
}

/** The same after the ratio of one corner has changed. */
const compare = (search: FetchingAlong, corner: number): void => {
  for (let pair = ((search.winners.length >> 1) + corner) >> 1; pair > 0; pair >>= 1) comparePair(search, pair)
}

const comparePair = ({ ratio, winners }: FetchingAlong, pair: number): void => {
  const one = winners[2 * pair] as number
  const other = winners[2 * pair + 1] as number
  winners[pair] = (ratio[other] as number) < (ratio[one] as number) ? other : one
}

/** Looks how far to take from a corner. */
const lookFrom = (search: FetchingAlong, corner: number): void => {
  const { count, dueBits, dueWorth, lookedAt, ratio, skuBits, useful, usefulFrom, walk } = search
  lookedAt[corner] = search.step
  search.reachedMm[corner] = walk.reachMm[corner] as number
  ratio[corner] = never
  const isFront = corner < walk.columns
  const column = isFront ? corner : corner - walk.columns
  const first = usefulFrom[column] as number
  const end = usefulFrom[column + 1] as number
  if (first === end) return
  const before = walk.taken[corner] as number
  const room = walk.room(corner)
  if (before >= room) return
  const { yMm } = walk.places
  const from = walk.placeAt(corner, 0)
  const startMm = (walk.reachMm[corner] as number) - walk.depthMm(corner, before)
  let value = 0
  let best = never
  search.look++
  for (let entry = isFront ? first : end - 1; entry >= first && entry < end; entry += isFront ? 1 : -1) {
    const place = useful[entry] as number
    const index = isFront ? place - from : from - place
    if (index < before || ((skuBits[place] as number) & dueBits) === 0) continue
    if (index >= room) break
    const mm = startMm + 2 * (isFront ? (yMm[place] as number) - walk.frontMm : walk.backMm - (yMm[place] as number))
    // All that is missing is not worth as much.
    if (mm >= best * dueWorth) break
    value += worthAt(search, place)
    const each = mm / value
    if (each >= best) continue
    best = each
    count[corner] = index + 1
  }
  ratio[corner] = best * (search.whim[corner] as number)
}

/** What is missing and a place has, beyond what this look has found before. */
const worthAt = (search: FetchingAlong, place: number): number => {
  const { got, gotIn, look, walk, worth } = search
  const { firstStock, stockSku, stockUnits } = walk.places
  const to = firstStock[place + 1] as number
  let value = 0
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    let due = walk.due[sku] as number
    if (due <= 0) continue
    const before = gotIn[sku] === look ? (got[sku] as number) : 0
    due -= before
    if (due <= 0) continue
    const stock = stockUnits[at] as number
    const fetched = due < stock ? due : stock
    value += fetched * (worth[sku] as number)
    got[sku] = before + fetched
    gotIn[sku] = look
  }
  return value
}
