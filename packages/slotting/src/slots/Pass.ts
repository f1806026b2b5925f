/**
 * One attempt to place all berths.
 */
import { none, type Board } from "./Board.ts"
import { faceTreeOf, type FaceTree } from "./FaceTree.ts"
import { placesOf, type Places } from "./Places.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

export interface Pass {
  readonly board: Board
  readonly places: Places
  readonly ranks: Int32Array
  /** Position in `ranks` of each rank. */
  readonly positionOf: Int32Array
  /** The faces that nobody has; those that a search for room has not reached. */
  readonly free: FaceTree
  readonly unreached: FaceTree
}

/** Nobody is anywhere yet. `ranks` says which face is tried first. */
export const passOf = (problem: SlottingProblem, board: Board, ranks: Int32Array): Pass => {
  const positionOf = new Int32Array(ranks.length)
  for (const [position, rank] of ranks.entries()) positionOf[rank] = position
  return {
    board,
    places: placesOf(problem, board),
    ranks,
    positionOf,
    free: faceTreeOf(board, ranks, 0),
    unreached: faceTreeOf(board, ranks, 0)
  }
}

/** Puts a berth on a free face. */
export const take = ({ free, places, positionOf }: Pass, berth: number, rank: number): void => {
  places.put(berth, rank)
  free.weigh(positionOf[rank]!, Infinity)
}

/** Takes it away again. */
export const leave = ({ free, places, positionOf }: Pass, berth: number): void => {
  free.weigh(positionOf[places.assigned[berth]!]!, 0)
  places.lift(berth)
}

/** The first free face that fits and breaks no rule, of so many that fit. */
export const firstFree = ({ free, places, ranks }: Pass, berth: number, most: number): number => {
  let position = free.first(berth, 0, Infinity)
  for (let looked = 1; position !== none; looked++) {
    if (places.conflict(berth, ranks[position]!) === undefined) return ranks[position]!
    position = looked < most ? free.first(berth, position + 1, Infinity) : none
  }
  return none
}
