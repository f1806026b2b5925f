/**
 * Berth after berth to the first free face that fits, making room where there is none.
 */
import * as Result from "effect/Result"
import type { Board } from "./Board.ts"
import type { FacesContended } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** The rank of each berth's face. */
export type Assigned = Int32Array

/** Marks a face without a berth, a berth without a face. */
export const none = -1

/**
 * Gives each berth, in the order `berths`, the first free face in the order `ranks` that fits. When none is free,
 * others move along a chain of exchanges that ends in a free face; when there is no such chain, no plan gives all of
 * them a face, and the berths and faces reached prove it.
 *
 * Time O(berths · faces); for each berth that others make room for, O(faces) times the berths on the way that are
 * not harder to place than one before: usually one or two.
 *
 * Source: Berge (1957), Two theorems in graph theory, PNAS 43 (augmenting paths); Hall (1935), On representatives of
 * subsets, Journal of the London Mathematical Society 10.
 */
export const assign = (
  problem: SlottingProblem,
  board: Board,
  berths: Int32Array,
  ranks: Int32Array
): Result.Result<Assigned, FacesContended> => {
  const assigned: Assigned = new Int32Array(board.berthCount).fill(none)
  const berthOn = new Int32Array(board.faceCount).fill(none)
  let firstFree = 0
  for (const berth of berths) {
    while (firstFree < ranks.length && berthOn[ranks[firstFree]!] !== none) firstFree++
    let at = firstFree
    while (at < ranks.length && (berthOn[ranks[at]!] !== none || !board.fits(berth, ranks[at]!))) at++
    const rank = ranks[at]
    if (rank !== undefined) {
      assigned[berth] = rank
      berthOn[rank] = berth
      continue
    }
    const contended = makeRoom(board, berth, ranks, assigned, berthOn)
    if (contended !== undefined) return Result.fail(refusal(problem, board, berth, contended))
  }
  return Result.succeed(assigned)
}

/** What a search for room reached in vain. */
interface Contended {
  readonly berths: ReadonlyArray<number>
  readonly ranks: ReadonlyArray<number>
}

/** Breadth-first over berths; moves all along the first chain to a free face. */
const makeRoom = (
  board: Board,
  berth: number,
  ranks: Int32Array,
  assigned: Assigned,
  berthOn: Int32Array
): Contended | undefined => {
  const reachedFrom = new Int32Array(board.faceCount).fill(none)
  const queue = [berth]
  const reached: Array<number> = []
  const searched: Array<number> = []
  for (const from of queue) {
    // Whoever fits no face but those of one searched before reaches nothing new.
    if (searched.some((other) => board.needsAtLeast(from, other))) continue
    searched.push(from)
    for (const rank of ranks) {
      if (reachedFrom[rank] !== none || !board.fits(from, rank)) continue
      reachedFrom[rank] = from
      reached.push(rank)
      const tenant = berthOn[rank]!
      if (tenant !== none) {
        queue.push(tenant)
        continue
      }
      moveAlong(berth, rank, reachedFrom, assigned, berthOn)
      return undefined
    }
  }
  return { berths: queue, ranks: reached }
}

const moveAlong = (
  berth: number,
  free: number,
  reachedFrom: Int32Array,
  assigned: Assigned,
  berthOn: Int32Array
): void => {
  let rank = free
  for (;;) {
    const mover = reachedFrom[rank]!
    const before = assigned[mover]!
    assigned[mover] = rank
    berthOn[rank] = mover
    if (mover === berth) return
    rank = before
  }
}

const refusal = (
  { skus, faces }: SlottingProblem,
  { skuAt, faceAt }: Board,
  berth: number,
  contended: Contended
): FacesContended => ({
  _tag: "FacesContended",
  sku: skus[skuAt[berth]!]!.sku,
  skus: [...new Set(contended.berths.map((other) => skuAt[other]!))].map((at) => skus[at]!.sku),
  faces: contended.ranks.map((rank) => faces[faceAt[rank]!]!.face)
})
