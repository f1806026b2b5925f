import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { backward, backwardOverAll, pricedSweep } from "@stowage/picking-optimisation/scattered/pricedSweep"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { ScatteredProblems } from "./scatteredProblems.ts"

describe("the cheapest walk at prices", () => {
  it("is as cheap when choices from both ends are passed over that cost too much as when all are worked out", () => {
    const Prices = fc.array(fc.nat(60), { minLength: 12, maxLength: 12 })
    const property = fc.property(ScatteredProblems, Prices, (problem, prices) => {
      const sweep = pricedSweep(problem, subAisleChoices(problem))
      sweep.price.set(sweep.price.map((_, sku) => prices[sku % prices.length] as number))
      const quick = [backward(sweep), sweep.wayMm.slice()]
      assert.deepStrictEqual(quick, [backwardOverAll(sweep), sweep.wayMm])
    })
    fc.assert(property, { numRuns: 300 })
  })
})
