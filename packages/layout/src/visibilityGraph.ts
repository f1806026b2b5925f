/**
 * Walks on an open floor around obstacles: straight from point to point and from corner to corner.
 *
 * Source: Lozano-Pérez and Wesley (1979), An algorithm for planning collision-free paths among polyhedral obstacles,
 * Communications of the ACM 22(10).
 */
import { type Point } from "./Location.ts"
import { isBlockedBy, isInside, type Obstacle } from "./obstacles.ts"
import { shortestWalksMm } from "./shortestWalks.ts"
import { neighboursOf, type WalkEdge, type WalkGraph } from "./WalkGraph.ts"

/**
 * The walk graph of an open floor: a node for each of `points`, in their order, then one for each corner that a
 * shortest walk can turn at; an edge wherever no obstacle is between two of them. A point inside an obstacle has no
 * edges. Where obstacles touch or share a side, somebody can pass between them; obstacles that overlap leave no way
 * through.
 *
 * A shortest walk between two of the points among polygons turns only at their corners, so the walks of the graph are
 * the shortest there are. Throws on a place that is no number, and on an obstacle of fewer than three corners, counting
 * both from 0. O((points + corners)² × corners).
 */
export const visibilityGraph = (points: ReadonlyArray<Point>, obstacles: ReadonlyArray<Obstacle>): WalkGraph => {
  for (const [index, point] of points.entries()) mustBePlace(`point ${index}`, point)
  for (const [index, obstacle] of obstacles.entries()) mustBeObstacle(`obstacle ${index}`, obstacle)
  const corners = obstacles.flatMap((obstacle) => turningCorners(obstacle))
  const nodes = [...points, ...corners].map(({ xMm, yMm }) => ({ xMm, yMm }))
  const isOpen = nodes.map((node) => !obstacles.some((obstacle) => isInside(obstacle, node)))
  const edges: Array<WalkEdge> = []
  for (const [to, node] of nodes.entries()) {
    for (let from = 0; from < to; from++) {
      const other = nodes[from] as Point
      const isFree = isOpen[from] && isOpen[to] && !obstacles.some((obstacle) => isBlockedBy(obstacle, other, node))
      if (isFree) edges.push({ from, to, lengthMm: straightMm(other, node) })
    }
  }
  return { nodes, edges, nodeOf: new Map() }
}

/**
 * The shortest walks between points around obstacles, row by row: from the `i`th to the `j`th; `Infinity` where none
 * leads. O((points + corners)² × corners).
 */
export const walksAroundMm = (points: ReadonlyArray<Point>, obstacles: ReadonlyArray<Obstacle>): Float64Array => {
  const graph = visibilityGraph(points, obstacles)
  const count = points.length
  const isStraight = ({ from, to }: WalkEdge): boolean => from < count && to < count
  // Who sees where he goes walks straight; everybody else by way of corners.
  const neighbours = neighboursOf({ ...graph, edges: graph.edges.filter((edge) => !isStraight(edge)) })
  const walkMm = new Float64Array(count * count)
  for (let from = 0; from < count; from++) {
    walkMm.set(shortestWalksMm(neighbours, from).subarray(0, count), from * count)
  }
  for (const { from, lengthMm, to } of graph.edges.filter(isStraight)) {
    walkMm[from * count + to] = lengthMm
    walkMm[to * count + from] = lengthMm
  }
  return walkMm
}

const mustBePlace = (of: string, { xMm, yMm }: Point): void => {
  if (Number.isFinite(xMm) && Number.isFinite(yMm)) return
  throw new RangeError(`${of}: expected a place, got (${xMm}, ${yMm})`)
}

const mustBeObstacle = (of: string, corners: Obstacle): void => {
  if (corners.length < 3) throw new RangeError(`${of}: expected at least three corners, got ${corners.length}`)
  for (const [index, corner] of corners.entries()) mustBePlace(`${of}, corner ${index}`, corner)
}

const straightMm = (a: Point, b: Point): number => {
  const [xMm, yMm] = [a.xMm - b.xMm, a.yMm - b.yMm]
  return Math.sqrt(xMm * xMm + yMm * yMm)
}

/** The corners at which an obstacle juts out; nobody turns at the others. */
const turningCorners = (obstacle: Obstacle): ReadonlyArray<Point> => {
  const count = obstacle.length
  const turnAt = (index: number): number => {
    const [a, b, c] = [-1, 0, 1].map((step) => obstacle[(index + step + count) % count]) as [Point, Point, Point]
    return (b.xMm - a.xMm) * (c.yMm - b.yMm) - (b.yMm - a.yMm) * (c.xMm - b.xMm)
  }
  const twiceArea = obstacle.reduce((sum, { xMm, yMm }, index) => {
    const next = obstacle[(index + 1) % count] as Point
    return sum + xMm * next.yMm - next.xMm * yMm
  }, 0)
  return obstacle.filter((_, index) => turnAt(index) * twiceArea > 0)
}
