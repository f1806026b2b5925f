import { assert, describe, it } from "vitest"
import { type BatchPlan, batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { type BatchingProblem, batchRouting } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { ratliffRosenthal } from "@stowage/picking-optimisation/routing/ratliffRosenthal"
import { block, locationId, order, orderId, pickAt } from "./block.ts"

const { depot, floor } = block([[], [], []])
const problem: BatchingProblem = {
  floor,
  depot,
  orders: [order("A", [pickAt(1, 10)]), order("B", [pickAt(1, 20)]), order("C", [pickAt(2, 30), pickAt(2, 30)])],
  limits: { totes: 2, lines: 3 }
}
const batch = (...names: ReadonlyArray<string>) => {
  const known = problem.orders.filter((candidate) => names.includes(candidate.id))
  return { orders: names.map(orderId), route: ratliffRosenthal(batchRouting(problem, known)) }
}
const violationsOf = (...batches: BatchPlan["batches"]) => batchViolations(problem, { batches })

describe("the judge of a batch plan", () => {
  it("finds nothing wrong when every order is in one batch that fits the cart", () => {
    assert.deepStrictEqual(violationsOf(batch("A", "B"), batch("C")), [])
  })

  it("finds an order that is missed, batched twice, or not asked for", () => {
    assert.deepStrictEqual(violationsOf(batch("A", "B")), [{ _tag: "OrderMissed", id: orderId("C") }])
    assert.deepStrictEqual(violationsOf(batch("A", "B"), batch("A", "C")), [{ _tag: "OrderTwice", id: orderId("A") }])
    assert.deepStrictEqual(violationsOf(batch("A", "B"), batch("C", "X")), [{ _tag: "OrderUnknown", id: orderId("X") }])
  })

  it("finds a batch that is more than the cart takes, by limit", () => {
    assert.deepStrictEqual(violationsOf(batch("A", "B", "C")), [
      { _tag: "LimitExceeded", batch: 0, limit: "totes", asked: 3, most: 2 },
      { _tag: "LimitExceeded", batch: 0, limit: "lines", asked: 4, most: 3 }
    ])
  })

  it("finds a batch of nothing, and a walk that is not that of its orders", () => {
    const nothing = { orders: [], route: { visits: [], turns: [{ xMm: 0, yMm: 0 }], walkMm: 0 } }
    assert.deepStrictEqual(violationsOf(batch("A", "B"), nothing, batch("C")), [{ _tag: "BatchEmpty", batch: 1 }])
    const wrong = { ...batch("A", "B"), route: batch("A").route }
    assert.deepStrictEqual(violationsOf(wrong, batch("C")), [
      { _tag: "RouteWrong", batch: 0, violation: { _tag: "PickMissed", id: locationId("1@20") } }
    ])
  })
})
