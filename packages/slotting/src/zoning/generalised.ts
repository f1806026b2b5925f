/**
 * Generalised assignment: which item goes to which zone, when zones have only so much room.
 */
import { sumOfCharges, type Outcome, type StoppedBy } from "@stowage/kernel/Outcome"
import { type Random, random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { annealZones, type BestZones, zonedItems } from "./annealZones.ts"
import { generalisedExact } from "./generalisedExact.ts"
import { type GeneralisedModel, generalisedModel, wholeAbove } from "./GeneralisedModel.ts"
import { type GeneralisedPlan, generalisedCharges } from "./GeneralisedPlan.ts"
import { type GeneralisedProblem, generalisedRefusal, type GeneralisedRefusal } from "./GeneralisedProblem.ts"
import { reassignZones, zonePlan } from "./reassignZones.ts"
import { type RoomPrices, roomPrices } from "./roomPrices.ts"

/** Zones looked at in the search for a proof, all nodes together: before there is a plan by chance and after. */
const looksBefore = 20_000
const looksAfter = 1_600_000

/** Coolings for a first plan, and the moves per item of the first; each after that is twice as long. */
const coolings = 6
const movesPerItem = 2_000

/** Rounds of sharing out anew, of which so many may bring nothing, and their searches; each is twice as long. */
const roundsAtMost = 10
const roundsInVain = 6
const searchesPerItem = 20
const searchesAtMost = 1_000

/** Searches between two questions whether to stop. */
const stride = 4

/** How a search goes on: what is known so far, and whether it is the best, or there is no more time. */
interface Search {
  readonly model: GeneralisedModel
  readonly options: SolveOptions
  readonly best: BestZones
  prices: RoomPrices
  /** No plan costs less. */
  bound: number
  iteration: number
  isProved: boolean
  isStopped: boolean
}

/**
 * Gives every item a zone, for the least cost. Room and items are priced first, which gives the bound. A first plan
 * comes from annealing along the edge of what fits; then a few items of a few zones are shared out anew, exactly,
 * thousands of times. Branch and bound proves the best where it can.
 *
 * Refuses tables of unequal rows, entries below 0, an item that fits nowhere, items that do not fit together
 * (`RoomContended`, proved), and says `NoPlanFound` when it was stopped or ended before one was found. No items give an
 * empty plan. The same seed gives the same plan. `stop` is asked every few thousand moves or nodes.
 */
export const solveGeneralised = (
  problem: GeneralisedProblem,
  options: SolveOptions
): Result.Result<Outcome<GeneralisedPlan>, GeneralisedRefusal> => {
  const refusal = generalisedRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const model = generalisedModel(problem)
  const best: BestZones = { zone: undefined, cost: Infinity }
  const prices = roomPrices(model, guess(model))
  const { bound } = prices
  const search: Search = { model, options, best, prices, bound, iteration: 0, isProved: false, isStopped: false }
  prove(search, looksBefore)
  const chance = random(options.seed)
  if (!search.isProved && !search.isStopped) findFirst(search, chance)
  if (!search.isProved && !search.isStopped && best.zone !== undefined) {
    search.prices = roomPrices(model, best.cost)
    prove(search, looksAfter)
    if (!search.isProved && !search.isStopped) shareOutAnew(search, chance)
  }
  if (best.zone === undefined) {
    return Result.fail({ _tag: search.isProved ? "RoomContended" : "NoPlanFound", items: model.items })
  }
  const stoppedBy = search.isProved ? "proved" : search.isStopped ? "caller" : "exhausted"
  return Result.succeed(outcomeOf(problem, model, best.zone, search.bound, stoppedBy))
}

const prove = (search: Search, looks: number): void => {
  const { best, model, options, prices } = search
  const nodesAtMost = Math.ceil(looks / Math.max(1, model.zones))
  const isStopped = (): boolean => {
    search.isStopped ||= options.stop({ iteration: search.iteration++, cost: best.cost })
    return search.isStopped
  }
  const { bound, isAll } = generalisedExact(model, prices, best, { isStopped, nodesAtMost })
  search.bound = Math.max(search.bound, bound)
  search.isProved = isAll || wholeAbove(model, search.bound) >= best.cost - 1e-9
}

/** Anneals until there is a plan that keeps to all capacities. */
const findFirst = (search: Search, chance: Random): void => {
  const { best, model, options, prices } = search
  const zoned = zonedItems(model, prices)
  zoned.iteration = search.iteration
  const hot = heatOf(model, prices) / 2
  let moves = movesPerItem * model.items
  for (let cooling = 0; cooling < coolings && !search.isStopped; cooling++, moves *= 2) {
    search.isStopped = annealZones(zoned, best, chance, options.stop, { hot, cold: hot / 10, moves })
    if (best.zone !== undefined) break
  }
  search.iteration = zoned.iteration
}

/** Shares out anew, cooling down in each round, until rounds bring nothing any more. */
const shareOutAnew = (search: Search, chance: Random): void => {
  const { best, model, options, prices } = search
  const plan = zonePlan(model, prices, best.zone!)
  const hot = 0.4 * heatOf(model, prices)
  const least = wholeAbove(model, search.bound)
  let searches = Math.min(searchesAtMost, searchesPerItem * model.items)
  let vain = 0
  for (let round = 0; round < roundsAtMost && vain < roundsInVain; round++, searches *= 2) {
    const before = best.cost
    for (let made = 0; made < searches; made++) {
      if (made % stride === 0 && options.stop({ iteration: search.iteration++, cost: best.cost })) {
        search.isStopped = true
        return
      }
      reassignZones(plan, chance, made > 0.9 * searches ? 0 : hot * (1 - made / searches) ** 2)
      if (plan.cost >= best.cost - 1e-7) continue
      best.cost = plan.cost
      best.zone = plan.zone.slice()
      search.isProved = least >= best.cost - 1e-7
      if (search.isProved) return
    }
    vain = best.cost < before ? 0 : vain + 1
  }
}

/** What a plan may cost: every item where it is dearest. */
const guess = ({ cost, items, zones }: GeneralisedModel): number => {
  let sum = 0
  for (let item = 0; item < items; item++) {
    let most = 0
    for (let at = item * zones; at < (item + 1) * zones; at++)
      if (cost[at]! < Infinity) most = Math.max(most, cost[at]!)
    sum += most
  }
  return sum
}

/** How much dearer by price an item's second zone is than its first, on average. */
const heatOf = ({ items, zones }: GeneralisedModel, { priced }: RoomPrices): number => {
  let sum = 0
  for (let item = 0; item < items; item++) {
    const [first = 0, second = first] = priced.slice(item * zones, (item + 1) * zones).sort()
    if (second < Infinity) sum += second - first
  }
  return Math.max(sum / Math.max(1, items), 1e-6)
}

const outcomeOf = (
  problem: GeneralisedProblem,
  model: GeneralisedModel,
  zone: Int32Array,
  bound: number,
  stoppedBy: StoppedBy
): Outcome<GeneralisedPlan> => {
  const plan = { zones: Array.from(zone) }
  const charges = generalisedCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const least = Math.max(0, wholeAbove(model, bound))
  const isProved = stoppedBy === "proved" || least >= cost
  return { plan, cost, bound: isProved ? cost : least, charges, stoppedBy: isProved ? "proved" : stoppedBy }
}
