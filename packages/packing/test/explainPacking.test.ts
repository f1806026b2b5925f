import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { explainPacking, type PackExplanation } from "@stowage/packing/cartons/explainPacking"
import { describeFit, fit } from "@stowage/packing/cartons/fit"
import { solve } from "@stowage/packing/cartons/pack"
import type { PackingProblem } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"

const explained = (items: string, cartons: string): PackExplanation => {
  const problem: PackingProblem = {
    items: sketchItems(items),
    cartons: sketchCartons(cartons),
    objective: "leastCost"
  }
  return explainPacking(problem, Result.getOrThrow(solve(problem, { seed: 1, stop: whenExhausted })).plan)
}

describe("explainPacking", () => {
  it("says why each cheaper carton was not taken, how full this one is, and what the next best would have cost", () => {
    const { cartons, inOneCarton } = explained(
      "2×mug 8×8×10 400g upright",
      "Flat 30×30×8 900g cost 10, Weak 20×20×20 700g cost 20, Small 10×10×10 900g cost 30, " +
        "Right 16×10×10 1000g tare 100g cost 40, Dearer 20×20×20 2000g cost 60, Dearest 30×30×30 2000g cost 90"
    )
    assert.deepStrictEqual(inOneCarton, [])
    assert.deepStrictEqual(cartons, [
      {
        carton: "Right",
        cost: 40,
        fillPercent: 80,
        grossGrams: 900,
        centreMm: { x: 8, y: 4, z: 5 },
        units: [
          { item: "mug", topGrams: 0, supportPercent: 100 },
          { item: "mug", topGrams: 0, supportPercent: 100 }
        ],
        cheaper: [
          { carton: "Flat", cost: 10, fit: { _tag: "ItemTooLarge", item: "mug" } },
          { carton: "Weak", cost: 20, fit: { _tag: "TooHeavy", grossGrams: 800, maxGrossGrams: 700 } },
          { carton: "Small", cost: 30, fit: { _tag: "TooMuchVolume", volumeMm3: 1280, innerVolumeMm3: 1000 } }
        ],
        nextBest: { carton: "Dearer", cost: 60 }
      }
    ])
  })

  it("says what each unit bears, through every layer, and how much of it is supported", () => {
    const problem: PackingProblem = {
      items: sketchItems("2×block 10×10×10 5g, plank 30×10×2 8g, cup 10×10×10 3g"),
      cartons: sketchCartons("C 30×10×22 99g"),
      objective: "fewestThenSmallest",
      support: 0.6
    }
    const placements = [
      { item: "block", x: 0, y: 0, z: 0, l: 10, w: 10, h: 10 },
      { item: "block", x: 20, y: 0, z: 0, l: 10, w: 10, h: 10 },
      { item: "plank", x: 0, y: 0, z: 10, l: 30, w: 10, h: 2 },
      { item: "cup", x: 0, y: 0, z: 12, l: 10, w: 10, h: 10 }
    ]
    const [reason] = explainPacking(problem, { cartons: [{ carton: "C", placements }] }).cartons
    assert.deepStrictEqual(
      reason?.units.map(({ item, supportPercent, topGrams }) => [item, topGrams, Math.round(supportPercent)]),
      [
        ["block", 5.5, 100],
        ["block", 5.5, 100],
        ["plank", 3, 67],
        ["cup", 0, 100]
      ]
    )
  })

  it("shows that a cheaper carton would do when the plan wastes one", () => {
    const problem: PackingProblem = {
      items: sketchItems("cube 5×5×5 1g"),
      cartons: sketchCartons("S 5×5×5 9g cost 10, M 6×6×6 9g cost 20, L 9×9×9 9g cost 30"),
      objective: "leastCost"
    }
    const placements = [{ item: "cube", x: 0, y: 0, z: 0, l: 5, w: 5, h: 5 }]
    const [reason] = explainPacking(problem, { cartons: [{ carton: "M", placements }] }).cartons
    assert.deepStrictEqual(
      reason?.cheaper.map(({ carton, fit: { _tag } }) => [carton, _tag]),
      [["S", "Fits"]]
    )
    assert.deepStrictEqual(reason?.nextBest, { carton: "L", cost: 30 })
  })

  it("says why an order was split: what keeps it out of each single carton", () => {
    const { inOneCarton, cartons } = explained("3×cube 6×6×6 1g", "S 6×6×6 9g cost 10, L 11×11×11 9g cost 15")
    assert.strictEqual(cartons.length, 3)
    assert.deepStrictEqual(
      inOneCarton.map(({ carton, fit: { _tag } }) => [carton, _tag]),
      [
        ["S", "TooMuchVolume"],
        ["L", "NeverTogether"]
      ]
    )
  })
})

describe("fit", () => {
  const [carton] = sketchCartons("C 10×10×10 100g tare 5g")

  it("gives the placements when all goes in", () => {
    assert.isDefined(carton)
    const answer = fit(sketchItems("2×half 10×10×5 1g"), carton)
    assert.strictEqual(answer._tag, "Fits")
    assert.strictEqual(describeFit(answer), "all 2 units fit")
  })

  it("names the first reason that applies, in words", () => {
    assert.isDefined(carton)
    const said = (items: string): string => describeFit(fit(sketchItems(items), carton))
    assert.strictEqual(said("long 11×1×1 999g"), "long does not go in, whichever way it is turned")
    assert.strictEqual(said("20×lead 10×10×1 5g"), "it would weigh 105 g, and may weigh 100 g")
    assert.strictEqual(said("2×big 10×10×6 1g"), "0.0012 l of items, and room for 0.001 l")
    assert.strictEqual(said("2×cube 6×6×6 1g"), "two of cube never go in together")
  })
})
