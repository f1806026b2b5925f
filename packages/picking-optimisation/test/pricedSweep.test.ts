import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { backward, pricedSweep } from "@stowage/picking-optimisation/scattered/pricedSweep"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { bruteForceMm, ScatteredProblems } from "./scatteredProblems.ts"

describe("the cheapest walk at prices", () => {
  it("is no longer, with the prices of what is demanded, than the shortest walk that takes it", () => {
    const Prices = fc.array(fc.nat(60), { minLength: 12, maxLength: 12 })
    const property = fc.property(ScatteredProblems, Prices, (problem, prices) => {
      const sweep = pricedSweep(problem, subAisleChoices(problem))
      sweep.price.set(sweep.price.map((_, sku) => prices[sku % prices.length] as number))
      assert.isAtMost(backward(sweep), bruteForceMm(problem) + 1e-6)
    })
    fc.assert(property, { numRuns: 300 })
  })
})
