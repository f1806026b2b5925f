/**
 * Better walks over scattered stock: leaving out some places, and fetching what is missing then where it adds least.
 */
import { type Random } from "@stowage/kernel/Random"
import { fetching, type Fetching, fetchMissing } from "./fetchMissing.ts"
import { leaveOut, leaving, type Leaving } from "./leaveOut.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** The places of the best walk so far, and of the one that is searched on from. */
export interface RefetchSearch {
  readonly places: VisitedPlaces
  readonly demand: Int32Array
  /** Per SKU, the numbers of the places that have it. */
  readonly placesOf: ReadonlyArray<Int32Array>
  readonly chance: Random
  readonly fetching: Fetching
  readonly leaving: Leaving
  readonly now: Uint8Array
  nowMm: number
  readonly best: Uint8Array
  bestMm: number
  /** Rounds since the best was found. */
  idle: number
}

export const refetchSearch = (places: VisitedPlaces, demand: Int32Array, chance: Random): RefetchSearch => {
  const placesOf = Array.from(demand, (): Array<number> => [])
  for (let place = 0; place < places.count; place++) {
    const to = places.firstStock[place + 1] as number
    for (let at = places.firstStock[place] as number; at < to; at++)
      placesOf[places.stockSku[at] as number]?.push(place)
  }
  return {
    places,
    demand,
    placesOf: placesOf.map((list) => Int32Array.from(list)),
    chance,
    fetching: fetching(places, demand),
    leaving: leaving(places, demand),
    now: new Uint8Array(places.count),
    nowMm: Number.POSITIVE_INFINITY,
    best: new Uint8Array(places.count),
    bestMm: Number.POSITIVE_INFINITY,
    idle: 0
  }
}

/** How far a search goes. */
export interface RefetchLimits {
  /** Rounds without a shorter walk after which it ends. */
  readonly patience: number
  /** A walk that is short enough. */
  readonly wantedMm: number
  readonly stop: () => boolean
  /** Visits what a walk of another making passes: what one round in fourteen begins with. */
  readonly visitOther: () => void
}

/**
 * Takes out some places and fetches what is missing then, stretch by stretch, where a walk becomes least longer for the
 * worth of what is there; keeps the new walk unless it is longer by more than a small chance draw. `worth` is what a
 * unit of each SKU may add, above 0. Call after `fetchAll`. A round is O(stretches fetched × (sub-aisles × kinds +
 * places that have something missing)).
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), Record breaking optimization results using the ruin
 * and recreate principle, Journal of Computational Physics 159(2).
 */
export const refetch = (search: RefetchSearch, worth: Float64Array, limits: RefetchLimits): void => {
  search.idle = 0
  while (search.idle < limits.patience && search.bestMm > limits.wantedMm && !limits.stop()) {
    const { best, chance, now, places } = search
    const fromMm = search.nowMm
    if (search.idle % 50 === 49) {
      now.set(best)
      search.nowMm = search.bestMm
    }
    visit(places, now)
    const draw = chance.next()
    if (draw < 0.07) limits.visitOther()
    else if (draw < 0.3) open(search)
    else ruin(search)
    const mm = recreate(search, worth)
    search.idle++
    const toleratedMm = chance.exponential(0.04 * fromMm)
    if (mm > search.nowMm + toleratedMm) continue
    keep(search, mm)
  }
}

/** A first walk, with all SKUs worth the same. */
export const fetchAll = (search: RefetchSearch): void => {
  search.places.clear()
  keep(search, recreate(search, new Float64Array(search.demand.length).fill(1)))
}

const keep = (search: RefetchSearch, mm: number): void => {
  search.now.set(search.places.isOn)
  search.nowMm = mm
  if (mm >= search.bestMm - 1e-9 * mm) return
  search.best.set(search.places.isOn)
  search.bestMm = mm
  search.idle = 0
}

/** Visits the marked places and no others. */
const visit = (places: VisitedPlaces, marked: Uint8Array): void => {
  for (let place = 0; place < marked.length; place++) if (places.isOn[place] !== marked[place]) places.toggle(place)
}

/** Leaves out places that stand together, or the places of some SKUs. */
const ruin = ({ chance, demand, places, placesOf }: RefetchSearch): void => {
  const on: Array<number> = []
  for (let place = 0; place < places.count; place++) if (places.isOn[place] === 1) on.push(place)
  const most = 1 + chance.int(Math.max(2, Math.min(10, on.length >> 1)))
  if (chance.chance(0.5)) {
    const from = chance.int(on.length)
    for (let step = 0; step < most && step < on.length; step++) places.toggle(on[(from + step) % on.length] as number)
    return
  }
  for (let step = 0; step < most; step++) {
    const list = placesOf[chance.int(demand.length)] as Int32Array
    for (let index = 0; index < list.length; index++) {
      const place = list[index] as number
      if (places.isOn[place] === 1) places.toggle(place)
    }
  }
}

/** Visits a sub-aisle or two as well, all of it or what is nearest to one end. */
const open = ({ chance, places }: RefetchSearch): void => {
  const { firstPlace, isOn, subAisleOf } = places
  for (let aisles = chance.chance(0.3) ? 2 : 1; aisles > 0; aisles--) {
    const inside = chance.int(places.count)
    const subAisle = subAisleOf[inside] as number
    const part = chance.int(4)
    const from = part === 2 ? inside : (firstPlace[subAisle] as number)
    const to = part === 3 ? inside + 1 : (firstPlace[subAisle + 1] as number)
    for (let place = from; place < to; place++) if (isOn[place] === 0) places.toggle(place)
  }
}

/** Makes a plan of the places that are visited, and keeps it when it is the best. */
export const mend = (search: RefetchSearch, worth: Float64Array): void => {
  const mm = recreate(search, worth)
  if (mm < search.bestMm) keep(search, mm)
}

/** Leaves out what need not be visited, and keeps the walk when it is the best. */
export const trim = (search: RefetchSearch): void => {
  const { leaving, places } = search
  const fromMm = places.measure()
  places.measureMargins()
  const mm = leaveOut(leaving, fromMm)
  if (mm < search.bestMm) keep(search, mm)
}

/** Fetches what is missing and leaves out what is not needed; gives the length of the walk. */
const recreate = (search: RefetchSearch, worth: Float64Array): number => {
  const { chance } = search
  const { whim } = search.fetching
  search.fetching.worth.set(worth)
  for (let subAisle = 0; subAisle < whim.length; subAisle++) whim[subAisle] = 1 + 0.7 * chance.next()
  return leaveOut(search.leaving, fetchMissing(search.fetching))
}
