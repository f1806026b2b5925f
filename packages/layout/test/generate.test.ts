import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { distancesOf, searchedDistances } from "@stowage/layout/distances"
import { generateLayout, type RectangularSite, smallSite } from "@stowage/layout/generate"
import { locationsFor } from "@stowage/layout/Layout"
import { type Location } from "@stowage/layout/Location"

const generated = (changes: Partial<RectangularSite>) => Result.getOrThrow(generateLayout({ ...smallSite, ...changes }))
const refusalOf = (changes: Partial<RectangularSite>) =>
  Result.getOrThrow(Result.flip(generateLayout({ ...smallSite, ...changes })))

const Sites = fc
  .record({
    aisles: fc.integer({ min: 1, max: 4 }),
    crossAisles: fc.integer({ min: 2, max: 4 }),
    moreBays: fc.integer({ min: 0, max: 4 }),
    sides: fc.integer({ min: 1, max: 2 }),
    levels: fc.integer({ min: 1, max: 2 }),
    bayPitchMm: fc.integer({ min: 1, max: 9 }),
    aislePitchMm: fc.integer({ min: 1, max: 9 }),
    crossAisleWidthMm: fc.integer({ min: 1, max: 9 }),
    end: fc.constantFrom("front", "back"),
    depotAisle: fc.nat()
  })
  .map(({ depotAisle, end, moreBays, ...counts }) =>
    generated({
      ...counts,
      pickLevels: 1,
      baysPerSide: counts.crossAisles - 1 + moreBays,
      depot: { aisle: depotAisle % counts.aisles, end }
    })
  )

const sampleOf = (locations: ReadonlyArray<Location>): ReadonlyArray<Location> =>
  locations.filter((_, index) => index % Math.ceil(locations.length / 12) === 0)

describe("a generated layout", () => {
  it("names locations by zone and aisle, bay and level, odd bays on the left", () => {
    const site = generated({ aisles: 1, baysPerSide: 2, levels: 2, pickLevels: 1 })
    assert.deepStrictEqual(
      site.locations.map(({ id, side, use, yMm }) => [id, side, use, yMm]),
      [
        ["A01-01-1", "left", "pickFace", 2100],
        ["A01-01-2", "left", "reserve", 2100],
        ["A01-02-1", "right", "pickFace", 2100],
        ["A01-02-2", "right", "reserve", 2100],
        ["A01-03-1", "left", "pickFace", 3300],
        ["A01-03-2", "left", "reserve", 3300],
        ["A01-04-1", "right", "pickFace", 3300],
        ["A01-04-2", "right", "reserve", 3300],
        ["DOCK-1", "inLine", "dock", 0],
        ["PACK-1", "inLine", "pack", 0],
        ["STAGE-1", "inLine", "stage", 0]
      ]
    )
  })

  it("numbers bays 1, 2, 3 when shelves stand on one side only", () => {
    const site = generated({ aisles: 1, baysPerSide: 3, sides: 1, levels: 1, pickLevels: 1 })
    assert.deepStrictEqual(
      locationsFor(site, "pickFace").map(({ bay, side }) => [bay, side]),
      [
        [1, "left"],
        [2, "left"],
        [3, "left"]
      ]
    )
  })

  it("divides the bays among the blocks, the front blocks taking what is left over", () => {
    const site = generated({ aisles: 1, crossAisles: 3, baysPerSide: 3, bayPitchMm: 10, crossAisleWidthMm: 4 })
    assert.deepStrictEqual(site.floor, { _tag: "RectangularFloor", aisleXMm: [0], crossAisleYMm: [0, 24, 38] })
  })

  it("starts its walks at the pack station, at the front or the back of the aisle asked for", () => {
    const [depot] = generated({ aisles: 3, depot: { aisle: 2, end: "back" } }).depots
    assert.deepStrictEqual([depot.id, depot.xMm, depot.yMm], ["PACK-1", 8400, 27_000])
  })

  it("gives every location an id of its own that leads to it, and the capacity of its use", () => {
    fc.assert(
      fc.property(Sites, (site) => {
        assert.strictEqual(site.byId.size, site.locations.length)
        for (const location of site.locations) assert.strictEqual(site.byId.get(location.id), location)
        for (const face of locationsFor(site, "pickFace")) assert.strictEqual(face.capacity.massGrams, 250_000)
      })
    )
  })

  it("refuses a field out of its range, naming it", () => {
    assert.deepStrictEqual(refusalOf({ aisles: 0 }), {
      _tag: "FieldOutOfRange",
      field: "aisles",
      value: 0,
      expected: "a whole number of 1 to 1000"
    })
    assert.include(refusalOf({ crossAisles: 1 }), { field: "crossAisles", value: 1 })
    assert.include(refusalOf({ crossAisles: 4, baysPerSide: 2 }), { field: "baysPerSide", value: 2 })
    assert.include(refusalOf({ bayPitchMm: -1 }), { field: "bayPitchMm", value: -1 })
    assert.include(refusalOf({ aislePitchMm: 0 }), { field: "aislePitchMm", value: 0 })
    assert.include(refusalOf({ pickLevels: 9 }), { field: "pickLevels", value: 9 })
    assert.include(refusalOf({ depot: { aisle: 10, end: "front" } }), { field: "depot.aisle", value: 10 })
    assert.include(refusalOf({ aisles: 1000, baysPerSide: 1000 }), { value: 8_000_000 })
    assert.include(refusalOf({ pickFace: { volumeMm3: 0, massGrams: 1 } }), {
      field: "location A01-01-1 volumeMm3",
      value: 0
    })
  })
})

describe("distances of a rectangular layout", () => {
  it("go by the nearest cross-aisle", () => {
    const site = generated({ aisles: 2, crossAisles: 3, baysPerSide: 4, bayPitchMm: 10, crossAisleWidthMm: 4 })
    const at = (id: string) => site.byId.get(id as LocationId) ?? assert.fail(id)
    const { walkMm } = distancesOf(site)
    assert.strictEqual(walkMm(at("A01-03-1"), at("A01-05-1")), 14)
    assert.strictEqual(walkMm(at("A01-03-1"), at("A02-03-1")), 4200 + 14)
    assert.strictEqual(walkMm(at("PACK-1"), at("A02-01-1")), 4200 + 7)
  })

  it("are those found by searching the walk graph", () => {
    fc.assert(
      fc.property(Sites, (site) => {
        const closed = distancesOf(site)
        const searched = searchedDistances(site)
        for (const from of sampleOf(site.locations)) {
          for (const to of site.locations) assert.strictEqual(closed.walkMm(from, to), searched.walkMm(from, to))
        }
      })
    )
  })

  it("are the same both ways, and never longer than by way of a third location", () => {
    fc.assert(
      fc.property(Sites, (site) => {
        const { walkMm } = distancesOf(site)
        const sample = sampleOf(site.locations)
        for (const a of sample) {
          assert.strictEqual(walkMm(a, a), 0)
          for (const b of sample) {
            assert.strictEqual(walkMm(a, b), walkMm(b, a))
            for (const c of sample) assert.isAtMost(walkMm(a, c), walkMm(a, b) + walkMm(b, c))
          }
        }
      })
    )
  })

  it("from a location of another site are a defect that names it", () => {
    const site = generated({})
    const stranger = { ...site.depots[0], id: "ELSEWHERE" as LocationId }
    assert.throws(() => searchedDistances(site).walkMm(stranger, stranger), /ELSEWHERE/)
  })
})
