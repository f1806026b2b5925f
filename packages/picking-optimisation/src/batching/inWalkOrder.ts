/**
 * Orders into carts one after the other, in the order in which they lie along a walk: a plan to begin from that takes
 * no time, however many orders there are.
 *
 * Source: Gillett and Miller (1974), A heuristic algorithm for the vehicle-dispatch problem, Operations Research 22(2),
 * who go round a depot; here along a walk over all stops.
 */
import { type BatchCore, cartTakes } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"

/**
 * Each cart takes the next orders as long as they fit. `rank` says where each stop comes along the walk; an order is
 * where its stops are on average. Of equal ranks the order that comes first in the problem. O(n log n).
 */
export const inWalkOrder = (core: BatchCore, rank: Int32Array): Groups => {
  const { firstStop, orders, stop } = core
  const meanRank = Float64Array.from({ length: orders }, (_, order) => {
    const stops = stop.subarray(firstStop[order], firstStop[order + 1])
    return stops.reduce((sum, each) => sum + (rank[each] as number), 0) / Math.max(1, stops.length)
  })
  const along = Array.from(meanRank.keys()).sort((a, b) => (meanRank[a] as number) - (meanRank[b] as number) || a - b)
  const groups: Array<Array<number>> = []
  for (const order of along) {
    const cart = groups.at(-1)
    if (cart !== undefined && cartTakes(core, [...cart, order])) cart.push(order)
    else groups.push([order])
  }
  return groups
}
