import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { random } from "@stowage/kernel/Random"
import { wideAisleWalkMm } from "@stowage/layout/distances"
import { layout } from "@stowage/layout/draw"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { wideAisles } from "@stowage/layout/graphParts"
import { frontierWalk } from "@stowage/picking-optimisation/trips/frontierWalk"
import { solveRoute } from "@stowage/picking-optimisation/routing/route"
import { routingProblem } from "@stowage/picking-optimisation/routing/routingOnLayout"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { layoutTourRefusalText, tourOnWideAisles } from "@stowage/picking-optimisation/tours/tourOnLayout"
import { floorOfGraph } from "@stowage/picking-optimisation/trips/TripFloor"

const site = Result.getOrThrow(generateLayout({ ...smallSite, aisles: 4, baysPerSide: 6, levels: 1, pickLevels: 1 }))
const { floor } = site
if (floor._tag !== "RectangularFloor") throw new Error("expected a rectangular floor")
const shelves = site.locations.filter(({ id }) => id.startsWith("A"))

describe("a tour on wide aisles", () => {
  const costOf = (crossingMm: number, stops: ReadonlyArray<LocationId>) => {
    const problem = Result.getOrThrow(tourOnWideAisles(site, crossingMm, { stops }))
    return Result.getOrThrow(solveTour(problem))
  }

  it("is as long as a sweep over lanes and crossings says, which knows nothing of tours", () => {
    let agreed = 0
    for (let seed = 0; seed < 30; seed++) {
      const chance = random(seed)
      const crossingMm = chance.pick([0, 700, 2_000, 20_000])
      const stops = chance.shuffle(shelves).slice(0, 2 + chance.int(7))
      const depot = site.depots[0]
      const graph = wideAisles(floor, [...stops, depot], crossingMm)
      const nodeOf = (id: LocationId): number => graph.nodeOf.get(id) as number
      const places = stops.map(({ id }) => nodeOf(id))
      const swept = frontierWalk(floorOfGraph(graph), nodeOf(depot.id), nodeOf(depot.id), places)
      // Now and then a sweep meets too many kinds of partial walk.
      if (swept === undefined) continue
      const list = Int32Array.from(swept.places.keys())
      const ids = stops.map(({ id }) => id)
      const { bound, cost } = costOf(crossingMm, ids)
      assert.approximately(cost, swept.walkMm(list, list.length), 1e-6)
      assert.strictEqual(bound, cost)
      agreed++
    }
    assert.isAtLeast(agreed, 25)
  })

  it("is the route over narrow aisles where crossing is free, and never shorter else", () => {
    for (let seed = 0; seed < 20; seed++) {
      const ids = random(seed)
        .shuffle(shelves)
        .slice(0, 8)
        .map(({ id }) => id)
      const narrow = Result.getOrThrow(solveRoute(Result.getOrThrow(routingProblem(site, ids))))
      assert.approximately(costOf(0, ids).cost, narrow.cost, 1e-6)
      assert.isAtLeast(costOf(1_500, ids).cost, narrow.cost - 1e-6)
    }
  })

  it("goes up one side and down the other rather than cross at each location", () => {
    const ids = ["A01-01-1", "A01-02-1", "A01-03-1", "A01-04-1"].map((id) => id as LocationId)
    const [first, second] = [site.byId.get(ids[0] as LocationId), site.byId.get(ids[1] as LocationId)]
    assert.strictEqual(first !== undefined && second !== undefined && wideAisleWalkMm(floor, 900, first, second), 900)
    const far = site.byId.get(ids[3] as LocationId)?.yMm ?? 0
    assert.strictEqual(costOf(900, ids).cost, 2 * far + 900)
  })

  it("is refused on a drawn floor, for a crossing that cannot be, and for a location that is not there", () => {
    const stops = ["A01-01-1" as LocationId]
    const drawn = layout("....../.A1.../...D..")
    const said = (asked: ReturnType<typeof tourOnWideAisles>) =>
      layoutTourRefusalText(Result.getOrThrow(Result.flip(asked)))
    assert.deepStrictEqual(
      [
        said(tourOnWideAisles(drawn, 900, { stops })),
        said(tourOnWideAisles(site, -1, { stops })),
        said(tourOnWideAisles(site, 900, { stops: ["Z9" as LocationId] }))
      ],
      [
        "the layout: expected aisles and cross-aisles, got a drawn floor",
        "crossingMm: expected 0 to 10^15, got -1",
        "location Z9: expected one that people walk to, found none of that name"
      ]
    )
  })
})
