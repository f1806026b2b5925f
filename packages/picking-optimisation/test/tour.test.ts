import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { solveTour } from "@stowage/picking-optimisation/tour"
import { tourViolations } from "@stowage/picking-optimisation/TourPlan"
import { type TourProblem } from "@stowage/picking-optimisation/TourProblem"
import { bestTourLength, type Rules, TourProblems, visitsOf } from "./tours.ts"

const everyRule = { oneWay: true, depots: true, precedence: true, windows: true, cart: true }
const equalsTheBest = (rules: Rules, numRuns: number) => {
  let solved = 0
  fc.assert(
    fc.property(TourProblems(rules), (problem) => {
      const outcome = solveTour(problem)
      if (Result.isFailure(outcome)) {
        if (outcome.failure._tag === "WindowsUnmet" || outcome.failure._tag === "WindowTooEarly") {
          assert.strictEqual(bestTourLength(problem), Number.POSITIVE_INFINITY)
        }
        return
      }
      solved++
      assert.deepStrictEqual(tourViolations(problem, outcome.success.plan), [])
      assert.strictEqual(outcome.success.cost, bestTourLength(problem))
      assert.strictEqual(outcome.success.stoppedBy, "proved")
    }),
    { numRuns }
  )
  assert.isAbove(solved, numRuns / 4)
}

describe("a tour of a few stops is the shortest of all orders", () => {
  it("on distances the same either way", () => equalsTheBest({}, 200))
  it("where aisles are one-way", () => equalsTheBest({ oneWay: true }, 200))
  it("with several starts and ends to choose from", () => equalsTheBest({ oneWay: true, depots: true }, 200))
  it("with precedence", () => equalsTheBest({ oneWay: true, precedence: true, depots: true }, 200))
  it("with time windows", () => equalsTheBest({ oneWay: true, windows: true, depots: true }, 200))
  it("with a cart to be emptied on the way", () => equalsTheBest({ oneWay: true, cart: true, depots: true }, 200))
  it("with every rule at once", () => equalsTheBest(everyRule, 300))
})
