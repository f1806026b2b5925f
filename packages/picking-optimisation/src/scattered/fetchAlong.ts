/**
 * What is missing from a walk through given aisles, fetched from corner to corner where that costs least for its worth.
 */
import { type ThroughWalk } from "./ThroughWalk.ts"
import { Tournament } from "./Tournament.ts"
import { UsefulPlaces } from "./UsefulPlaces.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

const never = Number.POSITIVE_INFINITY

/** What fetching writes in; made once per problem. */
export interface FetchingAlong {
  readonly walk: ThroughWalk
  /** What a unit of each SKU may add to the walk, above 0. */
  readonly worth: Float64Array
  /** Per corner, by how much longer than it is a way there is made to look. */
  readonly whim: Float64Array
  /** Of corners: how much the walk becomes longer for what it is worth, at best. */
  readonly ratios: Tournament
  /** Per corner, by how many places that is. */
  readonly count: Int32Array
  /** Per corner, at which step that was so, and how far it was there. */
  readonly lookedAt: Int32Array
  readonly reachedMm: Float64Array
  step: number
  /** What all that is missing is worth, and the bits of the SKUs. */
  dueWorth: number
  dueBits: number
  /** Per place, the bits of the SKUs there: few places need more than a look at them. */
  readonly skuBits: Int32Array
  /** Those that had something missing at first. */
  readonly useful: UsefulPlaces
  /** Per SKU, the units that a look from a corner has found, and which look that was. */
  readonly got: Int32Array
  readonly gotIn: Int32Array
  look: number
}

export const fetchingAlong = (walk: ThroughWalk): FetchingAlong => {
  const corners = walk.taken.length
  const skus = walk.due.length
  return {
    walk,
    worth: new Float64Array(skus).fill(1),
    whim: new Float64Array(corners).fill(1),
    ratios: new Tournament(corners),
    count: new Int32Array(corners),
    lookedAt: new Int32Array(corners),
    reachedMm: new Float64Array(corners),
    step: 0,
    dueWorth: 0,
    dueBits: 0,
    skuBits: skuBitsOf(walk.places),
    useful: new UsefulPlaces(walk.places, walk.columns, skus),
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

/**
 * Takes from corner after corner until nothing is missing, each time what costs least for its worth. A step is
 * O(corners + places looked at again).
 */
export const fetchAlong = (search: FetchingAlong): void => {
  const { count, lookedAt, ratios, reachedMm, useful, walk } = search
  if (walk.short === 0) return
  search.step++
  weighDue(search)
  useful.list(walk.due)
  for (let corner = 0; corner < count.length; corner++) lookFrom(search, corner)
  ratios.playAll()
  while (walk.short > 0) {
    let corner = ratios.winner
    // What is missing becomes less by every step, so that none costs less than when it was looked at.
    while (lookedAt[corner] !== search.step) {
      lookFrom(search, corner)
      ratios.play(corner)
      corner = ratios.winner
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
      ratios.play(other)
    }
  }
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

/** Looks how far to take from a corner. */
const lookFrom = (search: FetchingAlong, corner: number): void => {
  const { count, dueBits, dueWorth, lookedAt, skuBits, useful, walk } = search
  const ratio = search.ratios.value
  lookedAt[corner] = search.step
  search.reachedMm[corner] = walk.reachMm[corner] as number
  ratio[corner] = never
  const isFront = corner < walk.columns
  const column = isFront ? corner : corner - walk.columns
  const first = useful.from[column] as number
  const end = useful.from[column + 1] as number
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
    const place = useful.place[entry] as number
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
