import { assert, describe, it } from "vitest"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { whenExhausted } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { solve } from "@stowage/packing/cartons/pack"
import type { PackingProblem, PackItem } from "@stowage/packing/problem/PackingProblem"
import { describePackingRefusal } from "@stowage/packing/problem/PackingRefusal"
import { packCharges, type PackPlan } from "@stowage/packing/problem/PackPlan"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { violations } from "@stowage/packing/problem/violations"
import * as Result from "effect/Result"
import { problem } from "./problems.ts"

const options = { seed: 1, stop: whenExhausted }
const solved = (given: PackingProblem): Outcome<PackPlan> => {
  const outcome = Result.getOrThrow(solve(given, options))
  assert.deepStrictEqual(violations(given, outcome.plan), [])
  return outcome
}
const cartonsOf = ({ plan }: Outcome<PackPlan>): ReadonlyArray<string> => plan.cartons.map(({ carton }) => carton)
const refused = (given: PackingProblem): string =>
  Result.match(solve(given, options), { onFailure: describePackingRefusal, onSuccess: () => "packed" })
const items = (text: string, more: Partial<PackItem> = {}): ReadonlyArray<PackItem> =>
  sketchItems(text).map((item) => ({ ...item, ...more }))

describe("what a plan is to save", () => {
  const cartons = sketchCartons("S 100×100×100 30000g cost 50, L 100×100×200 30000g cost 70")
  const order = items("2×cube 100×100×100 900g")

  it("volume: the one large carton is no more than two small ones, and the fewer win ties by being cheaper first", () => {
    const { cost } = solved({ items: order, cartons, objective: "leastVolume" })
    assert.strictEqual(cost, 2_000_000)
  })

  it("billed mass: the dimensional mass by the divisor counts where it is more than the gross mass", () => {
    const dim = cartons.map((type) => ({ ...type, dimDivisor: type.id === "L" ? 1000 : 500 }))
    const outcome = solved({ items: order, cartons: dim, objective: "leastBilled" })
    assert.deepStrictEqual(cartonsOf(outcome), ["L"])
    assert.strictEqual(outcome.cost, 2000)
  })

  it("shipping: a rate table may make two light cartons cheaper than a heavy one", () => {
    const rates = [
      { upToGrams: 1000, costMinor: 100 },
      { upToGrams: 5000, costMinor: 900 }
    ]
    const rated = cartons.map((type) => ({ ...type, costMinor: 0, rates }))
    const outcome = solved({ items: order, cartons: rated, objective: "leastShipping" })
    assert.deepStrictEqual(cartonsOf(outcome), ["S", "S"])
    assert.strictEqual(outcome.cost, 200)
    assert.strictEqual(sumOfCharges(outcome.charges), 200)
  })

  it("a carton is never billed for more than its last rate", () => {
    const rated = cartons.map((type) => ({ ...type, rates: [{ upToGrams: 1000, costMinor: 100 }] }))
    assert.strictEqual(cartonsOf(solved({ items: order, cartons: rated, objective: "leastShipping" })).length, 2)
  })

  it("refuses least shipping without rates, in words", () =>
    assert.strictEqual(
      refused({ items: order, cartons, objective: "leastShipping" }),
      "carton S: expected rates, since the objective is least shipping, got none"
    ))
})

describe("cartons that are few", () => {
  const objective = "fewestThenSmallest"

  it("takes a larger carton when the right one is out of stock", () => {
    const cartons = sketchCartons("S 10×10×10 99g, L 20×20×20 99g").map((type) =>
      type.id === "S" ? { ...type, stock: 0 } : type
    )
    assert.deepStrictEqual(cartonsOf(solved({ items: items("cube 10×10×10 1g"), cartons, objective })), ["L"])
  })

  it("puts what goes only in the large carton there when there is but one", () => {
    const cartons = sketchCartons("S 10×10×10 99g, L 30×10×10 99g").map((type) => ({
      ...type,
      stock: type.id === "L" ? 1 : 2
    }))
    const order = items("long 30×10×10 1g, 2×cube 10×10×10 1g")
    assert.deepStrictEqual([...cartonsOf(solved({ items: order, cartons, objective }))].sort(), ["L", "S", "S"])
  })

  it("refuses more volume than all stock holds, saying how much", () => {
    const cartons = sketchCartons("S 10×10×10 99g").map((type) => ({ ...type, stock: 1 }))
    assert.strictEqual(
      refused({ items: items("2×cube 10×10×10 1g"), cartons, objective }),
      "stock: expected cartons for 2000 mm³, got some for 1000"
    )
  })
})

describe("what shares a carton and what does not", () => {
  const cartons = sketchCartons("C 20×10×10 99g")
  const objective = "fewestThenSmallest"
  const contents = ({ plan }: Outcome<PackPlan>): ReadonlyArray<string> =>
    plan.cartons
      .map(({ placements }) =>
        placements
          .map(({ item }) => item)
          .sort()
          .join("+")
      )
      .sort()

  it("keeps a group in one carton, though it could be spread", () => {
    const set = [...items("cup 10×10×10 1g, can 10×10×10 1g", { group: "gift" }), ...items("2×tin 10×10×10 1g")]
    assert.deepStrictEqual(contents(solved({ items: set, cartons, objective })), ["can+cup", "tin+tin"])
  })

  it("refuses a group that no carton holds", () => {
    const set = items("3×cup 10×10×10 1g", { group: "gift" })
    assert.match(refused({ items: set, cartons, objective }), /^group gift: expected a carton that holds all of it/)
  })

  it("keeps separated classes apart, also where they would fit together", () => {
    const order = [
      ...items("bleach 10×10×10 1g", { separationClass: "corrosive" }),
      ...items("bread 10×10×10 1g", { separationClass: "food" })
    ]
    assert.strictEqual(contents(solved({ items: order, cartons, objective })).length, 1)
    const separations = [["food", "corrosive"]] as const
    assert.deepStrictEqual(contents(solved({ items: order, cartons, objective, separations })), ["bleach", "bread"])
  })

  it("never mixes two lots", () => {
    const order = [
      ...items("milkA 10×10×10 1g", { mixKey: "lot 1" }),
      ...items("milkB 10×10×10 1g", { mixKey: "lot 2" }),
      ...items("2×straw 10×10×5 1g")
    ]
    const packed = contents(solved({ items: order, cartons, objective }))
    assert.strictEqual(packed.length, 2)
    assert.isFalse(packed.some((content) => content.includes("milkA") && content.includes("milkB")))
  })

  it("puts nothing on what bears nothing", () => {
    const order = [...items("2×cake 10×10×5 1g upright", { maxTopGrams: 0 })]
    const outcome = solved({ items: order, cartons: sketchCartons("C 10×10×10 99g"), objective })
    assert.strictEqual(outcome.plan.cartons.length, 2)
  })
})

const brief = { ...options, patience: 1000 }
describeLaws(
  "packing",
  solverLaws(
    {
      solve: (given: PackingProblem, { seed, stop }) => solve(given, { ...brief, seed, stop }),
      violations,
      cost: (given, plan) => sumOfCharges(packCharges(given, plan))
    },
    problem,
    { tolerance: 0, runs: 60 }
  )
)
