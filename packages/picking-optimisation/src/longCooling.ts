/**
 * How many orders are annealed where walks take long to measure and it is known how much the caller grants: in few
 * coolings, as long as they are of use or as there is time for.
 */
import { type Cooling } from "./anneal.ts"
import { type BatchCore } from "./BatchCore.ts"

/**
 * The more orders there are, the less the next best differs from the best: temperatures, which are parts of what an
 * order adds to a walk on average, are divided by the fourth root of their number.
 */
const way = {
  orders: 100,
  stepsPerOrder: 2000,
  hot: 0.6,
  cold: 0.19,
  /** How much of what is left a cooling may take when a program follows. */
  share: 0.6
}

/** A program over sets of more orders than this takes longer than it brings. */
export const mostAfterLongCooling = 250

/** Whether a cooling should be long; `share` is how much of what the caller grants is spent, where it is known. */
export const isLongCooling = ({ margins, orders }: BatchCore, share: number | undefined): share is number =>
  margins !== undefined && share !== undefined && orders >= way.orders

/** A long cooling, where `scaleMm` is what an order adds to a walk on average. */
export const longCooling = ({ orders }: BatchCore, share: number, scaleMm: number): Cooling => {
  const root = Math.sqrt(Math.sqrt(orders))
  const taken = orders > mostAfterLongCooling ? 1 : way.share
  return {
    steps: way.stepsPerOrder * orders,
    fromMm: (way.hot * scaleMm) / root,
    toMm: (way.cold * scaleMm) / root,
    untilShare: share + taken * (1 - share)
  }
}
