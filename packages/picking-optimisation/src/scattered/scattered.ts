/**
 * Where to take how much, and the walk: choose both at once, and say how good they are.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, type SolveOptions } from "@stowage/kernel/Stop"
import { allParts, branchOnWays, lookAtPairs, seekInPairs } from "./branchOnWays.ts"
import { evenPrices } from "./raisePrices.ts"
import { scatteredCharges, type ScatteredPlan } from "./ScatteredPlan.ts"
import { type ScatteredProblem, type ScatteredRefusal, scatteredRefusal } from "./ScatteredProblem.ts"
import { findBetter, priceAndMend } from "./findPlans.ts"
import {
  isProved,
  priceUnits,
  runOnce,
  type ScatteredSearch,
  startSearch,
  walkMm,
  wantedMm
} from "./ScatteredSearch.ts"
import { planOfPlaces, withFewStops } from "./scatteredTakes.ts"

/** A search that nobody stops ends after asking so often: about a second on hard problems. */
const asksUnasked = 5000

/**
 * What to take where and the walk to take it on, charged per aisle and cross-aisle. Of places that the walk passes
 * anyway, each SKU is taken from those with most of it.
 *
 * Runs until the plan is proved the best, or the caller stops it: asked some five thousand times a second, it then
 * gives the best plan so far, with a bound. Without a `stop` it ends by itself, `exhausted`, when it would have asked
 * 5,000 times: after about a second. `seed` (0 when not given) is drawn from in looking for plans; a proved plan may
 * differ by it in what is taken where, not in length. Refuses what `ScatteredRefusal` lists.
 *
 * Every unit is given a price, at which the walk of least cost less prices is a bound. Plans are made of the walks that
 * are cheapest while prices rise, and looked for by leaving out places and fetching anew. The prices that make the
 * bound highest tell which choices any better plan can make, and among these partial walks are kept that differ in what
 * is still to be taken: those within a narrow limit above the bound, then all. Over one block, walks are told apart by
 * the first two aisles that they walk through, and for the likeliest of these priced anew and searched for plans before
 * any is looked at whole; where partial walks are too many, by how they take a stretch of aisle. Exponential in the
 * number of SKUs at worst, and in that of cross-aisles as `frontierSweep` is.
 *
 * Source: the walks are those of Ratliff and Rosenthal (1983), Operations Research 31(3), as in Heßler and Irnich
 * (2024), Exact solution of the single-picker routing problem with scattered storage, INFORMS Journal on Computing
 * 36(6), who choose among them by integer programming; for prices see `raisePrices`, for labels `runLabels`, for plans
 * `refetchAlong` over one block and `refetch` over several, for halves `branchOnWays`.
 */
export const solveScattered = (
  problem: ScatteredProblem,
  options: Partial<SolveOptions> = {}
): Result.Result<Outcome<ScatteredPlan>, ScatteredRefusal> => {
  const refusal = scatteredRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { stop = afterIterations(asksUnasked) } = options
  const search = startSearch(problem, { ...options, stop })
  if (!isProved(search)) searchAll(search)
  const plan = withFewStops(problem, planOfPlaces(problem, search.sweep.choices, search.refetching.best))
  const charges = scatteredCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const proved = isProved(search)
  const bound = proved ? cost : Math.min(cost, search.boundMm)
  return Result.succeed({
    plan,
    cost,
    bound,
    charges,
    stoppedBy: proved ? "proved" : search.stopped && options.stop !== undefined ? "caller" : "exhausted"
  })
}

/** Most labels kept behind a sub-aisle when a plan is first looked for; fewer, where that finds most of them. */
const firstWidth = 200
const narrowWidth = 50
/** Labels of so many SKUs, or of one unit of each, are few enough to find most plans at once. */
const fewSkus = 12
/** Most labels when all better walks are looked at, soon and where that is all there is to hope for. */
const quickWidth = 1000
const wideWidth = 6000
/** Most pairs of aisles walked through that are searched for plans before any labels, and then; and looked at whole. */
const soonPairs = 30
const firstPairs = 60
/** Where prices come less near to the plan than that, halves do not come near either. */
const near = 0.95
/** With so few ways to have taken some of each demand, all can be looked at, by so many labels. */
const fewStates = 1e5
const widestWidth = 20_000

const hasFewLabels = ({ demands }: ScatteredProblem): boolean =>
  demands.length <= fewSkus || demands.every(({ quantity }) => quantity === 1)

const hasFewStates = ({ demands }: ScatteredProblem): boolean =>
  demands.reduce((states, { quantity }) => states * (quantity + 1), 1) <= fewStates

/** Prices, a good plan, and a run of labels within a narrow limit, which finds and proves most plans. */
const searchAll = (search: ScatteredSearch): void => {
  const { problem } = search
  firstPrices(search)
  if (isProved(search) || search.stopped) return
  const pairs = search.sweep.blocks === 1 ? allParts(search) : undefined
  if (pairs !== undefined) seekInPairs(search, pairs, soonPairs)
  if (isProved(search) || search.stopped) return
  runFirst(search)
  if (isProved(search) || search.stopped) return
  if (pairs === undefined && !hasFewLabels(problem)) findBetter(search, 10)
  if (pairs !== undefined) {
    seekInPairs(search, pairs, firstPairs)
    lookAtPairs(search, pairs, firstPairs)
  }
  findBetter(search, 300)
  priceUnits(search, 60)
  lookThrough(search, quickWidth)
  priceUnits(search, 140)
  findBetter(search, 1000)
  if (search.boundMm <= near * walkMm(search)) {
    lookThrough(search, wideWidth)
    if (hasFewStates(problem)) lookThrough(search, widestWidth)
  }
  if (!isProved(search) && !search.stopped) branchOnWays(search, pairs ?? allParts(search))
}

const firstPrices = (search: ScatteredSearch): void => {
  const { crossAisleYMm } = search.problem.floor
  const lengthMm = (crossAisleYMm.at(-1) as number) - (crossAisleYMm[0] as number)
  Object.assign(search.prices, evenPrices(search.sweep, lengthMm))
  search.boundMm = search.prices.boundMm
  priceAndMend(search, 60)
}

/** Labels within a narrow limit above the bound. */
const runFirst = (search: ScatteredSearch): void => {
  const { grainMm, prices, problem } = search
  const limitMm = Math.min(prices.boundMm * 1.01 + grainMm, wantedMm(search))
  const width = hasFewLabels(problem) ? narrowWidth : firstWidth
  const { cutMm, mm } = runOnce(search, prices.price, { limitMm, width, isWhole: false })
  if (search.stopped) return
  // Every walk within the limit that is better than the one found was looked at, but for those that were cut.
  const missedMm = Math.min(cutMm, mm <= limitMm ? Number.POSITIVE_INFINITY : limitMm + 1e-3 * grainMm)
  search.boundMm = Math.max(search.boundMm, Math.min(missedMm, walkMm(search)))
}

/** Looks at all walks that would be better, which proves the plan, unless that takes more labels than so many. */
const lookThrough = (search: ScatteredSearch, width: number): void => {
  if (isProved(search) || search.stopped) return
  const limitMm = wantedMm(search)
  const { cutMm } = runOnce(search, search.prices.price, { limitMm, width, isWhole: true })
  if (!search.stopped && cutMm === Number.POSITIVE_INFINITY) search.boundMm = walkMm(search)
}
