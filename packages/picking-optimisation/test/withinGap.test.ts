import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { afterIterations, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { batchCoreOf } from "@stowage/picking-optimisation/batching/batchCoreOf"
import { groupsMm } from "@stowage/picking-optimisation/batching/Batches"
import { type BatchingProblem } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { measureEverySet } from "@stowage/picking-optimisation/batching/everySet"
import { exactBatches } from "@stowage/picking-optimisation/batching/exactBatches"
import { LeastSeen } from "@stowage/picking-optimisation/batching/LeastSeen"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { SearchEffort } from "@stowage/picking-optimisation/batching/SearchEffort"
import { bestWithinGap } from "@stowage/picking-optimisation/batching/withinGap"
import { BatchingProblems } from "./block.ts"

const effort = (stop: Stop = whenExhausted) => new SearchEffort(stop, () => 0)

/** Every set of the problem's orders, as if orders were worth nothing, and the cost of the best plan. */
const everySetOf = (problem: BatchingProblem) => {
  const sets = new OrderSets(batchCoreOf(problem))
  measureEverySet(sets.core, sets, effort())
  const priced = {
    sets: Int32Array.from({ length: sets.size }, (_, set) => set),
    excessMm: sets.walkMm.slice(0, sets.size)
  }
  return { sets, priced, bestMm: groupsMm(sets, exactBatches(sets.core, sets)) }
}
const terms = { boundMm: 0, leastGainMm: 1, work: Number.POSITIVE_INFINITY }
const law = (holds: (problem: BatchingProblem) => void) =>
  fc.assert(fc.property(BatchingProblems, holds), { numRuns: 300 })

describe("looking through every plan within the gap", () => {
  it("finds the best, be it from far above or from the next step, and proves it", () => {
    law((problem) => {
      const { bestMm, priced, sets } = everySetOf(problem)
      for (const above of [1_000, 1]) {
        const incumbent = { groups: [], costMm: bestMm + above }
        assert.isTrue(bestWithinGap(sets, priced, incumbent, terms, effort()))
        assert.strictEqual(incumbent.costMm, bestMm)
        assert.strictEqual(groupsMm(sets, incumbent.groups), bestMm)
        assert.deepStrictEqual(
          incumbent.groups.flat().toSorted((a, b) => a - b),
          [...problem.orders.keys()]
        )
      }
    })
  })

  it("finds nothing below the best", () => {
    law((problem) => {
      const { bestMm, priced, sets } = everySetOf(problem)
      const incumbent = { groups: [], costMm: bestMm }
      assert.isTrue(bestWithinGap(sets, priced, incumbent, terms, effort()))
      assert.deepStrictEqual(incumbent, { groups: [], costMm: bestMm })
    })
  })

  it("proves nothing when its work or the effort is over first", () => {
    law((problem) => {
      const { bestMm, priced, sets } = everySetOf(problem)
      const incumbent = { groups: [], costMm: bestMm + 1_000 }
      assert.isFalse(bestWithinGap(sets, priced, incumbent, { ...terms, work: 0 }, effort()))
      assert.isFalse(bestWithinGap(sets, priced, incumbent, terms, effort(afterIterations(0))))
    })
  })
})

describe("the least at which selections were met", () => {
  it("is known by what is in the selection, not by how it came about", () => {
    const seen = new LeastSeen(3)
    const met = (orders: ReadonlyArray<number>, value: number): boolean => {
      for (const order of orders) seen.toggle(order)
      const isLess = seen.isLess(value)
      for (const order of orders) seen.toggle(order)
      return isLess
    }
    assert.deepStrictEqual(
      [met([0, 1], 5), met([1, 0], 5), met([1, 0], 4), met([0, 1], 4), met([0, 2], 9), met([], 0), met([], 0)],
      [true, false, true, false, true, true, false]
    )
  })
})
