/**
 * The best of all plans of a generalised assignment, where few zones of few items are worth a try.
 */
import type { BestZones } from "./annealZones.ts"
import { type GeneralisedModel, wholeAbove } from "./GeneralisedModel.ts"
import { raisePrices } from "./raisePrices.ts"
import type { RoomPrices } from "./roomPrices.ts"
import { shareOut, sharing, type Sharing } from "./shareOut.ts"

/** Cells of all knapsacks of all items. */
const cellsAtMost = 2_000_000

/** What is known after a search. */
export interface Proof {
  /** Whether all plans were looked at, so that `best` is the best of all. */
  readonly isAll: boolean
  /** No plan costs less. */
  readonly bound: number
}

/**
 * Depth-first branch and bound with at most so many nodes; only plans cheaper than `best` are looked for, and found
 * ones go there. Items are priced first so that the knapsacks of the zones give a high bound, by which zones that are
 * too dear are never entered: after a good plan most items have few left. Asks to stop while it prices.
 *
 * Source: Posta, Ferland and Michelon (2012), An exact method with variable fixing for solving the generalized
 * assignment problem, Computational Optimization and Applications 52.
 */
export const generalisedExact = (
  model: GeneralisedModel,
  prices: RoomPrices,
  best: BestZones,
  { isStopped, nodesAtMost }: { readonly isStopped: () => boolean; readonly nodesAtMost: number }
): Proof => {
  const order = byRegret(model, prices)
  const all = allItems(model, prices, order)
  const upper = best.cost < Infinity ? best.cost : prices.bound + Math.max(1, 0.01 * Math.abs(prices.bound))
  const cells = Math.ceil(cellsAtMost / (model.items + 1))
  const raised = raisePrices(all, { cellsAtMost: cells, isStopped, upper })
  const bound = Math.max(prices.bound, raised)
  all.step = model.isWhole ? 1 - 1e-6 : 1e-9
  all.least = best.cost - all.step
  if (wholeAbove(model, bound) > all.least) return { isAll: true, bound }
  const isAll = shareOut(all, nodesAtMost)
  if (all.isBetter) {
    best.zone = new Int32Array(model.items)
    for (const [at, item] of order.entries()) best.zone[item] = all.found[at]!
    best.cost = all.least + all.step
  }
  return { isAll, bound }
}

/** Items with least of a choice first. */
const byRegret = ({ items, zones }: GeneralisedModel, { priced }: RoomPrices): Int32Array => {
  const regret = Float64Array.from({ length: items }, (_, item) => {
    const [first = Infinity, second = Infinity] = priced.slice(item * zones, (item + 1) * zones).sort()
    return second - first
  })
  const order = Int32Array.from({ length: items }, (_, item) => item)
  // Two items of one zone each are alike; their difference would be no number.
  return order.sort((a, b) => (regret[a] === regret[b] ? a - b : regret[b]! - regret[a]!))
}

/** All items in all zones, each at what it costs at least by the prices of room. */
const allItems = (model: GeneralisedModel, { priced }: RoomPrices, order: Int32Array): Sharing => {
  const { capacity, cost, items, load, zones } = model
  const all = sharing(items, zones)
  all.items = items
  all.zones = zones
  all.room.set(capacity)
  for (const [at, item] of order.entries()) {
    const [from, to] = [item * zones, (item + 1) * zones]
    all.cost.set(cost.subarray(from, to), at * zones)
    all.load.set(load.subarray(from, to), at * zones)
    let least = Infinity
    for (let rank = from; rank < to; rank++) least = Math.min(least, priced[rank]!)
    all.price[at] = least
  }
  return all
}
