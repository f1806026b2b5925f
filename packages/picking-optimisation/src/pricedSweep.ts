/**
 * The cheapest walk when nothing must be taken but every unit has a price: a bound on what taking the demand costs.
 */
import { NOT_WALKED } from "./ChosenWays.ts"
import { ALL_WAYS, type FrontierArcs, frontierArcs } from "./frontierArcs.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"

/**
 * Tables have a row of `kinds` numbers per sub-aisle, or per aisle for what is beyond its last one; of `ALL_WAYS` per
 * sub-aisle where they say so.
 */
export interface PricedSweep {
  readonly choices: SubAisleChoices
  readonly arcs: FrontierArcs
  /** The kind before the first sub-aisle. */
  readonly start: number
  /** Kinds after the depot is marked. */
  readonly marked: Int32Array
  /** From the aisle before. */
  readonly stepMm: Float64Array
  /** Per choice, whether it is open to be made: 1, or 0. */
  readonly open: Uint8Array
  /** Of a unit of each SKU. */
  readonly price: Float64Array
  /** Per choice: its walk less the prices of what it takes. */
  readonly reducedMm: Float64Array
  /** Per sub-aisle and way, the least of them, and the choice that has it. */
  readonly bestMm: Float64Array
  readonly bestChoice: Int32Array
  /** Least to walk, less prices, from before a sub-aisle to the end. */
  readonly toGoMm: Float64Array
  /** The same from behind the last sub-aisle of an aisle. */
  readonly onwardMm: Float64Array
}

export const pricedSweep = (problem: ScatteredProblem, choices: SubAisleChoices): PricedSweep => {
  const { depot, floor } = problem
  const arcs = frontierArcs(floor.crossAisleYMm.length)
  const subAisles = choices.places.length
  const marked = arcs.touched[depot.crossAisle] as Int32Array
  const xMm = choices.aisle.map((aisle) => floor.aisleXMm[aisle] as number)
  return {
    choices,
    arcs,
    start: choices.depotColumn === 0 ? (marked[0] as number) : 0,
    marked,
    stepMm: Float64Array.from(xMm, (x, k) => (k === 0 ? 0 : x - (xMm[k - 1] as number))),
    open: choices.allowed.slice(),
    price: new Float64Array(choices.demand.length),
    reducedMm: new Float64Array(choices.way.length),
    bestMm: new Float64Array(subAisles * ALL_WAYS),
    bestChoice: new Int32Array(subAisles * ALL_WAYS),
    toGoMm: new Float64Array(subAisles * arcs.kinds),
    onwardMm: new Float64Array(choices.aisle.length * arcs.kinds)
  }
}

/** The kind in which a walk comes to aisle `k`. */
export const arriving = ({ choices, marked }: PricedSweep, k: number, kind: number): number =>
  k === choices.depotColumn ? (marked[kind] as number) : kind

/** Whether a walk may end behind aisle `k` in this kind. */
export const mayEnd = ({ arcs, choices }: PricedSweep, k: number, kind: number): boolean =>
  k >= choices.depotColumn && arcs.closed[kind] === 1

/**
 * No plan of open choices costs less than what is given back, at the prices of the sweep: the least walk less the
 * prices of what it takes, and the prices of what is demanded. O(choices + sub-aisles × kinds).
 */
export const backward = (sweep: PricedSweep): number => {
  reduceChoices(sweep)
  const { choices, toGoMm } = sweep
  for (let k = choices.aisle.length - 1; k >= 0; k--) {
    crossBackward(sweep, k)
    for (let block = choices.blocks - 1; block >= 0; block--) walkBackward(sweep, k, block)
  }
  return (toGoMm[sweep.start] as number) + demandMm(sweep)
}

/** What the whole demand is worth. */
export const demandMm = ({ choices, price }: PricedSweep): number =>
  price.reduce((sum, each, sku) => sum + each * (choices.demand[sku] as number), 0)

const reduceChoices = ({ bestChoice, bestMm, choices, open, price, reducedMm }: PricedSweep): void => {
  const { first, gainFirst, gainSku, gainUnits, mayPass, mm, parent, way } = choices
  bestMm.fill(Number.POSITIVE_INFINITY)
  for (let subAisle = 0; subAisle + 1 < first.length; subAisle++) {
    const at = subAisle * ALL_WAYS
    if (mayPass[subAisle] === 1) bestMm[at + NOT_WALKED] = 0
    const to = first[subAisle + 1] as number
    for (let choice = first[subAisle] as number; choice < to; choice++) {
      const shorter = parent[choice] as number
      let reduced = mm[choice] as number
      if (shorter >= 0) reduced += (reducedMm[shorter] as number) - (mm[shorter] as number)
      const gainTo = gainFirst[choice + 1] as number
      for (let gain = gainFirst[choice] as number; gain < gainTo; gain++) {
        reduced -= (price[gainSku[gain] as number] as number) * (gainUnits[gain] as number)
      }
      reducedMm[choice] = reduced
      const slot = at + (way[choice] as number)
      if (open[choice] === 0 || reduced >= (bestMm[slot] as number)) continue
      bestMm[slot] = reduced
      bestChoice[slot] = choice
    }
  }
}

const walkBackward = ({ arcs, bestMm, choices, onwardMm, toGoMm }: PricedSweep, k: number, block: number): void => {
  const { kinds } = arcs
  const subAisle = k * choices.blocks + block
  const isLast = block + 1 === choices.blocks
  const next = isLast ? onwardMm : toGoMm
  const nextAt = isLast ? k * kinds : (subAisle + 1) * kinds
  const walked = arcs.walked[block] as Int32Array
  for (let kind = 0; kind < kinds; kind++) {
    let least = Number.POSITIVE_INFINITY
    for (let way = 0; way < ALL_WAYS; way++) {
      const to = walked[kind * ALL_WAYS + way] as number
      const mm = (next[nextAt + to] as number) + (bestMm[subAisle * ALL_WAYS + way] as number)
      if (mm < least) least = mm
    }
    toGoMm[subAisle * kinds + kind] = least
  }
}

const crossBackward = (sweep: PricedSweep, k: number): void => {
  const { arcs, choices, onwardMm, stepMm, toGoMm } = sweep
  const { kinds, onFirst, onTo, walks } = arcs
  const isLast = k + 1 === choices.aisle.length
  const nextAt = (k + 1) * choices.blocks * kinds
  for (let kind = 0; kind < kinds; kind++) {
    let least = mayEnd(sweep, k, kind) ? 0 : Number.POSITIVE_INFINITY
    const to = isLast ? 0 : (onFirst[kind + 1] as number)
    for (let arc = onFirst[kind] as number; arc < to; arc++) {
      const on = onTo[arc] as number
      const mm =
        (walks[on] as number) * (stepMm[k + 1] as number) + (toGoMm[nextAt + arriving(sweep, k + 1, on)] as number)
      if (mm < least) least = mm
    }
    onwardMm[k * kinds + kind] = least
  }
}

/** Adds to `units`, per SKU, what the cheapest walk takes. Call after `backward`. */
export const addCheapestUnits = (sweep: PricedSweep, units: Float64Array): void => {
  const { arcs, bestChoice, bestMm, choices, onwardMm, toGoMm } = sweep
  const { kinds } = arcs
  let kind = sweep.start
  for (let k = 0; k < choices.aisle.length; k++) {
    for (let block = 0; block < choices.blocks; block++) {
      const subAisle = k * choices.blocks + block
      const isLast = block + 1 === choices.blocks
      const next = isLast ? onwardMm : toGoMm
      const nextAt = isLast ? k * kinds : (subAisle + 1) * kinds
      const walked = arcs.walked[block] as Int32Array
      const wantedMm = toGoMm[subAisle * kinds + kind] as number
      let way = 0
      while (way < NOT_WALKED) {
        const to = walked[kind * ALL_WAYS + way] as number
        if ((next[nextAt + to] as number) + (bestMm[subAisle * ALL_WAYS + way] as number) === wantedMm) break
        way++
      }
      if (way < NOT_WALKED) addUnits(choices, bestChoice[subAisle * ALL_WAYS + way] as number, units)
      kind = walked[kind * ALL_WAYS + way] as number
    }
    const on = cheapestOn(sweep, k, kind)
    if (on < 0) return
    kind = on
  }
}

/** The kind in which the cheapest walk comes to the next aisle; -1 when it ends here. */
const cheapestOn = (sweep: PricedSweep, k: number, kind: number): number => {
  const { arcs, choices, onwardMm, stepMm, toGoMm } = sweep
  const wantedMm = onwardMm[k * arcs.kinds + kind] as number
  if (k + 1 === choices.aisle.length || (wantedMm === 0 && mayEnd(sweep, k, kind))) return -1
  const nextAt = (k + 1) * choices.blocks * arcs.kinds
  const to = arcs.onFirst[kind + 1] as number
  for (let arc = arcs.onFirst[kind] as number; arc < to; arc++) {
    const on = arcs.onTo[arc] as number
    const next = arriving(sweep, k + 1, on)
    const mm = (arcs.walks[on] as number) * (stepMm[k + 1] as number) + (toGoMm[nextAt + next] as number)
    if (mm === wantedMm) return next
  }
  return -1
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
