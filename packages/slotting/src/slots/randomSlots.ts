import type { Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import { boardFor } from "./boardFor.ts"
import { outcomeOf } from "./outcomeOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * SKUs in random order, each to a random free face that fits: what a warehouse looks like that never slotted. The naive
 * plan that others are measured against. The same problem and seed give the same plan.
 */
export const randomSlots = (problem: SlottingProblem, seed: number): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  const chance = random(seed)
  const shuffled = (count: number): Int32Array =>
    Int32Array.from(chance.shuffle(Array.from({ length: count }, (_, index) => index)))
  const answer = assign(problem, board, shuffled(board.berthCount), shuffled(board.faceCount))
  return Result.map(answer, (assigned) => outcomeOf(problem, board, assigned, "exhausted"))
}
