import * as fc from "fast-check"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { frontierWalk } from "@stowage/picking-optimisation/trips/frontierWalk"
import { isSameLength } from "@stowage/picking-optimisation/tours/isSameLength"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { legsFromMm, shortestPath, shortestPaths, type TripFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { walkJudge } from "@stowage/picking-optimisation/trips/TripPlan"
import { tripWalks } from "@stowage/picking-optimisation/trips/TripWalks"
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
      // A place with six spurs to stops at their ends is wider than a sweep may be.
      if (frontier === undefined) return fc.pre(false)
      const list = frontier.places.flatMap((place, stop) => (some.includes(place) ? [stop] : []))
      fc.pre(list.length > 0)
      const mm = frontier.walkMm(Int32Array.from(list), list.length)
      assert.strictEqual(mm, bruteForceTripMm(floor, start, end, some))
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("is as long as the legs it leads over, and shortest but for a rounding, where lengths are no decimals", () => {
    const property = fc.property(TwoWayFloors, Ends, Stops, ({ arcs, places }, [start, end], stops) => {
      const longer = arcs.map((arc) => ({ ...arc, lengthMm: Math.SQRT2 * arc.lengthMm }))
      const floor = { _tag: "ArcFloor" as const, places, arcs: longer }
      const walks = tripWalks(floor, start, end, stops)
      const list = Int32Array.from(walks.places.keys())
      const leastMm = bruteForceTripMm(floor, start, end, stops)
      const walked = walks.walkOf(list, 1)
      assert.deepStrictEqual(walkJudge(floor)(walked, { start, end, stops }), [])
      assert.approximately(walked.walkMm, leastMm, 1e-6 * leastMm)
      assert.approximately(walks.walkMm(list, list.length), leastMm, 1e-6 * leastMm)
    })
    fc.assert(property, { numRuns: 200 })
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

describe("walks over thousands of stops", () => {
  /** Aisles of so many places each between two cross-aisles; the walk starts and ends before the first. */
  const [aisles, cells] = [40, 80]
  const at = (aisle: number, cell: number): number => 1 + aisle * (cells + 2) + cell
  const links: Array<readonly [number, number, number]> = [[0, at(0, 0), 5]]
  for (let aisle = 0; aisle < aisles; aisle++) {
    for (let cell = 0; cell <= cells; cell++) links.push([at(aisle, cell), at(aisle, cell + 1), 1])
    for (const end of aisle === 0 ? [] : [0, cells + 1]) links.push([at(aisle - 1, end), at(aisle, end), 3])
  }
  const floor = twoWay(at(aisles, 0), links)
  const all = Array.from({ length: aisles * cells }, (_, nth) => at(Math.floor(nth / cells), 1 + (nth % cells)))
  const walks = tripWalks(floor, 0, 0, all)

  it("are measured by a sweep as they are where there are few, in one order for all", () => {
    assert.isTrue(walks.isExact)
    const chance = random("stops of some walks")
    for (let nth = 0; nth < 20; nth++) {
      const some = new Set(Array.from({ length: 12 }, () => chance.pick(all)))
      const few = tripWalks(floor, 0, 0, some)
      const list = Int32Array.from([...walks.places.keys()].filter((stop) => some.has(walks.places[stop] as number)))
      const walked = walks.walkOf(list, 1)
      assert.strictEqual(walked.walkMm, few.walkMm(Int32Array.from(few.places.keys()), few.places.length))
      assert.strictEqual(walks.roughMm(list, list.length), walked.walkMm)
      assert.deepStrictEqual(walkJudge(floor)(walked, { start: 0, end: 0, stops: [...some] }), [])
    }
    // The shortest walk over all goes up one aisle and down the next.
    const inOrder = [...walks.places.keys()].sort((a, b) => (walks.rank[a] as number) - (walks.rank[b] as number))
    const aislesMet = inOrder.map((stop) => Math.floor(((walks.places[stop] as number) - 1) / (cells + 2)))
    assert.strictEqual(aislesMet.filter((aisle, index) => aisle !== aislesMet[index - 1]).length, aisles)
  })
})

describe("paths between places", () => {
  it("are the same one after another as each alone, and as long as the shortest walk", () => {
    const pairs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 8 })
    const property = fc.property(fc.oneof(TwoWayFloors, OneWayFloors), pairs, (floor, pairs) => {
      const pathOf = shortestPaths(floor)
      for (const [from, to] of pairs) {
        const path = pathOf(from, to)
        assert.deepStrictEqual(path, shortestPath(floor, from, to))
        const legs = path.slice(1).map((place, index) => legsFromMm(floor, path[index] as number)[place] as number)
        const mm = legs.reduce((sum, leg) => sum + leg, 0)
        assert.strictEqual(mm, legsFromMm(floor, from)[to])
      }
    })
    fc.assert(property)
  })
})

describe("legs that are as long both ways but for a rounding", () => {
  const count = 60
  /** Places on a ring, legs along it; one way each is a rounding longer. */
  const legMm = Array.from({ length: count * count }, (_, at) => {
    const [from, to] = [Math.floor(at / count), at % count]
    const apart = Math.abs(from - to)
    const mm = 0.1 * Math.min(apart, count - apart)
    return from < to ? mm * (1 + 2 ** -52) : mm
  })

  it("are walked as legs that are as long both ways: stretches of a walk may be turned round", () => {
    const chance = random("points of a floor")
    const points = Array.from({ length: count }, () => [chance.int(1000), chance.int(1000)] as const)
    const walkMm = (rounded: number): number => {
      const measured = points.flatMap(([x, y], from) =>
        points.map(([otherX, otherY], to) => {
          const mm = Math.sqrt((x - otherX) ** 2 + (y - otherY) ** 2)
          return from < to ? mm * rounded : mm
        })
      )
      const floor: TripFloor = { _tag: "MeasuredFloor", places: count, legMm: measured }
      const walks = tripWalks(floor, 0, 0, points.keys())
      return walks.walkMm(Int32Array.from(walks.places.keys()), walks.places.length)
    }
    assert.approximately(walkMm(1 + 2 ** -52), walkMm(1), 1e-6)
  })

  it("are not those of a way without one back", () => {
    assert.isFalse(isSameLength(5, Number.POSITIVE_INFINITY))
    assert.isFalse(isSameLength(Number.POSITIVE_INFINITY, 5))
    // A one-way ring of twenty places: one may only go round.
    const count = 20
    const arcs = Array.from({ length: count }, (_, from) => ({ from, to: (from + 1) % count, lengthMm: 1 }))
    const walks = tripWalks(
      { _tag: "ArcFloor", places: count + 1, arcs: [...arcs, ...twoWay(21, [[0, 20, 3]]).arcs] },
      20,
      20,
      [...arcs.keys()]
    )
    const list = Int32Array.from(walks.places.keys())
    assert.strictEqual(walks.walkMm(list, list.length), 26)
    assert.strictEqual(walks.roughMm(list, list.length), 26)
  })

  it("make no one-way tour, whose bound would be far below it", () => {
    const stops = Array.from({ length: 30 }, (_, index) => ({ id: `S${index}`, place: 2 * index }))
    const distances = { count, between: (from: number, to: number): number => legMm[from * count + to] as number }
    const { bound, cost, stoppedBy } = Result.getOrThrow(solveTour({ distances, stops, starts: [0] }))
    assert.approximately(cost, 0.1 * count, 1e-9)
    assert.strictEqual(bound, cost)
    assert.strictEqual(stoppedBy, "proved")
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
