import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { buildPallets } from "@stowage/packing/pallets/buildPallets"
import { packCharges } from "@stowage/packing/problem/PackPlan"
import { palletsAsPacking, type PalletProblem } from "@stowage/packing/pallets/PalletProblem"
import type { Orientations, PackItem, Support } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { violations } from "@stowage/packing/problem/violations"

const pallets = (
  items: string,
  pallet: string,
  change: Partial<PalletProblem> = {},
  each: Readonly<Record<string, Partial<PackItem>>> = {}
): PalletProblem => ({
  items: sketchItems(items).map((item) => ({ ...item, ...each[item.id] })),
  pallet: sketchCartons(pallet)[0]!,
  ...change
})
const built = (problem: PalletProblem, iterations = 30) => {
  const outcome = Result.getOrThrow(buildPallets(problem, { seed: 1, stop: afterIterations(iterations) }))
  assert.deepStrictEqual(violations(palletsAsPacking(problem), outcome.plan), [])
  return outcome
}
const contents = (problem: PalletProblem): ReadonlyArray<string> =>
  built(problem)
    .plan.cartons.map(({ placements }) => [...new Set(placements.map(({ item }) => item))].sort().join("+"))
    .sort()

describe("buildPallets", () => {
  it("piles each product on pallets of its own where that is fewest, and calls it proved", () => {
    const problem = pallets("24×tea 4×3×2 1g upright, 24×jam 4×3×2 1g upright", "P 12×8×6 999g")
    assert.strictEqual(built(problem).stoppedBy, "proved")
    assert.deepStrictEqual(contents(problem), ["jam", "tea"])
  })

  it("piles layers of several products on one pallet", () => {
    assert.deepStrictEqual(contents(pallets("8×tea 4×3×2 1g upright, 4×jam 6×4×4 1g upright", "P 12×8×6 999g")), [
      "jam+tea"
    ])
  })

  it("loads what makes no layer on top of a pile with height to spare", () => {
    assert.deepStrictEqual(contents(pallets("8×tea 4×3×2 1g upright, 2×lamp 3×3×4 1g upright", "P 12×8×6 999g")), [
      "lamp+tea"
    ])
  })

  it("begins another pallet when one would be too heavy", () => {
    assert.strictEqual(built(pallets("32×tea 4×3×2 10g upright", "P 12×8×8 170g")).plan.cartons.length, 2)
  })

  it("lays no layer that is too heavy for a pallet, beside cases without mass either", () => {
    const problem = pallets("tag 2×2×1 0g, 25×tea 2×2×1 5g", "P 12×10×9 60g")
    assert.strictEqual(built(problem).plan.cartons.length, 3)
    assert.strictEqual(built(problem, 0).plan.cartons.length, 3)
  })

  it("piles no more than the lowest case bears", () => {
    const problem = pallets("32×tea 4×3×2 10g upright", "P 12×8×8 999g", {}, { tea: { maxTopGrams: 10 } })
    assert.strictEqual(built(problem).plan.cartons.length, 2)
  })

  it("puts nothing on what bears nothing, and that on top of the rest", () => {
    const problem = pallets(
      "8×egg 4×3×2 1g upright, 8×tea 4×3×2 1g upright",
      "P 12×8×4 999g",
      {},
      { egg: { maxTopGrams: 0 } }
    )
    const [pallet] = built(problem).plan.cartons
    assert.isTrue(pallet!.placements.every(({ item, z }) => z === (item === "egg" ? 2 : 0)))
  })

  it("stands a layer on another product's only where its cases are supported as asked", () => {
    const items = "4×jam 5×4×2 1g upright, 6×egg 4×4×2 1g upright"
    const problem = pallets(items, "P 12×8×4 999g", {}, { egg: { maxTopGrams: 0 } })
    assert.strictEqual(built(problem).plan.cartons.length, 2)
    assert.strictEqual(built({ ...problem, support: 0.7 }).plan.cartons.length, 1)
  })

  it("keeps apart what does not mix, though one pallet would hold both", () => {
    const keys = { tea: { mixKey: "Monday" }, jam: { mixKey: "Tuesday" } }
    const problem = pallets("4×tea 4×3×2 1g, 4×jam 4×3×2 1g", "P 12×8×6 999g", {}, keys)
    assert.strictEqual(built(problem).stoppedBy, "proved")
    assert.deepStrictEqual(contents(problem), ["jam", "tea"])
  })

  it("lets layers reach out over the pallet as far as may be", () => {
    const problem = pallets("4×tea 6×4×2 1g upright", "P 10×8×2 999g")
    assert.strictEqual(built(problem).plan.cartons.length, 2)
    const wider = { ...problem, pallet: { ...problem.pallet, overhangMm: { lengthMm: 1, widthMm: 0 } } }
    assert.strictEqual(built(wider).plan.cartons.length, 1)
  })

  it("stands cases on the edge that makes most of how few may be piled", () => {
    const problem = pallets("30×tea 4×3×2 1g", "P 12×8×8 999g", {}, { tea: { maxTopGrams: 1 } })
    assert.strictEqual(built(problem, 0).plan.cartons.length, 1)
  })

  it("loads together as cases what would be piles of one layer each, as none stands on another", () => {
    const items = "5×jam 5×4×2 1g upright, 6×ham 5×3×2 1g upright, 4×egg 6×4×2 1g upright, 4×oil 7×3×2 1g upright"
    const problem = pallets(items, "P 13×9×10 999g")
    assert.strictEqual(built(problem).plan.cartons.length, 1)
  })

  it("fills a pallet of one product better than by layers where that goes", () => {
    const problem = pallets("32×tea 5×4×3 1g", "P 8×8×15 999g")
    assert.strictEqual(built(problem, 0).plan.cartons.length, 3)
    assert.strictEqual(built(problem, 2000).plan.cartons.length, 2)
  })

  it("fills pallets of one product best on each day, however few there are on the first", () => {
    const problem = pallets(
      "13×tea 5×4×3 1g, 32×oil 5×4×3 1g",
      "P 8×8×15 999g",
      {},
      {
        tea: { mixKey: "Monday" },
        oil: { mixKey: "Tuesday" }
      }
    )
    assert.strictEqual(built(problem, 2000).plan.cartons.length, 3)
  })

  it("goes back to layers where fuller pallets of one product leave rests that need more", () => {
    const problem = pallets("43×tea 4×6×5 1g, 8×jam 5×5×5 1g", "P 10×11×11 999g")
    assert.strictEqual(built(problem, 2).plan.cartons.length, 7)
    assert.strictEqual(built(problem, 2000).plan.cartons.length, 7)
  })

  it("builds all pallets, and at once, when told to end before the first", () => {
    const problem = pallets("90×tea 4×3×2 1g, 50×jam 5×4×2 1g, 30×egg 3×3×3 1g", "P 12×8×6 999g")
    assert.strictEqual(built(problem, 0).stoppedBy, "caller")
  })

  it("refuses what no pallet holds, naming it", () => {
    const answer = buildPallets(pallets("door 9×9×9 1g upright", "P 12×8×8 999g"), { seed: 1, stop: whenExhausted })
    assert.deepStrictEqual(answer, Result.fail({ _tag: "ItemFitsNoCarton", item: "door", rule: "size", closest: "P" }))
  })

  it("refuses more than the pallets in stock were found to hold", () => {
    const problem = pallets("2×drum 7×7×7 1g upright", "P 12×8×8 999g")
    const answer = buildPallets(
      { ...problem, pallet: { ...problem.pallet, stock: 1 } },
      { seed: 1, stop: whenExhausted }
    )
    assert.isTrue(Result.isFailure(answer))
  })
})

const cases = (id: string): fc.Arbitrary<PackItem> =>
  fc
    .record({
      lengthMm: fc.integer({ min: 2, max: 6 }),
      widthMm: fc.integer({ min: 2, max: 6 }),
      heightMm: fc.integer({ min: 1, max: 6 }),
      massGrams: fc.integer({ min: 0, max: 5 }),
      quantity: fc.integer({ min: 1, max: 40 }),
      orientations: fc.constantFrom<Orientations>("any", "upright", "fixed"),
      rule: fc.constantFrom<Partial<PackItem>>(
        {},
        {},
        { maxTopGrams: 0 },
        { maxTopGrams: 7 },
        { maxTopGramsPerDm2: 20_000 },
        { paddingMm: 1 },
        { nestMm: 1 },
        { mixKey: "A" },
        { mixKey: "B", maxTopGrams: 9 },
        { group: "G" },
        { separationClass: "acid" },
        { separationClass: "food" }
      )
    })
    .map(({ rule, ...item }) => ({ id, ...item, ...rule, ...(rule.group === undefined ? {} : { quantity: 2 }) }))

const problems: fc.Arbitrary<PalletProblem> = fc.record({
  items: fc
    .integer({ min: 0, max: 5 })
    .chain((count) => fc.tuple(...["a", "b", "c", "d", "e"].slice(0, count).map(cases))),
  pallet: fc
    .record({ overhang: fc.integer({ min: 0, max: 1 }), gross: fc.integer({ min: 60, max: 200 }) })
    .map(({ gross, overhang }) => ({
      ...sketchCartons(`P 12×10×9 ${gross}g`)[0]!,
      overhangMm: { lengthMm: overhang, widthMm: 0 }
    })),
  support: fc.constantFrom<Support>("full", "none", 0.7),
  separations: fc.constant([["acid", "food"]] as const)
})

describeLaws(
  "buildPallets",
  solverLaws(
    {
      solve: buildPallets,
      violations: (problem: PalletProblem, plan) => violations(palletsAsPacking(problem), plan),
      cost: (problem, plan) => sumOfCharges(packCharges(palletsAsPacking(problem), plan))
    },
    problems,
    { runs: 15 }
  )
)
