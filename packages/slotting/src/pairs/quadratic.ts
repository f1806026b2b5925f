/**
 * Quadratic assignment: which item goes where, when items have to do with each other.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { gilmoreLawler } from "./gilmoreLawler.ts"
import { placedItems } from "./PlacedItems.ts"
import { quadraticExact } from "./quadraticExact.ts"
import { quadraticMemetic } from "./quadraticMemetic.ts"
import { type QuadraticModel, quadraticModel } from "./QuadraticModel.ts"
import { type QuadraticPlan, quadraticCharges } from "./QuadraticPlan.ts"
import { type QuadraticProblem, type QuadraticRefusal, quadraticRefusal } from "./QuadraticProblem.ts"
import { descend } from "./robustTabu.ts"

/** Up to so many places, the best of all is looked for first. */
const fewPlaces = 12

/** What two sums of the same numbers in different order may differ by, as a part of either. */
const rounding = 1e-9

/**
 * Puts every item in a place of its own so that flows have short ways: exactly where places are few, else by a search
 * that goes on until `stop` says so, or many populations have brought nothing better. The bound is Gilmore and
 * Lawler's, and the cost itself when proved. Charges name items by number.
 *
 * Refuses tables that are not square, entries below 0 or no numbers, and more items than places. No items give an empty
 * plan. The same seed gives the same plan. `stop` is asked every hundred thousand pairs of items or so.
 */
export const solveQuadratic = (
  problem: QuadraticProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<QuadraticPlan>, QuadraticRefusal> => {
  const refusal = quadraticRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const model = quadraticModel(problem)
  const asked = (place: Int32Array): Outcome<QuadraticPlan> => outcomeOf(problem, model, place, "exhausted")
  const placed = placedItems(
    model,
    Int32Array.from({ length: model.size }, (_, item) => item)
  )
  descend(placed)
  const first = asked(placed.place)
  if (first.stoppedBy === "proved") return Result.succeed(first)
  if (model.size <= fewPlaces) {
    const { place, stopped } = quadraticExact(model, placed, stop)
    return Result.succeed(outcomeOf(problem, model, place, stopped ? "caller" : "proved"))
  }
  const { place, stopped } = quadraticMemetic(model, placed.place, random(seed), stop)
  return Result.succeed(outcomeOf(problem, model, place, stopped ? "caller" : "exhausted"))
}

const outcomeOf = (
  problem: QuadraticProblem,
  model: QuadraticModel,
  place: Int32Array,
  stoppedBy: Outcome<QuadraticPlan>["stoppedBy"]
): Outcome<QuadraticPlan> => {
  const plan = { places: Array.from(place.subarray(0, model.items)) }
  const charges = quadraticCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const least = stoppedBy === "proved" ? cost : gilmoreLawler(model)
  const isProved = cost - least <= rounding * cost
  return { plan, cost, bound: isProved ? cost : least, charges, stoppedBy: isProved ? "proved" : stoppedBy }
}
