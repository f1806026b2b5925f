import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { random } from "@stowage/kernel/Random"
import { fetchAlong, fetchingAlong } from "@stowage/picking-optimisation/scattered/fetchAlong"
import { leaveAlong } from "@stowage/picking-optimisation/scattered/leaveAlong"
import { alongSearch, refetchAlong, tryThrough } from "@stowage/picking-optimisation/scattered/refetchAlong"
import { type ScatteredProblem, type StockCandidate } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { ThroughWalk } from "@stowage/picking-optimisation/scattered/ThroughWalk"
import { VisitedPlaces } from "@stowage/picking-optimisation/scattered/VisitedPlaces"
import { blocks } from "./blocks.ts"
import { ScatteredProblems } from "./scatteredProblems.ts"

const OverOneBlock = ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2)

const walkOver = (problem: ScatteredProblem) => {
  const choices = subAisleChoices(problem)
  const places = new VisitedPlaces(problem, choices)
  return { places, walk: new ThroughWalk(problem, places, choices.demand.subarray(0, choices.skus)) }
}

/** Every even number of aisles gone through, along either cross-aisle where both need not be walked. */
const waysThrough = (columns: number): ReadonlyArray<readonly [marked: Uint8Array, row: number]> =>
  Array.from({ length: 2 ** columns }, (_, set) => Uint8Array.from({ length: columns }, (_each, at) => (set >> at) & 1))
    .filter((marked) => marked.reduce((sum, mark) => sum + mark, 0) % 2 === 0)
    .flatMap((marked) => [0, 1].map((row) => [marked, row] as const))

/** Takes so much of every aisle, in every way, from the front and the back that all that is on is visited. */
const eachSplit = (walk: ThroughWalk, column: number, use: () => void): void => {
  const { columns, places } = walk
  if (column === columns) return use()
  const count = (places.firstPlace[column + 1] as number) - (places.firstPlace[column] as number)
  const [front, back] = [column, columns + column]
  for (let cut = 0; cut <= count; cut++) {
    let fromFront = cut
    while (fromFront > 0 && places.isOn[walk.placeAt(front, fromFront - 1)] === 0) fromFront--
    let fromBack = count - cut
    while (fromBack > 0 && places.isOn[walk.placeAt(back, fromBack - 1)] === 0) fromBack--
    if (fromFront > walk.room(front) || fromBack > walk.room(back)) {
      if (walk.isThrough[column] === 1) eachSplit(walk, column + 1, use)
      continue
    }
    walk.take(front, fromFront)
    walk.take(back, fromBack)
    walk.spanAll()
    eachSplit(walk, column + 1, use)
    walk.take(front, 0)
    walk.take(back, 0)
    walk.spanAll()
  }
}

const missing = ({ due }: ThroughWalk): number => due.reduce((sum, units) => sum + Math.max(0, units), 0)

describe("a walk through given aisles", () => {
  it("is at its least, over all aisles it may go through, the least walk over the places it visits", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.integer({ min: 1, max: 255 }), (problem, set) => {
        const { places, walk } = walkOver(problem)
        fc.pre(walk.columns <= 4)
        for (let place = 0; place < places.count; place++) if ((set >> place) % 2 === 1) places.toggle(place)
        let leastMm = Number.POSITIVE_INFINITY
        for (const [marked, row] of waysThrough(walk.columns)) {
          walk.goThrough(marked, row)
          eachSplit(walk, 0, () => {
            leastMm = Math.min(leastMm, walk.mm)
          })
        }
        assert.approximately(leastMm, places.measure(), 1e-6)
      }),
      { numRuns: 100 }
    )
  })

  it("goes past the depot along its own cross-aisle, and to the other one only to take something there", () => {
    const { floor } = blocks(1, [[], [], [], [], []])
    const candidates = floor.aisleXMm.map((_, aisle): StockCandidate => ({
      location: `${aisle}` as LocationId,
      aisle,
      yMm: 50,
      sku: "tea" as Sku,
      quantity: 1
    }))
    const demands = [{ sku: "tea" as Sku, quantity: 5 }]
    const { walk } = walkOver({ floor, depot: { aisle: 2, crossAisle: 0 }, demands, candidates })
    walk.goThrough(Uint8Array.of(1, 1, 0, 1, 1), 1)
    assert.deepStrictEqual([walk.mm, walk.short, walk.reachMm[2], walk.reachMm[7]], [480, 1, 0, 20])
    walk.take(7, 1)
    walk.spanAll()
    assert.deepStrictEqual([walk.mm, walk.short, walk.reachMm[7]], [600, 0, 0])
  })

  it("fetches what is missing, and leaves out nothing that is needed, in a walk no longer", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, draw) => {
        const { walk } = walkOver(problem)
        const ways = waysThrough(walk.columns)
        walk.goThrough(...(ways[draw % ways.length] as (typeof ways)[number]))
        fetchAlong(fetchingAlong(walk))
        assert.deepStrictEqual([walk.short, missing(walk)], [0, 0])
        const fetchedMm = walk.mm
        leaveAlong(walk, new Int32Array(2 * walk.columns))
        assert.deepStrictEqual([walk.short, missing(walk)], [0, 0])
        assert.isAtMost(walk.mm, fetchedMm + 1e-9)
      }),
      { numRuns: 200 }
    )
  })

  it("is not longer after a search than before, and takes all that is demanded", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const { walk } = walkOver(problem)
        const search = alongSearch(walk, random(seed))
        tryThrough(search, false)
        const firstMm = search.record.mm
        refetchAlong(search, { patience: 30, nearPatience: 30, wantedMm: 0, stop: () => false })
        assert.isAtMost(search.record.mm, firstMm)
        const { isThrough, row, taken } = search.record
        walk.goThrough(isThrough, row)
        for (const [corner, count] of taken.entries()) walk.take(corner, count)
        walk.spanAll()
        assert.deepStrictEqual([walk.short, walk.mm.toFixed(6)], [0, search.record.mm.toFixed(6)])
      }),
      { numRuns: 200 }
    )
  })
})
