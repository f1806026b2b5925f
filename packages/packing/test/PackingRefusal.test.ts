import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { solve } from "@stowage/packing/cartons/pack"
import type { CartonType, PackingProblem, PackItem } from "@stowage/packing/problem/PackingProblem"
import { illPosed } from "@stowage/packing/problem/illPosed"
import { describePackingRefusal, type PackingRefusal } from "@stowage/packing/problem/PackingRefusal"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"

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

  it("when there is no such objective, as JavaScript may ask for", () =>
    assert.strictEqual(
      sentence(packing("a 1×1×1 1g", "S 9×9×9 9g", { objective: "cheapest" as never })),
      "objective: expected one of fewestThenSmallest, leastCost, leastVolume, leastBilled, leastShipping, got cheapest"
    ))

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

  it("when an optional measure is absurd, naming its field", () => {
    const [mug] = sketchItems("mug 9×9×9 1g")
    const [small] = sketchCartons("S 20×20×20 9g")
    assert.isDefined(mug)
    assert.isDefined(small)
    const field = (item: Partial<PackItem>, carton: Partial<CartonType> = {}): string | undefined => {
      const items = [{ ...mug, ...item }]
      const found = illPosed({ items, cartons: [{ ...small, ...carton }], objective: "fewestThenSmallest" })
      return found?._tag === "MeasureInvalid" ? found.field : found?._tag
    }
    assert.isUndefined(field({}))
    assert.strictEqual(field({ maxTopGrams: -1 }), "maxTopGrams")
    assert.strictEqual(field({ maxTopGramsPerDm2: 0.5 }), "maxTopGramsPerDm2")
    assert.strictEqual(field({ nestMm: 0 }), "nestMm")
    assert.strictEqual(field({ paddingMm: -1 }), "paddingMm")
    assert.strictEqual(field({ drop: 0 }), "drop")
    assert.strictEqual(field({ value: Number.NaN }), "value")
    assert.strictEqual(field({ orientations: [] }), "OrientationsUnknown")
    assert.strictEqual(field({}, { stock: -1 }), "stock")
    assert.strictEqual(field({}, { dimDivisor: 0 }), "dimDivisor")
    assert.strictEqual(field({}, { rates: [{ upToGrams: 1.5, costMinor: 1 }] }), "rates[0].upToGrams")
    assert.strictEqual(field({}, { overhangMm: { lengthMm: 0, widthMm: -1 } }), "overhangMm.widthMm")
    assert.strictEqual(field({}, { balance: { leastXMm: 0.5 } }), "leastXMm")
    const [front, rear] = [
      { xMm: 0, mostGrams: 9 },
      { xMm: 9, mostGrams: -9 }
    ]
    assert.strictEqual(field({}, { axles: [front, rear] }), "axles[1].mostGrams")
    assert.include(sentence({ ...packing("a 1×1×1 1g", "S 9×9×9 9g"), support: 1.5 }), "support to be full, none, or")
  })

  it("when two measures cannot both hold", () => {
    const given = packing("a 4×4×4 1g, b 4×4×4 1g", "S 9×9×9 9g")
    const items = (change: Partial<PackItem>, other: Partial<PackItem> = {}): PackingProblem => ({
      ...given,
      items: [
        { ...given.items[0]!, ...change },
        { ...given.items[1]!, ...other }
      ]
    })
    const cartons = (change: Partial<CartonType>): PackingProblem => ({
      ...given,
      cartons: [{ ...given.cartons[0]!, ...change }]
    })
    assert.include(sentence(items({ nestMm: 4 })), "item a: expected nestMm below heightMm 4, got 4")
    assert.include(sentence(items({ nestMm: 1, orientations: ["width"] })), "an upright orientation")
    assert.include(sentence(items({ nestMm: 1, paddingMm: 1 })), "no padding")
    assert.include(sentence(cartons({ balance: { leastXMm: 2, mostXMm: 1 } })), "leastXMm of at most mostXMm")
    const axle = { xMm: 1, mostGrams: 1 }
    assert.include(sentence(cartons({ axles: [axle, axle] })), "the front axle before the rear")
    const rate = { upToGrams: 1, costMinor: 1 }
    assert.include(sentence(cartons({ rates: [rate, rate] })), "rising upToGrams")
    const same = { upToGrams: 2, costMinor: 1 }
    const cheaper = { upToGrams: 3, costMinor: 0 }
    assert.isUndefined(illPosed(cartons({ rates: [rate, same] })))
    assert.strictEqual(
      sentence(cartons({ rates: [rate, same, cheaper] })),
      "carton S: expected rates[2].costMinor of at least 1, which less mass costs, got 0"
    )
    assert.include(sentence({ ...given, separations: [["x", "x"]] }), "pairs of two classes, got x twice")
    const apart = items({ group: "g", separationClass: "x" }, { group: "g", separationClass: "y" })
    assert.include(sentence({ ...apart, separations: [["x", "y"]] }), "group g: expected classes that may share")
    assert.include(
      sentence(items({ group: "g", mixKey: "1" }, { group: "g", mixKey: "2" })),
      "one mix key, got 1 and 2"
    )
  })

  it("when its padding, or an overhang that is missing, keeps it out", () => {
    const given = packing("a 9×9×9 1g", "S 10×10×10 9g")
    const padded = { ...given, items: [{ ...given.items[0]!, paddingMm: 1 }] }
    assert.strictEqual(refusal(padded)?._tag, "ItemFitsNoCarton")
    const overhangMm = { lengthMm: 1, widthMm: 1 }
    const pallet = { ...padded, cartons: [{ ...given.cartons[0]!, overhangMm, innerHeightMm: 11, outerHeightMm: 11 }] }
    assert.isUndefined(illPosed(pallet))
  })
})
