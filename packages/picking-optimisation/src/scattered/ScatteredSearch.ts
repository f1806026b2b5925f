/**
 * One search for a plan of scattered storage: what is known so far, and the steps it is made of.
 */
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { choicesWithin } from "./choicesWithin.ts"
import { backward, demandMm, pricedSweep, type PricedSweep } from "./pricedSweep.ts"
import { type PriceSearch, raisePrices } from "./raisePrices.ts"
import { fetchAll, mend, refetch, type RefetchSearch, refetchSearch, trim } from "./refetch.ts"
import { type LabelRun, runLabels } from "./scatteredLabels.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"
import { subAisleChoices } from "./subAisleChoices.ts"
import { sweepThrough } from "./sweepColumns.ts"
import { type UnitsLeft, unitsLeft } from "./UnitsLeft.ts"
import { visitCheapest, visitChosen } from "./visitCheapest.ts"
import { VisitedPlaces } from "./VisitedPlaces.ts"

/** The state of one search. */
export interface ScatteredSearch {
  readonly problem: ScatteredProblem
  readonly sweep: PricedSweep
  readonly units: UnitsLeft
  readonly places: VisitedPlaces
  readonly refetching: RefetchSearch
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
const turns = 8

export const startSearch = (
  problem: ScatteredProblem,
  { seed = 0, stop = whenExhausted }: Partial<SolveOptions>
): ScatteredSearch => {
  const choices = subAisleChoices(problem)
  const sweep = pricedSweep(problem, choices)
  const places = new VisitedPlaces(problem, choices)
  let iteration = 0
  let turn = 0
  const search: ScatteredSearch = {
    problem,
    sweep,
    units: unitsLeft(choices.demand, choices.skus),
    places,
    refetching: refetchSearch(places, choices.demand.subarray(0, choices.skus), random(seed)),
    prices: { boundMm: 0, price: new Float64Array(sweep.price.length), rounds: 0 },
    grainMm: grainOf(problem),
    boundMm: 0,
    stopped: false,
    asks: () => {
      search.stopped ||= stop({ iteration: iteration++, cost: walkMm(search) })
      return search.stopped
    },
    asksInTurn: () => (turn++ % turns === 0 ? search.asks() : search.stopped)
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

/** The cheapest walk of one round in so many is made a plan: at first, the same over several blocks, and in a part. */
const mendEvery = { first: 5, overBlocks: 24, part: 3 }
/** Over several blocks a try takes so many times as long, as there are more kinds of partial walk. */
const slower = 8

/** Raises prices, and makes plans of walks that are cheapest on the way. */
export const priceAndMend = (search: ScatteredSearch, most: number): void => {
  const { grainMm, places, prices, refetching, sweep } = search
  const every = sweep.blocks === 1 ? mendEvery.first : mendEvery.overBlocks
  raisePrices(sweep, prices, {
    most,
    targetMm: Number.POSITIVE_INFINITY,
    wanted: wantedMm(search),
    stop: () => search.asksInTurn() || prices.boundMm > refetching.bestMm - grainMm,
    seen: (round) => {
      if (round % every !== 0) return
      visitCheapest(sweep, places)
      mend(refetching, worthOf(sweep, sweep.price))
    }
  })
  search.boundMm = Math.max(search.boundMm, prices.boundMm)
}

/** Raises prices in a part of all walks, and makes plans of its cheapest. */
export const raiseAndMend = (search: ScatteredSearch, inPart: PriceSearch, most: number): void => {
  const { places, refetching, sweep } = search
  raisePrices(sweep, inPart, {
    most,
    targetMm: walkMm(search),
    wanted: wantedMm(search),
    stop: search.asksInTurn,
    seen: (round) => {
      if (round % mendEvery.part !== mendEvery.part - 1) return
      visitCheapest(sweep, places)
      mend(refetching, worthOf(sweep, sweep.price))
    }
  })
}

/** Looks for a better plan, with SKUs worth about these prices, until so many tries in a row find none: fewer over several blocks. */
export const findBetter = (search: ScatteredSearch, patience: number, price = search.prices.price): void => {
  const { refetching, sweep } = search
  if (isProved(search) || search.stopped) return
  refetch(refetching, worthOf(sweep, price), {
    patience: sweep.blocks === 1 ? patience : Math.ceil(patience / slower),
    wantedMm: search.boundMm + search.grainMm,
    stop: search.asksInTurn,
    visitOther: () => visitAtOtherPrices(search, price)
  })
}

/** Visits what the walk passes that is cheapest at prices about these, none of them more than doubled. */
const visitAtOtherPrices = ({ places, refetching, sweep }: ScatteredSearch, price: Float64Array): void => {
  const { chance } = refetching
  const all = 0.6 + 0.8 * chance.next()
  for (let sku = 0; sku < price.length; sku++) sweep.price[sku] = (price[sku] as number) * all * (0.5 + chance.next())
  backward(sweep)
  visitCheapest(sweep, places)
}

/** What a unit of each SKU is worth, all that follows from its demand included; a little, when it is worth nothing. */
const worthOf = ({ choices }: PricedSweep, price: Float64Array): Float64Array => {
  const { demand, rounded, skus } = choices
  const worth = price.slice(0, skus)
  for (const [index, { sku }] of rounded.entries()) {
    const all = (price[skus + index] as number) * (demand[skus + index] as number)
    worth[sku] = (worth[sku] as number) + all / (demand[sku] as number)
  }
  const mean = worth.reduce((sum, each) => sum + each, 0) / skus
  return worth.map((each) => each + (mean > 0 ? 0.05 * mean : 1))
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
