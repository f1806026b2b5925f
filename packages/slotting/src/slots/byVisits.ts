import type { Outcome } from "@stowage/kernel/Outcome"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import { boardFor } from "./boardFor.ts"
import { nearestFirst } from "./cubePerOrderIndex.ts"
import { outcomeOf } from "./outcomeOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * The most-visited SKU takes the nearest faces that fit it, however many it asks for, then the next: full turnover.
 *
 * What most warehouses do by hand. Equal to the cube-per-order index when every SKU has one face; else a slow mover
 * with much stock never crowds out a fast one, but a fast one with much stock crowds out several. Ties break by SKU,
 * then face id. No SKUs give an empty plan. Time as `cubePerOrderIndex`.
 *
 * Source: Hausman, Schwarz and Graves (1976), Optimal storage assignment in automatic warehousing systems,
 * Management Science 22 (full-turnover assignment).
 */
export const byVisits = (problem: SlottingProblem): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  const { skus } = problem
  const berths = Int32Array.from({ length: board.berthCount }, (_, berth) => berth).sort((a, b) => {
    const first = skus[board.skuAt[a]!]!
    const second = skus[board.skuAt[b]!]!
    if (first === second) return a - b
    return second.visitsPerDay - first.visitsPerDay || (first.sku < second.sku ? -1 : 1)
  })
  const answer = assign(problem, board, berths, nearestFirst(board))
  return Result.map(answer, (assigned) => outcomeOf(problem, board, assigned, "exhausted"))
}
