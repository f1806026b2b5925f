import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import { afterIterations } from "@stowage/kernel/Stop"
import { cartonise, ownPackaging, type PackLine, sayCartonRefusal } from "@stowage/operations/cartonise"
import { line } from "./words.ts"
import { cartons, floor, mug, pot, tea } from "./yard.ts"

const options = { seed: 1, stop: afterIterations(8) }
const units = (id: string, sku: Sku, quantity: number): PackLine => ({ line: line(id), sku, quantity })
const packed = (...lines: ReadonlyArray<PackLine>) =>
  Result.getOrThrow(cartonise(floor.catalog, lines, cartons, options))
const brief = (chosen: ReturnType<typeof packed>) =>
  chosen.map(({ carton, contents, grossGrams }) => [
    carton,
    contents.map(({ line, quantity }) => `${quantity}×${line}`).join(" "),
    grossGrams
  ])

describe("choosing cartons", () => {
  it("takes the smallest that holds everything, and weighs it with what is in it", () => {
    assert.deepStrictEqual(brief(packed(units("1", tea, 1), units("2", mug, 2))), [
      ["S", "1×1 2×2", 50 + 1_000 + 1_800]
    ])
    assert.deepStrictEqual(brief(packed(units("1", tea, 3))), [["L", "3×1", 150 + 3_000]])
  })

  it("says how full it is, why not a smaller one, and what the next would be", () => {
    const [small] = packed(units("1", tea, 2))
    assert.deepStrictEqual(small?.why, ["S, 100 % full", "the next that fits is L"])
    const [large] = packed(units("1", tea, 3))
    assert.strictEqual(large?.why[0], "L, 30 % full")
    assert.match(large?.why[1] ?? "", /^not S: /)
  })

  it("says how the units lie in it", () => {
    const [chosen] = packed(units("1", tea, 2))
    assert.lengthOf(chosen?.placements ?? [], 2)
  })

  it("takes more cartons when one is too small or too weak", () => {
    const chosen = packed(units("1", tea, 14))
    assert.isAbove(chosen.length, 1)
    assert.strictEqual(
      chosen.flatMap(({ contents }) => contents).reduce((sum, { quantity }) => sum + quantity, 0),
      14
    )
    for (const { carton, grossGrams } of chosen) assert.isAtMost(grossGrams, carton === "S" ? 5_000 : 12_000)
  })

  it("sends what no carton takes in its own packaging, a unit at a time, beside the cartons of the rest", () => {
    const chosen = packed(units("1", pot, 2), units("2", tea, 1))
    assert.deepStrictEqual(brief(chosen), [
      ["S", "1×2", 1_050],
      [ownPackaging, "1×1", 4_000],
      [ownPackaging, "1×1", 4_000]
    ])
    assert.deepStrictEqual(chosen[1]?.why, ["300 × 200 × 200 mm and 4000 g go in no carton of the range"])
    assert.deepStrictEqual(chosen[1]?.placements, [])
  })

  it("sends everything in its own packaging where there are no cartons", () => {
    const chosen = Result.getOrThrow(cartonise(floor.catalog, [units("1", tea, 2)], [], options))
    assert.deepStrictEqual(
      chosen.map(({ carton }) => carton),
      [ownPackaging, ownPackaging]
    )
  })

  it("packs nothing in nothing", () => {
    assert.deepStrictEqual(packed(), [])
  })

  it("refuses a carton range that contradicts itself, in words", () => {
    const wrong = cartons.map((carton) => ({ ...carton, outerLengthMm: 1 }))
    const refused = cartonise(floor.catalog, [units("1", tea, 1)], wrong, options)
    assert.strictEqual(
      Result.isFailure(refused) ? sayCartonRefusal(refused.failure) : "",
      "carton S: expected no inner side above its outer side"
    )
  })

  it("is a defect for a SKU in a tote that no catalogue knows", () => {
    assert.throws(() => packed(units("1", "GHOST" as Sku, 1)), /GHOST is in a tote but not in the catalogue/)
  })
})
