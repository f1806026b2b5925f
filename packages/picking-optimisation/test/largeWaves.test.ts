import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { afterMillis, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { cartTakes } from "@stowage/picking-optimisation/batching/BatchCore"
import { batchCoreOf } from "@stowage/picking-optimisation/batching/batchCoreOf"
import { Batches, groupsMm, type Groups } from "@stowage/picking-optimisation/batching/Batches"
import { type BatchingProblem, batchingRefusal } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { inWalkOrder } from "@stowage/picking-optimisation/batching/inWalkOrder"
import { noneNear } from "@stowage/picking-optimisation/batching/nearOrders"
import { nearSavings } from "@stowage/picking-optimisation/batching/nearSavings"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { savings } from "@stowage/picking-optimisation/batching/savings"
import { BatchingProblems, order, pickAt } from "./block.ts"

const floor = {
  _tag: "RectangularFloor" as const,
  aisleXMm: Array.from({ length: 12 }, (_, aisle) => 10 * aisle),
  crossAisleYMm: [0, 100]
}

/** Orders of up to five lines anywhere on twelve aisles, eight to a cart. */
const wave = (count: number, changes: Partial<BatchingProblem> = {}): BatchingProblem => {
  const chance = random("a large wave")
  const orders = Array.from({ length: count }, (_, index) =>
    order(
      `O${index}`,
      Array.from({ length: 1 + chance.int(5) }, () => pickAt(chance.int(12), 1 + chance.int(99)))
    )
  )
  return { floor, depot: { aisle: 0, crossAisle: 0 }, limits: { totes: 8 }, orders, ...changes }
}

/** The sets of a wave, and how often a walk was measured. */
const counted = (problem: BatchingProblem) => {
  const core = batchCoreOf(problem)
  const count = { walks: 0 }
  const walkMm = (list: Int32Array, stops: number): number => {
    count.walks++
    return core.walkMm(list, stops)
  }
  return { sets: new OrderSets({ ...core, walkMm, ordersMm: undefined }), count }
}

const assertPlan = ({ core }: OrderSets, groups: Groups): void => {
  assert.deepStrictEqual(
    groups.flat().sort((a, b) => a - b),
    Array.from({ length: core.orders }, (_, index) => index)
  )
  for (const group of groups) assert.isTrue(cartTakes(core, group))
}

describe("savings of near pairs", () => {
  it("put every order in one cart that takes it, and never walk further than orders alone", () => {
    const property = fc.property(BatchingProblems, fc.integer({ min: 0, max: 12 }), (problem, iterations) => {
      fc.pre(batchingRefusal(problem) === undefined)
      const sets = new OrderSets(batchCoreOf(problem))
      const alone = Array.from({ length: sets.core.orders }, (_, each) => [each])
      for (const stop of [whenExhausted, (({ iteration }) => iteration >= iterations) satisfies Stop]) {
        const { groups } = nearSavings(sets, stop)
        assertPlan(sets, groups)
        assert.isAtMost(groupsMm(sets, groups), groupsMm(sets, alone))
      }
    })
    fc.assert(property)
  })

  it("come near those of all pairs, for a number of walks that grows as the orders do", () => {
    const walksFor = (orders: number): number => {
      const { count, sets } = counted(wave(orders))
      const near = nearSavings(sets, whenExhausted)
      const { walks } = count
      assertPlan(sets, near.groups)
      const costMm = groupsMm(sets, near.groups)
      assert.isBelow(costMm, 0.97 * groupsMm(sets, inWalkOrder(sets)))
      if (orders < 500) assert.isBelow(costMm, 1.12 * groupsMm(sets, savings(sets, whenExhausted).groups))
      return walks / orders
    }
    assert.isBelow(walksFor(1600), 1.3 * walksFor(400))
    assert.isBelow(walksFor(400), 120)
  })

  it("tell of a cost that only falls, and stopped early are no worse than carts filled along the floor", () => {
    const { sets } = counted(wave(300))
    const costs: Array<number> = []
    nearSavings(sets, ({ cost }) => costs.push(cost) < 0)
    assert.deepStrictEqual(
      costs,
      costs.toSorted((a, b) => b - a)
    )
    const alongMm = groupsMm(sets, inWalkOrder(sets))
    for (const iterations of [0, 200, 400]) {
      const { groups, stopped } = nearSavings(sets, ({ iteration }) => iteration >= iterations)
      assertPlan(sets, groups)
      assert.isTrue(stopped)
      assert.isAtMost(groupsMm(sets, groups), alongMm)
    }
  })

  it("stand in for those of all pairs where there are too many to keep", () => {
    const { count, sets } = counted(wave(6000))
    const { groups } = savings(sets, ({ iteration }) => iteration > 6000)
    assertPlan(sets, groups)
    assert.isBelow(count.walks, 60 * 6000)
  })
})

describe("carts filled along the floor", () => {
  it("take what a tour has time for, found in few walks however much a cart takes", () => {
    const tourTime = { walkMmPerSecond: 10, pickMillisPerLine: 1000, setupMillis: 0, mostMillis: 600_000 }
    const { count, sets } = counted(wave(3000, { limits: {}, tourTime }))
    const groups = inWalkOrder(sets)
    assertPlan(sets, groups)
    assert.isBelow(groupsMm(sets, groups), Number.POSITIVE_INFINITY)
    assert.isBelow(count.walks, 25 * groups.length)
  })
})

describe("batches of a large wave", () => {
  it("are searched in memory that grows as the orders do", () => {
    const sets = new OrderSets(batchCoreOf(wave(9000, { limits: {} })))
    const groups = [Array.from({ length: 9000 }, (_, each) => each)]
    const { member } = new Batches(sets, new OrderSets(sets.core), groups, noneNear)
    assert.isAtMost(member.length, 1 << 26)
  })

  it("are there when all is spent: time is kept for the plan, and the bound is left off when there is none", () => {
    let millis = 0
    const tick = (each: number): number => (millis += each)
    const quick = wave(1200)
    // A clock that goes on when an order is looked up for a plan, and when it is looked at.
    const orders = quick.orders.map(({ id, ...each }) => ({
      ...each,
      get id() {
        tick(0.02)
        return id
      }
    }))
    const problem = { ...quick, orders }
    const { plan, stoppedBy } = Result.getOrThrow(solveBatching(problem, { stop: afterMillis(2000, () => tick(0.5)) }))
    assert.strictEqual(stoppedBy, "caller")
    assert.isAtMost(millis, 2010)
    assert.isAbove(millis, 1800)
    assert.deepStrictEqual(batchViolations(problem, plan), [])
  })

  it("told to stop at once, are along the floor after a few questions", () => {
    let asked = 0
    const { plan, stoppedBy } = Result.getOrThrow(solveBatching(wave(2000), { stop: () => ++asked > 0 }))
    assert.strictEqual(stoppedBy, "caller")
    assert.isAtMost(asked, 3)
    assert.isBelow(plan.batches.length, 300)
  })

  it("start from a plan of an hour ago, and have very many new orders in carts of their own", () => {
    const problem = wave(1500)
    const from = [{ orders: problem.orders.slice(0, 8).map(({ id }) => id) }]
    let asked = 0
    const { plan } = Result.getOrThrow(solveBatching(problem, { from, stop: () => ++asked > 3 }))
    assert.deepStrictEqual(batchViolations(problem, plan), [])
    assert.isBelow(plan.batches.length, 250)
  })
})
