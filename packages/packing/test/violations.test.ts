import { assert, describe, it } from "vitest"
import type { CartonType, PackingProblem, PackingRules, PackItem } from "@stowage/packing/problem/PackingProblem"
import type { Placement } from "@stowage/packing/problem/PackPlan"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { violations } from "@stowage/packing/problem/violations"

const at = (item: string, x: number, y: number, z: number, sides = "4×4×4"): Placement => {
  const [l = 0, w = 0, h = 0] = sides.split("×").map(Number)
  return { item, x, y, z, l, w, h }
}
const item = (id: string, change: Partial<PackItem> = {}): PackItem => ({
  ...sketchItems(`${id} 4×4×4 100g`)[0]!,
  ...change
})
const carton = (change: Partial<CartonType> = {}): CartonType => ({
  ...sketchCartons("P 12×8×12 9000g")[0]!,
  ...change
})
const found = (
  items: ReadonlyArray<PackItem>,
  placements: ReadonlyArray<Placement>,
  { type = carton(), ...rules }: PackingRules & { readonly type?: CartonType } = {}
) => {
  const problem: PackingProblem = { items, cartons: [type], objective: "fewestThenSmallest", ...rules }
  return violations(problem, { cartons: [{ carton: "P", placements }] })
}
const tags = (...given: Parameters<typeof found>): ReadonlyArray<string> => found(...given).map(({ _tag }) => _tag)

describe("stack load", () => {
  const tower = [at("a", 0, 0, 0), at("b", 0, 0, 4), at("c", 0, 0, 8)]

  it("counts the mass of every layer above, not of the next alone", () => {
    const items = [item("a", { maxTopGrams: 199 }), item("b"), item("c")]
    assert.deepStrictEqual(found(items, tower), [
      { _tag: "TopOverloaded", index: 0, placement: 0, item: "a", topGrams: 200, maxTopGrams: 199 }
    ])
    assert.deepStrictEqual(tags([item("a", { maxTopGrams: 200 }), item("b"), item("c")], tower), [])
  })

  it("shares a bridge's load by contact area", () => {
    const bridge = [at("a", 0, 0, 0), at("b", 4, 0, 0), at("c", 1, 0, 4)]
    assert.deepStrictEqual(
      tags([item("a", { maxTopGrams: 75 }), item("b", { maxTopGrams: 25 }), item("c")], bridge),
      []
    )
    const weak = [item("a", { maxTopGrams: 74 }), item("b", { maxTopGrams: 24 }), item("c")]
    assert.deepStrictEqual(tags(weak, bridge), ["TopOverloaded", "TopOverloaded"])
  })

  it("lets nothing at all stand where nothing may, not even what weighs nothing", () => {
    const items = [item("a", { maxTopGrams: 0 }), item("b", { massGrams: 0 }), item("c", { massGrams: 0 })]
    assert.deepStrictEqual(tags(items, tower), ["TopOverloaded"])
  })

  it("measures pressure on the contact, so that a small foot presses harder", () => {
    const items = [item("a", { maxTopGramsPerDm2: 62_500 }), item("b"), item("c", { lengthMm: 2, massGrams: 100 })]
    assert.deepStrictEqual(tags(items.slice(0, 2), tower.slice(0, 2)), [])
    const foot = [at("a", 0, 0, 0), at("c", 0, 0, 4, "2×4×4")]
    assert.deepStrictEqual(found([items[0]!, items[2]!], foot), [
      { _tag: "TopPressed", index: 0, placement: 0, item: "a", gramsPerDm2: 125_000, maxTopGramsPerDm2: 62_500 }
    ])
  })
})

describe("support", () => {
  const overhung = [at("a", 0, 0, 0), at("b", 1, 0, 4)]
  const items = [item("a"), item("b")]

  it("is of the whole base when the problem does not say", () =>
    assert.deepStrictEqual(tags(items, overhung), ["NotSupported"]))

  it("is of the share that the problem asks", () => {
    assert.deepStrictEqual(tags(items, overhung, { support: 0.75 }), [])
    assert.deepStrictEqual(tags(items, overhung, { support: 0.76 }), ["NotSupported"])
    assert.deepStrictEqual(tags(items, [at("a", 0, 0, 0), at("b", 5, 0, 4)], { support: "none" }), [])
  })

  it("lets items reach out of a pallet by the overhang allowed, on each side", () => {
    const type = carton({ overhangMm: { lengthMm: 1, widthMm: 0 } })
    assert.deepStrictEqual(tags(items, [at("a", -1, 0, 0), at("b", 9, 0, 0)], { type }), [])
    assert.deepStrictEqual(tags(items, [at("a", 0, -1, 0), at("b", 10, 0, 0)], { type }), [
      "OutOfBounds",
      "OutOfBounds"
    ])
  })
})

describe("nesting and padding", () => {
  const cups = [item("cup", { quantity: 3, nestMm: 2, orientations: "upright" })]

  it("lets units of a kind stand in one another, each bearing those above", () => {
    const stack = [at("cup", 0, 0, 0), at("cup", 0, 0, 2), at("cup", 0, 0, 4)]
    assert.deepStrictEqual(tags(cups, stack), [])
    const weak = [{ ...cups[0]!, maxTopGrams: 199 }]
    assert.deepStrictEqual(tags(weak, stack), ["TopOverloaded"])
  })

  it("does not let them overlap otherwise", () => {
    assert.include(tags(cups, [at("cup", 0, 0, 0), at("cup", 1, 0, 2), at("cup", 4, 4, 0)]), "Overlap")
    assert.include(tags(cups, [at("cup", 0, 0, 0), at("cup", 0, 0, 1), at("cup", 4, 4, 0)]), "Overlap")
    assert.include(tags([item("a", { quantity: 2 })], [at("a", 0, 0, 0), at("a", 0, 0, 2)]), "Overlap")
  })

  it("asks for the padding as part of every side", () => {
    const padded = [item("a", { paddingMm: 1 })]
    assert.deepStrictEqual(tags(padded, [at("a", 0, 0, 0)]), ["WrongOrientation"])
    assert.deepStrictEqual(tags(padded, [at("a", 0, 0, 0, "6×6×6")]), [])
  })
})

describe("orientations", () => {
  const lying = (orientations: PackItem["orientations"], sides: string): ReadonlyArray<string> =>
    tags([{ ...item("a"), lengthMm: 5, widthMm: 3, heightMm: 4, orientations }], [at("a", 0, 0, 0, sides)])

  it("lays what is flat on its largest face", () => {
    assert.deepStrictEqual(lying("flat", "4×5×3"), [])
    assert.deepStrictEqual(lying("flat", "5×3×4"), ["WrongOrientation"])
  })

  it("stands only the listed edges up", () => {
    assert.deepStrictEqual(lying(["length", "height"], "3×4×5"), [])
    assert.deepStrictEqual(lying(["length", "height"], "3×5×4"), [])
    assert.deepStrictEqual(lying(["length", "height"], "5×4×3"), ["WrongOrientation"])
  })
})

describe("what may share a carton", () => {
  const two = [at("a", 0, 0, 0), at("b", 4, 0, 0)]

  it("is not what is of separated classes", () => {
    const items = [item("a", { separationClass: "oxidiser" }), item("b", { separationClass: "fuel" })]
    assert.deepStrictEqual(found(items, two, { separations: [["fuel", "oxidiser"]] }), [
      { _tag: "NotSeparated", index: 0, classes: ["fuel", "oxidiser"] }
    ])
    assert.deepStrictEqual(tags(items, two, { separations: [["fuel", "food"]] }), [])
  })

  it("is not what is of two lots, while what has no key goes with either", () => {
    assert.deepStrictEqual(tags([item("a", { mixKey: "L1" }), item("b", { mixKey: "L2" })], two), ["Mixed"])
    assert.deepStrictEqual(tags([item("a", { mixKey: "L1" }), item("b")], two), [])
  })

  it("is all of a group, and no carton is used beyond its stock", () => {
    const problem: PackingProblem = {
      items: [item("a", { group: "set" }), item("b", { group: "set" })],
      cartons: [carton({ stock: 1 })],
      objective: "fewestThenSmallest"
    }
    const plan = { cartons: ["a", "b"].map((id) => ({ carton: "P", placements: [at(id, 0, 0, 0)] })) }
    assert.deepStrictEqual(violations(problem, plan), [
      { _tag: "OutOfStock", carton: "P", stock: 1, used: 2 },
      { _tag: "GroupSplit", group: "set", cartons: [0, 1] }
    ])
  })
})

describe("drops", () => {
  const items = [item("a", { drop: 1 }), item("b", { drop: 2 })]

  it("come out in order: nothing unloaded later stands on or before what leaves earlier", () => {
    assert.deepStrictEqual(found(items, [at("a", 0, 0, 0), at("b", 0, 0, 4)]), [
      { _tag: "InTheWay", index: 0, placement: 0, item: "a", other: 1, by: "above" }
    ])
    assert.deepStrictEqual(found(items, [at("a", 0, 0, 0), at("b", 4, 3, 0)]), [
      { _tag: "InTheWay", index: 0, placement: 0, item: "a", other: 1, by: "before" }
    ])
    assert.deepStrictEqual(tags(items, [at("b", 0, 0, 0), at("a", 4, 0, 0)]), [])
    assert.deepStrictEqual(tags(items, [at("b", 0, 0, 0), at("a", 0, 4, 0)]), [])
  })

  it("of what says no stop come last", () =>
    assert.deepStrictEqual(tags([items[0]!, item("b")], [at("a", 0, 0, 0), at("b", 4, 0, 0)]), ["InTheWay"]))

  it("may stand before one another where all is lifted out from the top", () => {
    const type = carton({ unloadFrom: "top" })
    assert.deepStrictEqual(tags(items, [at("a", 0, 0, 0), at("b", 4, 0, 0)], { type }), [])
    assert.deepStrictEqual(tags(items, [at("a", 0, 0, 0), at("b", 0, 0, 4)], { type }), ["InTheWay"])
  })
})

describe("balance", () => {
  it("keeps the centre of mass within its limits on both axes", () => {
    const type = carton({ balance: { leastXMm: 4, mostYMm: 2 } })
    assert.deepStrictEqual(found([item("a")], [at("a", 0, 0, 0)], { type }), [
      { _tag: "OffBalance", index: 0, axis: "x", centreMm: 2 }
    ])
    assert.deepStrictEqual(found([item("a")], [at("a", 2, 4, 0)], { type }), [
      { _tag: "OffBalance", index: 0, axis: "y", centreMm: 6 }
    ])
  })

  it("shares the mass between two axles by the lever, and lifts none too far", () => {
    const axles = [
      { xMm: 2, leastGrams: 25, mostGrams: 90 },
      { xMm: 10, mostGrams: 75 }
    ] as const
    const loaded = (x: number) => found([item("a")], [at("a", x, 0, 0)], { type: carton({ axles }) })
    assert.deepStrictEqual(loaded(2), [])
    assert.deepStrictEqual(loaded(6), [])
    assert.deepStrictEqual(loaded(0), [{ _tag: "AxleLoad", index: 0, axle: "front", grams: 100 }])
    assert.deepStrictEqual(
      loaded(7).map(({ _tag }) => _tag),
      ["AxleLoad", "AxleLoad"]
    )
  })
})
