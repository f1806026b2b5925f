import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { random } from "@stowage/kernel/Random"
import { fetchAlong, fetchingAlong } from "@stowage/picking-optimisation/scattered/fetchAlong"
import { noWalk, visitKept } from "@stowage/picking-optimisation/scattered/KeptWalk"
import { leaveAlong } from "@stowage/picking-optimisation/scattered/leaveAlong"
import { alongSearch, refetchAlong, tryThrough } from "@stowage/picking-optimisation/scattered/refetchAlong"
import { reroute } from "@stowage/picking-optimisation/scattered/reroute"
import { type StockCandidate } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { type ThroughWalk } from "@stowage/picking-optimisation/scattered/ThroughWalk"
import { blocks } from "./blocks.ts"
import { ScatteredProblems, walkOver } from "./scatteredProblems.ts"

const OverOneBlock = ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2)

const placeIn = (aisle: number, yMm = 50): StockCandidate => ({
  location: `${aisle}@${yMm}` as LocationId,
  aisle,
  yMm,
  sku: "tea" as Sku,
  quantity: 1
})

/** Every even number of aisles gone through, along either cross-aisle where both need not be walked. */
const waysThrough = (columns: number): ReadonlyArray<readonly [marked: Uint8Array, rows: number]> =>
  Array.from({ length: 2 ** columns }, (_, set) => Uint8Array.from({ length: columns }, (_each, at) => (set >> at) & 1))
    .filter((marked) => marked.reduce((sum, mark) => sum + mark, 0) % 2 === 0)
    .flatMap((marked) => [0, -1].map((rows) => [marked, rows] as const))

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
        for (const [marked, rows] of waysThrough(walk.columns)) {
          walk.goThrough(marked, rows)
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
    const candidates = floor.aisleXMm.map((_, aisle) => placeIn(aisle))
    const demands = [{ sku: "tea" as Sku, quantity: 5 }]
    const { walk } = walkOver({ floor, depot: { aisle: 2, crossAisle: 0 }, demands, candidates })
    walk.goThrough(Uint8Array.of(1, 1, 0, 1, 1), -1)
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

  it("is led another way where that is shorter, over places that have all that is demanded and none too many", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, draw) => {
        const { places, walk } = walkOver(problem)
        fc.pre(walk.columns <= 4)
        const ways = waysThrough(walk.columns)
        walk.goThrough(...(ways[draw % ways.length] as (typeof ways)[number]))
        fetchAlong(fetchingAlong(walk))
        const fromMm = walk.mm
        const other = noWalk(walk)
        const { demands } = problem
        const isShorter = reroute(walk, new Int32Array(walk.due.length), other)
        const leastMm = places.measure()
        const isEnough = (): boolean => demands.every(({ quantity }, sku) => (places.units[sku] as number) >= quantity)
        const isNeeded = (place: number): boolean => {
          places.toggle(place)
          const isShort = !isEnough()
          places.toggle(place)
          return isShort
        }
        const visited = [...places.isOn.keys()].filter((place) => places.isOn[place] === 1)
        assert.deepStrictEqual([isEnough(), visited.every(isNeeded)], [true, true])
        assert.strictEqual(isShorter, leastMm < fromMm - 1e-9 * fromMm)
        if (!isShorter) return
        visitKept(walk, other)
        assert.deepStrictEqual([walk.short, walk.mm.toFixed(6), other.mm], [0, leastMm.toFixed(6), leastMm])
      }),
      { numRuns: 300 }
    )
  })

  it("walks along one cross-aisle from two aisles gone through to the next two, and along another from there", () => {
    const { depot, floor } = blocks(
      1,
      Array.from({ length: 9 }, () => [])
    )
    const candidates = floor.aisleXMm.map((_, aisle) => placeIn(aisle))
    const { walk } = walkOver({ floor, depot, demands: [{ sku: "tea" as Sku, quantity: 9 }], candidates })
    walk.goThrough(Uint8Array.of(0, 1, 1, 0, 1, 1, 0, 1, 1), 0b010)
    const reachMm = (aisle: number) => [walk.reachMm[aisle], walk.reachMm[9 + aisle]]
    assert.deepStrictEqual([reachMm(3), reachMm(6), walk.mm], [[20, 0], [0, 20], 760])
  })

  it("is led along the cross-aisle that is near to what is between", () => {
    const { depot, floor } = blocks(
      1,
      Array.from({ length: 9 }, () => [])
    )
    const through = [1, 2, 4, 5, 7, 8].flatMap((aisle) => [placeIn(aisle, 30), placeIn(aisle, 70)])
    const candidates = [...through, placeIn(3, 95), placeIn(6, 5)]
    const { walk } = walkOver({ floor, depot, demands: [{ sku: "tea" as Sku, quantity: 14 }], candidates })
    walk.goThrough(Uint8Array.of(0, 1, 1, 0, 1, 1, 0, 1, 1), 0b100)
    fetchAlong(fetchingAlong(walk))
    const other = noWalk(walk)
    assert.deepStrictEqual([reroute(walk, new Int32Array(1), other), walk.mm, other.mm], [true, 820, 780])
    visitKept(walk, other)
    assert.deepStrictEqual([walk.short, walk.mm], [0, 780])
  })

  it("is not longer after a search than before, and takes all that is demanded", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const { walk } = walkOver(problem)
        const search = alongSearch(walk, random(seed))
        tryThrough(search, false)
        const firstMm = search.record.mm
        refetchAlong(search, { patience: 30, nearPatience: 30, crossing: 0.3, wantedMm: 0, stop: () => false })
        assert.isAtMost(search.record.mm, firstMm)
        visitKept(walk, search.record)
        assert.deepStrictEqual([walk.short, walk.mm.toFixed(6)], [0, search.record.mm.toFixed(6)])
      }),
      { numRuns: 200 }
    )
  })
})
