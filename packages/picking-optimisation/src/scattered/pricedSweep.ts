/**
 * The cheapest walk when nothing must be taken but every unit has a price: a bound on what taking the demand costs.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { alongCheapest, type ColumnSweep, columnSweep } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"
import { sweepBack } from "./sweepColumns.ts"

/** Ways cost the least of their choices, less prices. */
export interface PricedSweep extends ColumnSweep {
  readonly choices: SubAisleChoices
  /** Per place, the prices of what is there. */
  readonly worthMm: Float64Array
  /** Per sub-aisle and way, 1 when no walk may take it so. */
  readonly barred: Uint8Array
  /** Per sub-aisle and way, how often the cheapest walk took it so, since that was counted. */
  readonly taken: Float64Array
  /** Of a unit of each SKU. */
  readonly price: Float64Array
  /** Per choice: its walk less the prices of what it takes. */
  readonly reducedMm: Float64Array
  /** Per choice from the front, the least of those no longer that leave out no place that must be visited before. */
  readonly leastFront: Int32Array
  /** Per sub-aisle and way, what costs least: a choice from the front, or through, and one from the back, or -1. */
  readonly bestFront: Int32Array
  readonly bestBack: Int32Array
}

export const pricedSweep = ({ depot, floor }: ScatteredProblem, choices: SubAisleChoices): PricedSweep => {
  const slots = choices.mayPass.length * ALL_WAYS
  const sweep: PricedSweep = {
    ...columnSweep(floor, depot, choices.aisle),
    choices,
    worthMm: new Float64Array(choices.count),
    barred: new Uint8Array(slots),
    taken: new Float64Array(slots),
    price: new Float64Array(choices.demand.length),
    reducedMm: new Float64Array(choices.way.length),
    leastFront: new Int32Array(choices.way.length),
    bestFront: new Int32Array(slots).fill(-1),
    bestBack: new Int32Array(slots).fill(-1)
  }
  for (const [subAisle, may] of choices.mayPass.entries()) {
    if (may === 0) sweep.barred[subAisle * ALL_WAYS + NOT_WALKED] = 1
  }
  return sweep
}

/**
 * No plan costs less than what is given back, at the prices of the sweep: the least walk less the prices of what it
 * takes, and the prices of what is demanded. What a walk into a sub-aisle from both ends takes at either is paid for
 * even where it is more than what is demanded. O(places + sub-aisles × kinds).
 */
export const backward = (sweep: PricedSweep): number => {
  priceWays(sweep)
  return sweepBack(sweep) + demandMm(sweep)
}

/** What the whole demand is worth. */
export const demandMm = ({ choices, price }: PricedSweep): number => {
  let mm = 0
  for (let sku = 0; sku < price.length; sku++) mm += (price[sku] as number) * (choices.demand[sku] as number)
  return mm
}

/** What each way costs at least after prices. */
const priceWays = (sweep: PricedSweep): void => {
  const { barred, wayMm } = sweep
  weighPlaces(sweep)
  const subAisles = sweep.columns * sweep.blocks
  for (let subAisle = 0; subAisle < subAisles; subAisle++) {
    const at = subAisle * ALL_WAYS
    wayMm[at + NOT_WALKED] = 0
    priceFront(sweep, subAisle)
    priceBack(sweep, subAisle)
    for (let slot = at; slot < at + ALL_WAYS; slot++) if (barred[slot] === 1) wayMm[slot] = Number.POSITIVE_INFINITY
  }
}

/** From the front, and through. */
const priceFront = (sweep: PricedSweep, subAisle: number): void => {
  const { bestFront, choices, leastFront, reducedMm, wayMm } = sweep
  const { before, first, firstBack, firstPlace, firstThrough, gainPlace, isForced, mm } = choices
  const at = subAisle * ALL_WAYS
  const place = (firstPlace[subAisle] as number) - 1
  const end = firstBack[subAisle] as number
  let gainMm = 0
  let least = Number.POSITIVE_INFINITY
  let leastAt = -1
  for (let choice = first[subAisle] as number; choice < end; choice++) {
    gainMm += gainOf(sweep, choice, gainPlace[choice] as number)
    const reduced = (mm[choice] as number) - gainMm
    reducedMm[choice] = reduced
    if (reduced < least || isForced[place + (before[choice] as number)] === 1) {
      least = reduced
      leastAt = choice
    }
    leastFront[choice] = leastAt
  }
  wayMm[at + FROM_FRONT] = least
  bestFront[at + FROM_FRONT] = leastAt
  const through = firstThrough[subAisle] as number
  for (let choice = through; choice < (first[subAisle + 1] as number); choice++) {
    const slot = at + (choice === through ? THROUGH : TWICE)
    reducedMm[choice] = (mm[choice] as number) - gainMm
    wayMm[slot] = reducedMm[choice] as number
    bestFront[slot] = choice
  }
  if (through + 1 === first[subAisle + 1]) wayMm[at + TWICE] = Number.POSITIVE_INFINITY
}

/** From the back, and from both ends. */
const priceBack = (sweep: PricedSweep, subAisle: number): void => {
  const { bestBack, bestFront, choices, leastFront, reducedMm, wayMm } = sweep
  const { before, behind, first, firstBack, firstPlace, firstThrough, gainPlace, isForced, mm } = choices
  const at = subAisle * ALL_WAYS
  const place = firstPlace[subAisle] as number
  const firstFront = first[subAisle] as number
  const end = firstThrough[subAisle] as number
  let front = (firstBack[subAisle] as number) - 1
  let gainMm = 0
  let least = Number.POSITIVE_INFINITY
  let leastAt = -1
  let both = Number.POSITIVE_INFINITY
  for (let choice = firstBack[subAisle] as number; choice < end; choice++) {
    gainMm += gainOf(sweep, choice, gainPlace[choice] as number)
    const reduced = (mm[choice] as number) - gainMm
    const from = behind[choice] as number
    reducedMm[choice] = reduced
    if (reduced < least || isForced[place + from] === 1) {
      least = reduced
      leastAt = choice
    }
    while (front >= firstFront && (before[front] as number) > from) front--
    if (front < firstFront) continue
    const other = leastFront[front] as number
    const mmOfBoth = reduced + (reducedMm[other] as number)
    if (mmOfBoth >= both) continue
    both = mmOfBoth
    bestFront[at + FROM_BOTH] = other
    bestBack[at + FROM_BOTH] = choice
  }
  wayMm[at + FROM_BACK] = least
  bestBack[at + FROM_BACK] = leastAt
  wayMm[at + FROM_BOTH] = both
}

/** The prices of what a choice takes besides the one before it. */
const gainOf = ({ choices, price, worthMm }: PricedSweep, choice: number, place: number): number => {
  if (place >= 0) return worthMm[place] as number
  const { gainEnd, gainFirst, gainSku, gainUnits } = choices
  const to = gainEnd[choice] as number
  const from = gainFirst[choice] as number
  let sum = 0
  for (let gain = from === gainFirst[choice - 1] ? (gainEnd[choice - 1] as number) : from; gain < to; gain++) {
    sum += (price[gainSku[gain] as number] as number) * (gainUnits[gain] as number)
  }
  return sum
}

/** Writes what each place is worth. */
const weighPlaces = ({ choices, price, worthMm }: PricedSweep): void => {
  const { count, firstStock, stockSku, stockUnits } = choices
  for (let place = 0; place < count; place++) {
    const to = firstStock[place + 1] as number
    let sum = 0
    for (let at = firstStock[place] as number; at < to; at++) {
      sum += (price[stockSku[at] as number] as number) * (stockUnits[at] as number)
    }
    worthMm[place] = sum
  }
}

/**
 * Adds to `units`, per SKU, what the cheapest walk takes, and `weight` to how often its ways were taken. Call after
 * `backward`.
 */
export const addCheapestUnits = (sweep: PricedSweep, units: Float64Array, weight: number): void => {
  const { bestBack, bestFront, choices, taken } = sweep
  alongCheapest(sweep, (subAisle, way) => {
    const slot = subAisle * ALL_WAYS + way
    taken[slot] = (taken[slot] as number) + weight
    if (way === NOT_WALKED) return
    if (way !== FROM_BACK) addUnits(choices, bestFront[slot] as number, units)
    if (way === FROM_BACK || way === FROM_BOTH) addUnits(choices, bestBack[slot] as number, units)
  })
}

const addUnits = (choices: SubAisleChoices, choice: number, units: Float64Array): void => {
  const { gainEnd, gainFirst, gainSku, gainUnits } = choices
  const to = gainEnd[choice] as number
  for (let gain = gainFirst[choice] as number; gain < to; gain++) {
    const sku = gainSku[gain] as number
    units[sku] = (units[sku] as number) + (gainUnits[gain] as number)
  }
}
