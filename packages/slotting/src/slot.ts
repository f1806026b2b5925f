/**
 * Slotting: which SKU lives in which pick face.
 */
import type { Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import { boardFor } from "./boardFor.ts"
import { byIndex, nearestFirst } from "./cubePerOrderIndex.ts"
import { exchange } from "./exchange.ts"
import { outcomeOf } from "./outcomeOf.ts"
import { placesOf } from "./Places.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import { boundOf } from "./slottingBound.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * Slots all SKUs for least time a day, in milliseconds: the cube-per-order index, then pairwise interchange where
 * SKUs do not fit everywhere, must stand apart or together, or are ordered together.
 *
 * Refuses what is ill-posed, too few faces, a SKU that fits no face, SKUs that contend for too few faces, with proof,
 * and rules between SKUs for which no plan is found, with proof in small problems. `stop` is asked once there is a
 * plan, and then for each face looked at by the interchange; what comes before takes about 3 s for 50,000 SKUs. Nothing
 * is drawn by chance, so the seed does not matter. Deterministic: ties break by SKU, then face id. No SKUs give an
 * empty plan.
 */
export const solve = (
  problem: SlottingProblem,
  { stop }: SolveOptions
): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  return Result.map(assign(problem, board, byIndex(problem, board), nearestFirst(board)), (assigned) => {
    const least = boundOf(board)
    const first = outcomeOf(problem, board, assigned, "caller", least)
    if (first.stoppedBy === "proved" || stop({ iteration: 0, cost: first.cost })) return first
    const places = placesOf(problem, board)
    for (const [berth, rank] of assigned.entries()) places.put(berth, rank)
    const stopped = exchange(problem, board, places, first.cost, stop)
    return outcomeOf(problem, board, places.assigned, stopped ? "caller" : "exhausted", least)
  })
}
