import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { FrontierMargins } from "@stowage/picking-optimisation/trips/FrontierMargins"
import { frontierWalk } from "@stowage/picking-optimisation/trips/frontierWalk"
import { NarrowMargins } from "@stowage/picking-optimisation/trips/NarrowMargins"
import { SeenMoves } from "@stowage/picking-optimisation/trips/SeenMoves"
import { Ends, twoWay, TwoWayFloors } from "./tripProblems.ts"

const Places = fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 8 })

/** Sweeps over five aisles in two blocks, of eight places each, with the depot at a corner. */
const aislesWalk = () => {
  const [aisles, depth] = [5, 8]
  const along = Array.from({ length: aisles * depth }, (_, place) => place)
  const floor = twoWay(along.length, [
    ...along.filter((place) => (place + 1) % depth > 0).map((place) => [place, place + 1, 3] as const),
    ...along
      .filter((place) => place + depth < along.length && [0, 4, depth - 1].includes(place % depth))
      .map((place) => [place, place + depth, 5] as const)
  ])
  return frontierWalk(floor, 0, 0, along.slice(1)) ?? assert.fail("expected a sweep over two blocks")
}

describe("a sweep by the moves that shortest walks were seen to take", () => {
  it("finds those walks as short, and none that is shorter than the shortest", () => {
    const property = fc.property(
      TwoWayFloors,
      Ends,
      Places,
      fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      (floor, [start, end], places, seen, other) => {
        const walk = frontierWalk(floor, start, end, places)
        // A place with six spurs to stops at their ends is wider than a sweep may be.
        if (walk === undefined) return fc.pre(false)
        const { places: placed, sweep } = walk
        const listOf = (some: number): Int32Array =>
          Int32Array.from(placed.flatMap((_, stop) => ((some >> stop) & 1 ? [stop] : [])))
        const moves = new SeenMoves(sweep)
        const shortest = seen.map((some) => {
          const list = listOf(some)
          const units = sweep.sweepTo(list, list.length)
          moves.look()
          return { list, units }
        })
        const narrow = moves.narrowed(0)
        assert.isAtMost(narrow.moves, sweep.moves)
        for (const { list, units } of shortest) assert.strictEqual(narrow.sweepTo(list, list.length), units)
        const list = listOf(other)
        assert.isAtLeast(narrow.sweepTo(list, list.length), sweep.sweepTo(list, list.length))
      }
    )
    fc.assert(property, { numRuns: 200 })
  })

  it("has only moves that so many of the walks took", () => {
    const { places, sweep } = aislesWalk()
    const moves = new SeenMoves(sweep)
    const near = Int32Array.of(0)
    const all = Int32Array.from(places.keys())
    for (let time = 0; time < 9; time++) {
      const list = time === 0 ? all : near
      sweep.sweepTo(list, list.length)
      moves.look()
    }
    const every = moves.narrowed(0)
    assert.strictEqual(every.sweepTo(all, all.length), sweep.sweepTo(all, all.length))
    const common = moves.narrowed(0.2)
    assert.isBelow(common.moves, every.moves)
    assert.strictEqual(common.sweepTo(near, 1), sweep.sweepTo(near, 1))
  })
})

describe("margins by the moves seen", () => {
  const walk = aislesWalk()
  const lists = Array.from({ length: 2500 }, (_, n) =>
    Int32Array.from(new Set([7, 11, 13, 29].map((step, at) => (step * n + at * n * n) % walk.places.length))).sort()
  )

  it("are at first those of the shortest walks, and later of walks that are seldom longer", () => {
    const margins = new NarrowMargins(walk.sweep)
    const exact = new FrontierMargins(walk.sweep)
    const [restMm, exactMm] = [new Float64Array(margins.size), new Float64Array(exact.size)]
    let longer = 0
    for (const [n, list] of lists.entries()) {
      const mm = margins.measure(list, list.length, restMm, 0)
      const leastMm = exact.measure(list, list.length, exactMm, 0)
      assert.isAtLeast(mm, leastMm)
      if (n < 1000) assert.deepStrictEqual([mm, restMm], [leastMm, exactMm])
      else if (mm > leastMm) longer++
      assert.isBelow(mm, Number.POSITIVE_INFINITY)
    }
    assert.isBelow(longer, 0.05 * lists.length)
  })

  it("lead over stops that no walk seen had", () => {
    const margins = new NarrowMargins(walk.sweep)
    const restMm = new Float64Array(margins.size)
    for (let time = 0; time < 1500; time++) margins.measure(Int32Array.of(0), 1, restMm, 0)
    const all = Int32Array.from(walk.places.keys())
    assert.strictEqual(margins.measure(all, all.length, restMm, 0), walk.walkMm(all, all.length))
  })
})
