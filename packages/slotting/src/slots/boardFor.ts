import * as Result from "effect/Result"
import { boardOf, type Board } from "./Board.ts"
import { illPosedMeasures, noFaceFits, type SlotRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** The columns of a well-posed problem. */
export const boardFor = (problem: SlottingProblem): Result.Result<Board, SlotRefusal> => {
  const refusal = illPosedMeasures(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const board = boardOf(problem)
  const misfit = noFaceFits(problem, board)
  return misfit === undefined ? Result.succeed(board) : Result.fail(misfit)
}
