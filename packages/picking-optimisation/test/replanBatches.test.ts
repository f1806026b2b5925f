import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { type BatchingProblem, type PickOrder } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { replanBatches, type RunningBatches } from "@stowage/picking-optimisation/batching/replanBatches"
import { BatchingProblems, block, order, orderId, pickAt } from "./block.ts"

const { depot, floor } = block([[], [], [], []])
const batching = (orders: ReadonlyArray<PickOrder>): BatchingProblem => ({ floor, depot, orders, limits: { totes: 2 } })
const four = [
  order("A", [pickAt(0, 10)]),
  order("B", [pickAt(3, 80)]),
  order("C", [pickAt(0, 20)]),
  order("D", [pickAt(3, 90)])
]
const planOf = (problem: BatchingProblem) => Result.getOrThrow(solveBatching(problem)).plan.batches
const replanned = (problem: BatchingProblem, running: RunningBatches) =>
  Result.getOrThrow(replanBatches(problem, running))
const waitingOf = (problem: BatchingProblem, running: RunningBatches) =>
  replanned(problem, running).waiting.plan.batches.map((batch) => batch.orders.join("+"))

describe("a plan that is being worked", () => {
  const [first, second] = planOf(batching(four))
  if (first === undefined || second === undefined) throw new Error("expected A+C and B+D")

  it("leaves alone what is in hand, and loses or doubles no order, whatever comes and goes", () => {
    const Changes = fc.record({
      started: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      cancelled: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      known: fc.nat(6)
    })
    fc.assert(
      fc.property(BatchingProblems, Changes, (problem, { cancelled, known, started }) => {
        const before = problem.orders.slice(0, Math.max(1, known))
        const batches = planOf({ ...problem, orders: before })
        const inHand = batches.filter((_, index) => started[index])
        const held = new Set(inHand.flatMap((batch) => batch.orders))
        const orders = problem.orders.filter(({ id }, index) => held.has(id) || !cancelled[index])
        if (orders.length === 0) return
        const running = { inHand, waiting: batches.filter((_, index) => !started[index]) }
        const now = { ...problem, orders }
        const after = replanned(now, running)
        assert.strictEqual(after.inHand, running.inHand)
        const plan = { batches: [...after.inHand, ...after.waiting.plan.batches] }
        assert.deepStrictEqual(batchViolations(now, plan), [])
      }),
      { numRuns: 300 }
    )
  })

  it("takes in new orders, beside those they lie with", () => {
    const problem = batching([...four, order("E", [pickAt(1, 5)]), order("F", [pickAt(1, 6)])])
    assert.deepStrictEqual(waitingOf(problem, { inHand: [first], waiting: [second] }), ["B+D", "E+F"])
  })

  it("leaves out what is cancelled, but for what is in hand", () => {
    const problem = batching(four.filter(({ id }) => id !== orderId("B")))
    assert.deepStrictEqual(waitingOf(problem, { inHand: [first], waiting: [second] }), ["D"])
    const withoutA = batching(four.filter(({ id }) => id !== orderId("A")))
    const after = replanned(withoutA, { inHand: [first], waiting: [second] })
    assert.deepStrictEqual(after.inHand[0]?.orders, [orderId("A"), orderId("C")])
  })

  it("goes to another place for what a shelf was short of", () => {
    const short = four.map((each) => (each.id === orderId("D") ? { ...each, picks: [pickAt(0, 15)] } : each))
    const problem = batching([...short, order("E", [pickAt(0, 15)])])
    assert.deepStrictEqual(waitingOf(problem, { inHand: [first], waiting: [second] }), ["B", "D+E"])
  })

  it("gives to others what a picker who leaves had still to pick", () => {
    const rest = batching(four.slice(1))
    assert.deepStrictEqual(waitingOf(rest, { inHand: [second], waiting: [first] }), ["C"])
  })

  it("is empty and proved when all that was left is cancelled", () => {
    const { inHand, waiting } = replanned(batching([]), { inHand: [first], waiting: [second] })
    assert.deepStrictEqual([inHand, waiting.plan.batches, waiting.stoppedBy], [[first], [], "proved"])
  })

  it("is empty and proved when everything is in hand", () => {
    const { waiting } = replanned(batching(four), { inHand: [first, second], waiting: [] })
    assert.deepStrictEqual([waiting.plan.batches, waiting.cost, waiting.stoppedBy], [[], 0, "proved"])
  })
})
