/**
 * Where to take how much, and the walk: choose both at once, and say how good they are.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { choicesWithin } from "./choicesWithin.ts"
import { backward, pricedSweep, type PricedSweep } from "./pricedSweep.ts"
import { evenPrices, type PriceSearch, raisePrices } from "./raisePrices.ts"
import { runLabels } from "./scatteredLabels.ts"
import { scatteredCharges, type ScatteredPlan } from "./ScatteredPlan.ts"
import { type ScatteredProblem, type ScatteredRefusal, scatteredRefusal } from "./ScatteredProblem.ts"
import { planFromNearest, planOfChoices, withFewStops } from "./scatteredTakes.ts"
import { subAisleChoices } from "./subAisleChoices.ts"
import { type UnitsLeft, unitsLeft } from "./UnitsLeft.ts"

/**
 * What to take where and the walk to take it on, charged per aisle and cross-aisle. Of places that the walk passes
 * anyway, each SKU is taken from those with most of it.
 *
 * Runs until the plan is proved the best, or the caller stops it: asked some thousand times a second, it then gives the
 * best plan so far, with a bound. Nothing is drawn, so `seed` makes no difference. Refuses what `ScatteredRefusal`
 * lists.
 *
 * Every unit is given a price, at which the walk of least cost less prices is a bound; the prices that make it highest
 * tell which choices any good plan can make, and among these, partial walks are kept that differ in what is still to
 * be taken: first those within a narrow limit above the bound, then wider ones, until the best is found and nothing
 * below it was missed. Exponential in the number of SKUs at worst, and in that of cross-aisles as `frontierSweep` is.
 *
 * Source: the walks are those of Ratliff and Rosenthal (1983), Operations Research 31(3), as in Heßler and Irnich
 * (2024), Exact solution of the single-picker routing problem with scattered storage, INFORMS Journal on Computing
 * 36(6), who choose among them by integer programming; for prices see `raisePrices`, for labels `runLabels`.
 */
export const solveScattered = (
  problem: ScatteredProblem,
  options: Partial<SolveOptions> = {}
): Result.Result<Outcome<ScatteredPlan>, ScatteredRefusal> => {
  const refusal = scatteredRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const search = startSearch(problem, options.stop ?? whenExhausted)
  if (!isProved(search)) priceUnits(search)
  widen(search)
  const plan = withFewStops(problem, search.plan)
  const charges = scatteredCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const proved = isProved(search)
  const bound = proved ? cost : Math.min(cost, search.boundMm)
  return Result.succeed({
    plan,
    cost,
    bound,
    charges,
    stoppedBy: proved ? "proved" : search.stopped ? "caller" : "exhausted"
  })
}

/** The state of one search. */
interface Search {
  readonly problem: ScatteredProblem
  readonly sweep: PricedSweep
  readonly units: UnitsLeft
  readonly prices: PriceSearch
  /** Two walks of different length differ by at least this. */
  readonly grainMm: number
  plan: ScatteredPlan
  /** The choices it came from; none when it came from elsewhere. */
  chosen: ReadonlyArray<number>
  boundMm: number
  stopped: boolean
  /** Whether the caller ends the search; once he did, he is not asked again. */
  readonly asks: () => boolean
}

const startSearch = (problem: ScatteredProblem, stop: SolveOptions["stop"]): Search => {
  const choices = subAisleChoices(problem)
  const sweep = pricedSweep(problem, choices)
  let iteration = 0
  const search: Search = {
    problem,
    sweep,
    units: unitsLeft(choices.demand),
    prices: { boundMm: 0, price: new Float64Array(sweep.price.length), rounds: 0 },
    grainMm: grainOf(problem),
    plan: planFromNearest(problem),
    chosen: [],
    boundMm: 0,
    stopped: false,
    asks: () => {
      search.stopped ||= stop({ iteration: iteration++, cost: search.plan.route.walkMm })
      return search.stopped
    }
  }
  return search
}

/** The longest walk that would still be better than the plan. */
const wantedMm = ({ grainMm, plan }: Search): number => plan.route.walkMm - grainMm

const isProved = (search: Search): boolean => search.boundMm > wantedMm(search)

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

const priceUnits = (search: Search): void => {
  const { prices, sweep } = search
  const { crossAisleYMm } = search.problem.floor
  Object.assign(prices, evenPrices(sweep, (crossAisleYMm.at(-1) as number) - (crossAisleYMm[0] as number)))
  raisePrices(sweep, prices, {
    most: 200,
    targetMm: Number.POSITIVE_INFINITY,
    wanted: wantedMm(search),
    stop: search.asks
  })
  search.boundMm = prices.boundMm
}

/** Most labels kept behind a sub-aisle: to find and mend some plan, then to prove one, at first and at last. */
const WIDTHS = { rough: 50, first: 200, last: 200_000 }

/**
 * Runs labels within wider and wider limits above the bound until there is a plan, then up to what that plan walks,
 * with more and more of them.
 */
const widen = (search: Search): void => {
  const { grainMm, prices, sweep } = search
  let width = WIDTHS.first
  let limitMm = prices.boundMm * 1.01 + grainMm
  while (!isProved(search) && !search.asks() && width <= WIDTHS.last) {
    limitMm = Math.min(limitMm, wantedMm(search))
    const isWidest = limitMm === wantedMm(search)
    const { cutMm, mm } = runOnce(search, limitMm, width)
    if (search.stopped) return
    // Every walk within the limit that is better than the one found was looked at, but for those that were cut.
    const isFound = mm <= limitMm
    const missedMm = Math.min(cutMm, isFound ? Number.POSITIVE_INFINITY : limitMm + 1e-3 * grainMm)
    search.boundMm = Math.max(search.boundMm, Math.min(missedMm, search.plan.route.walkMm))
    if (isFound || isWidest) {
      if (isProved(search)) return
      polish(search)
      const limits = { most: 60, targetMm: search.plan.route.walkMm, wanted: wantedMm(search), stop: search.asks }
      sweep.open.set(sweep.choices.allowed)
      raisePrices(sweep, prices, limits)
      search.boundMm = Math.max(search.boundMm, prices.boundMm)
      width *= 4
      limitMm = Number.POSITIVE_INFINITY
      continue
    }
    if (search.chosen.length === 0) findSome(search)
    limitMm = prices.boundMm + 2.5 * (limitMm - prices.boundMm) + grainMm
  }
}

/** Some good plan, where the limits at first are too narrow for any: by few labels, within limits wide enough. */
const findSome = (search: Search): void => {
  for (const wide of [1.1, 1.3, 2]) {
    const limitMm = Math.min(wide * search.prices.boundMm + search.grainMm, wantedMm(search))
    if (search.chosen.length === 0 && !search.stopped) runOnce(search, limitMm, WIDTHS.rough)
  }
  polish(search)
}

/** One run at the best prices; the plan is the better one of what it finds and what there was. */
const runOnce = (search: Search, limitMm: number, width: number, isOpen = (_choice: number): boolean => true) => {
  const { grainMm, prices, problem, sweep, units } = search
  const { allowed } = sweep.choices
  for (let choice = 0; choice < allowed.length; choice++) {
    sweep.open[choice] = allowed[choice] === 1 && isOpen(choice) ? 1 : 0
  }
  sweep.price.set(prices.price)
  backward(sweep)
  const within = choicesWithin(sweep, limitMm)
  const run = runLabels(sweep, within, units, { limitMm, grainMm, width, stop: search.asks })
  if (run.choices.length > 0) {
    const plan = planOfChoices(problem, sweep.choices, run.choices)
    if (plan.route.walkMm < search.plan.route.walkMm) {
      search.plan = plan
      search.chosen = run.choices
    }
  }
  return run
}

/** Of so many aisles, each in turn is chosen anew at a time, and so are as many that stand together. */
const APART = 5

/**
 * Chooses anew in a part of the aisles at a time, the others keeping what they have or less, while that makes the walk
 * shorter.
 *
 * Source: Shaw (1998), Using constraint programming and local search methods to solve vehicle routing problems,
 * Principles and Practice of Constraint Programming, for letting go of a part and solving that as well as can be.
 */
const polish = (search: Search): void => {
  const { choices } = search.sweep
  const together = Math.ceil(choices.aisle.length / APART)
  const parts = Array.from({ length: APART }, (_, part) => [
    (k: number) => Math.floor(k / together) === part,
    (k: number) => k % APART === part
  ]).flat()
  let better = search.chosen.length > 0
  while (better && !isProved(search)) {
    better = false
    for (const isPart of parts) {
      if (search.stopped) return
      const kept = keptOrLess(search)
      const beforeMm = search.plan.route.walkMm
      const subAisles = choices.places.length
      const isOpen = new Uint8Array(choices.way.length)
      for (let subAisle = 0; subAisle < subAisles; subAisle++) {
        const part = isPart(Math.floor(subAisle / choices.blocks))
        if (part) isOpen.fill(1, choices.first[subAisle], choices.first[subAisle + 1])
      }
      runOnce(search, wantedMm(search), WIDTHS.rough, (choice) => isOpen[choice] === 1 || kept.has(choice))
      if (search.plan.route.walkMm < beforeMm) better = true
    }
  }
}

/** The choices of the plan and all shorter ones. */
const keptOrLess = ({ chosen, sweep }: Search): ReadonlySet<number> => {
  const kept = new Set<number>()
  for (const choice of chosen) {
    for (let each = choice; each >= 0; each = sweep.choices.parent[each] as number) kept.add(each)
  }
  return kept
}
