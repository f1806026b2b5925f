/**
 * Which stretches of a floor are walked and how often, before anybody has said in which order.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "./aisleSweep.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type Crossing, type RoutingProblem } from "./RoutingProblem.ts"
import { type Stops } from "./Stops.ts"
import { type Walker, walkerAt } from "./Walker.ts"

/** The stretch of the aisle is not walked. */
export const NOT_WALKED = 5

/** Aisles are numbered as swept, those without anything to do left out; a *sub-aisle* is an aisle's part in a block. */
export interface ChosenWays {
  readonly crossAisles: number
  readonly aisles: number
  /** Index of each in the floor. */
  readonly aisle: Int32Array
  /** The stops of sub-aisle `s`, which is aisle × blocks + block, are entries `first[s]` up to `first[s + 1]`. */
  readonly first: Int32Array
  /** The stop behind the widest gap between two of the sub-aisle. */
  readonly gapEnds: Int32Array
  /** Per sub-aisle, `THROUGH` to `NOT_WALKED`. */
  readonly way: Uint8Array
  /** Walks along cross-aisle `c` from aisle `k` to aisle `k + 1`, at `k × crossAisles + c`. */
  readonly along: Uint8Array
}

/**
 * One walk from the depot to `end` that takes every chosen stretch as often as chosen, and the picks where it first
 * comes to them.
 *
 * Source: Hierholzer (1873), Mathematische Annalen 6.
 */
export const walkOver = (problem: RoutingProblem, stops: Stops, ways: ChosenWays, end: Crossing): PickRoute => {
  const walker = walkerAt(problem)
  const cornerOf = ({ aisle, crossAisle }: Crossing) => ways.aisle.indexOf(aisle) * ways.crossAisles + crossAisle
  follow(eulerWalk(ways, cornerOf(end)), { problem, stops, ways, walker })
  return walker.route()
}

/** The corners of a walk that takes every stretch as often as chosen and ends at `end`. */
const eulerWalk = ({ aisles, along, crossAisles, way }: ChosenWays, end: number): Int32Array => {
  const blocks = crossAisles - 1
  const alongLeft = along.slice()
  const throughLeft = new Uint8Array(aisles * blocks)
  let walks = 0
  for (let subAisle = 0; subAisle < throughLeft.length; subAisle++) {
    throughLeft[subAisle] = way[subAisle] === THROUGH ? 1 : way[subAisle] === TWICE ? 2 : 0
    walks += throughLeft[subAisle] as number
  }
  for (let corner = 0; corner < (aisles - 1) * crossAisles; corner++) walks += along[corner] as number
  const take = (counts: Uint8Array, index: number): boolean => {
    const some = (counts[index] as number) > 0
    if (some) counts[index] = (counts[index] as number) - 1
    return some
  }
  const nextOf = (corner: number): number => {
    const crossAisle = corner % crossAisles
    const k = (corner - crossAisle) / crossAisles
    const behind = k * blocks + crossAisle
    if (crossAisle < blocks && take(throughLeft, behind)) return corner + 1
    if (crossAisle > 0 && take(throughLeft, behind - 1)) return corner - 1
    if (k > 0 && take(alongLeft, corner - crossAisles)) return corner - crossAisles
    if (k + 1 < aisles && take(alongLeft, corner)) return corner + crossAisles
    return -1
  }
  const walk = new Int32Array(walks + 1)
  const open = new Int32Array(walks + 1)
  let length = 0
  let depth = 0
  open[0] = end
  while (depth >= 0) {
    const next = nextOf(open[depth] as number)
    if (next >= 0) open[++depth] = next
    else walk[length++] = open[depth--] as number
  }
  return walk
}

interface Errand {
  readonly problem: RoutingProblem
  readonly stops: Stops
  readonly ways: ChosenWays
  readonly walker: Walker
}

/** Walks from corner to corner, taking what is in a sub-aisle when first there. */
const follow = (corners: Int32Array, errand: Errand): void => {
  const { problem, walker, ways } = errand
  const { aisle, crossAisles } = ways
  const seen = new Uint8Array(ways.aisles * crossAisles)
  const walkedThrough = new Uint8Array(ways.way.length)
  for (let step = 0; step < corners.length; step++) {
    const corner = corners[step] as number
    const crossAisle = corner % crossAisles
    const k = (corner - crossAisle) / crossAisles
    const yMm = problem.floor.crossAisleYMm[crossAisle] as number
    walker.goTo(aisle[k] as number, yMm)
    const behind = k * (crossAisles - 1) + crossAisle
    if (seen[corner] === 0) {
      if (crossAisle + 1 < crossAisles && goIn(behind, false, errand)) walker.goTo(aisle[k] as number, yMm)
      if (crossAisle > 0 && goIn(behind - 1, true, errand)) walker.goTo(aisle[k] as number, yMm)
    }
    seen[corner] = 1
    const ahead = (corners[step + 1] ?? corner) - corner
    if (ahead !== 1 && ahead !== -1) continue
    const subAisle = ahead === 1 ? behind : behind - 1
    if (walkedThrough[subAisle] === 0)
      visitAll(ways.first[subAisle] as number, ways.first[subAisle + 1] as number, ahead < 0, errand)
    walkedThrough[subAisle] = 1
  }
}

/** Into a sub-aisle from one end, as far as is to be reached from there; whether there was anything. */
const goIn = (subAisle: number, fromBack: boolean, errand: Errand): boolean => {
  const { first, gapEnds, way } = errand.ways
  const from = first[subAisle] as number
  const to = first[subAisle + 1] as number
  const chosen = way[subAisle]
  if (chosen !== FROM_BOTH && chosen !== (fromBack ? FROM_BACK : FROM_FRONT)) return false
  const gapEnd = chosen === FROM_BOTH ? (gapEnds[subAisle] as number) : fromBack ? from : to
  if (fromBack) visitAll(gapEnd, to, true, errand)
  else visitAll(from, gapEnd, false, errand)
  return true
}

const visitAll = (from: number, to: number, backwards: boolean, { stops, walker }: Errand): void => {
  for (let offset = 0; offset < to - from; offset++) {
    const stop = backwards ? to - 1 - offset : from + offset
    walker.visit(stops.pick[stop] as number)
  }
}
