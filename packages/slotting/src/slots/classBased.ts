import type { Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import * as Result from "effect/Result"
import { assign } from "./assign.ts"
import { boardFor } from "./boardFor.ts"
import { byIndex, nearestFirst } from "./cubePerOrderIndex.ts"
import { outcomeOf } from "./outcomeOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlotRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** Which part of the SKUs is in each class but the last, from the most visited on; and where chance comes from. */
export interface ClassPolicy {
  /** `[0.2, 0.5]`: the first fifth of the SKUs, up to the half, and the rest. */
  readonly shares: ReadonlyArray<number>
  readonly seed: number
}

/**
 * Class-based storage: SKUs are in classes by cube-per-order index, and the faces in as many zones, nearest first, each
 * as large as its class; within its zone a SKU is anywhere, by chance. Where a zone has no face that fits, the nearest
 * that does is taken.
 *
 * With one class it is random storage, with as many as SKUs full turnover; two to four have most of what there is to
 * gain, and a SKU moves only when it changes its class. The same problem and seed give the same plan.
 *
 * Sources: Hausman, Schwarz and Graves (1976), Optimal storage assignment in automatic warehousing systems, Management
 * Science 22; Petersen, Aase and Heiser (2004).
 */
export const classBased = (
  problem: SlottingProblem,
  { seed, shares }: ClassPolicy
): Result.Result<Outcome<SlotPlan>, SlotRefusal> => {
  const posed = boardFor(problem)
  if (Result.isFailure(posed)) return Result.fail(posed.failure)
  const board = posed.success
  const chance = random(seed)
  const ends = [...shares.map((share) => Math.round(share * board.berthCount)), board.berthCount]
  const mixed = (items: Int32Array): Int32Array => {
    let start = 0
    const zones = ends.map((end) => {
      const zone = chance.shuffle(Array.from(items.subarray(start, Math.max(start, end))))
      start = Math.max(start, end)
      return zone
    })
    return Int32Array.from([...zones.flat(), ...items.subarray(start)])
  }
  const answer = assign(problem, board, mixed(byIndex(problem, board)), mixed(nearestFirst(board)))
  return Result.map(answer, (assigned) => outcomeOf(problem, board, assigned, "exhausted"))
}
