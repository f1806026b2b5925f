/**
 * A length that no tour under rules is below: what it would cost without them.
 */
import { heldKarpBound } from "./heldKarpBound.ts"
import { leastOneTree } from "./oneTree.ts"
import { type TourModel } from "./tourModel.ts"

/** More than so many distances are not looked at for a bound, over all models together; fewer after the caller's stop. */
const workAtMost = { unhurried: 4e6, hurried: 1e6 }

/**
 * The Held-Karp bound of the closed tour over the stops and the depot, with each leg as short as it is in either
 * direction, straight on or by way of a drop-off; over all `models` the least. `length` is that of a tour. Takes two
 * stops or more.
 */
export const relaxedBound = (models: ReadonlyArray<TourModel>, length: number, isHurried: boolean): number => {
  const most = workAtMost[isHurried ? "hurried" : "unhurried"] / models.length
  const bounds = models.map((model) => {
    const { begin, cart, count, finish, isClosed, leg } = model
    const nodes = isClosed ? count : count + 1
    if (nodes < 3) return 0
    const oneWay = (from: number, to: number): number =>
      Math.min(leg[from * count + to] as number, cart?.via[from * count + to] ?? Number.POSITIVE_INFINITY)
    const between = (a: number, b: number): number => {
      const [low, high] = a < b ? [a, b] : [b, a]
      if (high === count) return Math.min(begin[low] as number, finish[low] as number)
      return Math.min(oneWay(low, high), oneWay(high, low))
    }
    const rounds = Math.ceil(Math.min(60, most / (nodes * nodes)))
    return heldKarpBound(nodes, (prices, tree) => leastOneTree(between, prices, tree), {
      rounds,
      tourLength: length,
      stop: () => false
    }).bound
  })
  return Math.min(...bounds)
}
