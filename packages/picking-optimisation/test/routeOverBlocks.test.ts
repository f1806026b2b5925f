import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { frontierSweep } from "@stowage/picking-optimisation/routing/frontierSweep"
import { routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { ratliffRosenthal } from "@stowage/picking-optimisation/routing/ratliffRosenthal"
import { type RouteMethod, routeMethods, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { routingBound } from "@stowage/picking-optimisation/routing/routingBound"
import {
  type RoutingProblem,
  routingRefusal,
  routingRefusalText
} from "@stowage/picking-optimisation/routing/RoutingProblem"
import { heldKarpWalkMm } from "../bench/heldKarp.ts"
import { RoutingProblems } from "./block.ts"
import { blocks, RoutingProblemsOfBlocks } from "./blocks.ts"

const routed = (problem: RoutingProblem, method: RouteMethod = "exact") =>
  Result.getOrThrow(solveRoute(problem, { method }))
const visitsOf = (problem: RoutingProblem, method: RouteMethod) =>
  routed(problem, method).plan.visits.map((visit) => String(visit.id))
const law = (holds: (problem: RoutingProblem) => void, numRuns = 500) =>
  fc.assert(fc.property(RoutingProblemsOfBlocks, holds), { numRuns })

describe("the exact route over several blocks", () => {
  it("crosses over between blocks where that is shorter than walking aisles to their ends", () => {
    const problem = blocks(2, [[90], [110]])
    assert.strictEqual(routed(problem).cost, 2 * 110 + 2 * 10)
  })

  it("walks through a block and back where nothing else leads on", () => {
    assert.strictEqual(routed(blocks(3, [[250]])).cost, 500)
  })

  it("is as long as the shortest of all orders of visits", () => {
    law((problem) => assert.strictEqual(routed(problem).cost, heldKarpWalkMm(problem)), 600)
  })

  it("is on one block as long as the one found by the method for one block", () => {
    fc.assert(
      fc.property(RoutingProblems, (problem) =>
        assert.strictEqual(frontierSweep(problem).walkMm, ratliffRosenthal(problem).walkMm)
      )
    )
  })

  it("is the same whatever was routed before, and however the picks are listed", () => {
    law((problem) => {
      const plan = frontierSweep(problem)
      frontierSweep(blocks(problem.floor.crossAisleYMm.length - 1, [[1], [2, 77], [150]]))
      assert.deepStrictEqual(frontierSweep({ ...problem, picks: problem.picks.toReversed() }), plan)
    }, 100)
  })
})

describe("a walk to another end", () => {
  it("ends where the problem says, without coming back", () => {
    const ends = [{ aisle: 1, crossAisle: 1 }]
    const { cost, plan } = routed(blocks(1, [[50], [60]], { ends }))
    assert.strictEqual(cost, 100 + 10 + 2 * 40)
    assert.deepStrictEqual(plan.turns.at(-1), { xMm: 10, yMm: 100 })
  })

  it("takes the best of several, the first named of equals", () => {
    const far = { aisle: 2, crossAisle: 1 }
    const near = { aisle: 0, crossAisle: 1 }
    assert.strictEqual(routed(blocks(1, [[50], [], []], { ends: [far, near] })).cost, 100)
  })

  it("is a round trip when the end named is the depot", () => {
    law((problem) => {
      const round: RoutingProblem = { floor: problem.floor, depot: problem.depot, picks: problem.picks }
      assert.strictEqual(routed({ ...round, ends: [round.depot] }).cost, routed(round).cost)
    }, 200)
  })

  it("is found wanting by the judge when it ends elsewhere", () => {
    const problem = blocks(1, [[50], []])
    const elsewhere = { ...problem, ends: [{ aisle: 1, crossAisle: 0 }] }
    assert.deepStrictEqual(routeViolations(elsewhere, routed(problem).plan), [{ _tag: "NotToDepot" }])
  })

  it("is refused when there is none, or one off the floor", () => {
    const end = { aisle: 0, crossAisle: 2 }
    assert.deepStrictEqual(routingRefusal(blocks(1, [[50]], { ends: [] })), { _tag: "NoEnds" })
    const refusal = routingRefusal(blocks(1, [[50]], { ends: [end] }))
    assert.deepStrictEqual(refusal, { _tag: "EndOffFloor", end })
    assert.strictEqual(
      refusal && routingRefusalText(refusal),
      "an end: expected an aisle and a cross-aisle of the floor, got aisle 0, cross-aisle 2"
    )
  })
})

describe("named routes over several blocks", () => {
  // Two blocks of three aisles: picks at 50 in the first aisle's near block, and at three places of the far block.
  const problem = blocks(2, [[50, 150], [120], [30, 180]])

  it("take what the left aisle has on the way out, and the far block before the near one", () => {
    for (const method of ["sShape", "return", "midpoint", "largestGap", "combined", "combinedPlus"] as const) {
      assert.deepStrictEqual(visitsOf(problem, method).slice(0, 2), ["0@50", "0@150"], method)
      assert.strictEqual(visitsOf(problem, method).at(-1), "2@30", method)
    }
  })

  it("go through the far block's aisles by S-shape, into the last and back", () => {
    // Out 200, over, in 100 and back out at 100; over, in to 180 and back; through the near block, home.
    assert.strictEqual(routed(problem, "sShape").cost, 200 + 10 + 100 + 10 + 2 * 80 + 100 + 20)
  })

  it("go in and back by return", () => {
    assert.strictEqual(routed(problem, "return").cost, 100 + 2 * 50 + 10 + 2 * 20 + 10 + 2 * 80 + 100 + 20)
  })

  it("leave out the widest gap, or turn in the middle, between the first and the last aisle", () => {
    // Out 200, over 20 above the middle aisle, back 100 through the last, back for 1@120, and home by the last.
    assert.strictEqual(routed(problem, "largestGap").cost, 200 + 20 + 100 + 10 + 2 * 20 + 10 + 100 + 20)
    assert.strictEqual(routed(problem, "midpoint").cost, routed(problem, "largestGap").cost)
    const apart = blocks(1, [[50], [30, 60, 65], [50]])
    assert.deepStrictEqual(visitsOf(apart, "midpoint"), ["0@50", "1@65", "1@60", "2@50", "1@30"])
    assert.deepStrictEqual(visitsOf(apart, "largestGap"), ["0@50", "2@50", "1@30", "1@60", "1@65"])
  })

  it("walk each aisle through or back, whichever is best for the block, by combined", () => {
    assert.strictEqual(routed(problem, "combined").cost, 100 + 100 + 10 + 2 * 20 + 10 + 2 * 80 + 100 + 20)
    const two = blocks(1, [[90], [80], [10]])
    assert.strictEqual(routed(two, "combined").cost, 100 + 10 + 100 + 10 + 20 + 20)
  })

  it("walk the last block from right to left by combined+", () => {
    const wide = blocks(2, [[150], [40], [40]])
    assert.deepStrictEqual(visitsOf(wide, "combined"), ["0@150", "1@40", "2@40"])
    assert.deepStrictEqual(visitsOf(wide, "combinedPlus"), ["0@150", "2@40", "1@40"])
  })

  it("walk aisle by aisle by the cross-aisles that add least", () => {
    assert.deepStrictEqual(visitsOf(problem, "aisleByAisle"), ["0@50", "0@150", "1@120", "2@180", "2@30"])
    // In to 150 and back to the middle cross-aisle, which he keeps to until the last aisle leads home.
    assert.strictEqual(routed(problem, "aisleByAisle").cost, 150 + 50 + 10 + 2 * 20 + 10 + 2 * 80 + 100 + 20)
  })

  it("walk both sides of a depot that stands between blocks, the one behind first", () => {
    const middle = blocks(2, [[50], [150]], { depot: { aisle: 0, crossAisle: 1 } })
    assert.deepStrictEqual(visitsOf(middle, "sShape"), ["1@150", "0@50"])
    assert.strictEqual(routed(middle, "sShape").cost, 10 + 100 + 10 + 100)
  })

  it("are in order for the judge, charged in full, and no shorter than the exact one or the bound", () => {
    law((drawn) => {
      const least = routed(drawn).cost
      assert.isAtMost(routingBound(drawn), least)
      for (const method of routeMethods) {
        const { bound, charges, cost, plan } = routed(drawn, method)
        assert.deepStrictEqual(routeViolations(drawn, plan), [], method)
        assert.strictEqual(cost, sumOfCharges(charges))
        assert.strictEqual(cost, plan.walkMm)
        assert.isAtMost(bound, least)
        assert.isAtLeast(cost, least)
      }
    })
  })

  it("are by combined never longer than by S-shape or return over one block", () => {
    fc.assert(
      fc.property(RoutingProblems, (drawn) => {
        const { cost } = routed(drawn, "combined")
        assert.isAtMost(cost, Math.min(routed(drawn, "sShape").cost, routed(drawn, "return").cost))
      })
    )
  })
})
