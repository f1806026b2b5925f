/**
 * Generalised assignment: which item goes to which zone, when zones have only so much room.
 */
import { sumOfCharges, type Outcome, type StoppedBy } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { annealZones, type BestZones, zonedItems } from "./annealZones.ts"
import { generalisedExact } from "./generalisedExact.ts"
import { type GeneralisedModel, generalisedModel, wholeAbove } from "./GeneralisedModel.ts"
import { type GeneralisedPlan, generalisedCharges } from "./GeneralisedPlan.ts"
import { type GeneralisedProblem, generalisedRefusal, type GeneralisedRefusal } from "./GeneralisedProblem.ts"
import { type RoomPrices, roomPrices } from "./roomPrices.ts"

/** Nodes of the search for a proof, before annealing and after its first cooling. */
const nodesBefore = 2_000
const nodesAfter = 200_000

/** Coolings without a better plan after which there is nothing left to try, and the moves per item of the first. */
const coolings = 8
const movesPerItem = 2_000

/**
 * Gives every item a zone, for the least cost: by annealing over moves and exchanges along the edge of what fits, and
 * by branch and bound where that can prove the best. Room is priced first, which gives the bound.
 *
 * Refuses tables of unequal rows, entries below 0, an item that fits nowhere, items that do not fit together
 * (`RoomContended`, proved), and says `NoPlanFound` when it was stopped or ended before one was found. No items give an
 * empty plan. The same seed gives the same plan. `stop` is asked every few thousand moves.
 */
export const solveGeneralised = (
  problem: GeneralisedProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<GeneralisedPlan>, GeneralisedRefusal> => {
  const refusal = generalisedRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const model = generalisedModel(problem)
  const best: BestZones = { zone: undefined, cost: Infinity }
  let prices = roomPrices(model, guess(model))
  let isProved = generalisedExact(model, prices, best, nodesBefore)
  let isStopped = false
  if (!isProved) {
    const chance = random(seed)
    const zoned = zonedItems(model, prices)
    const hot = heatOf(model, prices)
    let moves = movesPerItem * model.items
    for (let cooling = 0; cooling < coolings && !isProved && !isStopped; cooling++, moves *= 2) {
      const before = best.cost
      isStopped = annealZones(zoned, best, chance, stop, { hot, cold: hot / 10, moves })
      if (cooling === 0 && !isStopped) {
        prices = roomPrices(model, best.cost === Infinity ? guess(model) : best.cost)
        isProved = generalisedExact(model, prices, best, nodesAfter)
      }
      if (wholeAbove(model, prices.bound) >= best.cost - 1e-9) isProved = true
      if (best.cost < before) cooling = Math.min(cooling, 2)
    }
  }
  if (best.zone === undefined) {
    return Result.fail({ _tag: isProved ? "RoomContended" : "NoPlanFound", items: model.items })
  }
  const stoppedBy = isProved ? "proved" : isStopped ? "caller" : "exhausted"
  return Result.succeed(outcomeOf(problem, model, best.zone, prices.bound, stoppedBy))
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

/** Half of what an item's second zone is dearer by price than its first, on average. */
const heatOf = ({ items, zones }: GeneralisedModel, { priced }: RoomPrices): number => {
  let sum = 0
  for (let item = 0; item < items; item++) {
    const [first = 0, second = first] = priced.slice(item * zones, (item + 1) * zones).sort()
    if (second < Infinity) sum += second - first
  }
  return Math.max(sum / (2 * Math.max(1, items)), 1e-6)
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
