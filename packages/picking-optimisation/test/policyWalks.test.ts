import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { routeBy } from "@stowage/picking-optimisation/routing/route"
import { policyWalkMm } from "@stowage/picking-optimisation/batching/policyWalkMm"
import { type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { stopsOf } from "@stowage/picking-optimisation/routing/Stops"
import { walkPolicies, type WalkPolicy } from "@stowage/picking-optimisation/batching/WalkPolicy"
import { block, RoutingProblems } from "./block.ts"

const lengthBy = (policy: WalkPolicy, { depot, floor, picks }: RoutingProblem, chosen = picks.map(() => true)) => {
  const stops = stopsOf(picks)
  const list = Int32Array.from(stops.pick.keys()).filter((stop) => chosen[stops.pick[stop] as number])
  return policyWalkMm(policy, floor, depot, stops)(list, list.length)
}
const law = (holds: (problem: RoutingProblem, policy: WalkPolicy) => void) =>
  fc.assert(fc.property(RoutingProblems, fc.constantFrom(...walkPolicies), holds), { numRuns: 2_000 })

describe("the walk of a batch by a policy", () => {
  it("is a walk that visits everything, and as long as the search takes it to be", () => {
    law((problem, policy) => {
      const route = routeBy[policy](problem)
      assert.deepStrictEqual(routeViolations(problem, route), [])
      assert.strictEqual(lengthBy(policy, problem), route.walkMm)
    })
  })

  it("is never shorter than the shortest, and the combination never longer than the S-shape or the return", () => {
    law((problem, policy) => {
      assert.isAtLeast(lengthBy(policy, problem), lengthBy("exact", problem))
      assert.isAtMost(lengthBy("combined", problem), lengthBy("return", problem))
      assert.isAtMost(lengthBy("combined", problem), lengthBy("sShape", problem))
      assert.isAtMost(lengthBy("largestGap", problem), lengthBy("midpoint", problem))
    })
  })

  it("is never shorter for more stops", () => {
    const Tasks = fc.tuple(RoutingProblems, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }))
    fc.assert(
      fc.property(Tasks, fc.constantFrom(...walkPolicies), ([problem, chosen], policy) => {
        if (!problem.picks.some((_, pick) => chosen[pick])) return
        assert.isAtMost(lengthBy(policy, problem, chosen), lengthBy(policy, problem))
      }),
      { numRuns: 2_000 }
    )
  })

  it("goes where the policy says", () => {
    // Four aisles of 100, ten apart; the depot is at the front of the first.
    const problem = block([[10], [50, 60], [], [20]])
    const lengths = Object.fromEntries(walkPolicies.map((policy) => [policy, lengthBy(policy, problem)]))
    assert.deepStrictEqual(lengths, {
      // Into the first and the last from the front, through none; the middle one as far as 60.
      exact: 60 + 20 + 120 + 40,
      // Through the first and the second, and out of the last again.
      sShape: 60 + 100 + 100 + 40,
      return: 60 + 20 + 120 + 40,
      // Through the first and the last, into the second from the front as far as 50 and from the back as far as 60.
      midpoint: 60 + 200 + 100 + 80,
      // The widest stretch of the second is in front of 50.
      largestGap: 60 + 200 + 2 * 50,
      combined: 60 + 20 + 120 + 40
    })
  })

  it("takes a pick in the very middle from the depot's side, and one beyond it from the other", () => {
    const from = (crossAisle: 0 | 1, yMm: number) =>
      lengthBy("midpoint", block([[1], [yMm], [1]], { aisle: 0, crossAisle }))
    assert.strictEqual(from(0, 50), 40 + 200 + 100)
    assert.strictEqual(from(0, 51), 40 + 200 + 98)
    assert.strictEqual(from(1, 50), 40 + 200 + 100)
    assert.strictEqual(from(1, 49), 40 + 200 + 98)
  })
})
