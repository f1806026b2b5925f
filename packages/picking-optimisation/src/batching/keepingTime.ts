/**
 * A search that ends early enough for its plan to be made in the time that the caller grants.
 */
import { type Progress, type Stop } from "@stowage/kernel/Stop"

/** How much longer the last plan may take to make than the first. */
const slower = 1.2
/** What is left for the search at least, of what the caller grants. */
const least = 0.01

/**
 * Stops early enough for a plan to be made when all is spent: where it is known how much is, the making of one says.
 * Elsewhere none is made, and `stop` itself is given back.
 */
export const keepingTime = (stop: Stop, makePlan: () => void): Stop => {
  const { spent } = stop
  if (spent === undefined) return stop
  const asked = { iteration: 0, cost: Number.POSITIVE_INFINITY }
  const before = spent(asked)
  makePlan()
  const most = Math.max(least, 1 - slower * (spent(asked) - before))
  return Object.assign((progress: Progress) => stop(progress) || spent(progress) >= most, {
    spent: (progress: Progress) => Math.min(1, spent(progress) / most)
  })
}
