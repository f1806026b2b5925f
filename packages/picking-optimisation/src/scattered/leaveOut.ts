/**
 * What a walk over scattered stock need not visit, left out where that saves most.
 */
import { type VisitedPlaces, WaysOfSubAisle } from "./VisitedPlaces.ts"

/** What the search for needless stretches writes in; made once per problem. */
export interface Leaving {
  readonly places: VisitedPlaces
  readonly demand: Int32Array
  /** Per SKU, the units that are visited beyond the demand. */
  readonly spare: Int32Array
  readonly ways: WaysOfSubAisle
  /** The stretch without which the walk is shortest, from place to place, and by how much. */
  first: number
  last: number
  savedMm: number
}

export const leaving = (places: VisitedPlaces, demand: Int32Array): Leaving => ({
  places,
  demand,
  spare: new Int32Array(demand.length),
  ways: new WaysOfSubAisle(),
  first: -1,
  last: -1,
  savedMm: 0
})

/**
 * Leaves out needless places, those first without which the walk is shortest; gives its length. `fromMm` is its length
 * now, with its margins measured. A step is O(sub-aisles × kinds + places visited × places of their sub-aisle).
 */
export const leaveOut = (search: Leaving, fromMm: number): number => {
  const { demand, places, spare } = search
  let mm = fromMm
  for (;;) {
    for (let sku = 0; sku < demand.length; sku++) spare[sku] = (places.units[sku] as number) - (demand[sku] as number)
    search.savedMm = 1e-9 * mm
    search.first = -1
    for (let subAisle = 0; subAisle < places.onIn.length; subAisle++) {
      if ((places.onIn[subAisle] as number) === 0) continue
      lookFrom(search, subAisle, mm, false)
      lookFrom(search, subAisle, mm, true)
      lookInside(search, subAisle, mm)
    }
    if (search.first < 0) break
    const { first, last } = search
    for (let place = first; place <= last; place++) if (places.isOn[place] === 1) places.mark(place)
    places.priceWays(places.subAisleOf[first] as number)
    mm = places.measure()
    places.measureMargins()
  }
  for (let place = 0; place < places.count; place++) {
    if (places.isOn[place] === 0 || !isNeedless(search, place)) continue
    places.toggle(place)
    addSpare(search, place, -1)
  }
  return mm
}

/** Whether all SKUs of a place are visited often enough elsewhere. */
const isNeedless = ({ places, spare }: Leaving, place: number): boolean => {
  const { firstStock, stockSku, stockUnits } = places
  const to = firstStock[place + 1] as number
  for (let at = firstStock[place] as number; at < to; at++) {
    if ((spare[stockSku[at] as number] as number) < (stockUnits[at] as number)) return false
  }
  return true
}

const addSpare = ({ places, spare }: Leaving, place: number, sign: number): void => {
  const { firstStock, stockSku, stockUnits } = places
  const to = firstStock[place + 1] as number
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    spare[sku] = (spare[sku] as number) + sign * (stockUnits[at] as number)
  }
}

const propose = (search: Leaving, savedMm: number, one: number, other: number): void => {
  if (savedMm <= search.savedMm) return
  search.savedMm = savedMm
  search.first = one < other ? one : other
  search.last = one < other ? other : one
}

/** The places nearest to the front, or to the back, as many as are needless. */
const lookFrom = (search: Leaving, subAisle: number, mm: number, fromBack: boolean): void => {
  const { places } = search
  const { firstPlace, isOn, onIn } = places
  const step = fromBack ? -1 : 1
  const start = fromBack ? (firstPlace[subAisle + 1] as number) - 1 : (firstPlace[subAisle] as number)
  let left = onIn[subAisle] as number
  let place = start
  for (; left > 0; place += step) {
    if (isOn[place] === 0) continue
    if (!isNeedless(search, place)) break
    addSpare(search, place, -1)
    left--
    propose(
      search,
      mm - (left === 0 ? places.withoutSubAisle(subAisle) : beyond(search, place, fromBack)),
      start,
      place
    )
  }
  for (let other = start; other !== place; other += step) if (isOn[other] === 1) addSpare(search, other, 1)
}

/** Length of the least walk with only those places of a sub-aisle that are behind this one, or before it. */
const beyond = ({ places, ways }: Leaving, place: number, fromBack: boolean): number => {
  const { farMm, isOn, nearMm, subAisleOf, yMm } = places
  const subAisle = subAisleOf[place] as number
  const step = fromBack ? -1 : 1
  let next = place + step
  while (isOn[next] === 0) next += step
  const near = fromBack ? (nearMm[subAisle] as number) : (yMm[next] as number)
  const far = fromBack ? (yMm[next] as number) : (farMm[subAisle] as number)
  ways.setTo(places, subAisle)
  const without = ways.leastOf(near, far, 0)
  // Seldom is it worth to ask for the gap.
  return ways.leastOf(near, far, far - near) < without ? ways.leastOf(near, far, gapFrom(places, next, step)) : without
}

/** The widest gap between two places of a sub-aisle from this one on. */
const gapFrom = ({ firstPlace, isOn, subAisleOf, yMm }: VisitedPlaces, place: number, step: number): number => {
  const subAisle = subAisleOf[place] as number
  const end = step < 0 ? (firstPlace[subAisle] as number) - 1 : (firstPlace[subAisle + 1] as number)
  let gap = 0
  let before = yMm[place] as number
  for (let other = place + step; other !== end; other += step) {
    if (isOn[other] === 0) continue
    const between = Math.abs((yMm[other] as number) - before)
    if (between > gap) gap = between
    before = yMm[other] as number
  }
  return gap
}

/** Single places between the first and the last. */
const lookInside = (search: Leaving, subAisle: number, mm: number): void => {
  const { places, ways } = search
  const { farMm, firstPlace, isOn, nearMm, onIn, yMm } = places
  if ((onIn[subAisle] as number) < 3) return
  const near = nearMm[subAisle] as number
  const far = farMm[subAisle] as number
  ways.setTo(places, subAisle)
  if (mm - ways.leastOf(near, far, far - near) <= search.savedMm) return
  const end = firstPlace[subAisle + 1] as number
  for (let place = firstPlace[subAisle] as number; place < end; place++) {
    const y = yMm[place] as number
    if (isOn[place] === 0 || y === near || y === far) continue
    if (isNeedless(search, place)) propose(search, mm - places.withoutPlace(place), place, place)
  }
}
