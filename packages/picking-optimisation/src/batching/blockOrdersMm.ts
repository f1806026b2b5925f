/**
 * The length of the shortest walk over one block, straight from the orders on a cart, where all distances are multiples
 * of one measure: what annealing asks for a million times a second.
 *
 * The same sweep as `blockWalkMm`, in whole numbers and with nothing to branch on. An order is a bit for each of its
 * stops, in words that belong to one aisle each, and the depot is a stop of every walk.
 *
 * Sources: Ratliff and Rosenthal (1983), Operations Research 31(3), 507-521; Warren (2012), Hacker's Delight, 2-19, for
 * the lower of two numbers.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type OrderStops, type WalkMm } from "./BatchCore.ts"
import { bitsOfOrders, stopWords } from "./StopWords.ts"
import { type Crossing } from "../routing/RoutingProblem.ts"
import { type Stops } from "../routing/Stops.ts"
import { greater, lesser, never } from "./walkUnits.ts"

/**
 * Length of the shortest walk from the depot over the stops of the first `count` orders of a list and back to it, on a
 * floor of one block whose distances are multiples of `measureMm`; undefined when they are too large for it. O(aisles +
 * stops) a call, allocates nothing.
 */
export const blockOrdersMm = (
  floor: RectangularFloor,
  depot: Crossing,
  stops: Stops,
  orders: OrderStops,
  measureMm: number
): WalkMm | undefined => {
  const { aisleXMm, crossAisleYMm } = floor
  const [frontMm, backMm] = crossAisleYMm as readonly [number, number]
  const firstMm = aisleXMm[0] as number
  const longestMm = 4 * (aisleXMm.length * (backMm - frontMm) + (aisleXMm.at(-1) as number) - firstMm)
  if (!(measureMm > 0 && longestMm < never * measureMm)) return undefined
  const length = Math.round((backMm - frontMm) / measureMm)
  const x = Int32Array.from(aisleXMm, (mm) => Math.round((mm - firstMm) / measureMm))
  const { back, both, front, here, summarise } = aisleWays(floor, depot, stops, orders, measureMm)

  return (list, count) => {
    const aisles = summarise(list, count)
    // Before the first aisle nothing was walked, at the front, at the back or at both.
    let odd = never
    let fromFront = 0
    let fromBack = 0
    let split = 0
    let joined = never
    let before = x[here[0] as number] as number
    for (let at = 0; at < aisles; at++) {
      const frontWay = front[at] as number
      const backWay = back[at] as number
      const bothWay = both[at] as number
      const nextX = x[here[at] as number] as number
      const step = 2 * (nextX - before)
      before = nextX
      const o = odd + step
      const f = lesser(fromFront, joined) + step
      const b = lesser(fromBack, joined) + step
      const s = lesser(lesser(fromFront, fromBack), split) + 2 * step
      const j = joined + 2 * step
      const apart = lesser(lesser(f, b), s)
      const inside = lesser(lesser(frontWay, backWay), bothWay)
      odd = lesser(o + inside, lesser(apart, j) + length)
      split = lesser(s + inside, lesser(f + lesser(backWay, bothWay), b + lesser(frontWay, bothWay)))
      joined = lesser(o + length, lesser(apart + 2 * length, j + inside))
      fromFront = f + frontWay
      fromBack = b + backWay
    }
    return measureMm * lesser(lesser(fromFront, fromBack), joined)
  }
}

/**
 * What each way of walking into an aisle and out again costs, aisle by aisle: from the front, from the back, or from
 * both as far as the widest gap.
 */
const aisleWays = (floor: RectangularFloor, depot: Crossing, stops: Stops, orders: OrderStops, measureMm: number) => {
  const [frontMm, backMm] = floor.crossAisleYMm as readonly [number, number]
  const length = Math.round((backMm - frontMm) / measureMm)
  const words = stopWords(floor, depot, stops, measureMm)
  const { bits, first: firstBits, wordOf } = bitsOfOrders(orders, words)
  const { depth, first, home } = words
  const held = home.slice()
  const aisles = floor.aisleXMm.length
  const here = new Int32Array(aisles)
  const front = new Int32Array(aisles)
  const back = new Int32Array(aisles)
  const both = new Int32Array(aisles)

  const mark = (order: number): void => {
    const end = firstBits[order + 1] as number
    for (let entry = firstBits[order] as number; entry < end; entry++) {
      const word = wordOf[entry] as number
      held[word] = (held[word] as number) | (bits[entry] as number)
    }
  }
  /** Of the first `count` orders of `list` and the depot; gives how many aisles they are in. */
  const summarise = (list: Int32Array, count: number): number => {
    for (let index = 0; index < count; index++) mark(list[index] as number)
    let visited = 0
    for (let aisle = 0; aisle < aisles; aisle++) {
      let word = first[aisle] as number
      const end = first[aisle + 1] as number
      while (word < end && held[word] === 0) word++
      if (word === end) continue
      let left = held[word] as number
      const near = depth[32 * word + 31 - Math.clz32(left & -left)] as number
      let far = near
      let gap = 0
      for (;;) {
        for (; left !== 0; left &= left - 1) {
          const next = depth[32 * word + 31 - Math.clz32(left & -left)] as number
          gap = greater(gap, next - far)
          far = next
        }
        held[word] = home[word] as number
        if (++word === end) break
        left = held[word] as number
      }
      here[visited] = aisle
      front[visited] = 2 * far
      back[visited] = 2 * (length - near)
      both[visited++] = 2 * (length - gap)
    }
    return visited
  }
  return { here, front, back, both, summarise }
}
