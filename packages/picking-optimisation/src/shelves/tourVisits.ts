/**
 * A tour in the order in which it is walked.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { type ShelfTour } from "./ShelfTour.ts"
import { isDepot } from "./TourColumns.ts"
import { tourTrace, type TourTrace } from "./tourTrace.ts"
import { blockMoves, wayTimesOn } from "./twoBlockSweep.ts"

/** A stretch of the walk between two crossings, with what is taken on it from `a` to `b`. */
interface Stretch {
  readonly a: number
  readonly b: number
  readonly units: ReadonlyArray<number>
  walked: boolean
}

/**
 * The units of a tour in the order of its shortest walk: the stretches make a graph whose crossings are all even and
 * joined, and are walked each once and back to the depot. O(units).
 *
 * Source: Hierholzer (1873), Mathematische Annalen 6.
 */
export const tourVisits = (shelf: ShelfColumns, tour: ShelfTour): ReadonlyArray<number> => {
  const stretches = stretchesOf(shelf, tour, tourTrace(shelf, tour))
  const at = new Map<number, Array<Stretch>>()
  for (const stretch of stretches) {
    for (const crossing of new Set([stretch.a, stretch.b])) at.set(crossing, [...(at.get(crossing) ?? []), stretch])
  }
  const depot = tour.columns.kind.indexOf(isDepot) * 3 + 1
  // Each entry: the crossing that was reached, and the units taken on the way there.
  const open: Array<readonly [crossing: number, units: ReadonlyArray<number>]> = [[depot, []]]
  const closed: Array<ReadonlyArray<number>> = []
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const [crossing, units] = top
    const next = at.get(crossing)?.find((stretch) => !stretch.walked)
    if (next === undefined) {
      closed.push(units)
      open.pop()
      continue
    }
    next.walked = true
    const ahead = next.a === crossing
    open.push([ahead ? next.b : next.a, ahead ? next.units : next.units.toReversed()])
  }
  return closed.toReversed().flat()
}

/** Crossings are numbered `column * 3 + crossAisle`. */
const stretchesOf = (shelf: ShelfColumns, tour: ShelfTour, trace: TourTrace): ReadonlyArray<Stretch> => {
  const { count, firstUnit } = tour.columns
  const stretches: Array<Stretch> = []
  const add = (a: number, b: number, units: ReadonlyArray<number>): void => {
    stretches.push({ a, b, units, walked: false })
  }
  for (let column = 0; column < count; column++) {
    const units = [...tour.units.subarray(firstUnit[column], firstUnit[column + 1])]
    for (const block of [0, 1]) {
      const move = (block === 0 ? trace.front : trace.back)[column] as number
      if (move < 0) continue
      const [middle, far] = [column * 3 + 1, column * 3 + 2 * block]
      const outward = units
        .filter((unit) => shelf.blockOf[unit] === block)
        .sort((a, b) => (shelf.nearMm[a] as number) - (shelf.nearMm[b] as number))
      const what = blockMoves[move % blockMoves.length]
      const split = what === "near" ? outward.length : what === "far" ? 0 : widestGap(shelf, outward)
      if (what === "through") add(middle, far, outward)
      else {
        if (split > 0) add(middle, middle, outward.slice(0, split))
        if (split < outward.length) add(far, far, outward.slice(split))
      }
    }
    const way = trace.way[column] as number
    if (way < 0) continue
    for (let line = 0; line < 3; line++) {
      const times = wayTimesOn[way * 3 + line] as number
      for (let time = 0; time < times; time++) add(column * 3 + line, column * 3 + 3 + line, [])
    }
  }
  return stretches
}

/** How many of units that are ordered outward stand before the widest gap. */
const widestGap = ({ nearMm }: ShelfColumns, outward: ReadonlyArray<number>): number => {
  let widest = 1
  let mostMm = -1
  for (let at = 1; at < outward.length; at++) {
    const mm = (nearMm[outward[at] as number] as number) - (nearMm[outward[at - 1] as number] as number)
    if (mm > mostMm) [mostMm, widest] = [mm, at]
  }
  return widest
}
