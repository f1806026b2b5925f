import type { SolveOptions } from "@stowage/kernel/Stop"
import { none, type Board } from "./Board.ts"
import { faceTreeOf, type FaceTree } from "./FaceTree.ts"
import type { Places } from "./Places.ts"
import { pullsOf, type Pulls } from "./Pulls.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** Gains below this part of the cost are rounding, not gains. */
const rounding = 1e-12

/** How many nearer faces of less visits are looked at for one berth, and how many partners, and faces beside each. */
const mostNearer = 256
const mostPartners = 8
const beside = 6

/**
 * Pairwise interchange: improves places until no berth gains by moving to a free face, or by changing places with
 * another, among the nearer faces of fewer visits and those beside its partners; rules are kept. Returns whether
 * `stop` ended it before that.
 *
 * One iteration is one berth; the best exchange for it is made. Time O(log f) an iteration where nothing nearer is
 * less visited; ends, since each exchange saves.
 *
 * Source: Armour and Buffa (1963), A heuristic algorithm and simulation approach to relative location of facilities,
 * Management Science 9.
 */
export const exchange = (
  problem: SlottingProblem,
  board: Board,
  places: Places,
  cost: number,
  stop: SolveOptions["stop"]
): boolean => {
  const { faceCount } = board
  const search = searchOf(problem, board, places, cost * rounding)
  let now = cost
  let iteration = 0
  for (let sinceGain = 0; sinceGain < faceCount; sinceGain++) {
    const rank = iteration % faceCount
    if (stop({ iteration, cost: now })) return true
    iteration++
    const berth = places.berthOn[rank]!
    if (berth === none || board.fixedRank[berth] !== none) continue
    search.bestGain = search.leastGain
    search.best = none
    lookNearer(search, berth, rank)
    if (search.pulls !== undefined) lookBesidePartners(search, search.pulls, berth, rank)
    if (search.best === none) continue
    swap(search, berth, rank, search.best)
    now -= search.bestGain
    sinceGain = 0
  }
  return false
}

interface Search {
  readonly board: Board
  readonly places: Places
  readonly pulls: Pulls | undefined
  /** By rank, with the weight of who is there; of a free face less than any. */
  readonly tree: FaceTree
  readonly leastGain: number
  best: number
  bestGain: number
}

const free = -1

const searchOf = (problem: SlottingProblem, board: Board, places: Places, leastGain: number): Search => {
  const tree = faceTreeOf(
    board,
    Int32Array.from({ length: board.faceCount }, (_, rank) => rank),
    free
  )
  for (const [berth, rank] of places.assigned.entries()) tree.weigh(rank, board.weight[berth]!)
  const pulls = pullsOf(problem, board, places.assigned)
  return { board, places, pulls, tree, leastGain, best: none, bestGain: leastGain }
}

const lookNearer = (search: Search, berth: number, rank: number): void => {
  const { board, tree } = search
  const weight = board.weight[berth]!
  let looked = 0
  let nearer = tree.first(berth, 0, weight)
  while (nearer !== none && nearer < rank && looked++ < mostNearer) {
    consider(search, berth, rank, nearer)
    nearer = tree.first(berth, nearer + 1, weight)
  }
}

const lookBesidePartners = (search: Search, pulls: Pulls, berth: number, rank: number): void => {
  const { board, places } = search
  const partners = pulls.partners(berth)
  for (let index = 0; index < partners.length && index < mostPartners; index++) {
    const middle = pulls.rowOf[places.assigned[partners[index]!]!]!
    const last = Math.min(board.faceCount - 1, middle + beside)
    for (let at = Math.max(0, middle - beside); at <= last; at++) {
      const other = pulls.row[at]!
      if (other !== rank && board.fits(berth, other)) consider(search, berth, rank, other)
    }
  }
}

/** Keeps the exchange if it gains most so far, and all rules allow it. The berth fits there. */
const consider = (search: Search, berth: number, rank: number, other: number): void => {
  const { board, places, pulls } = search
  const { millis, weight } = board
  const tenant = places.berthOn[other]!
  if (tenant !== none && (board.fixedRank[tenant] !== none || board.skuAt[tenant] === board.skuAt[berth])) return
  let gain = (weight[berth]! - (tenant === none ? 0 : weight[tenant]!)) * (millis[rank]! - millis[other]!)
  if (pulls !== undefined) {
    gain += pulls.pull(berth, rank, tenant) - pulls.pull(berth, other, tenant)
    if (tenant !== none) gain += pulls.pull(tenant, other, berth) - pulls.pull(tenant, rank, berth)
  }
  if (gain <= search.bestGain || (tenant !== none && !board.fits(tenant, rank))) return
  if (places.isBound(berth) || (tenant !== none && places.isBound(tenant))) {
    const allowed = swapPlaces(places, berth, rank, other)
    if (!allowed) return
    swapPlaces(places, berth, other, rank)
  }
  search.best = other
  search.bestGain = gain
}

/** Changes places, and back again when a rule between SKUs is broken by it. */
const swapPlaces = (places: Places, berth: number, rank: number, other: number): boolean => {
  const tenant = places.berthOn[other]!
  places.lift(berth)
  if (tenant !== none) places.lift(tenant)
  const mayMove = places.conflict(berth, other) === undefined
  places.put(berth, mayMove ? other : rank)
  if (tenant === none) return mayMove
  if (mayMove && places.conflict(tenant, rank) === undefined) {
    places.put(tenant, rank)
    return true
  }
  if (mayMove) {
    places.lift(berth)
    places.put(berth, rank)
  }
  places.put(tenant, other)
  return false
}

const swap = (search: Search, berth: number, rank: number, other: number): void => {
  const { board, places, tree } = search
  const tenant = places.berthOn[other]!
  swapPlaces(places, berth, rank, other)
  tree.weigh(other, board.weight[berth]!)
  tree.weigh(rank, tenant === none ? free : board.weight[tenant]!)
}
