/**
 * Better walks over scattered stock: leaving out some places, and fetching what is missing then where it adds least.
 */
import { type Random } from "@stowage/kernel/Random"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** The places of the best walk so far, and of the one that is searched on from. */
export interface RefetchSearch {
  readonly places: VisitedPlaces
  readonly demand: Int32Array
  /** Per SKU, the numbers of the places that have it. */
  readonly placesOf: ReadonlyArray<Int32Array>
  readonly chance: Random
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
}

/**
 * Takes out some places and fetches what is missing then, place by place, where a walk becomes least longer for the
 * worth of what is there; keeps the new walk unless it is longer by more than a small chance draw. `worth` is what a
 * unit of each SKU may add, above 0. A round is O(missing SKUs × (sub-aisles × kinds + places that have them)).
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), Record breaking optimization results using the ruin
 * and recreate principle, Journal of Computational Physics 159(2).
 */
export const refetch = (search: RefetchSearch, worth: Float64Array, limits: RefetchLimits): void => {
  if (search.nowMm === Number.POSITIVE_INFINITY) begin(search, worth)
  search.idle = 0
  while (search.idle < limits.patience && search.bestMm > limits.wantedMm && !limits.stop()) {
    const { best, chance, now, places } = search
    const fromMm = search.nowMm
    if (search.idle % 200 === 199) {
      now.set(best)
      search.nowMm = search.bestMm
    }
    visit(places, now)
    if (chance.chance(0.5)) open(search)
    else ruin(search)
    const mm = recreate(search, worth)
    search.idle++
    const toleratedMm = chance.exponential(0.03 * fromMm)
    if (mm > search.nowMm + toleratedMm) continue
    keep(search, mm)
  }
}

const begin = (search: RefetchSearch, worth: Float64Array): void => {
  search.places.clear()
  keep(search, recreate(search, worth))
}

export const keep = (search: RefetchSearch, mm: number): void => {
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

/** Fetches what is missing and leaves out what is not needed; gives the length of the walk. */
export const recreate = (search: RefetchSearch, worth: Float64Array): number => {
  const { places } = search
  let mm = places.measure()
  places.measureMargins()
  for (;;) {
    const place = nextPlace(search, worth, mm)
    if (place < 0) break
    places.toggle(place)
    mm = places.measure()
    places.measureMargins()
  }
  for (;;) {
    const place = needless(search, mm)
    if (place < 0) break
    places.toggle(place)
    mm = places.measure()
    places.measureMargins()
  }
  for (let place = 0; place < places.count; place++) {
    if (places.isOn[place] === 1 && isNeedless(search, place)) places.toggle(place)
  }
  return mm
}

/** The place that adds least to the walk for what is fetched there; -1 when nothing is missing. */
const nextPlace = ({ chance, demand, places, placesOf }: RefetchSearch, worth: Float64Array, mm: number): number => {
  const { firstStock, isOn, stockSku, stockUnits, units } = places
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let sku = 0; sku < demand.length; sku++) {
    if ((units[sku] as number) >= (demand[sku] as number)) continue
    const list = placesOf[sku] as Int32Array
    for (let index = 0; index < list.length; index++) {
      const place = list[index] as number
      if (isOn[place] === 1) continue
      let fetched = 0
      const to = firstStock[place + 1] as number
      for (let at = firstStock[place] as number; at < to; at++) {
        const each = stockSku[at] as number
        const due = (demand[each] as number) - (units[each] as number)
        if (due > 0) fetched += Math.min(due, stockUnits[at] as number) * (worth[each] as number)
      }
      const added = ((places.withPlace(place) - mm) * (1 + 0.3 * chance.next())) / fetched
      if (added >= least) continue
      least = added
      best = place
    }
  }
  return best
}

/** The place without which the walk is shortest, of those not needed; -1 when none makes it shorter. */
const needless = (search: RefetchSearch, mm: number): number => {
  const { places } = search
  let best = -1
  let most = 1e-9 * mm
  for (let place = 0; place < places.count; place++) {
    if (places.isOn[place] === 0 || !isNeedless(search, place)) continue
    const saved = mm - places.withoutPlace(place)
    if (saved <= most) continue
    most = saved
    best = place
  }
  return best
}

/** Whether all SKUs of a place are visited often enough elsewhere. */
const isNeedless = ({ demand, places }: RefetchSearch, place: number): boolean => {
  const { firstStock, stockSku, stockUnits, units } = places
  const to = firstStock[place + 1] as number
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    if ((units[sku] as number) - (stockUnits[at] as number) < (demand[sku] as number)) return false
  }
  return true
}
