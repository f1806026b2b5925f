import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { allParts, branchOnWays } from "@stowage/picking-optimisation/scattered/branchOnWays"
import { isProved, startSearch, walkMm } from "@stowage/picking-optimisation/scattered/ScatteredSearch"
import { bruteForceMm, ScatteredProblems } from "./scatteredProblems.ts"

describe("branching on the ways of sub-aisles", () => {
  it("finds the shortest walk and proves it, without any prices to begin with", () => {
    fc.assert(
      fc.property(ScatteredProblems, (problem) => {
        const search = startSearch(problem, {})
        if (!isProved(search)) branchOnWays(search, allParts(search))
        assert.deepStrictEqual([walkMm(search), isProved(search)], [bruteForceMm(problem), true])
      }),
      { numRuns: 60 }
    )
  })

  it("never has a bound above the shortest walk, wherever it is stopped", () => {
    fc.assert(
      fc.property(ScatteredProblems, fc.nat(40), (problem, asked) => {
        const search = startSearch(problem, { stop: ({ iteration }) => iteration >= asked })
        if (!isProved(search)) branchOnWays(search, allParts(search))
        // Prices add up to the last digit or so.
        assert.isAtMost(search.boundMm, bruteForceMm(problem) * (1 + 1e-12))
      }),
      { numRuns: 60 }
    )
  })
})
