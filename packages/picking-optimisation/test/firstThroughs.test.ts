import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  barAllBut,
  leastPair,
  raiseThroughBounds,
  throughBounds
} from "@stowage/picking-optimisation/scattered/firstThroughs"
import { backward, pricedSweep } from "@stowage/picking-optimisation/scattered/pricedSweep"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { ScatteredProblems } from "./scatteredProblems.ts"

const Prices = fc.array(fc.nat(60), { minLength: 12, maxLength: 12 })
const OneBlock = ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2)

describe("walks told apart by the first two aisles that they go through", () => {
  it("have for each pair the bound of the cheapest walk when all else is barred, and together that of all", () => {
    const property = fc.property(OneBlock, Prices, (problem, prices) => {
      const sweep = pricedSweep(problem, subAisleChoices(problem))
      sweep.price.set(sweep.price.map((_, sku) => prices[sku % prices.length] as number))
      const allMm = backward(sweep)
      const bounds = throughBounds(sweep)
      raiseThroughBounds(sweep, bounds)
      assert.closeTo(bounds.boundMm[leastPair(bounds)] as number, Math.max(0, allMm), 1e-6)
      const barred = sweep.barred.slice()
      for (let one = 0; one < sweep.columns; one++) {
        for (let other = one + 1; other < sweep.columns; other++) {
          const pair = one * sweep.columns + other
          sweep.barred.set(barred)
          barAllBut(sweep, pair)
          const mm = Math.max(0, backward(sweep))
          const told = bounds.boundMm[pair] as number
          assert.isTrue(mm === told || Math.abs(mm - told) < 1e-6, `${told} for ${mm}`)
        }
      }
    })
    fc.assert(property, { numRuns: 300 })
  })
})
