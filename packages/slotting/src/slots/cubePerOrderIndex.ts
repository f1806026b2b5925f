import type { Outcome } from "@stowage/kernel/Outcome"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import type { Board } from "./Board.ts"
import { boardFor } from "./boardFor.ts"
import { outcomeOf } from "./outcomeOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import { facesOf, type SlotSku, type SlottingProblem } from "./SlottingProblem.ts"

/**
 * Faces per daily visit: the room a SKU needs for each time it is visited. Infinite without visits.
 *
 * Heskett counts the cube in volume; here faces are given whole, so the cube is counted in faces. For SKUs of one face
 * each the order is by visits.
 */
export const cubePerOrder = (sku: SlotSku): number => facesOf(sku) / sku.visitsPerDay

/**
 * The SKU with the lowest cube-per-order index takes the nearest faces that fit it, then the next.
 *
 * Least time of all plans when every SKU fits every face: each face of a SKU gets the inverse of its index in
 * visits, and pairing the two lists in opposite orders minimises the sum of products; then `bound` equals `cost`.
 * Where SKUs do not fit everywhere it is a heuristic. Ties break by SKU, then face id. No SKUs give an empty plan.
 * Time O(n log n) when all fit, O(n · f) and more for each SKU that others must make room for.
 *
 * Sources: Heskett (1963), Cube-per-order index: a key to warehouse stock location, Transportation and Distribution
 * Management 3; Kallina and Lynn (1976), Application of the cube-per-order index rule for stock location in a
 * distribution warehouse, Interfaces 7.
 */
export const cubePerOrderIndex = (problem: SlottingProblem): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  const answer = assign(problem, board, byIndex(problem, board), nearestFirst(board))
  return Result.map(answer, (assigned) => outcomeOf(problem, board, assigned, "exhausted"))
}

/** Berths by rising index, ties by SKU. */
export const byIndex = (problem: SlottingProblem, board: Board): Int32Array => {
  const skuOf = (berth: number): SlotSku => problem.skus[board.skuAt[berth]!]!
  return Int32Array.from({ length: board.berthCount }, (_, berth) => berth).sort((a, b) => {
    const byWeight = board.weight[b]! - board.weight[a]!
    if (byWeight !== 0 || board.skuAt[a] === board.skuAt[b]) return byWeight || a - b
    return skuOf(a).sku < skuOf(b).sku ? -1 : 1
  })
}

/** Ranks in their own order. */
export const nearestFirst = (board: Board): Int32Array =>
  Int32Array.from({ length: board.faceCount }, (_, rank) => rank)
