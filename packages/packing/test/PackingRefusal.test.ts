import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { solve } from "@stowage/packing/pack"
import type { PackingProblem } from "@stowage/packing/PackingProblem"
import { describePackingRefusal, illPosed, type PackingRefusal } from "@stowage/packing/PackingRefusal"
import { sketchCartons, sketchItems } from "@stowage/packing/sketch"

const packing = (items: string, cartons: string, change: Partial<PackingProblem> = {}): PackingProblem => ({
  items: sketchItems(items),
  cartons: sketchCartons(cartons),
  objective: "fewestThenSmallest",
  ...change
})
const refusal = (given: PackingProblem): PackingRefusal | undefined => {
  const answer = solve(given, { seed: 1, stop: whenExhausted })
  return Result.isFailure(answer) ? answer.failure : undefined
}
const sentence = (given: PackingProblem): string => describePackingRefusal(refusal(given) ?? { _tag: "NoCartons" })

describe("a packing problem is refused", () => {
  it("when a size is zero, naming the item, the side and the value", () => {
    const given = packing("mug 90×0×100 1g", "S 200×200×200 9g")
    assert.deepStrictEqual(refusal(given), {
      _tag: "MeasureInvalid",
      of: "item",
      id: "mug",
      field: "widthMm",
      value: 0,
      expected: "a whole number from 1 to 100000"
    })
    assert.strictEqual(sentence(given), "item mug: expected widthMm to be a whole number from 1 to 100000, got 0")
  })

  it("when a measure is negative, a fraction, not a number or absurd", () => {
    const [mug] = sketchItems("mug 9×9×9 1g")
    assert.isDefined(mug)
    const cartons = sketchCartons("S 20×20×20 9g")
    for (const wrong of [
      { heightMm: -1 },
      { lengthMm: 1.5 },
      { massGrams: Number.NaN },
      { quantity: 0 },
      { widthMm: 1e9 }
    ]) {
      const given = { items: [{ ...mug, ...wrong }], cartons, objective: "leastCost" as const }
      assert.strictEqual(illPosed(given)?._tag, "MeasureInvalid")
    }
    assert.include(sentence(packing("mug 9×9×9 1g", "S 20×0×20 9g")), "carton S: expected innerWidthMm")
  })

  it("when an item fits no carton by size, however it is turned, naming the largest", () =>
    assert.deepStrictEqual(refusal(packing("ski 1800×90×60 1g", "S 200×200×200 9g, L 1700×500×500 9g")), {
      _tag: "ItemFitsNoCarton",
      item: "ski",
      rule: "size",
      closest: "L"
    }))

  it("when an item fits only turned and must not be", () => {
    assert.isUndefined(refusal(packing("vase 3×4×9 1g", "S 9×4×3 9g")))
    assert.include(
      sentence(packing("vase 3×4×9 1g upright", "S 9×4×3 9g")),
      "item vase: expected a carton that holds one by size"
    )
  })

  it("when an item is too heavy for every carton, or for those large enough", () => {
    const byMass = refusal(packing("anvil 9×9×9 50g", "S 10×10×10 40g, L 20×20×20 59g tare 10g"))
    assert.deepStrictEqual(byMass, { _tag: "ItemFitsNoCarton", item: "anvil", rule: "mass", closest: "L" })
    const byBoth = refusal(packing("anvil 9×9×9 50g", "S 5×5×5 90g, L 20×20×20 40g"))
    assert.deepStrictEqual(byBoth, { _tag: "ItemFitsNoCarton", item: "anvil", rule: "size and mass", closest: "L" })
  })

  it("when an id comes twice, among items or among cartons", () => {
    assert.strictEqual(
      sentence(packing("a 1×1×1 1g, a 1×1×1 1g", "S 9×9×9 9g")),
      "item a: expected each id once, got it twice"
    )
    assert.strictEqual(refusal(packing("a 1×1×1 1g", "S 9×9×9 9g, S 8×8×8 9g"))?._tag, "IdTaken")
  })

  it("when the objective is least cost and a carton has no price", () =>
    assert.include(
      sentence(packing("a 1×1×1 1g", "S 9×9×9 9g", { objective: "leastCost" })),
      "carton S: expected costMinor"
    ))

  it("when a carton is larger inside than outside or heavier empty than it may be packed", () => {
    const cartons = sketchCartons("S 9×9×9 9g").map((type) => ({ ...type, outerWidthMm: 8 }))
    assert.strictEqual(refusal(packing("a 1×1×1 1g", "", { cartons }))?._tag, "CartonContradictory")
    assert.include(sentence(packing("a 1×1×1 1g", "S 9×9×9 9g tare 10g")), "tareGrams of at most maxGrossGrams")
  })

  it("when there is something to pack and nothing to pack it in", () =>
    assert.deepStrictEqual(refusal(packing("a 1×1×1 1g", "")), { _tag: "NoCartons" }))
})

describe("a sketch", () => {
  it("says what it expected when it cannot be read", () => {
    assert.throws(() => sketchItems("mug 90×80 300g"), /Expected an item like .* got "mug 90×80 300g"/)
    assert.throws(() => sketchCartons("S 90×80×70"), /Expected a carton like/)
  })
})
