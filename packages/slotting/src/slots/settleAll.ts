import { none, type Board } from "./Board.ts"
import { placesOf, type Places } from "./Places.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** Steps that a search takes at most; a dozen SKUs with rules between them need fewer. */
const mostSteps = 200_000

/** A plan, or none; `exhausted` when there is none at all. */
export interface Settled {
  readonly places: Places | undefined
  readonly exhausted: boolean
}

/**
 * Searches depth-first for any plan that breaks no rule: the berth with the fewest faces first, its faces from the
 * nearest. Gives up after 200,000 steps, and does not begin
 * where there are more pairs than that.
 */
export const settleAll = (problem: SlottingProblem, board: Board): Settled => {
  if (board.berthCount * board.faceCount > mostSteps) return { places: undefined, exhausted: false }
  const places = placesOf(problem, board)
  const fitting = Array.from({ length: board.berthCount }, (_, berth) => facesFor(board, berth))
  const order = Array.from(fitting.keys()).sort((a, b) => fitting[a]!.length - fitting[b]!.length || a - b)
  let steps = 0
  const settle = (depth: number): boolean => {
    const berth = order[depth]
    if (berth === undefined) return true
    for (const rank of fitting[berth]!) {
      if (steps++ > mostSteps) return false
      if (places.berthOn[rank] !== none || places.conflict(berth, rank) !== undefined) continue
      places.put(berth, rank)
      if (settle(depth + 1)) return true
      places.lift(berth)
    }
    return false
  }
  const found = settle(0)
  return { places: found ? places : undefined, exhausted: !found && steps <= mostSteps }
}

const facesFor = ({ faceCount, fits }: Board, berth: number): ReadonlyArray<number> =>
  Array.from({ length: faceCount }, (_, rank) => rank).filter((rank) => fits(berth, rank))
