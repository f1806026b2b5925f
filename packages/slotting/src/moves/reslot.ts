/**
 * Re-slotting: which SKUs should change places so that rounds become short.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random, type Random } from "@stowage/kernel/Random"
import type { SolveOptions, Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { changeMm, mayChange, slottedRounds, type SlottedRounds, tryChange } from "./annealSlots.ts"
import { type ReslotPlan, reslotCharges } from "./ReslotPlan.ts"
import { type ReslotProblem, type ReslotRefusal, reslotRefusal } from "./ReslotProblem.ts"
import { roundBound, shortestFound } from "./roundRoute.ts"

/** Changes tried between two questions whether to stop. */
const stride = 64

/** Changes tried in the first cooling, for each there is, and at most; each cooling after that is twice as long. */
const triesOfEach = 4
const firstChangesAtMost = 20_000

/** Coolings, each from the best plan on and as hot as the first: less hot, they would end where that one did. So many may bring nothing. */
const coolings = 12
const coolingsInVain = 8

/**
 * Gives SKUs other places so that the rounds of a day are walked in the fewest millimetres, by annealing on walks that
 * are kept short as places change. No more SKUs are moved than the problem allows; it is never worse than leaving all
 * where they are. The bound is what each round walks to its farthest place, as near as places are.
 *
 * Refuses walks that are no lengths or not the same both ways, unknown places, places with two tenants, and rounds of
 * unknown SKUs. No rounds leave everything where it is. The same seed gives the same plan. `stop` is asked every 64
 * changes tried.
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220.
 */
export const solveReslot = (
  problem: ReslotProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<ReslotPlan>, ReslotRefusal> => {
  const refusal = reslotRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const chance = random(seed)
  const slotted = slottedRounds(problem)
  const search: Search = {
    slotted,
    chance,
    stop,
    best: slotted.place.slice(),
    bestMm: slotted.lengthMm,
    iteration: 0,
    price: 0
  }
  const stopped = annealAll(search, problem)
  const asked = outcomeOf(problem, Array.from(search.best), chance, stopped)
  const stay = outcomeOf(problem, Array.from(slotted.origin), chance, stopped)
  return Result.succeed(asked.cost < stay.cost ? asked : stay)
}

interface Search {
  slotted: SlottedRounds
  readonly chance: Random
  readonly stop: Stop
  best: Int32Array
  bestMm: number
  iteration: number
  /** What a SKU moved beyond the limit costs: it rises while there are any, and falls while there are none. */
  price: number
}

const annealAll = (search: Search, problem: ReslotProblem): boolean => {
  const hot = heatOf(search)
  if (hot === 0) return false
  search.price = hot
  const { open, place } = search.slotted
  let changes = Math.min(firstChangesAtMost, triesOfEach * place.length * open.length)
  let vain = 0
  for (let cooling = 0; cooling < coolings && vain < coolingsInVain; cooling++, changes *= 2) {
    const before = search.bestMm
    if (cooling > 0) search.slotted = slottedAt(problem, search.best)
    if (anneal(search, hot, hot / 100, changes)) return true
    vain = search.bestMm < before ? 0 : vain + 1
  }
  return false
}

/** A third of what a change drawn makes rounds longer or shorter by, on average; 0 when nothing can be changed. */
const heatOf = ({ chance, slotted }: Search): number => {
  const { open, place } = slotted
  if (place.length === 0) return 0
  let sum = 0
  let count = 0
  for (let draw = 0; draw < 200; draw++) {
    const sku = chance.int(place.length)
    const to = open[chance.int(open.length)]!
    if (!mayChange(slotted, sku, to)) continue
    sum += Math.abs(changeMm(slotted, sku, to))
    count++
  }
  return count === 0 ? 0 : (0.3 * sum) / count
}

/** One cooling. Returns whether the caller stopped it. */
const anneal = (search: Search, hot: number, cold: number, changes: number): boolean => {
  const { chance, slotted, stop } = search
  const steps = Math.ceil(changes / stride)
  const factor = (cold / hot) ** (1 / steps)
  let heat = hot
  for (let step = 0; step < steps; step++, heat *= factor) {
    if (stop({ iteration: search.iteration++, cost: search.bestMm })) return true
    for (let tried = 0; tried < stride; tried++) {
      if (!tryChange(slotted, chance, heat, search.price) || slotted.moved > slotted.movedAtMost) continue
      if (slotted.lengthMm >= search.bestMm - 1e-6) continue
      search.bestMm = slotted.lengthMm
      search.best.set(slotted.place)
    }
    search.price *= slotted.moved > slotted.movedAtMost ? 1.03 : 0.97
  }
  return false
}

/** SKUs in these places, as moved from where they are. */
const slottedAt = (problem: ReslotProblem, places: Int32Array): SlottedRounds => {
  const usable = new Set([...problem.empty, ...problem.skus.map(({ place }) => place)])
  for (const place of places) usable.delete(place)
  const skus = problem.skus.map(({ mayBeAt, place, sku }, index) => ({
    sku,
    place: places[index]!,
    ...(mayBeAt === undefined ? {} : { mayBeAt: [...mayBeAt, place] })
  }))
  const slotted = slottedRounds({ ...problem, skus, empty: [...usable] })
  for (const [index, { place }] of problem.skus.entries()) {
    slotted.origin[index] = place
    if (places[index] !== place) slotted.moved++
  }
  return slotted
}

const outcomeOf = (
  problem: ReslotProblem,
  places: ReadonlyArray<number>,
  chance: Random,
  stopped: boolean
): Outcome<ReslotPlan> => {
  const walks = problem.rounds.map(({ skus }) =>
    shortestFound(
      problem,
      [...new Set(skus)].map((sku) => places[sku]!),
      chance
    )
  )
  const plan = { places, walks }
  const charges = reslotCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, roundBound(problem))
  const isProved = cost - bound <= 1e-9 * cost
  return {
    plan,
    cost,
    bound: isProved ? cost : bound,
    charges,
    stoppedBy: isProved ? "proved" : stopped ? "caller" : "exhausted"
  }
}
