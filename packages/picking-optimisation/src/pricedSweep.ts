/**
 * The cheapest walk when nothing must be taken but every unit has a price: a bound on what taking the demand costs.
 */
import { NOT_WALKED } from "./ChosenWays.ts"
import { cheapestOn, cheapestWay, type ColumnSweep, columnSweep, sweepBack } from "./ColumnSweep.ts"
import { ALL_WAYS } from "./frontierArcs.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"

/** Ways cost the least of their open choices, less prices. */
export interface PricedSweep extends ColumnSweep {
  readonly choices: SubAisleChoices
  /** The choices that are open to be made, and shorter ones that they are worked out from, by sub-aisle. */
  live: Int32Array
  readonly liveFirst: Int32Array
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
  const slots = choices.places.length * ALL_WAYS
  const sweep: PricedSweep = {
    ...columnSweep(floor, depot, choices.aisle),
    choices,
    live: new Int32Array(0),
    liveFirst: new Int32Array(choices.first.length),
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

/** Closes all choices but these for good. O(choices). */
export const openOnly = (sweep: PricedSweep, choices: Int32Array): void => {
  sweep.open.fill(0)
  for (const choice of choices) sweep.open[choice] = 1
  listLive(sweep)
}

const listLive = (sweep: PricedSweep): void => {
  const { first, parent } = sweep.choices
  const isLive = sweep.open.slice()
  for (let choice = isLive.length - 1; choice >= 0; choice--) {
    const shorter = parent[choice] as number
    if (isLive[choice] === 1 && shorter >= 0) isLive[shorter] = 1
  }
  const live: Array<number> = []
  for (let subAisle = 0; subAisle + 1 < first.length; subAisle++) {
    const to = first[subAisle + 1] as number
    for (let choice = first[subAisle] as number; choice < to; choice++) if (isLive[choice] === 1) live.push(choice)
    sweep.liveFirst[subAisle + 1] = live.length
  }
  sweep.live = Int32Array.from(live)
}

/**
 * No plan of open choices costs less than what is given back, at the prices of the sweep: the least walk less the
 * prices of what it takes, and the prices of what is demanded. O(choices + sub-aisles × kinds).
 */
export const backward = (sweep: PricedSweep): number => {
  reduceChoices(sweep)
  return sweepBack(sweep) + demandMm(sweep)
}

/** What the whole demand is worth. */
export const demandMm = ({ choices, price }: PricedSweep): number =>
  price.reduce((sum, each, sku) => sum + each * (choices.demand[sku] as number), 0)

const reduceChoices = (sweep: PricedSweep): void => {
  const { barred, bestChoice, choices, live, liveFirst, open, price, reducedMm, wayMm } = sweep
  const { gainFirst, gainSku, gainUnits, mm, parent, way } = choices
  wayMm.fill(Number.POSITIVE_INFINITY)
  for (let subAisle = 0; subAisle + 1 < liveFirst.length; subAisle++) {
    const at = subAisle * ALL_WAYS
    if (barred[at + NOT_WALKED] === 0) wayMm[at + NOT_WALKED] = 0
    const to = liveFirst[subAisle + 1] as number
    for (let entry = liveFirst[subAisle] as number; entry < to; entry++) {
      const choice = live[entry] as number
      const shorter = parent[choice] as number
      let reduced = mm[choice] as number
      if (shorter >= 0) reduced += (reducedMm[shorter] as number) - (mm[shorter] as number)
      const gainTo = gainFirst[choice + 1] as number
      for (let gain = gainFirst[choice] as number; gain < gainTo; gain++) {
        reduced -= (price[gainSku[gain] as number] as number) * (gainUnits[gain] as number)
      }
      reducedMm[choice] = reduced
      const slot = at + (way[choice] as number)
      if (reduced >= (wayMm[slot] as number) || open[choice] === 0 || barred[slot] === 1) continue
      wayMm[slot] = reduced
      bestChoice[slot] = choice
    }
  }
}

/**
 * Adds to `units`, per SKU, what the cheapest walk takes, and `weight` to how often its ways were taken. Call after
 * `backward`.
 */
export const addCheapestUnits = (sweep: PricedSweep, units: Float64Array, weight: number): void => {
  const { arcs, bestChoice, blocks, choices, columns, start, taken } = sweep
  let kind = start
  for (let column = 0; column < columns; column++) {
    for (let block = 0; block < blocks; block++) {
      const subAisle = column * blocks + block
      const way = cheapestWay(sweep, subAisle, kind)
      const slot = subAisle * ALL_WAYS + way
      taken[slot] = (taken[slot] as number) + weight
      if (way < NOT_WALKED) addUnits(choices, bestChoice[slot] as number, units)
      kind = (arcs.walked[block] as Int32Array)[kind * ALL_WAYS + way] as number
    }
    const on = cheapestOn(sweep, column, kind)
    if (on < 0) return
    kind = on
  }
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
