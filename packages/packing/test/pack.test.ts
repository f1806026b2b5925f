import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { fit } from "@stowage/packing/cartons/fit"
import { solve } from "@stowage/packing/cartons/pack"
import { packingBound } from "@stowage/packing/problem/packingBound"
import { cartonCost, type PackingObjective, type PackingProblem } from "@stowage/packing/problem/PackingProblem"
import type { PackPlan } from "@stowage/packing/problem/PackPlan"
import { violations } from "@stowage/packing/problem/violations"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { fitsSomehow } from "./exhaustive.ts"
import { anyProblem, problem } from "./problems.ts"

const options = { seed: 1, stop: whenExhausted }
/** Little patience: the laws hold of any plan. */
const brief = { ...options, patience: 300 }
const solved = (given: PackingProblem): Outcome<PackPlan> => Result.getOrThrow(solve(given, options))
const packing = (
  items: string,
  cartons: string,
  objective: PackingObjective = "fewestThenSmallest"
): PackingProblem => ({
  items: sketchItems(items),
  cartons: sketchCartons(cartons),
  objective
})
const cartonsOf = (given: PackingProblem): ReadonlyArray<string> => {
  const { plan } = solved(given)
  assert.deepStrictEqual(violations(given, plan), [])
  return plan.cartons.map(({ carton }) => carton)
}

describe("solve", () => {
  it("takes the smallest carton that takes all", () =>
    assert.deepStrictEqual(cartonsOf(packing("4×cube 5×5×5 1g", "L 20×20×20 99g, M 10×10×5 99g, S 9×9×9 99g")), ["M"]))

  it("takes the cheapest carton when the objective is least cost, be it larger", () =>
    assert.deepStrictEqual(
      cartonsOf(packing("cube 5×5×5 1g", "S 5×5×5 99g cost 80, L 20×20×20 99g cost 40", "leastCost")),
      ["L"]
    ))

  it("passes over a carton that takes nothing, even when it is free", () =>
    assert.deepStrictEqual(
      cartonsOf(packing("3×cube 9×9×9 1g", "S 2×2×2 99g cost 0, L 9×9×18 99g cost 30", "leastCost")),
      ["L", "L"]
    ))

  it("takes two cheap cartons rather than one dear one when the objective is least cost", () => {
    const order = "2×cube 5×5×5 1g"
    const range = "S 5×5×5 99g cost 10, L 20×20×20 99g cost 40"
    assert.deepStrictEqual(cartonsOf(packing(order, range, "leastCost")), ["S", "S"])
    assert.deepStrictEqual(cartonsOf(packing(order, range)), ["L"])
  })

  it("splits an order that no carton takes, and gives the rest the smallest carton that will do", () =>
    assert.deepStrictEqual(cartonsOf(packing("9×cube 5×5×5 1g", "L 10×10×10 99g, S 5×5×5 99g")), ["L", "S"]))

  it("splits an order that is too heavy for one carton, tare included", () => {
    const range = "M 10×10×10 1050g tare 50g"
    assert.strictEqual(cartonsOf(packing("4×cube 5×5×5 250g", range)).length, 1)
    assert.strictEqual(cartonsOf(packing("4×cube 5×5×5 251g", range)).length, 2)
  })

  it("leaves the height of upright items vertical and never turns fixed ones", () => {
    assert.deepStrictEqual(cartonsOf(packing("vase 3×4×9 1g upright", "Flat 9×4×4 9g, Tall 4×3×9 9g")), ["Tall"])
    assert.deepStrictEqual(cartonsOf(packing("vase 3×4×9 1g fixed", "Tall 4×3×9 9g, Wide 4×4×9 9g")), ["Wide"])
  })

  it("proves a plan that costs no more than the bound", () =>
    assert.strictEqual(solved(packing("8×cube 5×5×5 1g", "M 10×10×10 99g")).stoppedBy, "proved"))

  it("packs nothing in nothing", () => {
    const { plan, cost, bound, stoppedBy } = solved(packing("", "M 10×10×10 99g"))
    assert.deepStrictEqual(
      { plan, cost, bound, stoppedBy },
      { plan: { cartons: [] }, cost: 0, bound: 0, stoppedBy: "proved" }
    )
  })

  it("gives the best plan it has when told to stop", () => {
    const order = packing("13×slab 7×5×4 1g", "M 10×10×10 99g")
    const stopped = Result.getOrThrow(solve(order, { seed: 1, stop: afterIterations(1) }))
    assert.deepStrictEqual(violations(order, stopped.plan), [])
    assert.strictEqual(stopped.stoppedBy, "caller")
    assert.isAtLeast(stopped.cost, solved(order).cost)
  })

  it("packs 500 units of one item in as few cartons as their volume needs, and nearly so 500 of many", () => {
    assert.strictEqual(cartonsOf(packing("500×cube 50×50×50 90g", "L 500×500×250 99000g")).length, 1)
    const chance = random("five hundred")
    const many = Array.from({ length: 100 }, (_, index) => {
      const [l, w, h] = [20 + chance.int(80), 20 + chance.int(80), 20 + chance.int(80)]
      return `5×i${index} ${l}×${w}×${h} 90g`
    })
    const order = packing(many.join(), "L 400×300×300 99000g")
    assert.isAtMost(cartonsOf(order).length, Math.ceil(1.2 * (packingBound(order) / 1e12)))
  })
})

describe("what users of other packers complain of", () => {
  it("ten 35×35×5 go in a 40×40×40 carton: eight flat, two on edge", () =>
    assert.strictEqual(cartonsOf(packing("10×tile 35×35×5 1g", "C 40×40×40 99g")).length, 1))

  it("27 cubes fill a carton three by three by three, and 28 do not", () => {
    assert.strictEqual(cartonsOf(packing("27×cube 10×10×10 1g", "C 30×30×30 99g")).length, 1)
    assert.strictEqual(cartonsOf(packing("28×cube 10×10×10 1g", "C 30×30×30 99g")).length, 2)
  })

  it("an item exactly as large as the carton goes in, turned as needed", () =>
    assert.deepStrictEqual(cartonsOf(packing("plank 10×20×30 1g", "C 30×10×20 9g")), ["C"]))

  it("a long item goes in flat beneath what is smaller, never bridging a gap", () => {
    const order = packing("2×block 5×10×5 1g, plate 15×10×1 1g", "C 15×10×6 9g")
    const [packed] = solved(order).plan.cartons
    assert.strictEqual(packed?.placements.find(({ item }) => item === "plate")?.z, 0)
  })

  it("the heaviest order that is allowed goes in one carton, and one gram more does not", () => {
    assert.strictEqual(cartonsOf(packing("3×iron 1×1×1 333g", "C 9×9×9 999g")).length, 1)
    assert.strictEqual(cartonsOf(packing("3×iron 1×1×1 333g", "C 9×9×9 998g")).length, 2)
  })

  it("a set of unlike sizes that fills the carton to the last corner is found", () =>
    assert.strictEqual(cartonsOf(packing("a 6×10×10 1g, b 4×10×5 1g, 2×c 4×5×5 1g", "C 10×10×10 9g")).length, 1))
})

describe("laws of every packing", () => {
  it("nothing floats, overlaps, sticks out, is too heavy, lies wrong, is lost, packed twice or charged for twice", () =>
    fc.assert(
      fc.property(problem, (given) => {
        const { bound, charges, cost, plan, stoppedBy } = Result.getOrThrow(solve(given, brief))
        assert.deepStrictEqual(violations(given, plan), [])
        assert.isAtMost(bound, cost)
        assert.strictEqual(sumOfCharges(charges), cost)
        assert.strictEqual(plan.cartons.length, charges.length)
        assert.strictEqual(stoppedBy === "proved", cost === bound)
      }),
      { numRuns: 1000 }
    ))

  it("the same problem and seed give the same outcome", () =>
    fc.assert(
      fc.property(problem, fc.nat(9), (given, seed) =>
        assert.deepStrictEqual(solve(given, { ...brief, seed }), solve(given, { ...brief, seed }))
      ),
      { numRuns: 100 }
    ))

  it("either refuses or packs, whatever is asked", () =>
    fc.assert(
      fc.property(anyProblem, (given) => {
        const answer = solve(given, brief)
        if (Result.isFailure(answer)) assert.strictEqual(answer.failure._tag, "ItemFitsNoCarton")
        else assert.deepStrictEqual(violations(given, answer.success.plan), [])
      })
    ))
})

describe("against trying every place", () => {
  const tiny = problem.map((given) => ({
    ...given,
    items: given.items.slice(0, 3).map((item) => ({ ...item, quantity: 1 })),
    cartons: given.cartons.map((type) => ({
      ...type,
      innerLengthMm: Math.min(type.innerLengthMm, 6),
      innerWidthMm: Math.min(type.innerWidthMm, 6),
      innerHeightMm: Math.min(type.innerHeightMm, 6)
    }))
  }))

  it("the bound is never above the cheapest carton that takes up to three units somehow", () =>
    fc.assert(
      fc.property(tiny, (given) => {
        if (given.items.length === 0) return
        for (const type of given.cartons) {
          if (fitsSomehow(given.items, type)) assert.isAtMost(packingBound(given), cartonCost(type, given.objective))
        }
      }),
      { numRuns: 200 }
    ))

  it("a plan called proved costs no more than one carton that takes up to three units somehow", () =>
    fc.assert(
      fc.property(tiny, (given) => {
        const { cost, stoppedBy } = Result.getOrThrow(solve(given, brief))
        if (given.items.length === 0 || stoppedBy !== "proved") return
        for (const type of given.cartons) {
          if (fitsSomehow(given.items, type)) assert.isAtMost(cost, cartonCost(type, given.objective))
        }
      }),
      { numRuns: 200 }
    ))

  it("first fit calls a fit what is one, and misses less than one in fifty", () => {
    let fits = 0
    let missed = 0
    fc.assert(
      fc.property(tiny, (given) => {
        for (const type of given.cartons) {
          const somehow = fitsSomehow(given.items, type)
          const found = fit(given.items, type)._tag === "Fits"
          if (found) assert.isTrue(somehow)
          if (somehow) fits++
          if (somehow && !found) missed++
        }
      }),
      { numRuns: 300, seed: 7 }
    )
    assert.isAbove(fits, 100)
    assert.isBelow(missed / fits, 0.02)
  })
})
