/**
 * The best of all plans of a generalised assignment, where few zones of few items are worth a try.
 */
import type { BestZones } from "./annealZones.ts"
import { type GeneralisedModel, wholeAbove } from "./GeneralisedModel.ts"
import type { RoomPrices } from "./roomPrices.ts"

/** Items are given zones one after the other, those with least of a choice first. */
interface Branching {
  readonly model: GeneralisedModel
  readonly prices: RoomPrices
  readonly order: Int32Array
  /** The least that the items from each place in the order on cost by price. */
  readonly rest: Float64Array
  readonly zone: Int32Array
  readonly room: Float64Array
  readonly best: BestZones
  nodes: number
}

/**
 * Depth-first branch and bound with at most so many nodes; only plans cheaper than `best` are looked for, and found
 * ones go there. Returns whether all plans were looked at, so that `best` is the best of all.
 *
 * An item by price costs no less than in its cheapest zone, so zones that are too dear are never entered: after a good
 * plan most items have one left.
 *
 * Source: Ross and Soland (1975), Mathematical Programming 8, with prices on room in place of those on items.
 */
export const generalisedExact = (
  model: GeneralisedModel,
  prices: RoomPrices,
  best: BestZones,
  nodesAtMost: number
): boolean => {
  const { items, zones } = model
  const leasts = Float64Array.from({ length: items }, (_, item) => leastOf(prices, zones, item, 0))
  const regret = Float64Array.from({ length: items }, (_, item) => leastOf(prices, zones, item, 1) - leasts[item]!)
  const order = Int32Array.from({ length: items }, (_, item) => item)
  // Two items of one zone each are alike; their difference would be no number.
  order.sort((a, b) => (regret[a] === regret[b] ? a - b : regret[b]! - regret[a]!))
  const rest = new Float64Array(items + 1)
  for (let rank = items - 1; rank >= 0; rank--) rest[rank] = rest[rank + 1]! + leasts[order[rank]!]!
  const branching: Branching = {
    model,
    prices,
    order,
    rest,
    zone: new Int32Array(items),
    room: model.capacity.slice(),
    best,
    nodes: nodesAtMost
  }
  const paid = -prices.price.reduce((sum, price, zone) => sum + price * model.capacity[zone]!, 0)
  branch(branching, 0, paid, 0)
  return branching.nodes > 0
}

/** The least, or the second least, that an item costs by price. */
const leastOf = ({ priced }: RoomPrices, zones: number, item: number, rank: 0 | 1): number => {
  const row = priced.slice(item * zones, (item + 1) * zones).sort()
  return row[rank] ?? Infinity
}

const branch = (branching: Branching, rank: number, priced: number, cost: number): void => {
  const { best, model, order, prices, rest, room, zone } = branching
  const { items, load, zones } = model
  if (branching.nodes-- <= 0) return
  if (rank === items) {
    if (cost >= best.cost - 1e-9) return
    best.cost = cost
    best.zone = zone.slice()
    return
  }
  const row = order[rank]! * zones
  const tried = new Set<number>()
  for (;;) {
    let least = Infinity
    let to = -1
    for (let candidate = 0; candidate < zones; candidate++) {
      if (tried.has(candidate) || load[row + candidate]! > room[candidate]!) continue
      if (prices.priced[row + candidate]! >= least) continue
      least = prices.priced[row + candidate]!
      to = candidate
    }
    if (to < 0 || wholeAbove(model, priced + least + rest[rank + 1]!) >= best.cost - 1e-9) return
    tried.add(to)
    zone[order[rank]!] = to
    room[to]! -= load[row + to]!
    branch(branching, rank + 1, priced + least, cost + model.cost[row + to]!)
    room[to]! += load[row + to]!
    if (branching.nodes <= 0) return
  }
}
