import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations } from "@stowage/kernel/Stop"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import {
  type BatchingProblem,
  batchRouting,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { type BatchPlan } from "@stowage/picking-optimisation/batching/BatchPlan"
import { ratliffRosenthal } from "@stowage/picking-optimisation/routing/ratliffRosenthal"
import { type PickingPace, timeCharges } from "@stowage/picking-optimisation/release/timeCharges"
import { BatchingProblems, block, order, pickAt } from "./block.ts"

const { depot, floor } = block([[], [], []])
const pace: PickingPace = {
  walkMmPerSecond: 1_000,
  pickMillisPerLine: 100,
  setupMillis: 0,
  pickers: 2,
  faceMm: 10
}
const batching = (orders: ReadonlyArray<PickOrder>): BatchingProblem => ({ floor, depot, orders, limits: {} })

/** Every order in a batch of its own. */
const eachAlone = (problem: BatchingProblem): BatchPlan => ({
  batches: problem.orders.map((each) => ({
    orders: [each.id],
    route: ratliffRosenthal(batchRouting(problem, [each]))
  }))
})
const told = (problem: BatchingProblem, changes: Partial<PickingPace> = {}) =>
  timeCharges(problem, eachAlone(problem), { ...pace, ...changes }).map(
    ({ amount, reason, subject }) => `${reason} ${subject} ${amount.toFixed(1)}`
  )

describe("the time that a plan takes", () => {
  const together = batching([order("A", [pickAt(0, 50)]), order("B", [pickAt(0, 50)])])

  it("is setting up, walking, picking, and waiting in aisles that are too narrow to pass", () => {
    // All the work is in the first aisle of ten faces: two pickers there find the next one taken 1 time in 9.
    assert.deepStrictEqual(told(together, { setupMillis: 5, narrow: [] }), [
      "set-up A 5.0",
      "walk A 100.0",
      "pick A 100.0",
      "set-up B 5.0",
      "walk B 100.0",
      "pick B 100.0"
    ])
    assert.deepStrictEqual(told(together), [
      "walk A 100.0",
      "pick A 100.0",
      "walk B 100.0",
      "pick B 100.0",
      "wait aisle 1 50.0"
    ])
    assert.deepStrictEqual(told(together, { narrow: [1, 2] }).length, 4)
  })

  it("names a batch by all of its orders", () => {
    const route = ratliffRosenthal(batchRouting(together, together.orders))
    const plan = { batches: [{ orders: together.orders.map(({ id }) => id), route }] }
    assert.deepStrictEqual(timeCharges(together, plan, { ...pace, pickers: 1 }), [
      { reason: "walk", subject: "A+B", amount: 100 },
      { reason: "pick", subject: "A+B", amount: 200 }
    ])
  })

  it("is less for a plan that walks more, where that keeps pickers out of each other's way", () => {
    const apart = batching([order("A", [pickAt(0, 50)]), order("B", [pickAt(1, 50)])])
    const total = (problem: BatchingProblem) => sumOfCharges(timeCharges(problem, eachAlone(problem), pace))
    const walked = (problem: BatchingProblem) =>
      eachAlone(problem).batches.reduce((sum, { route }) => sum + route.walkMm, 0)
    assert.isAbove(walked(apart), walked(together))
    assert.isBelow(total(apart), total(together))
  })

  it("of one picker is that of his tours, whatever is planned", () => {
    fc.assert(
      fc.property(BatchingProblems, (problem) => {
        const { plan } = Result.getOrThrow(solveBatching(problem, { stop: afterIterations(3) }))
        const alone = sumOfCharges(timeCharges(problem, plan, { ...pace, setupMillis: 7, pickers: 1 }))
        const lines = problem.orders.reduce((sum, { picks }) => sum + picks.length, 0)
        const walkMm = plan.batches.reduce((sum, { route }) => sum + route.walkMm, 0)
        assert.closeTo(alone, 7 * plan.batches.length + 100 * lines + walkMm, 1e-6)
        const crowded = timeCharges(problem, plan, { ...pace, setupMillis: 7, pickers: 4 })
        assert.isAtLeast(sumOfCharges(crowded), alone - 1e-6)
        assert.isTrue(crowded.every(({ amount }) => amount > 0 && Number.isFinite(amount)))
      }),
      { numRuns: 60 }
    )
  })

  it("is not told of a pace that cannot be", () => {
    assert.throws(
      () => told(together, { walkMmPerSecond: 0 }),
      RangeError,
      "walkMmPerSecond: expected more than 0, got 0"
    )
    assert.throws(() => told(together, { faceMm: Number.NaN }), RangeError, "faceMm: expected more than 0, got NaN")
    assert.throws(
      () => told(together, { pickers: 0 }),
      RangeError,
      "pickers: expected a whole number of at least 1, got 0"
    )
  })
})
