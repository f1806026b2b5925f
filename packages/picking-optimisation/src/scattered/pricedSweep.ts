/**
 * The cheapest walk when nothing must be taken but every unit has a price: a bound on what taking the demand costs.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { alongCheapest, type ColumnSweep, columnSweep } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"
import { sweepBack } from "./sweepColumns.ts"

/** Ways cost the least of their open choices, less prices. */
export interface PricedSweep extends ColumnSweep {
  readonly choices: SubAisleChoices
  /** The choices that are open to be made, and shorter ones that they are worked out from, by sub-aisle. */
  live: Int32Array
  readonly liveFirst: Int32Array
  /** Those from both ends stand last in their sub-aisle, in chains that begin with the same choice from the front. */
  chainAt: Int32Array
  /** The chains of sub-aisle `s` are `chainFirst[s]` up to `chainFirst[s + 1]`; they begin at entries `chainAt`. */
  readonly chainFirst: Int32Array
  /** Per place of the sub-aisle at hand, the least that a choice from the back down to there, or not so far, costs. */
  readonly leastBehind: Float64Array
  /** Per place, the prices of what is there. */
  readonly worthMm: Float64Array
  /** Whether all open choices are to be worked out, or only what is cheapest. */
  isWhole: boolean
  /** Per choice, whether it is open to be made: 1, or 0. */
  readonly open: Uint8Array
  /** Per sub-aisle and way, 1 when no walk may take it so. */
  readonly barred: Uint8Array
  /** Per sub-aisle and way, how often the cheapest walk took it so, since that was counted. */
  readonly taken: Float64Array
  /** Of a unit of each SKU. */
  readonly price: Float64Array
  /** Per choice: its walk less the prices of what it takes. */
  readonly reducedMm: Float64Array
  /** Per sub-aisle and way, the choice that costs least. */
  readonly bestChoice: Int32Array
}

export const pricedSweep = ({ depot, floor }: ScatteredProblem, choices: SubAisleChoices): PricedSweep => {
  const slots = choices.mayPass.length * ALL_WAYS
  const sweep: PricedSweep = {
    ...columnSweep(floor, depot, choices.aisle),
    choices,
    live: new Int32Array(0),
    liveFirst: new Int32Array(choices.first.length),
    chainAt: new Int32Array(0),
    chainFirst: new Int32Array(choices.first.length),
    leastBehind: new Float64Array(mostPlaces(choices) + 1),
    worthMm: new Float64Array(choices.count),
    isWhole: false,
    open: choices.allowed.slice(),
    barred: new Uint8Array(slots),
    taken: new Float64Array(slots),
    price: new Float64Array(choices.demand.length),
    reducedMm: new Float64Array(choices.way.length),
    bestChoice: new Int32Array(slots)
  }
  for (const [subAisle, may] of choices.mayPass.entries()) {
    if (may === 0) sweep.barred[subAisle * ALL_WAYS + NOT_WALKED] = 1
  }
  listLive(sweep)
  return sweep
}

const mostPlaces = ({ firstPlace }: SubAisleChoices): number => {
  let most = 0
  for (let at = 1; at < firstPlace.length; at++) {
    most = Math.max(most, (firstPlace[at] as number) - (firstPlace[at - 1] as number))
  }
  return most
}

/** Closes all choices but these for good. O(choices). */
export const openOnly = (sweep: PricedSweep, choices: Int32Array): void => {
  sweep.open.fill(0)
  for (const choice of choices) sweep.open[choice] = 1
  listLive(sweep)
}

const listLive = (sweep: PricedSweep): void => {
  const { first, parent, way } = sweep.choices
  const isLive = sweep.open.slice()
  const live: Array<number> = []
  const chainAt: Array<number> = []
  for (let subAisle = 0; subAisle + 1 < first.length; subAisle++) {
    const from = first[subAisle] as number
    const to = first[subAisle + 1] as number
    let fromBoth = 0
    for (let choice = to - 1; choice >= from; choice--) {
      // Whatever comes from both ends is compared with what comes from the back alone.
      if (isLive[choice] === 0 && (fromBoth === 0 || way[choice] !== FROM_BACK)) continue
      isLive[choice] = 1
      const shorter = parent[choice] as number
      if (shorter >= 0) isLive[shorter] = 1
      if (way[choice] === FROM_BOTH) fromBoth++
    }
    for (let choice = from; choice < to; choice++) {
      if (isLive[choice] === 1 && way[choice] !== FROM_BOTH) live.push(choice)
    }
    sweep.chainFirst[subAisle] = chainAt.length
    for (let choice = from; choice < to; choice++) {
      if (isLive[choice] === 0 || way[choice] !== FROM_BOTH) continue
      if (way[parent[choice] as number] === FROM_FRONT) chainAt.push(live.length)
      live.push(choice)
    }
    sweep.liveFirst[subAisle + 1] = live.length
  }
  sweep.chainFirst[first.length - 1] = chainAt.length
  chainAt.push(live.length)
  sweep.live = Int32Array.from(live)
  sweep.chainAt = Int32Array.from(chainAt)
}

/**
 * No plan of open choices costs less than what is given back, at the prices of the sweep: the least walk less the
 * prices of what it takes, and the prices of what is demanded. O(choices + sub-aisles × kinds).
 */
export const backward = (sweep: PricedSweep): number => {
  reduceChoices(sweep)
  return sweepBack(sweep) + demandMm(sweep)
}

/** The same, and what every open choice costs after prices, not only the best. */
export const backwardOverAll = (sweep: PricedSweep): number => {
  sweep.isWhole = true
  const boundMm = backward(sweep)
  sweep.isWhole = false
  return boundMm
}

/** What the whole demand is worth. */
export const demandMm = ({ choices, price }: PricedSweep): number =>
  price.reduce((sum, each, sku) => sum + each * (choices.demand[sku] as number), 0)

const reduceChoices = (sweep: PricedSweep): void => {
  const { barred, chainFirst, liveFirst, wayMm } = sweep
  weighPlaces(sweep)
  wayMm.fill(Number.POSITIVE_INFINITY)
  for (let subAisle = 0; subAisle + 1 < liveFirst.length; subAisle++) {
    const at = subAisle * ALL_WAYS
    if (barred[at + NOT_WALKED] === 0) wayMm[at + NOT_WALKED] = 0
    const chain = chainFirst[subAisle] as number
    const endChain = chainFirst[subAisle + 1] as number
    const to = liveFirst[subAisle + 1] as number
    reduceStretch(sweep, at, liveFirst[subAisle] as number, chain === endChain ? to : (sweep.chainAt[chain] as number))
    if (chain < endChain && (sweep.isWhole || barred[at + FROM_BOTH] === 0))
      reduceChains(sweep, subAisle, chain, endChain)
  }
}

/** Live choices from one entry up to another. */
const reduceStretch = (sweep: PricedSweep, at: number, from: number, to: number): void => {
  const { barred, bestChoice, choices, live, open, reducedMm, wayMm, worthMm } = sweep
  const { gainPlace, moreMm, parent, way } = choices
  for (let entry = from; entry < to; entry++) {
    const choice = live[entry] as number
    const shorter = parent[choice] as number
    const place = gainPlace[choice] as number
    const gainMm = place >= 0 ? (worthMm[place] as number) : gainOf(sweep, choice)
    const reduced = (shorter >= 0 ? (reducedMm[shorter] as number) : 0) + (moreMm[choice] as number) - gainMm
    reducedMm[choice] = reduced
    const slot = at + (way[choice] as number)
    if (reduced >= (wayMm[slot] as number) || open[choice] === 0 || barred[slot] === 1) continue
    wayMm[slot] = reduced
    bestChoice[slot] = choice
  }
}

/** The prices of what a choice takes besides its parent. */
const gainOf = ({ choices, price }: PricedSweep, choice: number): number => {
  const { gainFirst, gainSku, gainUnits } = choices
  const to = gainFirst[choice + 1] as number
  let sum = 0
  for (let gain = gainFirst[choice] as number; gain < to; gain++) {
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
 * What comes from both ends takes no more than what comes from the front and what comes from the back do together: when
 * these two cost too much, all that begins so is passed over.
 */
const reduceChains = (sweep: PricedSweep, subAisle: number, from: number, to: number): void => {
  const { chainAt, choices, isWhole, leastBehind, live, liveFirst, reducedMm, wayMm } = sweep
  const { before, behind, parent, way } = choices
  const at = subAisle * ALL_WAYS
  const simpleTo = chainAt[from] as number
  let place = leastBehind.length - 1
  let least = Number.POSITIVE_INFINITY
  for (let entry = liveFirst[subAisle] as number; entry < simpleTo; entry++) {
    const choice = live[entry] as number
    if (way[choice] !== FROM_BACK) continue
    while (place > (behind[choice] as number)) leastBehind[place--] = least
    if ((reducedMm[choice] as number) < least) least = reducedMm[choice] as number
  }
  while (place >= 0) leastBehind[place--] = least
  for (let chain = from; chain < to; chain++) {
    const begin = chainAt[chain] as number
    const front = parent[live[begin] as number] as number
    const lowMm = (reducedMm[front] as number) + (leastBehind[before[front] as number] as number)
    // Sums in another order differ in the last digits.
    if (!isWhole && lowMm >= (wayMm[at + FROM_BOTH] as number) + 1e-6) continue
    const end = Math.min(chainAt[chain + 1] as number, liveFirst[subAisle + 1] as number)
    reduceStretch(sweep, at, begin, end)
  }
}

/**
 * Adds to `units`, per SKU, what the cheapest walk takes, and `weight` to how often its ways were taken. Call after
 * `backward`.
 */
export const addCheapestUnits = (sweep: PricedSweep, units: Float64Array, weight: number): void => {
  const { bestChoice, choices, taken } = sweep
  alongCheapest(sweep, (subAisle, way) => {
    const slot = subAisle * ALL_WAYS + way
    taken[slot] = (taken[slot] as number) + weight
    if (way < NOT_WALKED) addUnits(choices, bestChoice[slot] as number, units)
  })
}

const addUnits = (choices: SubAisleChoices, choice: number, units: Float64Array): void => {
  const { gainFirst, gainSku, gainUnits, parent } = choices
  for (let each = choice; each >= 0; each = parent[each] as number) {
    const to = gainFirst[each + 1] as number
    for (let gain = gainFirst[each] as number; gain < to; gain++) {
      const sku = gainSku[gain] as number
      units[sku] = (units[sku] as number) + (gainUnits[gain] as number)
    }
  }
}
