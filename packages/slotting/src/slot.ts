/**
 * Slotting: which SKU lives in which pick face.
 */
import type { Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import { boardOf } from "./Board.ts"
import { byIndex, nearestFirst } from "./cubePerOrderIndex.ts"
import { exchange } from "./exchange.ts"
import { outcomeOf } from "./outcomeOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import { illPosed, type SlotRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * Slots all SKUs for least time a day, in milliseconds: the cube-per-order index, then pairwise interchange where
 * SKUs do not fit everywhere.
 *
 * Refuses what is ill-posed, too few faces, a SKU that fits no face, and SKUs that contend for too few faces, with
 * proof. `stop` is asked once for each face looked at by the interchange. Nothing is drawn by chance, so the seed
 * does not matter. Deterministic: ties break by SKU, then face id. No SKUs give an empty plan.
 */
export const solve = (
  problem: SlottingProblem,
  { stop }: SolveOptions
): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const refusal = illPosed(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const board = boardOf(problem)
  return Result.map(assign(problem, board, byIndex(problem, board), nearestFirst(board)), (assigned) => {
    const first = outcomeOf(problem, board, assigned, "exhausted")
    if (first.stoppedBy === "proved") return first
    const stopped = exchange(board, assigned, first.cost, stop)
    return outcomeOf(problem, board, assigned, stopped ? "caller" : "exhausted")
  })
}
