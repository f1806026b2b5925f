import { assert, describe, it } from "vitest"
import type { PackingProblem } from "@stowage/packing/problem/PackingProblem"
import { packCharges, type PackPlan, type Placement } from "@stowage/packing/problem/PackPlan"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { violations } from "@stowage/packing/problem/violations"

const problem: PackingProblem = {
  items: sketchItems("2×mug 4×4×5 300g upright, book 6×4×2 500g, box 3×2×1 100g fixed"),
  cartons: sketchCartons("S 10×8×8 2000g tare 100g cost 7"),
  objective: "leastCost"
}
const at = (item: string, x: number, y: number, z: number, l: number, w: number, h: number): Placement => ({
  item,
  x,
  y,
  z,
  l,
  w,
  h
})
const mugs = [at("mug", 0, 0, 0, 4, 4, 5), at("mug", 4, 0, 0, 4, 4, 5)]
const book = at("book", 0, 4, 0, 6, 4, 2)
const box = at("box", 0, 4, 2, 3, 2, 1)
const inS = (...placements: ReadonlyArray<Placement>): PackPlan => ({ cartons: [{ carton: "S", placements }] })
const tags = (plan: PackPlan, of: PackingProblem = problem): ReadonlyArray<string> =>
  violations(of, plan).map(({ _tag }) => _tag)

describe("violations", () => {
  it("finds nothing wrong with a sound plan", () =>
    assert.deepStrictEqual(violations(problem, inS(...mugs, book, box)), []))

  it("finds two items in one place, naming both", () => {
    const plan = inS(...mugs, at("book", 0, 3, 0, 6, 4, 2), at("box", 7, 6, 0, 3, 2, 1))
    assert.deepStrictEqual(violations(problem, plan), [
      { _tag: "Overlap", index: 0, placement: 2, other: 0 },
      { _tag: "Overlap", index: 0, placement: 2, other: 1 }
    ])
  })

  it("lets items touch", () => assert.notInclude(tags(inS(...mugs)), "Overlap"))

  it("finds an item that floats, and how much of its base is supported", () => {
    const plan = inS(...mugs, book, at("box", 4, 4, 2, 3, 2, 1))
    assert.deepStrictEqual(violations(problem, plan), [
      { _tag: "NotSupported", index: 0, placement: 3, item: "box", supportedMm2: 4, baseMm2: 6 }
    ])
  })

  it("lets an item bridge two of the same height, and not of different heights", () => {
    const level = [at("mug", 0, 0, 0, 4, 4, 5), at("mug", 0, 4, 0, 4, 4, 5), at("box", 0, 3, 5, 3, 2, 1)]
    assert.deepStrictEqual(tags(inS(...level, at("book", 4, 0, 0, 6, 4, 2))), [])
    const stepped = [at("mug", 0, 0, 0, 4, 4, 5), at("book", 0, 4, 0, 6, 4, 2), at("box", 0, 3, 5, 3, 2, 1)]
    assert.deepStrictEqual(tags(inS(...stepped, at("mug", 6, 0, 0, 4, 4, 5))), ["NotSupported"])
  })

  it("finds an item loaded before what it stands on", () =>
    assert.deepStrictEqual(tags(inS(...mugs, box, book)), ["LoadedTooEarly"]))

  it("finds an item that reaches out of its carton, on any side", () => {
    for (const out of [at("box", -1, 0, 0, 3, 2, 1), at("box", 8, 0, 0, 3, 2, 1), at("box", 7, 7, 0, 3, 2, 1)]) {
      assert.include(tags(inS(out)), "OutOfBounds")
    }
    assert.include(tags(inS(at("box", 0, 0, 8, 3, 2, 1))), "OutOfBounds")
    assert.include(tags(inS(at("box", Number.NaN, 0, 0, 3, 2, 1))), "OutOfBounds")
  })

  it("finds an item on its side that must stay upright, or turned when it is fixed", () => {
    assert.include(tags(inS(at("mug", 0, 0, 0, 5, 4, 4))), "WrongOrientation")
    assert.include(tags(inS(at("box", 0, 0, 0, 2, 3, 1))), "WrongOrientation")
    assert.notInclude(tags(inS(at("book", 0, 0, 0, 2, 6, 4))), "WrongOrientation")
    assert.include(tags(inS(at("book", 0, 0, 0, 6, 6, 2))), "WrongOrientation")
  })

  it("finds a carton above its gross mass, tare included", () => {
    const weak = { ...problem, cartons: sketchCartons("S 10×8×8 1299g tare 100g cost 7") }
    assert.deepStrictEqual(violations(weak, inS(...mugs, book, box)), [
      { _tag: "TooHeavy", index: 0, grossGrams: 1300, maxGrossGrams: 1299 }
    ])
  })

  it("finds units left out and units packed twice", () =>
    assert.deepStrictEqual(
      violations(problem, inS(...mugs, at("mug", 0, 4, 0, 4, 4, 5), at("box", 4, 4, 0, 3, 2, 1))),
      [
        { _tag: "WrongCount", item: "mug", asked: 2, packed: 3 },
        { _tag: "WrongCount", item: "book", asked: 1, packed: 0 }
      ]
    ))

  it("finds cartons and items that nobody knows, and empty cartons", () => {
    const plan = {
      cartons: [
        { carton: "XL", placements: [at("hat", 0, 0, 0, 1, 1, 1)] },
        { carton: "S", placements: [] }
      ]
    }
    assert.deepStrictEqual(tags(plan), [
      "UnknownCarton",
      "UnknownItem",
      "EmptyCarton",
      "WrongCount",
      "WrongCount",
      "WrongCount"
    ])
  })
})

describe("packCharges", () => {
  it("charges each carton once, in the objective's unit", () => {
    const plan = { cartons: [...inS(...mugs).cartons, ...inS(book, box).cartons] }
    const charge = { reason: "carton", subject: "S", amount: 7 }
    assert.deepStrictEqual(packCharges(problem, plan), [charge, charge])
    const [first] = packCharges({ ...problem, objective: "fewestThenSmallest" }, plan)
    assert.strictEqual(first?.amount, 1e12 + 640)
  })
})
