/**
 * The shortest route over one block.
 */
import { aisleSweep, FROM_BACK, FROM_BOTH, FROM_FRONT, type SweptWalk, THROUGH, TWICE } from "./aisleSweep.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { type Stops, stopsOf } from "./Stops.ts"
import { type Walker, walkerAt } from "./Walker.ts"

/**
 * The shortest route of a problem that `routingRefusal` finds nothing wrong with.
 *
 * Of equal routes always the same one. O(n log n) to sort the picks, then O(aisles + picks).
 *
 * Source: Ratliff and Rosenthal (1983), Operations Research 31(3), for which walks are taken; the order in which to
 * take them is a closed walk over all of them: Hierholzer (1873), Mathematische Annalen 6.
 */
export const ratliffRosenthal = (problem: RoutingProblem): PickRoute => {
  const { depot, floor } = problem
  const stops = stopsOf(problem.picks)
  const sweep = aisleSweep(floor, depot, stops)
  const all = stops.pick.map((_, stop) => stop)
  sweep.walkMm(all, all.length)
  const swept = sweep.walk()
  const walker = walkerAt(problem)
  const start = cornerOf(swept.aisle.indexOf(depot.aisle), depot.crossAisle === 1)
  follow(closedWalk(swept, start), { problem, stops, swept, walker })
  return walker.route()
}

/** Corners are numbered by aisle, the front one before the back one. */
const cornerOf = (k: number, back: boolean): number => 2 * k + (back ? 1 : 0)

/** The corners in the order of a walk from `start` to `start` that takes every chosen walk between corners once. */
const closedWalk = ({ aisles, backWalks, frontWalks, way }: SweptWalk, start: number): Int32Array => {
  const left = { front: frontWalks.slice(), back: backWalks.slice(), through: new Uint8Array(aisles) }
  let walks = 0
  for (let k = 0; k < aisles; k++) {
    left.through[k] = way[k] === THROUGH ? 1 : way[k] === TWICE ? 2 : 0
    walks += left.through[k] as number
    if (k + 1 < aisles) walks += (frontWalks[k] as number) + (backWalks[k] as number)
  }
  const take = (counts: Uint8Array, k: number): boolean => {
    const some = k >= 0 && k < aisles && (counts[k] as number) > 0
    if (some) counts[k] = (counts[k] as number) - 1
    return some
  }
  const nextOf = (corner: number): number => {
    const k = corner >> 1
    const along = corner % 2 === 0 ? left.front : left.back
    if (take(left.through, k)) return corner ^ 1
    if (k > 0 && take(along, k - 1)) return corner - 2
    if (k + 1 < aisles && take(along, k)) return corner + 2
    return -1
  }
  const walk = new Int32Array(walks + 1)
  const open = new Int32Array(walks + 1)
  let length = 0
  let depth = 0
  open[0] = start
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
  readonly swept: SweptWalk
  readonly walker: Walker
}

/** Walks from corner to corner, taking what is in an aisle when first there. */
const follow = (corners: Int32Array, errand: Errand): void => {
  const { problem, swept, walker } = errand
  const [frontMm, backMm] = problem.floor.crossAisleYMm as readonly [number, number]
  const seen = new Uint8Array(2 * swept.aisles)
  const walkedThrough = new Uint8Array(swept.aisles)
  for (let step = 0; step < corners.length; step++) {
    const corner = corners[step] as number
    const k = corner >> 1
    const back = corner % 2 === 1
    const endMm = back ? backMm : frontMm
    walker.goTo(swept.aisle[k] as number, endMm)
    if (seen[corner] === 0) {
      goIn(k, back, errand)
      walker.goTo(swept.aisle[k] as number, endMm)
    }
    seen[corner] = 1
    if (corners[step + 1] !== (corner ^ 1) || walkedThrough[k] === 1) continue
    walkedThrough[k] = 1
    visitAll(swept.first[k] as number, swept.first[k + 1] as number, back, errand)
  }
}

/** Into aisle `k` from one end, as far as is to be reached from there. */
const goIn = (k: number, back: boolean, errand: Errand): void => {
  const { first, gapEnds, way } = errand.swept
  const from = first[k] as number
  const to = first[k + 1] as number
  if (way[k] === (back ? FROM_BACK : FROM_FRONT)) visitAll(from, to, back, errand)
  if (way[k] !== FROM_BOTH) return
  const gapEnd = gapEnds[k] as number
  if (back) visitAll(gapEnd, to, back, errand)
  else visitAll(from, gapEnd, back, errand)
}

const visitAll = (from: number, to: number, backwards: boolean, { stops, walker }: Errand): void => {
  for (let offset = 0; offset < to - from; offset++) {
    const stop = backwards ? to - 1 - offset : from + offset
    walker.visit(stops.pick[stop] as number)
  }
}
