/**
 * The least any slotting could cost.
 */
import { boardOf, none, type Board } from "./Board.ts"
import { faceTreeOf } from "./FaceTree.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * Milliseconds a day below which no plan costs; the largest of three relaxations:
 *
 * - **pairing**, as if every SKU fitted every face: most visits to the nearest face, and so on down both lists.
 *   Pairing two lists in opposite orders minimises the sum of products, so this is the optimum when all do fit.
 * - the same for the SKUs that ask the same of a face but for room, with the faces that meet it, as if those did not
 *   share faces.
 * - each SKU alone in the nearest face that fits it.
 *
 * What joint orders walk is not counted, nor rules between SKUs. Time O((n + f) log (n + f) + c · f) for c different
 * kinds of SKU. Faces must not be fewer than the SKUs ask for.
 *
 * Source: Hardy, Littlewood and Pólya (1934), Inequalities, theorem 368 (rearrangement).
 */
export const slottingBound = (problem: SlottingProblem): number => boundOf(boardOf(problem))

/** As `slottingBound`, from the columns. */
export const boundOf = (board: Board): number => {
  const all = byWeight(board)
  return Math.max(
    paired(board, all, () => true),
    pairedByKind(board, all),
    eachAlone(board)
  )
}

/** The pairing alone: for when there is no time. Time O(n log n). */
export const pairingBound = (board: Board): number => paired(board, byWeight(board), () => true)

const byWeight = (board: Board): Int32Array =>
  Int32Array.from({ length: board.berthCount }, (_, berth) => berth).sort((a, b) => board.weight[b]! - board.weight[a]!)

/** `berths` by falling weight. */
const paired = (board: Board, berths: ArrayLike<number>, takes: (rank: number) => boolean): number => {
  let millis = 0
  let rank = 0
  for (let index = 0; index < berths.length; index++) {
    while (rank < board.faceCount && !takes(rank)) rank++
    if (rank < board.faceCount) millis += board.weight[berths[index]!]! * board.millis[rank++]!
  }
  return millis
}

const pairedByKind = (board: Board, all: Int32Array): number => {
  const { fitting, skuAt } = board
  const { asked, met, words } = fitting
  const kinds = new Map<string, Array<number>>()
  for (const berth of all) {
    const kind = asked.subarray(skuAt[berth]! * words, (skuAt[berth]! + 1) * words).join()
    const berths = kinds.get(kind)
    if (berths === undefined) kinds.set(kind, [berth])
    else berths.push(berth)
  }
  let millis = 0
  for (const berths of kinds.values()) {
    const sku = skuAt[berths[0]!]!
    const takes = (rank: number): boolean => {
      for (let word = 0; word < words; word++) {
        const bits = asked[sku * words + word]!
        if ((met[rank * words + word]! & bits) !== bits) return false
      }
      return true
    }
    millis += paired(board, berths, takes)
  }
  return millis
}

const eachAlone = (board: Board): number => {
  const tree = faceTreeOf(
    board,
    Int32Array.from({ length: board.faceCount }, (_, rank) => rank),
    0
  )
  let millis = 0
  for (let berth = 0; berth < board.berthCount; berth++) {
    const rank = tree.first(berth, 0, Infinity)
    if (rank !== none) millis += board.weight[berth]! * board.millis[rank]!
  }
  return millis
}
