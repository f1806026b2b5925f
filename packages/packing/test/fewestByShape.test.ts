import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { fewestByShape } from "@stowage/packing/problem/fewestByShape"
import { kindsOf, roomOf, type Kinds, type Room } from "@stowage/packing/problem/Kinds"
import { packExactly } from "@stowage/packing/cartons/packExactly"
import { packingBound } from "@stowage/packing/problem/packingBound"
import type { CartonType, Orientations, PackItem } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"

const fewest = (items: string, carton: string): number => {
  const kinds = kindsOf(sketchItems(items))
  return fewestByShape(kinds, [...kinds.quantity.keys()], roomOf(sketchCartons(carton)[0]!))
}

describe("the fewest cartons by shapes", () => {
  it("gives one each to units that can lie neither side by side nor on one another", () =>
    assert.strictEqual(fewest("3×a 6×6×6 1g fixed", "C 10×10×10 99g"), 3))

  it("counts units that stand in line as bins count lengths: two of 6 take no further 5", () =>
    assert.strictEqual(fewest("2×a 6×6×6 1g fixed, b 6×6×5 1g fixed", "C 10×10×10 99g"), 3))

  it("lets nothing lie beside what leaves too little room", () =>
    assert.strictEqual(fewest("a 8×8×5 1g fixed, 3×b 3×3×10 1g fixed, c 8×8×5 1g fixed", "C 10×10×10 99g"), 2))

  it("holds for a unit that may turn, whichever way it then lies", () => {
    assert.strictEqual(fewest("2×a 6×10×4 1g fixed, b 6×10×4 1g fixed", "C 10×10×10 99g"), 2)
    assert.strictEqual(fewest("3×a 6×10×3 1g", "C 10×10×10 99g"), 1)
  })

  it("is 0 without units", () => assert.strictEqual(fewest("", "C 10×10×10 99g"), 0))
})

describe("against every way to part units and every way to lie", () => {
  const side = fc.integer({ min: 1, max: 6 })
  const units = fc.array(fc.tuple(side, side, side, fc.constantFrom<Orientations>("fixed", "upright", "any")), {
    minLength: 1,
    maxLength: 4
  })
  const room: Room = { lengthMm: 6, widthMm: 6, heightMm: 6, payloadGrams: 99 }

  /** Puts unit after unit in each carton there is, and in one more. */
  const fewestOfAll = (kinds: Kinds, cartons: ReadonlyArray<ReadonlyArray<number>>, unit: number): number => {
    if (unit === kinds.count) return cartons.length
    const choices = cartons.map((inside, index) => cartons.with(index, [...inside, unit]))
    return Math.min(
      ...[...choices, [...cartons, [unit]]]
        .filter((all) => all.every((inside) => packExactly(kinds, inside, room, 1e6) !== "none"))
        .map((all) => fewestOfAll(kinds, all, unit + 1))
    )
  }

  it("is never above the fewest cartons, whatever rests on what, and often as many", () => {
    let met = 0
    let drawn = 0
    fc.assert(
      fc.property(units, (some) => {
        const items = some.map(([lengthMm, widthMm, heightMm, orientations], at): PackItem => ({
          id: `${at}`,
          lengthMm,
          widthMm,
          heightMm,
          massGrams: 1,
          quantity: 1,
          orientations
        }))
        const kinds = kindsOf(items)
        const least = fewestOfAll(kinds, [], 0)
        const bound = fewestByShape(kinds, [...items.keys()], room)
        assert.isAtMost(bound, least)
        drawn++
        if (bound === least) met++
      }),
      { numRuns: 300, seed: 11 }
    )
    assert.isAbove(met / drawn, 0.7)
  })
})

describe("packingBound of one carton type", () => {
  it("knows what cannot lie side by side, and leaves out what nests", () => {
    const cartons = sketchCartons("C 10×10×10 999g").map((type): CartonType => ({ ...type, costMinor: 7 }))
    const items = sketchItems("4×bucket 6×6×6 1g upright")
    assert.strictEqual(packingBound({ items, cartons, objective: "leastCost" }), 28)
    const nested = items.map((item) => ({ ...item, nestMm: 1 }))
    assert.strictEqual(packingBound({ items: nested, cartons, objective: "leastCost" }), 7)
  })
})
