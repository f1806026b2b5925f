/**
 * Fewest touches: as few visits as can be. What has most is taken first, and the last visit goes to the stock that just
 * covers the rest, so that a full place is not broken into for one unit.
 */
import type { AllocationAsk, AllocationStrategy, Draw, StockCandidate } from "./AllocationStrategy.ts"

/** Of stock sorted from most to least, what has least but covers `left`; of as much, the first. O(n). */
const justEnough = (queue: ReadonlyArray<StockCandidate>, from: number, left: number): StockCandidate | undefined => {
  let found: StockCandidate | undefined
  for (let index = from; index < queue.length; index++) {
    const candidate = queue[index]
    if (candidate === undefined || candidate.available < left) break
    if (found === undefined || candidate.available < found.available) found = candidate
  }
  return found
}

const draw = (ask: AllocationAsk, queue: ReadonlyArray<StockCandidate>): ReadonlyArray<Draw> => {
  const draws: Array<Draw> = []
  let left = ask.quantity
  for (const [index, most] of queue.entries()) {
    const last = justEnough(queue, index, left)
    if (last !== undefined) {
      return [...draws, { candidate: last, quantity: left, why: `has least of those that cover the last ${left}` }]
    }
    draws.push({ candidate: most, quantity: most.available, why: `has most: ${most.available}` })
    left -= most.available
  }
  return draws
}

/**
 * Takes from as few places as any plan could: none with fewer places gives as much, since these have most. Ties break
 * by walk, then account. O(n log n).
 */
export const fewestTouches: AllocationStrategy = {
  name: "fewest touches",
  rule: "as few places as possible are visited",
  compare: (a, b) => b.available - a.available || a.walkMm - b.walkMm,
  draw
}
