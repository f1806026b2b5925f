/**
 * How many orders are annealed where walks take long to measure and it is known how much the caller grants: in few
 * coolings, as long as they are of use or as there is time for.
 */
import { type Cooling } from "./anneal.ts"
import { type BatchCore } from "./BatchCore.ts"

/** Temperatures are parts of what an order adds to a walk on average. */
const way = {
  orders: 100,
  stepsPerOrder: 12_000,
  /** Few orders freeze while it is warm: the next best exchange of few differs more from the best. */
  hot: { many: 0.16, few: 0.5 },
  /** Of the first temperature. */
  cold: 0.2,
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
  const fromMm = (way.hot.many + way.hot.few / Math.sqrt(orders)) * scaleMm
  const taken = orders > mostAfterLongCooling ? 1 : way.share
  return {
    steps: way.stepsPerOrder * orders,
    fromMm,
    toMm: way.cold * fromMm,
    untilShare: share + taken * (1 - share)
  }
}
