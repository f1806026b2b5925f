/**
 * The least any slotting could cost.
 */
import { boardOf, type Board } from "./Board.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * Milliseconds a day below which no plan costs; the largest of three relaxations:
 *
 * - **pairing**, as if every SKU fitted every face: most visits to the nearest face, and so on down both lists.
 *   Pairing two lists in opposite orders minimises the sum of products, so this is the optimum when all do fit.
 * - the same for the SKUs of each handling class with the faces that take it, as if classes did not share faces.
 * - each SKU alone in the nearest face that fits it.
 *
 * Time O((n + f) log (n + f) + c · f) and, for the last, O(n · f) at worst. Faces must not be fewer than the SKUs
 * ask for.
 *
 * Source: Hardy, Littlewood and Pólya (1934), Inequalities, theorem 368 (rearrangement).
 */
export const slottingBound = (problem: SlottingProblem): number => {
  const board = boardOf(problem)
  const all = Array.from({ length: board.berthCount }, (_, berth) => berth)
  return Math.max(
    paired(board, all, () => true),
    pairedByClass(problem, board, all),
    eachAlone(board, all)
  )
}

const paired = (board: Board, berths: ReadonlyArray<number>, takes: (rank: number) => boolean): number => {
  const weights = berths.map((berth) => board.weight[berth]!).sort((a, b) => b - a)
  let millis = 0
  let rank = 0
  for (const weight of weights) {
    while (rank < board.faceCount && !takes(rank)) rank++
    if (rank < board.faceCount) millis += weight * board.millis[rank++]!
  }
  return millis
}

const pairedByClass = (problem: SlottingProblem, board: Board, all: ReadonlyArray<number>): number => {
  const classOf = (berth: number): string => problem.skus[board.skuAt[berth]!]!.handlingClass
  let millis = 0
  for (const handlingClass of new Set(all.map(classOf))) {
    const berths = all.filter((berth) => classOf(berth) === handlingClass)
    millis += paired(board, berths, (rank) =>
      problem.faces[board.faceAt[rank]!]!.handlingClasses.includes(handlingClass)
    )
  }
  return millis
}

const eachAlone = (board: Board, all: ReadonlyArray<number>): number => {
  let millis = 0
  for (const berth of all) {
    let rank = 0
    while (rank < board.faceCount && !board.fits(berth, rank)) rank++
    if (rank < board.faceCount) millis += board.weight[berth]! * board.millis[rank]!
  }
  return millis
}
