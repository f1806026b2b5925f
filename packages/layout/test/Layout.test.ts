import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { type LocationId, type SiteId } from "@stowage/kernel/Ids"
import { type LayoutParts, makeLayout } from "@stowage/layout/Layout"
import { type Location } from "@stowage/layout/Location"

const id = (text: string): LocationId => text as LocationId
const face = (name: string, xMm: number, yMm: number): Location => ({
  id: id(name),
  zone: "A",
  aisle: 0,
  bay: 1,
  level: 1,
  side: "left",
  use: "pickFace",
  xMm,
  yMm,
  capacity: { volumeMm3: 1, massGrams: 1 }
})
const parts = (changes: Partial<LayoutParts>): LayoutParts => ({
  site: "S" as SiteId,
  floor: { _tag: "RectangularFloor", aisleXMm: [0, 10], crossAisleYMm: [0, 100] },
  locations: [face("NEAR", 0, 5), face("PACK", 10, 0)],
  depots: [id("PACK")],
  ...changes
})
const refusalOf = (changes: Partial<LayoutParts>) => Result.getOrThrow(Result.flip(makeLayout(parts(changes))))

describe("a layout of given parts", () => {
  it("finds each location by its id and keeps the depots in order", () => {
    const made = Result.getOrThrow(makeLayout(parts({ depots: [id("NEAR"), id("PACK")] })))
    assert.strictEqual(made.byId.get(id("NEAR"))?.yMm, 5)
    assert.deepStrictEqual(
      made.depots.map((depot) => depot.id),
      ["NEAR", "PACK"].map(id)
    )
  })

  it("refuses a location off every aisle or beyond the last cross-aisle, naming it", () => {
    const depot = face("PACK", 10, 0)
    assert.deepStrictEqual(refusalOf({ locations: [face("LOST", 5, 5), depot] }), {
      _tag: "LocationUnreachable",
      id: id("LOST")
    })
    assert.deepStrictEqual(refusalOf({ locations: [face("FAR", 0, 101), depot] }), {
      _tag: "LocationUnreachable",
      id: id("FAR")
    })
    assert.deepStrictEqual(refusalOf({ locations: [face("NEAR", 0, 5), face("PACK", 5, 0)] }), {
      _tag: "LocationUnreachable",
      id: id("PACK")
    })
  })

  it("refuses aisles and cross-aisles that are too few or out of order, naming the position", () => {
    const floor = (aisleXMm: ReadonlyArray<number>, crossAisleYMm: ReadonlyArray<number>) =>
      refusalOf({ floor: { _tag: "RectangularFloor", aisleXMm, crossAisleYMm } })
    assert.include(floor([], [0, 1]), { field: "aisleXMm", value: 0 })
    assert.include(floor([0], [0]), { field: "crossAisleYMm", value: 1 })
    assert.include(floor([0, 0], [0, 1]), { field: "aisleXMm[1]", expected: "a position beyond 0" })
    assert.include(floor([0], [0, Number.NaN]), { field: "crossAisleYMm[1]" })
  })

  it("refuses a location without room, and answers with the first refusal that applies", () => {
    const full = { ...face("NEAR", 0, 5), capacity: { volumeMm3: 1, massGrams: -1 } }
    assert.include(refusalOf({ locations: [full, full], depots: [] }), { field: "location NEAR massGrams", value: -1 })
    const flat = { ...face("NEAR", 0, 5), inner: { lengthMm: 1, widthMm: 1, heightMm: 0 } }
    assert.include(refusalOf({ locations: [flat] }), { field: "location NEAR heightMm", value: 0 })
    const twice = [face("NEAR", 0, 5), face("NEAR", 0, 5)]
    assert.deepStrictEqual(refusalOf({ locations: twice, depots: [] }), { _tag: "LocationIdTaken", id: id("NEAR") })
    assert.deepStrictEqual(refusalOf({ depots: [id("NOWHERE")] }), { _tag: "NoDepot" })
    assert.deepStrictEqual(refusalOf({ locations: [], depots: [] }), { _tag: "NoLocation" })
  })
})
