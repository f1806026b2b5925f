import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { frontierWalk } from "@stowage/picking-optimisation/frontierWalk"
import { shortestPath, type TripFloor } from "@stowage/picking-optimisation/TripFloor"
import { walkJudge } from "@stowage/picking-optimisation/TripPlan"
import { tripWalks } from "@stowage/picking-optimisation/TripWalks"
import { bruteForceTripMm, Ends, MeasuredFloors, OneWayFloors, Stops, TwoWayFloors, twoWay } from "./tripProblems.ts"

const law = (floors: fc.Arbitrary<TripFloor>, runs = 300) => {
  const property = fc.property(floors, Ends, Stops, (floor, [start, end], stops) => {
    const walks = tripWalks(floor, start, end, stops)
    const list = Int32Array.from(walks.places.keys())
    const leastMm = bruteForceTripMm(floor, start, end, stops)
    assert.strictEqual(walks.walkMm(list, list.length), leastMm)
    const walked = walks.walkOf(list, 1)
    assert.strictEqual(walked.walkMm, leastMm)
    assert.deepStrictEqual(walkJudge(floor)(walked, { start, end, stops }), [])
  })
  fc.assert(property, { numRuns: runs })
}

describe("the walk over some stops of a floor", () => {
  it("is the shortest and leads along the arcs, on any floor with two-way aisles", () => law(TwoWayFloors, 500))
  it("is the shortest and leads along the arcs, where aisles are one-way", () => law(OneWayFloors))
  it("is the shortest where only distances are known", () => law(MeasuredFloors))

  it("is measured by a sweep over part of the stops as over all", () => {
    const property = fc.property(TwoWayFloors, Ends, Stops, Stops, (floor, [start, end], some, others) => {
      const frontier = frontierWalk(floor, start, end, [...some, ...others])
      if (frontier === undefined) return assert.fail("expected a sweep over so small a floor")
      const list = frontier.places.flatMap((place, stop) => (some.includes(place) ? [stop] : []))
      fc.pre(list.length > 0)
      const mm = frontier.walkMm(Int32Array.from(list), list.length)
      assert.strictEqual(mm, bruteForceTripMm(floor, start, end, some))
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("may pass over its start or its end where each is a way round the other", () => {
    const { arcs } = twoWay(4, [
      [2, 0, 5],
      [0, 1, 7],
      [1, 3, 3],
      [3, 2, 5]
    ])
    const floor = { _tag: "ArcFloor" as const, places: 4, arcs }
    const frontier = frontierWalk(floor, 2, 1, [0, 3]) ?? assert.fail("expected a sweep over so small a floor")
    assert.strictEqual(frontier.walkMm(Int32Array.of(0, 1), 2), 18)
  })

  it("is left to searching where an aisle is one-way", () => {
    const { arcs } = twoWay(4, [
      [0, 1, 5],
      [1, 2, 5],
      [2, 3, 5],
      [3, 0, 5]
    ])
    const floor = { _tag: "ArcFloor" as const, places: 4, arcs }
    assert.isDefined(frontierWalk(floor, 0, 2, [1, 3]))
    assert.isUndefined(frontierWalk({ ...floor, arcs: arcs.slice(1) }, 3, 3, [1, 2]))
  })

  it("is near the shortest over more stops than can all be tried", () => {
    // A ring of forty places, measured along it: nothing is shorter than once round.
    const count = 40
    const legMm = Array.from({ length: count * count }, (_, at) => {
      const apart = Math.abs(Math.floor(at / count) - (at % count))
      return Math.min(apart, count - apart)
    })
    const floor: TripFloor = { _tag: "MeasuredFloor", places: count, legMm }
    const walks = tripWalks(
      floor,
      0,
      0,
      Array.from({ length: count }, (_, place) => (7 * place) % count)
    )
    assert.strictEqual(walks.walkOf(Int32Array.from(walks.places.keys()), 2).walkMm, count)
    assert.isFalse(walks.isExact)
  })
})

describe("the path between two places", () => {
  it("is not led in circles by aisles of no length", () => {
    const floor = twoWay(4, [
      [0, 1, 0],
      [1, 2, 0],
      [2, 0, 0],
      [2, 3, 1]
    ])
    assert.deepStrictEqual(shortestPath(floor, 0, 3), [0, 2, 3])
    assert.deepStrictEqual(shortestPath(floor, 1, 1), [1, 1])
  })
})
