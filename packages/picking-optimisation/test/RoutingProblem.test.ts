import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { layout } from "@stowage/layout/draw"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { locationsFor } from "@stowage/layout/Layout"
import { solveRoute } from "@stowage/picking-optimisation/routing/route"
import { layoutRoutingRefusalText, routingProblem } from "@stowage/picking-optimisation/routing/routingOnLayout"
import {
  routingRefusal,
  routingRefusalText,
  type RoutingProblem
} from "@stowage/picking-optimisation/routing/RoutingProblem"
import { block, locationId, pickAt } from "./block.ts"

const refusalOf = (changes: Partial<RoutingProblem>) => {
  const problem = { ...block([[5], [50]]), ...changes }
  assert.deepStrictEqual(Result.getOrThrow(Result.flip(solveRoute(problem))), routingRefusal(problem))
  return routingRefusal(problem) ?? assert.fail("expected a refusal")
}
const floor = (aisleXMm: ReadonlyArray<number>, crossAisleYMm: ReadonlyArray<number>) =>
  ({ _tag: "RectangularFloor", aisleXMm, crossAisleYMm }) as const

describe("a routing problem", () => {
  it("is refused when its floor cannot be walked by aisles, naming what is wrong with it", () => {
    assert.deepStrictEqual(refusalOf({ floor: floor([], [0, 9]) }), { _tag: "TooFewAisles", count: 0, least: 1 })
    assert.deepStrictEqual(refusalOf({ floor: floor([0], [0]) }), { _tag: "TooFewCrossAisles", count: 1, least: 2 })
    assert.deepStrictEqual(refusalOf({ floor: floor([0], [0, 1, 2, 3, 4, 5, 6, 7, 8]) }), {
      _tag: "TooManyCrossAisles",
      count: 9,
      most: 8
    })
    assert.deepStrictEqual(refusalOf({ floor: floor([0, 0], [0, 9]) }), {
      _tag: "NotAscending",
      field: "aisleXMm",
      index: 1
    })
    assert.deepStrictEqual(refusalOf({ floor: floor([0, 1e308], [0, 9]) }), {
      _tag: "NotAscending",
      field: "aisleXMm",
      index: 1
    })
    assert.deepStrictEqual(refusalOf({ floor: floor([0], [9, Number.NaN]) }), {
      _tag: "NotAscending",
      field: "crossAisleYMm",
      index: 1
    })
    assert.deepStrictEqual(refusalOf({ depot: { aisle: 2, crossAisle: 0 } }), {
      _tag: "DepotOffFloor",
      depot: { aisle: 2, crossAisle: 0 }
    })
  })

  it("is refused without picks, with a pick twice, and with one that is off the floor, naming it", () => {
    assert.deepStrictEqual(refusalOf({ picks: [] }), { _tag: "NoPicks" })
    assert.deepStrictEqual(refusalOf({ picks: [pickAt(0, 5), pickAt(0, 5)] }), {
      _tag: "PickIdTaken",
      id: locationId("0@5")
    })
    for (const pick of [pickAt(2, 5), pickAt(0.5, 5), pickAt(1, -1), pickAt(1, 101), pickAt(1, Number.NaN)]) {
      assert.deepStrictEqual(refusalOf({ picks: [pickAt(0, 5), pick] }), { _tag: "PickOffFloor", pick })
    }
  })

  it("is refused with the first refusal that applies, in words that name what was expected", () => {
    const all = { floor: floor([0], [0]), depot: { aisle: 7, crossAisle: 7 }, picks: [] }
    assert.strictEqual(routingRefusalText(refusalOf(all)), "the floor: expected at least 2 cross-aisles, got 1")
    assert.strictEqual(
      routingRefusalText(refusalOf({ picks: [pickAt(2, 5)] })),
      "pick 2@5: expected a place in an aisle between the cross-aisles, got aisle 2 at 5 mm"
    )
    assert.strictEqual(
      routingRefusalText(refusalOf({ depot: { aisle: 2, crossAisle: 0 }, picks: [] })),
      "the depot: expected an aisle and a cross-aisle of the floor, got aisle 2, cross-aisle 0"
    )
  })
})

describe("a routing problem on a layout", () => {
  const site = Result.getOrThrow(
    generateLayout({ ...smallSite, aisles: 2, baysPerSide: 2, depot: { aisle: 1, end: "back" } })
  )

  it("visits the locations asked for, each once, from the layout's depot", () => {
    const ids = ["A01-01-1", "A02-03-2", "A01-01-1"].map(locationId)
    assert.deepStrictEqual(
      routingProblem(site, ids),
      Result.succeed({
        floor: { _tag: "RectangularFloor", aisleXMm: [0, 4200], crossAisleYMm: [0, 5400] },
        depot: { aisle: 1, crossAisle: 1 },
        picks: [
          { id: locationId("A01-01-1"), aisle: 0, yMm: 2100 },
          { id: locationId("A02-03-2"), aisle: 1, yMm: 3300 }
        ]
      })
    )
  })

  it("is refused for a location that is not there, a depot off the cross-aisles, and a drawn floor", () => {
    const nowhere = locationId("Z99")
    assert.deepStrictEqual(routingProblem(site, [nowhere]), Result.fail({ _tag: "LocationUnknown", id: nowhere }))
    const [face] = locationsFor(site, "pickFace")
    if (face === undefined) return assert.fail("expected a pick face")
    assert.deepStrictEqual(
      routingProblem(site, [face.id], face),
      Result.fail({ _tag: "DepotOffCrossAisle", id: face.id })
    )
    assert.deepStrictEqual(routingProblem(layout("A1.D"), []), Result.fail({ _tag: "FloorNotRectangular" }))
    const texts = [
      { _tag: "LocationUnknown" as const, id: nowhere },
      { _tag: "DepotOffCrossAisle" as const, id: face.id },
      { _tag: "FloorNotRectangular" as const }
    ].map(layoutRoutingRefusalText)
    assert.deepStrictEqual(texts, [
      "location Z99: expected one in an aisle of the layout, found none",
      `depot ${face.id}: expected it where an aisle meets a cross-aisle, got another place`,
      "the layout: expected aisles and cross-aisles, got a drawn floor; ask for a tour on its walk graph instead"
    ])
  })
})
