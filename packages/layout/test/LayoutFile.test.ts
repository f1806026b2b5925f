import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { layout } from "@stowage/layout/draw"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { layoutFileRefusalText, readLayoutFile } from "@stowage/layout/LayoutFile"

const problemOf = (file: unknown): string =>
  layoutFileRefusalText(Result.getOrThrow(Result.flip(readLayoutFile(JSON.stringify(file)))))

describe("a layout file", () => {
  it("is the numbers of a generated site, as in the small site where it says nothing", () => {
    const file = { aisles: 3, baysPerSide: 5, depot: { aisle: 1, end: "back" } } as const
    assert.deepStrictEqual(readLayoutFile(JSON.stringify(file)), generateLayout({ ...smallSite, ...file }))
  })

  it("is a drawing, as one text or as rows", () => {
    const site = Result.succeed(layout("A1.B1/..D.."))
    assert.deepStrictEqual(readLayoutFile('{"drawing":"A1.B1/..D.."}'), site)
    assert.deepStrictEqual(readLayoutFile('{"drawing":["A1.B1","..D.."]}'), site)
  })

  it("is refused naming every wrong field, what was expected and what was found", () => {
    assert.strictEqual(
      problemOf({ aisles: "six", baysPerSide: 2.5, depot: { aisle: 1, end: "side" } }),
      [
        'aisles: expected a whole number, got "six"',
        "baysPerSide: expected a whole number, got 2.5",
        'depot.end: expected "front" | "back", got "side"'
      ].join("\n")
    )
    assert.strictEqual(problemOf({ aisles: 6 }), "baysPerSide: expected this field, got nothing")
    assert.strictEqual(
      problemOf({ aisles: 6, baysPerSide: 1, ailsePitchMm: 3 }),
      "ailsePitchMm: expected no field of that name, got 3"
    )
    assert.strictEqual(
      problemOf({ aisles: 6, baysPerSide: 1, reserve: { volumeMm3: -5, massGrams: 1 } }),
      "reserve.volumeMm3: expected a whole number above 0, got -5"
    )
    assert.strictEqual(
      problemOf({ aisles: 6, baysPerSide: 1, reserve: { volumeMm3: "a lot", massGrams: 1 } }),
      'reserve.volumeMm3: expected a whole number above 0, got "a lot"'
    )
    assert.strictEqual(problemOf({ drawing: 5 }), "drawing: expected a text, or a list of texts, one per row, got 5")
    assert.strictEqual(problemOf([]), "the file: expected object, got []")
  })

  it("is refused for what any layout is refused for", () => {
    assert.strictEqual(
      problemOf({ aisles: 6, baysPerSide: 0 }),
      "baysPerSide: expected a whole number of 1 to 1000, got 0"
    )
    assert.match(problemOf({ drawing: ["A1.B1", "A2.C"] }), /^row 2, column 5: /)
    assert.match(problemOf({ drawing: ["A1.B1"] }), /depot/)
    assert.match(problemOf({ drawing: "A1.D", cellMm: 0 }), /^cellMm: /)
  })

  it("is refused when it is not JSON", () => {
    const refused = Result.getOrThrow(Result.flip(readLayoutFile("aisles: 6")))
    assert.match(layoutFileRefusalText(refused), /^expected JSON, got SyntaxError/)
  })
})
