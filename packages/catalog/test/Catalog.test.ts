import type { Gtin } from "@stowage/kernel/Gtin"
import type { Sku } from "@stowage/kernel/Ids"
import { packOf } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { catalogOf, itemOf, sayCatalogRefusal, scan } from "@stowage/catalog/Catalog"
import { catalog } from "@stowage/catalog/drawCatalog"
import type { Item, ProductId } from "@stowage/catalog/Item"
import { packAt } from "@stowage/catalog/PackLadder"

const tea = catalog("TEA-1 120x80x60mm 250g case:12 pallet:480").items[0] as Item
const cup = catalog("CUP-9").items[0] as Item
const each = "00036000291452" as Gtin
const carton = "10036000291459" as Gtin

describe("a catalogue", () => {
  it("finds an item by its SKU and names one it does not know", () => {
    const drawn = catalog("TEA-1; CUP-9 fragile upright")
    assert.deepStrictEqual(itemOf(drawn, "CUP-9" as Sku), Result.succeed(drawn.items[1] as Item))
    assert.deepStrictEqual(itemOf(drawn, "SPOON" as Sku), Result.fail({ _tag: "UnknownSku", sku: "SPOON" as Sku }))
    for (const sku of ["__proto__", "constructor"]) assert.isTrue(Result.isFailure(itemOf(drawn, sku as Sku)))
  })

  it("tells a case from an each by its GTIN", () => {
    const coded: Item = {
      ...tea,
      gtin: each,
      packs: [{ level: "case", ratio: packOf(12), gtin: carton }]
    }
    const made = catalogOf([coded])
    assert(Result.isSuccess(made))
    assert.deepStrictEqual(
      scan(made.success, carton),
      Result.succeed({ item: coded, level: "case" as const, ratio: packOf(12) })
    )
    assert.deepStrictEqual(
      scan(made.success, each),
      Result.succeed({ item: coded, level: "each" as const, ratio: packOf(1) })
    )
    const other = "96385074".padStart(14, "0") as Gtin
    assert.deepStrictEqual(scan(made.success, other), Result.fail({ _tag: "UnknownGtin", gtin: other }))
  })

  it("refuses one SKU twice, naming both places", () => {
    const refused = catalogOf([tea, cup, tea])
    assert.deepStrictEqual(refused, Result.fail({ _tag: "DuplicateSku", sku: tea.sku, firstAt: 0, secondAt: 2 }))
    assert(Result.isFailure(refused))
    assert.strictEqual(sayCatalogRefusal(refused.failure), "Expected one item with SKU TEA-1, got items 0 and 2")
  })

  it("refuses one GTIN for two SKUs, naming both, packs included", () => {
    const cased: Item = { ...tea, packs: [{ level: "case", ratio: packOf(12), gtin: each }] }
    assert.deepStrictEqual(
      catalogOf([{ ...cup, gtin: each }, cased]),
      Result.fail({ _tag: "DuplicateGtin", gtin: each, first: cup.sku, second: tea.sku })
    )
  })

  it("refuses a product twice and a variant of none", () => {
    const productId = "TEA" as ProductId
    assert.deepStrictEqual(
      catalogOf(
        [],
        [
          { productId, name: "Tea" },
          { productId, name: "Green tea" }
        ]
      ),
      Result.fail({ _tag: "DuplicateProduct", productId, first: "Tea", second: "Green tea" })
    )
    const variant = { ...tea, productId }
    assert.deepStrictEqual(catalogOf([variant]), Result.fail({ _tag: "UnknownProduct", sku: tea.sku, productId }))
    assert.isTrue(Result.isSuccess(catalogOf([variant], [{ productId, name: "Tea" }])))
  })

  it("finds every item it was made of, and keeps their order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30)), (numbers) => {
        const items = numbers.map((number): Item => ({ ...cup, sku: `S-${number}` as Sku }))
        const made = catalogOf(items)
        assert(Result.isSuccess(made))
        assert.deepStrictEqual(made.success.items, items)
        for (const item of items) assert.deepStrictEqual(itemOf(made.success, item.sku), Result.succeed(item))
      })
    )
  })
})

describe("a drawn catalogue", () => {
  it("says size, mass, packs and rules", () => {
    const drawn = catalog(`
      TEA-1 120x80×60mm 250g inner:6 case:12 pallet:480 upright chilled expires:30
      CUP-9 fragile serials backorder
    `)
    const [first, second] = drawn.items as [Item, Item]
    assert.deepStrictEqual(first.dimensions, { lengthMm: 120, widthMm: 80, heightMm: 60 })
    assert.strictEqual(first.massGrams, 250)
    assert.deepStrictEqual(packAt(first.packs, "pallet")?.ratio, packOf(480))
    assert.isUndefined(packAt(second.packs, "case"))
    assert.deepStrictEqual(first.handling, {
      orientation: "upright",
      fragile: false,
      temperature: "chilled",
      lotTracked: true,
      expiry: { minimumRemainingDays: 30 },
      serialTracked: false
    })
    assert.isTrue(second.backorderAllowed)
    assert.isFalse(first.backorderAllowed)
  })

  it("throws on a word it does not know and on a SKU twice", () => {
    assert.throws(() => catalog("TEA-1 heavy"), /got "heavy"/)
    assert.throws(() => catalog("TEA-1 toString"), /got "toString"/)
    assert.throws(() => catalog("TEA-1; TEA-1"), /one item with SKU TEA-1/)
  })
})
