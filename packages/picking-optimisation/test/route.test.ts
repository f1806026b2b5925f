import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { explainRoute, type RouteMethod, routeMethods, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { routingBound } from "@stowage/picking-optimisation/routing/routingBound"
import { type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { block, bruteForceWalkMm, RoutingProblems } from "./block.ts"

const routed = (problem: RoutingProblem, method: RouteMethod = "exact") =>
  Result.getOrThrow(solveRoute(problem, { method }))
const visitsOf = (problem: RoutingProblem, method: RouteMethod) =>
  routed(problem, method).plan.visits.map((visit) => String(visit.id))
const law = (holds: (problem: RoutingProblem) => void, numRuns = 1_000) =>
  fc.assert(fc.property(RoutingProblems, holds), { numRuns })

describe("the exact route", () => {
  it("goes into an aisle and back when its picks are near the end, and through when they are spread", () => {
    assert.strictEqual(routed(block([[10], [20]])).cost, 20 + 20 + 40)
    assert.strictEqual(
      routed(
        block([
          [10, 90],
          [10, 90]
        ])
      ).cost,
      20 + 200
    )
  })

  it("leaves out the widest gap of an aisle between two that are walked through", () => {
    const problem = block([[50], [5, 95], [50]])
    assert.strictEqual(routed(problem).cost, 40 + 200 + 20)
  })

  it("costs nothing when all there is to pick lies at the depot", () => {
    const { bound, charges, cost, plan } = routed(block([[0]]))
    assert.deepStrictEqual([cost, bound, charges.length, plan.visits.length, plan.turns.length], [0, 0, 0, 1, 1])
  })

  it("starts at the back when the depot is there", () => {
    assert.strictEqual(routed(block([[], [90]], { aisle: 0, crossAisle: 1 })).cost, 20 + 20)
  })

  it("is as long as the best of all orders of visits", () => {
    law((problem) => assert.strictEqual(routed(problem).cost, bruteForceWalkMm(problem)), 2_000)
  })

  it("is proved, and no longer than any heuristic", () => {
    law((problem) => {
      const { bound, cost, stoppedBy } = routed(problem)
      assert.deepStrictEqual([bound, stoppedBy], [cost, "proved"])
      for (const method of routeMethods) assert.isAtMost(cost, routed(problem, method).cost)
    })
  })

  it("is the same when the picks are listed in another order", () => {
    law((problem) => {
      const other = { ...problem, picks: problem.picks.toReversed() }
      assert.deepStrictEqual(routed(other).plan, routed(problem).plan)
    })
  })
})

describe("the S-shape route", () => {
  it("goes through every aisle with a pick, from left to right", () => {
    const problem = block([[10], [20, 30], [], [40, 60]])
    assert.deepStrictEqual(visitsOf(problem, "sShape"), ["0@10", "1@30", "1@20", "3@40", "3@60"])
    assert.strictEqual(routed(problem, "sShape").cost, 100 + 10 + 100 + 20 + 2 * 60 + 30)
  })

  it("starts from the back when the depot is there", () => {
    const problem = block([[10, 20], [30]], { aisle: 1, crossAisle: 1 })
    assert.deepStrictEqual(visitsOf(problem, "sShape"), ["0@20", "0@10", "1@30"])
    assert.strictEqual(routed(problem, "sShape").cost, 10 + 100 + 10 + 100)
  })
})

describe("the largest-gap route", () => {
  it("goes through the first and last aisle, and into the others from both ends up to the gap", () => {
    const problem = block([[50], [5, 10, 95], [], [20]])
    assert.deepStrictEqual(visitsOf(problem, "largestGap"), ["0@50", "1@95", "3@20", "1@5", "1@10"])
    assert.strictEqual(routed(problem, "largestGap").cost, 200 + 60 + 2 * 5 + 2 * 10)
  })

  it("goes into an aisle and back when no other has picks", () => {
    assert.strictEqual(routed(block([[], [30, 60]]), "largestGap").cost, 20 + 120)
  })

  it("mirrors itself when the depot is at the back", () => {
    const problem = block([[50], [5, 10, 95], [], [20]], { aisle: 0, crossAisle: 1 })
    assert.deepStrictEqual(visitsOf(problem, "largestGap"), ["0@50", "1@5", "1@10", "3@20", "1@95"])
  })
})

describe("every route", () => {
  it("is found in order by the independent judge", () => {
    law((problem) => {
      for (const method of routeMethods)
        assert.deepStrictEqual(routeViolations(problem, routed(problem, method).plan), [])
    })
  })

  it("costs what its charges add up to, which is what is walked, and no less than its bound", () => {
    law((problem) => {
      for (const method of routeMethods) {
        const { bound, charges, cost, plan } = routed(problem, method)
        assert.strictEqual(cost, sumOfCharges(charges))
        assert.strictEqual(cost, plan.walkMm)
        assert.isAtMost(bound, cost)
      }
    })
  })

  it("is no shorter than the bound that needs no search", () => {
    law((problem) => assert.isAtMost(routingBound(problem), routed(problem).cost))
  })

  it("is the same whenever it is asked for", () => {
    law((problem) => {
      for (const method of routeMethods) assert.deepStrictEqual(routed(problem, method), routed(problem, method))
    })
  })

  it("keeps decimals that the floor has", () => {
    const Tenths = fc.tuple(RoutingProblems, fc.constantFrom(0.1, 1 / 3))
    fc.assert(
      fc.property(Tenths, ([problem, unit]) => {
        const scaled = {
          depot: problem.depot,
          floor: {
            _tag: "RectangularFloor" as const,
            aisleXMm: problem.floor.aisleXMm.map((x) => x * unit),
            crossAisleYMm: problem.floor.crossAisleYMm.map((y) => y * unit)
          },
          picks: problem.picks.map((pick) => ({ ...pick, yMm: pick.yMm * unit }))
        }
        for (const method of routeMethods) {
          assert.deepStrictEqual(routeViolations(scaled, routed(scaled, method).plan), [])
        }
        assert.approximately(routed(scaled).cost, routed(problem).cost * unit, 1e-6)
      })
    )
  })
})

describe("the explanation of a route", () => {
  it("says how much further each method would have walked", () => {
    const problem = block([[10], [20, 30], [], [40, 60]])
    const { plan } = routed(problem)
    assert.strictEqual(plan.walkMm, 20 + 60 + 120 + 60)
    assert.deepStrictEqual(explainRoute(problem, plan), [
      { method: "exact", walkMm: 260, furtherMm: 0 },
      { method: "sShape", walkMm: 380, furtherMm: 120 },
      { method: "return", walkMm: 260, furtherMm: 0 },
      { method: "midpoint", walkMm: 320, furtherMm: 60 },
      { method: "largestGap", walkMm: 320, furtherMm: 60 },
      { method: "aisleByAisle", walkMm: 260, furtherMm: 0 },
      { method: "combined", walkMm: 260, furtherMm: 0 },
      { method: "combinedPlus", walkMm: 260, furtherMm: 0 }
    ])
  })
})
