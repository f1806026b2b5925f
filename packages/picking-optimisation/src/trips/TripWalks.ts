/**
 * Walks over selections of the same stops on one floor: how long the shortest is, and where it leads.
 */
import { nearestFirst } from "../batching/alongFloor.ts"
import { type WalkMm } from "../batching/BatchCore.ts"
import { FrontierMargins } from "./FrontierMargins.ts"
import { frontierTrail } from "./frontierTrail.ts"
import { type FrontierWalk, frontierWalk } from "./frontierWalk.ts"
import { NarrowMargins } from "./NarrowMargins.ts"
import { SearchedWalks } from "./SearchedWalks.ts"
import { legsFromMm, shortestPath, shortestPaths, type TripFloor } from "./TripFloor.ts"
import { type WalkMargins } from "../batching/WalkMargins.ts"

/** A walk, place by place. */
export interface FloorWalk {
  readonly walk: ReadonlyArray<number>
  readonly walkMm: number
}

export interface TripWalks {
  /** The place of each stop; stops are numbered by their index. */
  readonly places: ReadonlyArray<number>
  /** Where each stop comes in a short walk over all of them. */
  readonly rank: Int32Array
  /** In which aisle each stop is, numbered from 0, the nearest first; undefined where no aisles are known. */
  readonly aisleOf?: Int32Array
  /** Whether every length is proved the shortest. */
  readonly isExact: boolean
  readonly walkMm: WalkMm
  /** The same lengths with their margins; undefined where there is but one order of the stops. */
  readonly margins?: WalkMargins | undefined
  /** Margins of walks that are sooner measured and seldom longer than these. */
  readonly quickMargins?: WalkMargins | undefined
  /** The same, searched for longer; `walkMm` where that is exact. */
  readonly hardMm: WalkMm
  /** Length of a walk that takes the stops in the order of a walk over all: quick, and seldom the shortest. */
  readonly roughMm: WalkMm
  /** A walk over the stops; where it is not exact, searched for so many times over. */
  readonly walkOf: (list: Int32Array, times: number) => FloorWalk
}

/** Of more stops than this the legs between every two are not found out where a sweep does without: 16 bytes each. */
const mostInTable = 3000

/**
 * Walks from `start` to `end` over stops at `places`, but for those two, which every walk visits. By a sweep where the
 * floor has one, else, and when `isOver` says that there is no time to prepare it, by searching, which takes memory for
 * the legs between every two stops.
 */
export const tripWalks = (
  floor: TripFloor,
  start: number,
  end: number,
  places: Iterable<number>,
  isOver?: () => boolean
): TripWalks => {
  const wanted = new Set(places)
  wanted.delete(start)
  wanted.delete(end)
  const sweep = (): FrontierWalk | undefined =>
    floor._tag === "ArcFloor" ? frontierWalk(floor, start, end, wanted, isOver) : undefined
  const isLarge = wanted.size > mostInTable
  const early = isLarge ? sweep() : undefined
  if (early !== undefined) return sweptWalks(early, roughBySweep(early, start, end), { floor, start, end })
  const searched = new SearchedWalks(floor, start, end, wanted)
  const swept = isLarge ? undefined : sweep()
  if (swept !== undefined) return sweptWalks(swept, roughBySearch(swept, searched), { floor, start, end })
  const walkThrough = walksThrough(floor)
  return {
    places: searched.places,
    rank: Int32Array.from(searched.places.keys()),
    isExact: searched.isExact,
    walkMm: (list, count) => searched.walkMm(list, count),
    margins: searched.margins,
    hardMm: (list, count) => searched.hardMm(list, count),
    roughMm: (list, count) => searched.roughMm(list, count),
    walkOf: (list, times) => {
      const stops = Array.from(searched.orderOf(list, times), (stop) => searched.places[stop] as number)
      return walkThrough([start, ...stops, end])
    }
  }
}

/** In which order a walk over all stops takes them, and lengths that are found out sooner for it, if any are. */
interface Rough {
  readonly rank: Int32Array
  readonly roughMm?: WalkMm
}

/** What the sweep meets one after the other is not a walk: that of the searched one over all stops is taken instead. */
const roughBySearch = ({ places }: FrontierWalk, searched: SearchedWalks): Rough => {
  const numberOf = new Map(searched.places.map((place, number) => [place, number]))
  const rank = Int32Array.from(places, (place) => numberOf.get(place) as number)
  const listed = new Int32Array(places.length)
  const roughMm: WalkMm = (list, count) => {
    for (let index = 0; index < count; index++) listed[index] = rank[list[index] as number] as number
    return searched.roughMm(listed.subarray(0, count).sort(), count)
  }
  return { rank, roughMm }
}

/** The shortest walk over all stops, which there are too many of to search one. */
const roughBySweep = (frontier: FrontierWalk, start: number, end: number): Rough => {
  const all = Int32Array.from(frontier.places.keys())
  const numberOf = new Map<number, number>()
  for (const place of frontierTrail(frontier, start, end, all)) {
    if (!numberOf.has(place)) numberOf.set(place, numberOf.size)
  }
  return { rank: Int32Array.from(frontier.places, (place) => numberOf.get(place) as number) }
}

const sweptWalks = (
  frontier: FrontierWalk,
  rough: Rough,
  { end, floor, start }: { readonly floor: TripFloor; readonly start: number; readonly end: number }
): TripWalks => {
  const { places } = frontier
  const directMm = legsFromMm(floor, start)[end] as number
  // A sweep goes by way of stops; without any there is nothing to sweep.
  const walkMm: WalkMm = (list, count) => (count === 0 ? directMm : frontier.walkMm(list, count))
  const { rank, roughMm = walkMm } = rough
  const lengthMm = lengthOn(floor)
  const walkOf = (list: Int32Array): FloorWalk => {
    const walk = list.length === 0 ? shortestPath(floor, start, end) : frontierTrail(frontier, start, end, list)
    return { walk, walkMm: lengthMm(walk) }
  }
  const margins = new FrontierMargins(frontier.sweep)
  return {
    places,
    rank,
    aisleOf: nearestFirst(
      margins.partOf,
      Float64Array.from(places.keys(), (stop) => roughMm(Int32Array.of(stop), 1))
    ),
    walkMm,
    margins,
    quickMargins: new NarrowMargins(frontier.sweep),
    hardMm: walkMm,
    roughMm,
    isExact: true,
    walkOf
  }
}

/** Makes walks on a floor of their stops: with the places between these. */
const walksThrough = (floor: TripFloor): ((stops: ReadonlyArray<number>) => FloorWalk) => {
  const pathOf = shortestPaths(floor)
  const lengthMm = lengthOn(floor)
  return (stops) => {
    const walk = [stops[0] as number]
    for (let index = 1; index < stops.length; index++) {
      const path = pathOf(stops[index - 1] as number, stops[index] as number)
      for (const place of path) if (place !== walk.at(-1)) walk.push(place)
    }
    if (walk.length === 1) walk.push(walk[0] as number)
    return { walk, walkMm: lengthMm(walk) }
  }
}

/** How long walks on a floor are, leg by leg. */
const lengthOn = (floor: TripFloor): ((walk: ReadonlyArray<number>) => number) => {
  const legs = new Map<number, number>()
  if (floor._tag === "ArcFloor") {
    for (const { from, lengthMm, to } of floor.arcs) {
      const key = from * floor.places + to
      legs.set(key, Math.min(lengthMm, legs.get(key) ?? Number.POSITIVE_INFINITY))
    }
  }
  return (walk) => {
    let walkMm = 0
    for (let index = 1; index < walk.length; index++) {
      const [from, to] = [walk[index - 1] as number, walk[index] as number]
      const key = from * floor.places + to
      if (from !== to) walkMm += (floor._tag === "ArcFloor" ? legs.get(key) : floor.legMm[key]) as number
    }
    return walkMm
  }
}
