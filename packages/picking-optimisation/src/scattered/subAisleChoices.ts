/**
 * How far a sub-aisle of a floor with scattered storage may be walked from either end, and what is taken there.
 */
import { FROM_BACK, FROM_FRONT, THROUGH, TWICE } from "../routing/aisleSweep.ts"
import { mustVisit } from "./mustVisit.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type StockedPlaces, stockedPlaces } from "./stockedPlaces.ts"

/**
 * The sub-aisles of a problem, numbered column × blocks + block, and the choices in each: from the front as far as a
 * place that has something not taken before, the same from the back, and through. A walk from both ends makes two.
 */
export interface SubAisleChoices extends StockedPlaces {
  /** The choices of sub-aisle `s` are `first[s]` up to `first[s + 1]`; those from the back begin at `firstBack[s]`. */
  readonly first: Int32Array
  readonly firstBack: Int32Array
  /** Those through it begin at `firstThrough[s]`. */
  readonly firstThrough: Int32Array
  readonly way: Uint8Array
  readonly mm: Float64Array
  /** It takes the places of its sub-aisle before the `before[c]`th and those from the `behind[c]`th on. */
  readonly before: Int32Array
  readonly behind: Int32Array
  /** What is taken are entries `gainFirst[c]` up to `gainEnd[c]`: units of a SKU, as demanded. */
  readonly gainFirst: Int32Array
  readonly gainEnd: Int32Array
  readonly gainSku: Int32Array
  readonly gainUnits: Int32Array
  /** The place all of whose stock a choice takes besides what the one before it does; -1 where that is only some. */
  readonly gainPlace: Int32Array
  /** Per place, 1 when every plan takes something there. */
  readonly isForced: Uint8Array
  /** Per sub-aisle, 0 when other sub-aisles have too little without it. */
  readonly mayPass: Uint8Array
  /** Per sub-aisle and SKU, the units there and in all sub-aisles behind it, up to the demand. */
  readonly supply: Int32Array
}

/** The choices of a problem that `scatteredRefusal` finds nothing wrong with. O(candidates × log candidates). */
export const subAisleChoices = (problem: ScatteredProblem): SubAisleChoices => {
  const { crossAisleYMm } = problem.floor
  const places = stockedPlaces(problem)
  const { aisle, blocks, demand, firstPlace } = places
  const subAisles = aisle.length * blocks
  const listing = listingOf(places, subAisles)
  const { first, firstBack, firstThrough } = listing
  for (let subAisle = 0; subAisle < subAisles; subAisle++) {
    const block = subAisle % blocks
    const frontMm = crossAisleYMm[block] as number
    const backMm = crossAisleYMm[block + 1] as number
    const count = (firstPlace[subAisle + 1] as number) - (firstPlace[subAisle] as number)
    const fromFront = listing.gains
    listFront(listing, subAisle, frontMm)
    const toFront = listing.gains
    firstBack[subAisle] = listing.made
    listBack(listing, subAisle, backMm)
    firstThrough[subAisle] = listing.made
    // A walk that keeps to one aisle goes through its blocks and back, but for the last one.
    for (let times = 1; times <= (blocks > 1 ? 2 : 1); times++) {
      const choice = addChoice(listing, times === 1 ? THROUGH : TWICE, times * (backMm - frontMm), count, count, -1)
      listing.gainFirst[choice] = fromFront
      listing.gainEnd[choice] = toFront
    }
    first[subAisle + 1] = listing.made
  }
  const stock = stockOf(places, subAisles)
  return { ...listing, ...places, ...mustVisit(places, stock), supply: supplyBehind(demand, stock) }
}

/** Per sub-aisle, units of each SKU. */
const stockOf = (places: StockedPlaces, subAisles: number): ReadonlyArray<Float64Array> => {
  const { count, demand, firstStock, stockSku, stockUnits, subAisleOf } = places
  const stock = Array.from({ length: subAisles }, () => new Float64Array(demand.length))
  for (let place = 0; place < count; place++) {
    const units = stock[subAisleOf[place] as number] as Float64Array
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++) {
      const sku = stockSku[at] as number
      units[sku] = (units[sku] as number) + (stockUnits[at] as number)
    }
  }
  return stock
}

const supplyBehind = (demand: Int32Array, stock: ReadonlyArray<Float64Array>): Int32Array => {
  const supply = new Int32Array(stock.length * demand.length)
  const units = new Float64Array(demand.length)
  for (let subAisle = stock.length - 1; subAisle >= 0; subAisle--) {
    const inside = stock[subAisle] as Float64Array
    for (let sku = 0; sku < demand.length; sku++) {
      units[sku] = Math.min((units[sku] as number) + (inside[sku] as number), demand[sku] as number)
      supply[subAisle * demand.length + sku] = units[sku] as number
    }
  }
  return supply
}

/** The choices so far, and what those at hand take, as demanded. */
interface Listing extends Pick<
  SubAisleChoices,
  | "first"
  | "firstBack"
  | "firstThrough"
  | "way"
  | "mm"
  | "before"
  | "behind"
  | "gainFirst"
  | "gainEnd"
  | "gainSku"
  | "gainUnits"
  | "gainPlace"
> {
  readonly places: StockedPlaces
  readonly taken: Int32Array
  made: number
  gains: number
}

const listingOf = (places: StockedPlaces, subAisles: number): Listing => {
  const room = 2 * (places.count + subAisles)
  const gains = 2 * places.stockSku.length
  return {
    places,
    taken: new Int32Array(places.demand.length),
    made: 0,
    gains: 0,
    first: new Int32Array(subAisles + 1),
    firstBack: new Int32Array(subAisles),
    firstThrough: new Int32Array(subAisles),
    way: new Uint8Array(room),
    mm: new Float64Array(room),
    before: new Int32Array(room),
    behind: new Int32Array(room),
    gainFirst: new Int32Array(room),
    gainEnd: new Int32Array(room),
    gainSku: new Int32Array(gains),
    gainUnits: new Int32Array(gains),
    gainPlace: new Int32Array(room)
  }
}

const listFront = (listing: Listing, subAisle: number, frontMm: number): void => {
  const { firstPlace, yMm } = listing.places
  const from = firstPlace[subAisle] as number
  const to = firstPlace[subAisle + 1] as number
  const firstGain = listing.gains
  listing.taken.fill(0)
  for (let place = from; place < to; place++) {
    const gain = gainAt(listing, place)
    if (gain === NOTHING) continue
    const mm = 2 * ((yMm[place] as number) - frontMm)
    listing.gainFirst[addChoice(listing, FROM_FRONT, mm, place + 1 - from, to - from, gain)] = firstGain
  }
}

const listBack = (listing: Listing, subAisle: number, backMm: number): void => {
  const { firstPlace, yMm } = listing.places
  const from = firstPlace[subAisle] as number
  const to = firstPlace[subAisle + 1] as number
  const firstGain = listing.gains
  listing.taken.fill(0)
  for (let place = to - 1; place >= from; place--) {
    const gain = gainAt(listing, place)
    if (gain === NOTHING) continue
    const mm = 2 * (backMm - (yMm[place] as number))
    listing.gainFirst[addChoice(listing, FROM_BACK, mm, 0, place - from, gain)] = firstGain
  }
}

/** Adds a choice that takes what is listed up to now. */
const addChoice = (
  listing: Listing,
  way: number,
  mm: number,
  before: number,
  behind: number,
  gainPlace: number
): number => {
  const choice = listing.made++
  listing.way[choice] = way
  listing.mm[choice] = mm
  listing.before[choice] = before
  listing.behind[choice] = behind
  listing.gainPlace[choice] = gainPlace
  listing.gainEnd[choice] = listing.gains
  return choice
}

/** Nothing at a place is still demanded. */
const NOTHING = -2

/** Lists what a place has of what is still demanded; gives the place if that is all its stock, -1 if some. */
const gainAt = (listing: Listing, place: number): number => {
  const { gainSku, gainUnits, places, taken } = listing
  const { demand, firstStock, stockSku, stockUnits } = places
  const before = listing.gains
  const to = firstStock[place + 1] as number
  let isAll = true
  for (let at = firstStock[place] as number; at < to; at++) {
    const sku = stockSku[at] as number
    const stock = stockUnits[at] as number
    const due = (demand[sku] as number) - (taken[sku] as number)
    const units = stock < due ? stock : due
    if (units < stock) isAll = false
    if (units === 0) continue
    taken[sku] = (taken[sku] as number) + units
    gainSku[listing.gains] = sku
    gainUnits[listing.gains++] = units
  }
  return listing.gains === before ? NOTHING : isAll ? place : -1
}
