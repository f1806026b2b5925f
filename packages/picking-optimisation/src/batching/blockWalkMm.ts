/**
 * The length of the shortest walk over one block, and nothing else: what batching asks for a million times a second.
 *
 * The same sweep as `aisleSweep`, with its five kinds of partial walk in five variables and no trace of how they came
 * about.
 *
 * Source: Ratliff and Rosenthal (1983), Operations Research 31(3), 507-521.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type WalkMm } from "./BatchCore.ts"
import { type Crossing } from "../routing/RoutingProblem.ts"
import { type Stops } from "../routing/Stops.ts"

const never = Number.POSITIVE_INFINITY

/**
 * Length of the shortest walk from the depot over selected stops back to it, on a floor of one block. O(aisles + stops)
 * a call, allocates nothing.
 */
export const blockWalkMm = (floor: RectangularFloor, depot: Crossing, stops: Stops): WalkMm => {
  const ways = aisleWays(floor, depot, stops)
  const { aisleX, back, both, front, here, length, summarise } = ways

  return (list, count) => {
    const aisles = summarise(list, count)
    let odd = length
    let fromFront = front[0] as number
    let fromBack = back[0] as number
    let split = both[0] as number
    let joined = 2 * length
    let x = aisleX[here[0] as number] as number
    for (let at = 1; at < aisles; at++) {
      const frontWay = front[at] as number
      const backWay = back[at] as number
      const bothWay = both[at] as number
      const nextX = aisleX[here[at] as number] as number
      const step = 2 * (nextX - x)
      x = nextX
      const o = odd + step
      const f = Math.min(fromFront, joined) + step
      const b = Math.min(fromBack, joined) + step
      const s = Math.min(fromFront, fromBack, split) + 2 * step
      const j = joined + 2 * step
      const apart = Math.min(f, b, s)
      const inside = Math.min(frontWay, backWay, bothWay)
      odd = Math.min(o + inside, apart + length, j + length)
      split = Math.min(s + inside, f + Math.min(backWay, bothWay), b + Math.min(frontWay, bothWay))
      joined = Math.min(o + length, apart + 2 * length, j + inside)
      fromFront = f + frontWay
      fromBack = b + backWay
    }
    return Math.min(fromFront, fromBack, joined)
  }
}

/**
 * What each way of walking into an aisle and out again costs, aisle by aisle: from the front, from the back, or from
 * both as far as the widest gap. The depot is a place to visit; in from the corner beyond it never pays.
 */
const aisleWays = (floor: RectangularFloor, depot: Crossing, { aisle, yMm }: Stops) => {
  const [frontMm, backMm] = floor.crossAisleYMm as readonly [number, number]
  const aisleX = Float64Array.from(floor.aisleXMm)
  const length = backMm - frontMm
  const home = depot.aisle
  const isFront = depot.crossAisle === 0
  const here = new Int32Array(aisleX.length)
  const front = new Float64Array(aisleX.length)
  const back = new Float64Array(aisleX.length)
  const both = new Float64Array(aisleX.length)

  /** Of the first `count` stops of `list` and the depot; gives how many aisles they are in. */
  const summarise = (list: Int32Array, count: number): number => {
    let aisles = 0
    let isHomeDue = true
    for (let entry = 0; entry < count || isHomeDue; aisles++) {
      const next = entry < count ? (aisle[list[entry] as number] as number) : aisleX.length
      const isHome = isHomeDue && home <= next
      const at = isHome ? home : next
      let near = isHome && isFront ? frontMm : backMm
      let far = isHome && !isFront ? backMm : frontMm
      let last = isHome && isFront ? frontMm : never
      let gap = 0
      while (entry < count && aisle[list[entry] as number] === at) {
        const y = yMm[list[entry++] as number] as number
        if (y < near) near = y
        if (y > far) far = y
        if (y - last > gap) gap = y - last
        last = y
      }
      if (isHome && !isFront && backMm - last > gap) gap = backMm - last
      here[aisles] = at
      front[aisles] = isHome && !isFront ? never : 2 * (far - frontMm)
      back[aisles] = isHome && isFront ? never : 2 * (backMm - near)
      both[aisles] = 2 * (length - gap)
      if (isHome) isHomeDue = false
    }
    return aisles
  }
  return { aisleX, length, here, front, back, both, summarise }
}
