import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { distancesOf, rectangularWalkMm } from "@stowage/layout/distances"
import { drawLayout, layout, oneMetre } from "@stowage/layout/draw"
import { layoutRefusalText } from "@stowage/layout/LayoutRefusal"
import { locationsFor } from "@stowage/layout/Layout"
import { type Point } from "@stowage/layout/Location"

const refusalOf = (drawing: string) => Result.getOrThrow(Result.flip(drawLayout(drawing)))
const walkMm = (drawing: string, from: string, to: string): number => {
  const site = layout(drawing)
  const at = (id: string) => site.byId.get(id as LocationId)
  const [start, end] = [at(from), at(to)]
  if (start === undefined || end === undefined) throw new RangeError(`Expected ${from} and ${to} in ${drawing}`)
  return distancesOf(site).walkMm(start, end)
}

const letter = (aisle: number): string => "ABCD".charAt(aisle)
const onAisle = (point: Point): Point => {
  assert.strictEqual(point.xMm % 3000, 0)
  return point
}
const id = (text: string): LocationId => text as LocationId

describe("a drawing", () => {
  it("shows an aisle with racks on both sides and the depot at the front", () => {
    const site = layout("A1.B1/A2.B2/..D..")
    assert.deepStrictEqual(
      site.locations.map(({ id, side, xMm, yMm }) => [id, side, xMm, yMm]),
      [
        ["A1", "left", 2000, 2000],
        ["B1", "right", 2000, 2000],
        ["A2", "left", 2000, 1000],
        ["B2", "right", 2000, 1000],
        ["D", "inLine", 2000, 0]
      ]
    )
    assert.deepStrictEqual(
      site.depots.map((depot) => depot.id),
      [id("D")]
    )
    assert.strictEqual(locationsFor(site, "pickFace").length, 4)
  })

  it("is the same with line breaks as with slashes", () => {
    assert.deepStrictEqual(layout("A1.B1\nA2.B2\r\n..D.."), layout("A1.B1/A2.B2/..D.."))
  })

  it("is walked around its walls", () => {
    assert.strictEqual(walkMm("A1.B1/A2.B2/..D..", "A1", "B1"), 0)
    assert.strictEqual(walkMm("A1.#.B1/...#.../...D...", "A1", "B1"), 6000)
    assert.strictEqual(walkMm("A1.#.B1/......./...D...", "A1", "B1"), 4000)
  })

  it("reaches a location from the right, else the left, else the front, else behind", () => {
    const site = layout("...../.A1../B1C1./##D1.\n.E1D.")
    const accessOf = (id: string) => {
      const { side, xMm, yMm } = site.byId.get(id as LocationId) ?? assert.fail(id)
      return [side, xMm, yMm]
    }
    assert.deepStrictEqual(accessOf("A1"), ["left", 3000, 3000])
    assert.deepStrictEqual(accessOf("E1"), ["left", 3000, 0])
    assert.deepStrictEqual(accessOf("B1"), ["inLine", 0, 3000])
    assert.deepStrictEqual(accessOf("D1"), ["left", 4000, 1000])
  })

  it("tells a depot from a location of rack D, and names further depots by number", () => {
    const site = layout("D1.D2/.DD..")
    assert.deepStrictEqual(
      site.depots.map((depot) => depot.id),
      ["D", "D-2"].map(id)
    )
    assert.deepStrictEqual(
      locationsFor(site, "pickFace").map((face) => face.id),
      ["D1", "D2"].map(id)
    )
  })

  it("gives the zone by the letters and the aisle by where they first appear", () => {
    const site = layout("B7.A2/..D..")
    assert.deepStrictEqual(
      site.locations.map(({ aisle, bay, level, zone }) => [zone, aisle, bay, level]),
      [
        ["B", 0, 7, 1],
        ["A", 1, 2, 1],
        ["D", 0, 0, 0]
      ]
    )
  })

  it("is refused by row and column, saying what was expected there", () => {
    assert.strictEqual(
      layoutRefusalText(refusalOf("A1.B1/A2.b2/..D..")),
      "row 2, column 4: expected `.`, `#`, `D` or a location like `A1`, got `b`"
    )
    assert.strictEqual(
      layoutRefusalText(refusalOf("A1.B/..D..")),
      "row 1, column 5: expected the number of a location after `B`, got the end of the row"
    )
    assert.throws(() => layout("A1.B1/?"), /row 2, column 1.*in the drawing\nA1\.B1/)
  })

  it("is refused without a depot, with a name twice, and with a location that is walled off, naming it", () => {
    assert.deepStrictEqual(refusalOf("A1.B1"), { _tag: "NoDepot" })
    assert.deepStrictEqual(refusalOf("A1.A1/..D.."), { _tag: "LocationIdTaken", id: id("A1") })
    assert.deepStrictEqual(refusalOf("A1.#.B1/#####/.D..."), { _tag: "LocationUnreachable", id: id("A1") })
    assert.deepStrictEqual(refusalOf("A1#/##D"), { _tag: "LocationUnreachable", id: id("A1") })
    assert.deepStrictEqual(refusalOf(""), { _tag: "NoLocation" })
  })

  it("is refused with cells of no size", () => {
    const refused = Result.flip(drawLayout("A1.D", { ...oneMetre, cellMm: 0 }))
    assert.include(Result.getOrThrow(refused), { _tag: "FieldOutOfRange", field: "cellMm" })
  })

  it("of straight aisles has the distances of a rectangular floor", () => {
    const sizes = fc.record({ aisles: fc.integer({ min: 1, max: 4 }), bays: fc.integer({ min: 1, max: 4 }) })
    fc.assert(
      fc.property(sizes, ({ aisles, bays }) => {
        const cross = ".".repeat(3 * aisles)
        const bayRow = (bay: number) => Array.from({ length: aisles }, (_, aisle) => `.${letter(aisle)}${bay}`).join("")
        const rows = [cross, ...Array.from({ length: bays }, (_, bay) => bayRow(bay + 1)), `D${cross.slice(1)}`]
        const site = layout(rows.join("/"))
        const distances = distancesOf(site)
        const aisleXMm = Array.from({ length: aisles }, (_, aisle) => 3000 * aisle)
        const floor = { _tag: "RectangularFloor", aisleXMm, crossAisleYMm: [0, (bays + 1) * 1000] } as const
        // The cell to the right of a face is the next aisle's, but for the last rack, which is reached from its left.
        for (const from of site.locations) {
          for (const to of site.locations) {
            assert.strictEqual(distances.walkMm(from, to), rectangularWalkMm(floor, onAisle(from), onAisle(to)))
          }
        }
      })
    )
  })
})
