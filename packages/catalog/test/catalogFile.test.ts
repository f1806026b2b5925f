import type { Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { itemOf, scan } from "@stowage/catalog/Catalog"
import { decodeCatalog } from "@stowage/catalog/catalogFile"
import { plainHandling } from "@stowage/catalog/HandlingRules"
import type { Gtin } from "@stowage/kernel/Gtin"

const size = { lengthMm: 100, widthMm: 80, heightMm: 60 }
const tea = { sku: "TEA-1", description: "Green tea", dimensions: size, massGrams: 250 }
const problemOf = (...items: ReadonlyArray<unknown>): string => {
  const decoded = decodeCatalog({ items })
  assert(Result.isFailure(decoded) && decoded.failure._tag === "FileMalformed")
  return decoded.failure.problem
}

describe("a catalogue file", () => {
  it("leaves out what is not special", () => {
    const decoded = decodeCatalog({ items: [tea] })
    assert(Result.isSuccess(decoded))
    const item = itemOf(decoded.success, "TEA-1" as Sku)
    assert(Result.isSuccess(item))
    assert.deepStrictEqual(item.success.handling, plainHandling)
    assert.isFalse(item.success.backorderAllowed)
    assert.deepStrictEqual(item.success.packs, [])
    assert.deepStrictEqual(item.success.massBasis, { _tag: "Stated" })
  })

  it("says what is, with GTINs of any length and the rule behind an estimate", () => {
    const decoded = decodeCatalog({
      products: [{ productId: "TEA", name: "Tea" }],
      items: [
        {
          ...tea,
          productId: "TEA",
          options: { size: "M" },
          gtin: "036000291452",
          massBasis: { _tag: "Estimated", rule: "0.5 g per cubic centimetre" },
          packs: [{ level: "case", ratio: { packs: 1, baseUnits: 12 }, gtin: "10036000291459" }],
          handling: { fragile: true, hazmatClass: "3", lotTracked: true, expiry: { minimumRemainingDays: 60 } },
          backorderAllowed: true
        }
      ]
    })
    assert(Result.isSuccess(decoded))
    const scanned = scan(decoded.success, "00036000291452" as Gtin)
    assert(Result.isSuccess(scanned))
    assert.strictEqual(scanned.success.item.handling.hazmatClass, "3")
    assert.strictEqual(scanned.success.item.handling.temperature, "ambient")
    assert.deepStrictEqual(scanned.success.item.massBasis, { _tag: "Estimated", rule: "0.5 g per cubic centimetre" })
  })

  it("names every malformed value with its path", () => {
    const problem = problemOf({ ...tea, massGrams: 0 }, { ...tea, sku: "a|b", gtin: "036000291453" })
    assert.include(problem, `["items"][0]["massGrams"]`)
    assert.include(problem, "a whole number of grams above 0")
    assert.include(problem, `["items"][1]["sku"]`)
    assert.include(problem, "check digit")
    assert.include(problemOf({ ...tea, handling: { hazmatClass: "12" } }), "a UN class")
  })

  it("wants packs in ascending order", () => {
    const pack = (level: string, baseUnits: number) => ({ level, ratio: { packs: 1, baseUnits } })
    for (const packs of [
      [pack("case", 12), pack("inner", 24)],
      [pack("inner", 12), pack("case", 12)],
      [pack("case", 12), pack("case", 24)]
    ]) {
      const problem = problemOf(tea, { ...tea, sku: "TEA-2", packs })
      assert.include(problem, "in the order inner, case, pallet")
      assert.include(problem, `["items"][1], SKU TEA-2`)
    }
  })

  it("wants what expires to be tracked by lot", () => {
    assert.include(problemOf({ ...tea, handling: { expiry: { minimumRemainingDays: 5 } } }), "lotTracked to be true")
  })

  it("refuses entries that contradict each other", () => {
    const decoded = decodeCatalog({ items: [tea, tea] })
    assert(Result.isFailure(decoded) && decoded.failure._tag === "FileContradictory")
    assert.strictEqual(decoded.failure.refusal._tag, "DuplicateSku")
  })

  it("refuses what is no catalogue at all", () => {
    for (const input of [null, [], "x", { items: {} }]) assert.isTrue(Result.isFailure(decodeCatalog(input)))
  })
})
