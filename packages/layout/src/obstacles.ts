/**
 * What stands in the way: polygons on the floor, and whether a straight walk goes through one.
 */
import { type Point } from "./Location.ts"

/**
 * The corners of something that nobody walks through, in order round it, either way; the last is joined to the first.
 * Its sides do not cross one another. Walking along a side and past a corner is allowed.
 */
export type Obstacle = ReadonlyArray<Point>

/** A part of a millimetre, by the size of the coordinates, that is taken for none. */
const closeness = 1e-12

/** Above 0 where `c` is left of the way from `a` to `b`, below where it is right, 0 where it is on its line. */
const sideOf = (a: Point, b: Point, c: Point): number => {
  const one = (b.xMm - a.xMm) * (c.yMm - a.yMm)
  const two = (b.yMm - a.yMm) * (c.xMm - a.xMm)
  const side = one - two
  return Math.abs(side) <= closeness * (Math.abs(one) + Math.abs(two)) ? 0 : side
}

/** Whether `c`, which is on the line through `a` and `b`, is between them or at one of them. */
const isBetween = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a.xMm, b.xMm) <= c.xMm &&
  c.xMm <= Math.max(a.xMm, b.xMm) &&
  Math.min(a.yMm, b.yMm) <= c.yMm &&
  c.yMm <= Math.max(a.yMm, b.yMm)

/** Whether a point is inside an obstacle: not on a side or a corner. O(corners). */
export const isInside = (obstacle: Obstacle, point: Point): boolean => {
  let isOdd = false
  for (const [index, corner] of obstacle.entries()) {
    const next = obstacle[(index + 1) % obstacle.length] as Point
    const side = sideOf(corner, next, point)
    if (side === 0 && isBetween(corner, next, point)) return false
    const [low, high] = [corner.yMm > point.yMm, next.yMm > point.yMm]
    if (low !== high && side > 0 === next.yMm > corner.yMm) isOdd = !isOdd
  }
  return isOdd
}

/**
 * Whether the straight walk between two points goes through an obstacle; touching it does not count. O(corners log).
 */
export const isBlockedBy = (obstacle: Obstacle, from: Point, to: Point): boolean => {
  if (isBeside(obstacle, from, to)) return false
  const touched: Array<Point> = []
  for (const [index, corner] of obstacle.entries()) {
    const next = obstacle[(index + 1) % obstacle.length] as Point
    const [one, two] = [sideOf(from, to, corner), sideOf(from, to, next)]
    const [three, four] = [sideOf(corner, next, from), sideOf(corner, next, to)]
    if (((one > 0 && two < 0) || (one < 0 && two > 0)) && ((three > 0 && four < 0) || (three < 0 && four > 0)))
      return true
    if (one === 0 && isBetween(from, to, corner)) touched.push(corner)
    if (three === 0 && isBetween(corner, next, from)) touched.push(from)
    if (four === 0 && isBetween(corner, next, to)) touched.push(to)
  }
  // What crosses no side changes between outside and inside only where it touches: one point of each part tells.
  const along = (point: Point): number => Math.abs(point.xMm - from.xMm) + Math.abs(point.yMm - from.yMm)
  const marks = [from, ...touched, to].sort((a, b) => along(a) - along(b))
  return marks.some((mark, index) => {
    const next = marks[index + 1]
    if (next === undefined || along(next) === along(mark)) return false
    return isInside(obstacle, { xMm: (mark.xMm + next.xMm) / 2, yMm: (mark.yMm + next.yMm) / 2 })
  })
}

/** Whether an obstacle is to one side of the walk as a whole, which can be seen at once. */
const isBeside = (obstacle: Obstacle, from: Point, to: Point): boolean => {
  let [left, right, before, behind] = [true, true, true, true]
  for (const { xMm, yMm } of obstacle) {
    if (xMm > from.xMm || xMm > to.xMm) left = left && false
    if (xMm < from.xMm || xMm < to.xMm) right = right && false
    if (yMm > from.yMm || yMm > to.yMm) before = before && false
    if (yMm < from.yMm || yMm < to.yMm) behind = behind && false
  }
  return left || right || before || behind
}
