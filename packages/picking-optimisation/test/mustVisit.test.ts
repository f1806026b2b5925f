import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { ScatteredProblems } from "./scatteredProblems.ts"

describe("what must be visited because there is too little elsewhere", () => {
  it("is every place without which some SKU runs short, and no other", () => {
    const property = fc.property(ScatteredProblems, (problem) => {
      const { candidate, count, firstCandidate, isForced, mayPass, subAisleOf } = subAisleChoices(problem)
      const isEnoughWithout = (places: ReadonlyArray<number>): boolean => {
        const left = new Set(
          places.flatMap((place) => [...candidate.subarray(firstCandidate[place], firstCandidate[place + 1])])
        )
        return problem.demands.every(({ quantity, sku }) => {
          const stock = problem.candidates.map((each, index) =>
            each.sku === sku && !left.has(index) ? each.quantity : 0
          )
          return stock.reduce((sum, units) => sum + units, 0) >= quantity
        })
      }
      const places = Array.from({ length: count }, (_, place) => place)
      for (const place of places) assert.strictEqual(isForced[place], isEnoughWithout([place]) ? 0 : 1)
      for (const [subAisle, may] of mayPass.entries()) {
        const inside = places.filter((place) => subAisleOf[place] === subAisle)
        // What follows from a demand may say that there is too little where units alone do not.
        if (!isEnoughWithout(inside)) assert.strictEqual(may, 0)
      }
    })
    fc.assert(property, { numRuns: 300 })
  })
})
