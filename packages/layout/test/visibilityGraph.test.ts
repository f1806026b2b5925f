import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Point } from "@stowage/layout/Location"
import { isBlockedBy, isInside, type Obstacle } from "@stowage/layout/obstacles"
import { visibilityGraph, walksAroundMm } from "@stowage/layout/visibilityGraph"

const at = (xMm: number, yMm: number): Point => ({ xMm, yMm })
const rack = (left: number, front: number, width: number, depth: number): Obstacle => [
  at(left, front),
  at(left, front + depth),
  at(left + width, front + depth),
  at(left + width, front)
]

const size = 6
const Coordinates = fc.integer({ min: 0, max: size })
const Racks = fc
  .tuple(Coordinates, Coordinates, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([left, front, width, depth]) => rack(left, front, width, depth))

/** Whether a walk goes through a rack, by looking at many points of it. */
const isThrough = (corners: Obstacle, from: Point, to: Point): boolean => {
  const [low, high] = [corners[0] as Point, corners[2] as Point]
  const samples = 400
  return Array.from({ length: samples }, (_, index) => (index + 0.5) / samples).some((part) => {
    const x = from.xMm + part * (to.xMm - from.xMm)
    const y = from.yMm + part * (to.yMm - from.yMm)
    return x > low.xMm && x < high.xMm && y > low.yMm && y < high.yMm
  })
}

/** The shortest walk by way of any points of a grid, each leg tried. */
const bruteForceMm = (from: Point, to: Point, racks: ReadonlyArray<Obstacle>): number => {
  const grid = Array.from({ length: (size + 5) ** 2 }, (_, index) =>
    at(index % (size + 5), Math.floor(index / (size + 5)))
  )
  const points = [from, to, ...grid]
  const least = points.map((_, index) => (index === 0 ? 0 : Number.POSITIVE_INFINITY))
  const open = new Set(points.keys())
  while (open.size > 0) {
    const near = [...open].reduce((a, b) => ((least[b] as number) < (least[a] as number) ? b : a))
    if (near === 1 || least[near] === Number.POSITIVE_INFINITY) break
    open.delete(near)
    for (const other of open) {
      const [a, b] = [points[near] as Point, points[other] as Point]
      const mm = (least[near] as number) + Math.hypot(a.xMm - b.xMm, a.yMm - b.yMm)
      if (mm < (least[other] as number) && !racks.some((each) => isThrough(each, a, b))) least[other] = mm
    }
  }
  return least[1] as number
}

describe("walks around obstacles", () => {
  it("are as short as by way of any points of a grid", () => {
    const property = fc.property(
      fc.array(Racks, { maxLength: 3 }),
      fc.tuple(Coordinates, Coordinates),
      fc.tuple(Coordinates, Coordinates),
      (racks, [x, y], [u, v]) => {
        const [from, to] = [at(x, y), at(u, v)]
        fc.pre(!racks.some((each) => isInside(each, from) || isInside(each, to)))
        const found = walksAroundMm([from, to], racks)[1] as number
        const least = bruteForceMm(from, to, racks)
        assert.isTrue(found === least || Math.abs(found - least) < 1e-9, `found ${found}, by brute force ${least}`)
      }
    )
    fc.assert(property, { numRuns: 60 })
  })

  it("are as long both ways, and nothing to where one is", () => {
    const points = [at(0, 0), at(9, 4), at(3, 9)]
    const walkMm = walksAroundMm(points, [rack(2, 1, 3, 6)])
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) assert.closeTo(walkMm[3 * i + j] as number, walkMm[3 * j + i] as number, 1e-9)
    assert.deepStrictEqual([walkMm[0], walkMm[4], walkMm[8]], [0, 0, 0])
  })

  it("pass along a side and past a corner", () => {
    const rackAhead = rack(2, 2, 4, 4)
    assert.isFalse(isBlockedBy(rackAhead, at(0, 2), at(9, 2)))
    assert.isFalse(isBlockedBy(rackAhead, at(0, 4), at(4, 0)))
    assert.isTrue(isBlockedBy(rackAhead, at(0, 3), at(9, 3)))
    assert.isTrue(isBlockedBy(rackAhead, at(2, 2), at(6, 6)))
    assert.isTrue(isBlockedBy(rackAhead, at(2, 3), at(6, 4)))
  })

  it("go in and out of a bay, and turn only where an obstacle juts out", () => {
    const bay: Obstacle = [at(0, 0), at(0, 6), at(2, 6), at(2, 2), at(4, 2), at(4, 6), at(6, 6), at(6, 0)]
    const [fromMm] = [walksAroundMm([at(3, 3), at(-1, 6)], [bay])[1] as number]
    assert.closeTo(fromMm, Math.hypot(1, 3) + 3, 1e-9)
    assert.strictEqual(visibilityGraph([], [bay]).nodes.length, 6)
  })

  it("squeeze between obstacles that touch, and not between such as overlap", () => {
    const touching = [rack(0, 2, 4, 2), rack(4, 2, 4, 2)]
    assert.strictEqual(walksAroundMm([at(4, 0), at(4, 6)], touching)[1], 6)
    const overlapping = [rack(0, 2, 5, 2), rack(4, 2, 4, 2)]
    assert.isAbove(walksAroundMm([at(4, 0), at(4, 6)], overlapping)[1] as number, 6)
  })

  it("are not told around what is no polygon, nor from what is no place", () => {
    assert.throws(
      () => walksAroundMm([at(0, 0)], [[at(0, 0), at(1, 1)]]),
      RangeError,
      "obstacle 0: expected at least three"
    )
    const broken = [rack(2, 2, 2, 2), [at(0, 0), at(1, Number.NaN), at(1, 1)]]
    assert.throws(
      () => walksAroundMm([at(0, 0)], broken),
      RangeError,
      "obstacle 1, corner 1: expected a place, got (1, NaN)"
    )
    assert.throws(() => visibilityGraph([at(0, 0), at(Infinity, 0)], []), RangeError, "point 1: expected a place")
  })

  it("lead to no place inside an obstacle", () => {
    assert.strictEqual(walksAroundMm([at(0, 0), at(3, 3)], [rack(2, 2, 2, 2)])[1], Number.POSITIVE_INFINITY)
    assert.isTrue(isInside(rack(2, 2, 2, 2), at(3, 3)))
    assert.isFalse(isInside(rack(2, 2, 2, 2), at(2, 3)))
  })
})
