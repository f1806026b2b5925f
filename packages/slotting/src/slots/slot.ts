/**
 * Slotting: which SKU lives in which pick face.
 */
import type { Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { assignedBy } from "./assignedBy.ts"
import { assignUnless } from "./assign.ts"
import { boardFor } from "./boardFor.ts"
import { byIndex, nearestFirst } from "./cubePerOrderIndex.ts"
import { exchange } from "./exchange.ts"
import { outcomeOf } from "./outcomeOf.ts"
import { placesOf } from "./Places.ts"
import { cost, type SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import { boundOf, pairingBound } from "./slottingBound.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

export interface SlotOptions extends SolveOptions {
  /** How the floor is now. Where it breaks no rule the plan is never worse; else it is not looked at. */
  readonly current?: SlotPlan
}

/**
 * Slots all SKUs for least time a day, in milliseconds: the cube-per-order index, then pairwise interchange where
 * SKUs do not fit everywhere, must stand apart or together, or are ordered together. It begins with `current` where
 * that costs less, and keeps it where rules between SKUs leave no other plan that is found.
 *
 * Refuses what is ill-posed, too few faces, a SKU that fits no face, SKUs that contend for too few faces, with proof,
 * and rules between SKUs for which no plan is found, with proof in small problems. `stop` is asked for each SKU that is
 * placed, of an infinite cost while there is no plan, and then for each face looked at by the interchange. It ends the
 * search at once when `current` may be kept; else the first plan is made, as there is none to return, and its bound is
 * that of pairing alone. Nothing is drawn by chance, so the seed does not matter. Deterministic: ties break by SKU,
 * then face id. No SKUs give an empty plan.
 */
export const solve = (
  problem: SlottingProblem,
  { current, stop }: SlotOptions
): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  const kept = current && assignedBy(problem, board, current)
  const keptCost = current === undefined || kept === undefined ? Infinity : cost(problem, current)
  let stopped = false
  const isStopped = (): boolean => (stopped ||= stop({ iteration: 0, cost: keptCost }))
  const ordered = { berths: byIndex(problem, board), ranks: nearestFirst(board) }
  const made = assignUnless(problem, board, ordered, () => isStopped() && kept !== undefined)
  if (made !== undefined && Result.isFailure(made) && kept === undefined) return Result.fail(made.failure)
  const least = stopped ? pairingBound(board) : boundOf(board)
  const outcomes = [kept, made && Result.isSuccess(made) ? made.success : undefined]
    .filter((assigned) => assigned !== undefined)
    .map((assigned) => ({ assigned, outcome: outcomeOf(problem, board, assigned, "caller", least) }))
    .sort((a, b) => a.outcome.cost - b.outcome.cost)
  const { assigned, outcome: first } = outcomes[0]!
  if (stopped || first.stoppedBy === "proved" || stop({ iteration: 0, cost: first.cost })) return Result.succeed(first)
  const places = placesOf(problem, board)
  for (const [berth, rank] of assigned.entries()) places.put(berth, rank)
  const ended = exchange(problem, board, places, first.cost, stop)
  return Result.succeed(outcomeOf(problem, board, places.assigned, ended ? "caller" : "exhausted", least))
}
