import type { SolveOptions } from "@stowage/kernel/Stop"
import { none, type Assigned } from "./assign.ts"
import type { Board } from "./Board.ts"

/** Gains below this part of the cost are rounding, not gains. */
const rounding = 1e-12

/**
 * Pairwise interchange: improves an assignment in place until no berth gains by moving to a nearer free face that
 * fits, or by changing places with the berth of a nearer face where both fit. Returns whether `stop` ended it before
 * that.
 *
 * One iteration is one berth; the best exchange for it is made. Time O(f) an iteration; ends, since each exchange
 * saves.
 *
 * Source: Armour and Buffa (1963), A heuristic algorithm and simulation approach to relative location of facilities,
 * Management Science 9.
 */
export const exchange = (board: Board, assigned: Assigned, cost: number, stop: SolveOptions["stop"]): boolean => {
  const { weight, millis, faceCount } = board
  const berthOn = new Int32Array(faceCount).fill(none)
  for (const [berth, rank] of assigned.entries()) berthOn[rank] = berth
  const leastGain = cost * rounding
  let now = cost
  let iteration = 0
  for (let sinceGain = 0; sinceGain < faceCount; sinceGain++) {
    const rank = iteration % faceCount
    if (stop({ iteration, cost: now })) return true
    iteration++
    const berth = berthOn[rank]!
    if (berth === none) continue
    const nearer = bestNearer(board, berthOn, berth, rank)
    if (nearer === none) continue
    const tenant = berthOn[nearer]!
    const gain = (weight[berth]! - (tenant === none ? 0 : weight[tenant]!)) * (millis[rank]! - millis[nearer]!)
    if (gain <= leastGain) continue
    assigned[berth] = nearer
    berthOn[nearer] = berth
    berthOn[rank] = tenant
    if (tenant !== none) assigned[tenant] = rank
    now -= gain
    sinceGain = 0
  }
  return false
}

/** The nearer face that a berth on `rank` gains most by; ties to the nearest. */
const bestNearer = ({ weight, millis, fits }: Board, berthOn: Int32Array, berth: number, rank: number): number => {
  const mine = weight[berth]!
  const here = millis[rank]!
  let best: number = none
  let bestGain = 0
  for (let nearer = 0; nearer < rank; nearer++) {
    const tenant = berthOn[nearer]!
    const theirs = tenant === none ? 0 : weight[tenant]!
    const gain = (mine - theirs) * (here - millis[nearer]!)
    if (gain <= bestGain || !fits(berth, nearer) || (tenant !== none && !fits(tenant, rank))) continue
    best = nearer
    bestGain = gain
  }
  return best
}
