/**
 * From the numbers of a search to an outcome.
 */
import { sumOfCharges, type Outcome, type StoppedBy } from "@stowage/kernel/Outcome"
import type { Board } from "./Board.ts"
import type { Assigned } from "./Places.ts"
import { slotCharges, type SlotPlan } from "./SlotPlan.ts"
import { boundOf } from "./slottingBound.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** What two sums of the same numbers in different order may differ by, as a part of either. */
const rounding = 1e-9

/** The outcome with this assignment. Proved when its cost equals the bound, `least`, but for rounding. */
export const outcomeOf = (
  problem: SlottingProblem,
  board: Board,
  assigned: Assigned,
  otherwise: StoppedBy,
  least = boundOf(board)
): Outcome<SlotPlan> => {
  const assignments = Array.from(assigned, (rank, berth) => ({
    sku: problem.skus[board.skuAt[berth]!]!.sku,
    face: problem.faces[board.faceAt[rank]!]!.face
  }))
  const plan = { assignments }
  const charges = slotCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const proved = cost - least <= rounding * cost
  return { plan, cost, bound: proved ? cost : least, charges, stoppedBy: proved ? "proved" : otherwise }
}
