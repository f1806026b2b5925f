import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { none, type Board } from "./Board.ts"
import { placesOf, type Assigned } from "./Places.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * The ranks that a plan gives to the berths; undefined when it breaks a rule, or leaves a berth without a face. Time
 * O(SKUs + faces), and that of the rules between SKUs.
 */
export const assignedBy = (problem: SlottingProblem, board: Board, { assignments }: SlotPlan): Assigned | undefined => {
  const { faces, skus } = problem
  const berths = new Map<Sku, Array<number>>(skus.map(({ sku }) => [sku, []]))
  for (const [berth, at] of board.skuAt.entries()) berths.get(skus[at]!.sku)!.push(berth)
  const rankOf = new Map<LocationId, number>(Array.from(board.faceAt, (at, rank) => [faces[at]!.face, rank]))
  const places = placesOf(problem, board)
  for (const { face, sku } of assignments) {
    const [rank, waiting] = [rankOf.get(face), berths.get(sku)]
    if (rank === undefined || waiting === undefined || places.berthOn[rank] !== none) return undefined
    const index = waiting.findIndex((berth) => board.fits(berth, rank))
    if (index === -1) return undefined
    places.put(waiting.splice(index, 1)[0]!, rank)
  }
  for (const [berth, rank] of places.assigned.entries()) {
    if (rank === none || places.conflict(berth, rank) !== undefined) return undefined
  }
  return places.assigned
}
