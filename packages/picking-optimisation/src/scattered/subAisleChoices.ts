/**
 * Every way of walking a sub-aisle of a floor with scattered storage that takes something the next shorter one does
 * not.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "../routing/aisleSweep.ts"
import { addChoice, addGain, choiceList, type ChoiceList } from "./ChoiceList.ts"
import { mustTake } from "./mustTake.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type StockedPlaces, stockedPlaces } from "./stockedPlaces.ts"

/** The sub-aisles of a problem, numbered column × blocks + block, and the choices in each. */
export interface SubAisleChoices extends StockedPlaces {
  /**
   * The choices of sub-aisle `s` are numbers `first[s]` up to `first[s + 1]`: those from the front, from the back, from
   * both ends, and through.
   */
  readonly first: Int32Array
  readonly way: Uint8Array
  readonly mm: Float64Array
  /** A shorter choice of which this one takes everything; -1 for none. A choice stands behind its parent. */
  readonly parent: Int32Array
  /** How much longer than its parent it is. */
  readonly moreMm: Float64Array
  /** What the choice takes besides are entries `gainFirst[c]` up to `gainFirst[c + 1]`: units of a SKU, as demanded. */
  readonly gainFirst: Int32Array
  readonly gainSku: Int32Array
  readonly gainUnits: Int32Array
  /** The place all of whose stock that is; -1 where something there is no longer demanded. */
  readonly gainPlace: Int32Array
  /** Per choice, 0 when other sub-aisles have too little of what it leaves. */
  readonly allowed: Uint8Array
  /** Per sub-aisle, 0 when other sub-aisles have too little without it. */
  readonly mayPass: Uint8Array
  /** Per sub-aisle and SKU, the units there and in all sub-aisles behind it, up to the demand. */
  readonly supply: Int32Array
  /** It takes the places of its sub-aisle before the `before[c]`th and those from the `behind[c]`th on. */
  readonly before: Int32Array
  readonly behind: Int32Array
}

/** The choices of a problem that `scatteredRefusal` finds nothing wrong with. O(places² per sub-aisle). */
export const subAisleChoices = (problem: ScatteredProblem): SubAisleChoices => {
  const { crossAisleYMm } = problem.floor
  const places = stockedPlaces(problem)
  const { aisle, blocks, demand } = places
  const subAisles = aisle.length * blocks
  const listing = { list, places, taken: new Int32Array(demand.length) }
  list.count = 0
  list.gains = 0
  const first = new Int32Array(subAisles + 1)
  for (let subAisle = 0; subAisle < subAisles; subAisle++) {
    const block = subAisle % blocks
    listChoices(listing, {
      from: places.firstPlace[subAisle] as number,
      to: places.firstPlace[subAisle + 1] as number,
      frontMm: crossAisleYMm[block] as number,
      backMm: crossAisleYMm[block + 1] as number,
      // A walk that keeps to one aisle goes through its blocks and back, but for the last one.
      mayBeTwice: blocks > 1
    })
    first[subAisle + 1] = list.count
  }
  const { count } = list
  const stock = stockOf(places, subAisles)
  const gains = {
    first,
    parent: list.parent.slice(0, count),
    gainFirst: list.gainFirst.slice(0, count + 1),
    gainSku: list.gainSku.slice(0, list.gains),
    gainUnits: list.gainUnits.slice(0, list.gains)
  }
  return {
    ...places,
    ...gains,
    ...mustTake({ ...gains, demand, stock }),
    supply: supplyBehind(demand, stock),
    way: list.way.slice(0, count),
    mm: list.mm.slice(0, count),
    moreMm: list.moreMm.slice(0, count),
    gainPlace: list.gainPlace.slice(0, count),
    before: list.before.slice(0, count),
    behind: list.behind.slice(0, count)
  }
}

/** Used again for every problem. */
const list = choiceList(4096, 8192)

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

/** The choices so far, and what the one at hand takes, as demanded. */
interface Listing {
  readonly list: ChoiceList
  readonly places: StockedPlaces
  readonly taken: Int32Array
}

/** A sub-aisle: its places, and where it begins and ends. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly frontMm: number
  readonly backMm: number
  readonly mayBeTwice: boolean
}

const listChoices = (listing: Listing, stretch: Stretch): void => {
  const { list, taken } = listing
  const { backMm, from, frontMm, mayBeTwice, to } = stretch
  const { yMm } = listing.places
  const count = to - from
  taken.fill(0)
  const firstFront = list.count
  let all = -1
  for (let place = from; place < to; place++) {
    const gain = gainAt(listing, place)
    if (gain === NOTHING) continue
    all = addChoice(list, FROM_FRONT, 2 * ((yMm[place] as number) - frontMm), all, place + 1 - from, count, gain)
  }
  const endFront = list.count
  taken.fill(0)
  listBack(listing, stretch, -1)
  taken.fill(0)
  for (let front = firstFront; front < endFront; front++) {
    addGains(listing, front, 1)
    const firstBoth = list.count
    listBack(listing, stretch, front)
    for (let both = firstBoth; both < list.count; both++) addGains(listing, both, -1)
  }
  addChoice(list, THROUGH, backMm - frontMm, all, count, count, -1)
  if (mayBeTwice) addChoice(list, TWICE, 2 * (backMm - frontMm), all, count, count, -1)
}

/** What comes from the back as well as, when there is one, from the front. */
const listBack = (listing: Listing, { backMm, from, to }: Stretch, front: number): void => {
  const { list } = listing
  const { yMm } = listing.places
  const way = front < 0 ? FROM_BACK : FROM_BOTH
  const frontMm = front < 0 ? 0 : (list.mm[front] as number)
  const before = front < 0 ? 0 : (list.before[front] as number)
  let longer = front
  for (let place = to - 1; place >= from + before; place--) {
    const gain = gainAt(listing, place)
    if (gain === NOTHING) continue
    longer = addChoice(list, way, frontMm + 2 * (backMm - (yMm[place] as number)), longer, before, place - from, gain)
  }
}

/** Nothing at a place is still demanded. */
const NOTHING = -2

/** Adds what a place has of what is still demanded to the gains of the choice to come: the place if all, -1 if some. */
const gainAt = ({ list, places, taken }: Listing, place: number): number => {
  const { demand, firstStock, stockSku, stockUnits } = places
  const before = list.gains
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
    addGain(list, sku, units)
  }
  return list.gains === before ? NOTHING : isAll ? place : -1
}

/** Takes what a choice takes besides its parent, or gives it back. */
const addGains = ({ list, taken }: Listing, choice: number, sign: number): void => {
  const { gainFirst, gainSku, gainUnits } = list
  const to = gainFirst[choice + 1] as number
  for (let gain = gainFirst[choice] as number; gain < to; gain++) {
    const sku = gainSku[gain] as number
    taken[sku] = (taken[sku] as number) + sign * (gainUnits[gain] as number)
  }
}
