/**
 * One search for a plan of scattered storage: what is known so far, and the steps it is made of.
 */
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { choicesWithin } from "./choicesWithin.ts"
import { backward, demandMm, type PricedSweep, pricedSweep } from "./pricedSweep.ts"
import { type PriceSearch, raisePrices } from "./raisePrices.ts"
import { fetchAll, type RefetchSearch, refetchSearch, trim } from "./refetch.ts"
import { type LabelRun, runLabels } from "./scatteredLabels.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { subAisleChoices } from "./subAisleChoices.ts"
import { type AlongSearch, alongSearch } from "./refetchAlong.ts"
import { sweepThrough } from "./sweepColumns.ts"
import { ThroughWalk } from "./ThroughWalk.ts"
import { type UnitsLeft, unitsLeft } from "./UnitsLeft.ts"
import { visitChosen } from "./visitCheapest.ts"
import { VisitedPlaces } from "./VisitedPlaces.ts"

/** The state of one search. */
export interface ScatteredSearch {
  readonly problem: ScatteredProblem
  readonly sweep: PricedSweep
  readonly units: UnitsLeft
  readonly places: VisitedPlaces
  readonly refetching: RefetchSearch
  /** Over one block, the search along walks through given aisles. */
  readonly along: AlongSearch | undefined
  readonly prices: PriceSearch
  /** Two walks of different length differ by at least this. */
  readonly grainMm: number
  boundMm: number
  stopped: boolean
  /** Whether the caller ends the search; once he did, he is not asked again. */
  readonly asks: () => boolean
  /** The same, asking him one time in so many, for what takes a small part of a millisecond. */
  readonly asksInTurn: () => boolean
}

/** A caller's clock may take as long to read as a quick round of search. */
const turns = { overBlock: 24, overBlocks: 8 }

export const startSearch = (
  problem: ScatteredProblem,
  { seed = 0, stop = whenExhausted }: Partial<SolveOptions>
): ScatteredSearch => {
  const choices = subAisleChoices(problem)
  const sweep = pricedSweep(problem, choices)
  const places = new VisitedPlaces(problem, choices)
  const demand = choices.demand.subarray(0, choices.skus)
  const chance = random(seed)
  let iteration = 0
  let turn = 0
  const each = sweep.blocks === 1 ? turns.overBlock : turns.overBlocks
  const search: ScatteredSearch = {
    problem,
    sweep,
    units: unitsLeft(choices.demand, choices.skus),
    places,
    refetching: refetchSearch(places, demand, chance),
    along: sweep.blocks === 1 ? alongSearch(new ThroughWalk(problem, places, demand), chance) : undefined,
    prices: { boundMm: 0, price: new Float64Array(sweep.price.length), rounds: 0 },
    grainMm: grainOf(problem),
    boundMm: 0,
    stopped: false,
    asks: () => {
      search.stopped ||= stop({ iteration: iteration++, cost: walkMm(search) })
      return search.stopped
    },
    asksInTurn: () => (turn++ % each === 0 ? search.asks() : search.stopped)
  }
  fetchAll(search.refetching)
  return search
}

/** The length of the best walk so far. */
export const walkMm = ({ refetching }: ScatteredSearch): number => refetching.bestMm

/** The longest walk that would still be better than the plan. */
export const wantedMm = (search: ScatteredSearch): number => walkMm(search) - search.grainMm

export const isProved = (search: ScatteredSearch): boolean => search.boundMm > wantedMm(search)

/**
 * What two walks of different length differ by at least: a round trip crosses every line twice or not at all, so on
 * whole numbers its length is even, and a multiple of twice what all positions are multiples of. Else a rounding.
 */
const grainOf = ({ candidates, floor }: ScatteredProblem): number => {
  const offsets = [
    ...floor.aisleXMm.map((xMm) => xMm - (floor.aisleXMm[0] as number)),
    ...[...floor.crossAisleYMm, ...candidates.map(({ yMm }) => yMm)].map(
      (yMm) => yMm - (floor.crossAisleYMm[0] as number)
    )
  ]
  const rounding = 1e-9 * offsets.reduce((sum, offset) => Math.max(sum, offset), 1)
  if (!offsets.every(Number.isSafeInteger)) return rounding
  const common = offsets.reduce((a, b) => gcd(a, b), 0)
  return 2 * common - rounding
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** Raises prices towards what the best walk is long. */
export const priceUnits = (search: ScatteredSearch, most: number): void => {
  const { prices, sweep } = search
  if (isProved(search) || search.stopped) return
  raisePrices(sweep, prices, {
    most,
    targetMm: walkMm(search),
    wanted: wantedMm(search),
    stop: search.asksInTurn
  })
  search.boundMm = Math.max(search.boundMm, prices.boundMm)
}

/** How far one run of labels goes. */
interface RunLimits {
  readonly limitMm: number
  readonly width: number
  readonly isWhole: boolean
}

/** One run at these prices; the best walk is the better one of what it finds and what there was. */
export const runOnce = (search: ScatteredSearch, price: Float64Array, limits: RunLimits): LabelRun => {
  const { grainMm, places, refetching, sweep, units } = search
  sweep.price.set(price)
  backward(sweep)
  const within = choicesWithin(sweep, limits.limitMm)
  const run = runLabels(sweep, within, units, { ...limits, grainMm, stop: search.asks })
  if (run.entries.length > 0) {
    visitChosen(places, within, run.entries)
    trim(refetching)
  }
  return run
}

/** Bars all ways that no better plan can take, as far as the best prices tell. */
export const barWays = (search: ScatteredSearch): void => {
  const { prices, sweep } = search
  sweep.price.set(prices.price)
  const slackMm = wantedMm(search) - demandMm(sweep)
  backward(sweep)
  sweepThrough(sweep)
  for (let slot = 0; slot < sweep.barred.length; slot++) {
    if ((sweep.restMm[slot] as number) + (sweep.wayMm[slot] as number) > slackMm) sweep.barred[slot] = 1
  }
}
