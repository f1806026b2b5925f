/**
 * What is missing from a walk over scattered stock, fetched stretch by stretch where a walk becomes least longer.
 */
import { type VisitedPlaces, WaysOfSubAisle } from "./VisitedPlaces.ts"

/** What the search for stretches writes in; made once per problem. */
export interface Fetching {
  readonly places: VisitedPlaces
  readonly demand: Int32Array
  /** What a unit of each SKU may add to the walk, above 0. */
  readonly worth: Float64Array
  /** Per sub-aisle, by how much longer than it is a way there is made to look. */
  readonly whim: Float64Array
  /** Places that have something missing, by sub-aisle and from front to back. */
  readonly useful: Int32Array
  count: number
  /** Per SKU, the units that a look into a sub-aisle has found there, and which look that was. */
  readonly got: Int32Array
  readonly gotIn: Int32Array
  look: number
  readonly ways: WaysOfSubAisle
  /** The best stretch so far: entries of `useful`, and how much longer the walk becomes for what is there. */
  bestFirst: number
  bestLast: number
  bestRatio: number
}

export const fetching = (places: VisitedPlaces, demand: Int32Array): Fetching => ({
  places,
  demand,
  worth: new Float64Array(demand.length).fill(1),
  whim: new Float64Array(places.onIn.length).fill(1),
  useful: new Int32Array(places.count),
  count: 0,
  got: new Int32Array(demand.length),
  gotIn: new Int32Array(demand.length),
  look: 0,
  ways: new WaysOfSubAisle(),
  bestFirst: -1,
  bestLast: -1,
  bestRatio: 0
})

/**
 * Visits places until nothing is missing; gives the length of the walk, whose margins are measured then. A step is
 * O(sub-aisles × kinds + places that have something missing).
 */
export const fetchMissing = (search: Fetching): number => {
  const { places } = search
  listUseful(search)
  for (;;) {
    const mm = places.measure()
    places.measureMargins()
    if (search.count === 0) return mm
    search.bestFirst = -1
    search.bestRatio = Number.POSITIVE_INFINITY
    const { subAisleOf } = places
    const { useful } = search
    for (let first = 0; first < search.count;) {
      const subAisle = subAisleOf[useful[first] as number] as number
      let end = first + 1
      while (end < search.count && subAisleOf[useful[end] as number] === subAisle) end++
      lookIn(search, subAisle, first, end, mm)
      first = end
    }
    fetchBest(search)
    keepUseful(search)
  }
}

const listUseful = (search: Fetching): void => {
  const { places, useful } = search
  search.count = 0
  for (let place = 0; place < places.count; place++) if (isUseful(search, place)) useful[search.count++] = place
}

const keepUseful = (search: Fetching): void => {
  const { useful } = search
  const { count } = search
  search.count = 0
  for (let entry = 0; entry < count; entry++) {
    const place = useful[entry] as number
    if (isUseful(search, place)) useful[search.count++] = place
  }
}

/** Whether a place that is not visited has something missing. */
const isUseful = ({ demand, places }: Fetching, place: number): boolean => {
  const { firstStock, isOn, stockSku, units } = places
  if (isOn[place] === 1) return false
  const to = firstStock[place + 1] as number
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    if ((units[sku] as number) < (demand[sku] as number)) return true
  }
  return false
}

/** Compares all stretches of a sub-aisle with the best so far, from its front and from its back. */
const lookIn = (search: Fetching, subAisle: number, first: number, end: number, mm: number): void => {
  search.ways.setTo(search.places, subAisle)
  lookFrom(search, subAisle, first, end, mm, false)
  // A single place is the same from either side.
  if (end > first + 1) lookFrom(search, subAisle, first, end, mm, true)
}

const lookFrom = (
  search: Fetching,
  subAisle: number,
  first: number,
  end: number,
  mm: number,
  fromBack: boolean
): void => {
  const { places, useful, ways, whim } = search
  const { yMm } = places
  const whimHere = whim[subAisle] as number
  const gapFrom = places.gapFromMm[subAisle] as number
  const gapTo = gapFrom + (places.gapMm[subAisle] as number)
  const freeMm = 1e-9 * mm
  let near = places.nearMm[subAisle] as number
  let far = places.farMm[subAisle] as number
  let gap = gapTo - gapFrom
  let value = 0
  search.look++
  for (let step = 0; step < end - first; step++) {
    const entry = fromBack ? end - 1 - step : first + step
    const place = useful[entry] as number
    const y = yMm[place] as number
    value += worthAt(search, place)
    if (y < near) {
      // Before anything is visited there is no gap.
      if (far >= near && near - y > gap) gap = near - y
      near = y
      if (far < y) far = y
    } else if (y > far) {
      if (y - far > gap) gap = y - far
      far = y
    } else if (y > gapFrom && y < gapTo) {
      // What is left of the widest gap is on the side that is not fetched yet.
      const rest = fromBack ? y - gapFrom : gapTo - y
      if (rest < gap) gap = rest
    }
    const added = ways.leastOf(near, far, gap) - mm
    const ratio = added <= freeMm ? -value : (added * whimHere) / value
    if (ratio >= search.bestRatio) continue
    search.bestRatio = ratio
    search.bestFirst = fromBack ? entry : first
    search.bestLast = fromBack ? end - 1 : entry
  }
}

/** What is missing and a place has, beyond what this look into the sub-aisle has found before. */
const worthAt = (search: Fetching, place: number): number => {
  const { demand, got, gotIn, look, places, worth } = search
  const { firstStock, stockSku, stockUnits, units } = places
  const to = firstStock[place + 1] as number
  let value = 0
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    const before = gotIn[sku] === look ? (got[sku] as number) : 0
    const due = (demand[sku] as number) - (units[sku] as number) - before
    if (due <= 0) continue
    const stock = stockUnits[at] as number
    const fetched = due < stock ? due : stock
    value += fetched * (worth[sku] as number)
    got[sku] = before + fetched
    gotIn[sku] = look
  }
  return value
}

/** Visits the places of the best stretch that still have something missing. */
const fetchBest = (search: Fetching): void => {
  const { bestFirst, bestLast, places, useful } = search
  for (let entry = bestFirst; entry <= bestLast; entry++) {
    const place = useful[entry] as number
    if (isUseful(search, place)) places.mark(place)
  }
  places.priceWays(places.subAisleOf[useful[bestFirst] as number] as number)
}
