import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import { abcXyz, usualLimits } from "@stowage/slotting/demand/abcXyz"
import { affinityOf } from "@stowage/slotting/demand/affinityOf"
import { byVisits } from "@stowage/slotting/slots/byVisits"
import { classBased } from "@stowage/slotting/slots/classBased"
import { demandOf, type OrderLine } from "@stowage/slotting/demand/demandOf"
import { randomSlots } from "@stowage/slotting/slots/randomSlots"
import { reachByLevel, usualReach } from "@stowage/slotting/slots/reachByLevel"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { violations } from "@stowage/slotting/slots/SlotPlan"
import * as Result from "effect/Result"

const line = (order: string, sku: string, units = 1, day = 0): OrderLine => ({ order, sku: sku as Sku, units, day })

describe("demand from past order lines", () => {
  it("counts an order as one visit, however many lines it has", () => {
    const [tea, rum] = demandOf(
      [line("1", "tea", 2), line("1", "tea", 3, 0), line("2", "tea", 1, 1), line("2", "rum", 4, 1)],
      2
    )
    assert.deepInclude(tea, { sku: "tea" as Sku, visitsPerDay: 1, linesPerDay: 1.5, unitsPerDay: 3, unitsDeviation: 2 })
    // 4 units on one day and none on the other: a deviation as large as the mean.
    assert.deepInclude(rum, { unitsPerDay: 2, variability: 1 })
  })
})

describe("affinity from past order lines", () => {
  it("counts the orders that have both, the most first, and leaves out pairs by chance", () => {
    const lines = ["1", "2"].flatMap((order) => [line(order, "tea"), line(order, "cup"), line(order, "tea")])
    assert.deepStrictEqual(affinityOf([...lines, line("3", "tea"), line("3", "rum")], { days: 4 }), [
      { between: ["cup" as Sku, "tea" as Sku], ordersPerDay: 0.5 }
    ])
    assert.deepStrictEqual(affinityOf(lines, { days: 4, mostSkus: 1 }), [])
  })
})

describe("classes of demand", () => {
  it("are A up to four fifths of the visits and X up to half the mean, and as many as asked for", () => {
    const demand = (sku: string, visitsPerDay: number, variability: number) => ({
      sku: sku as Sku,
      visitsPerDay,
      variability,
      linesPerDay: visitsPerDay,
      unitsPerDay: visitsPerDay,
      unitsDeviation: 0
    })
    const skus = [demand("slow", 4, 3), demand("fast", 80, 0.2), demand("odd", 16, 0.7)]
    assert.deepStrictEqual(abcXyz(skus, usualLimits), [
      { sku: "fast" as Sku, abc: 0, xyz: 0 },
      { sku: "odd" as Sku, abc: 1, xyz: 1 },
      { sku: "slow" as Sku, abc: 2, xyz: 2 }
    ])
    assert.strictEqual(abcXyz([demand("all", 9, 0)], usualLimits)[0]?.abc, 0)
    assert.deepStrictEqual(
      abcXyz(skus, { shares: [], variability: [] }).map(({ abc }) => abc),
      [0, 0, 0]
    )
  })
})

describe("class-based storage", () => {
  const count = 200
  const problem = {
    skus: sketchSkus(
      Array.from({ length: count }, (_, at) => `s${at} ${Math.ceil(900 / (at + 1))}/day 1×1mm³ 1g`).join()
    ),
    faces: sketchFaces(Array.from({ length: count }, (_, at) => `F${at} ${1000 + 100 * at}mm 9mm³ 9g`).join()),
    walkMmPerSecond: 1000
  }
  const costOf = (shares: ReadonlyArray<number>): number => {
    const outcome = Result.getOrThrow(classBased(problem, { shares, seed: 1 }))
    assert.deepStrictEqual(violations(problem, outcome.plan), [])
    return outcome.cost
  }

  it("costs less by more classes: between random storage and full turnover", () => {
    const full = Result.getOrThrow(byVisits(problem)).cost
    const [one, two, three] = [costOf([]), costOf([0.2]), costOf([0.1, 0.4])]
    assert.isBelow(two, one)
    assert.isBelow(three, two)
    assert.isBelow(full, three)
    assert.isBelow(Math.abs(Result.getOrThrow(randomSlots(problem, 1)).cost / one - 1), 0.3)
    // Three classes have most of what full turnover gains.
    assert.isAbove((one - three) / (one - full), 0.7)
  })
})

describe("reach", () => {
  it("is least between waist and shoulder", () =>
    assert.deepStrictEqual(reachByLevel(5, 500, usualReach), [2000, 0, 0, 1000, 6000]))
})
