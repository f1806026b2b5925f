/**
 * How far it is to walk from one location to another.
 */
import { type RectangularFloor } from "./Floor.ts"
import { type Layout } from "./Layout.ts"
import { type Location, type Point } from "./Location.ts"
import { shortestWalksMm } from "./shortestWalks.ts"
import { neighboursOf, walkGraph } from "./WalkGraph.ts"

/** Distances on one layout: symmetric, 0 from a point to itself, and never longer than by way of a third. */
export interface Distances {
  /** The shortest walk between the points of two locations of the layout; a location of another layout is a defect. */
  readonly walkMm: (from: Location, to: Location) => number
}

/**
 * The distances of a layout. On a rectangular floor each is a closed form of O(cross-aisles). On a drawn floor the
 * walks from a location are searched when first asked for and kept, so n locations cost at most n searches and n ×
 * cells numbers.
 */
export const distancesOf = (layout: Layout): Distances => {
  const { floor } = layout
  switch (floor._tag) {
    case "RectangularFloor":
      return { walkMm: (from, to) => rectangularWalkMm(floor, from, to) }
    case "DrawnFloor":
      return searchedDistances(layout)
  }
}

/** The same distances by searching the walk graph, on any floor. Slower on a rectangular one. */
export const searchedDistances = (layout: Layout): Distances => {
  const graph = walkGraph(layout)
  const neighbours = neighboursOf(graph)
  const walksFrom = new Map<number, Float64Array>()
  const nodeOf = (location: Location): number => {
    const node = graph.nodeOf.get(location.id)
    if (node === undefined) throw new RangeError(`Expected a location of site ${layout.site}, got ${location.id}`)
    return node
  }
  return {
    walkMm: (from, to) => {
      const start = nodeOf(from)
      let walks = walksFrom.get(start)
      if (walks === undefined) {
        walks = shortestWalksMm(neighbours, start)
        walksFrom.set(start, walks)
      }
      return walks[nodeOf(to)] as number
    }
  }
}

/**
 * The shortest walk between two points that lie on aisles: straight within one aisle, else by the cross-aisle that adds
 * least. O(cross-aisles).
 */
export const rectangularWalkMm = (floor: RectangularFloor, from: Point, to: Point): number => {
  if (from.xMm === to.xMm) return Math.abs(from.yMm - to.yMm)
  let alongAislesMm = Number.POSITIVE_INFINITY
  for (const y of floor.crossAisleYMm) {
    alongAislesMm = Math.min(alongAislesMm, Math.abs(from.yMm - y) + Math.abs(to.yMm - y))
  }
  return Math.abs(from.xMm - to.xMm) + alongAislesMm
}

/**
 * The same where aisles are so wide that getting from the shelves on one side to those on the other counts, by
 * `crossingMm` each time: the walks of `wideAisles` in closed form. Who turns at a cross-aisle changes sides for
 * nothing. O(cross-aisles).
 */
export const wideAisleWalkMm = (floor: RectangularFloor, crossingMm: number, from: Location, to: Location): number => {
  const straightMm = rectangularWalkMm(floor, from, to)
  if (from.xMm !== to.xMm || isOnRight(from) === isOnRight(to)) return straightMm
  let leastMm = straightMm + crossingMm
  for (const y of floor.crossAisleYMm) leastMm = Math.min(leastMm, Math.abs(from.yMm - y) + Math.abs(to.yMm - y))
  return leastMm
}

const isOnRight = ({ side }: Location): boolean => side === "right"
