import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { batchCoreOf } from "@stowage/picking-optimisation/batching/batchCoreOf"
import { batchingBound } from "@stowage/picking-optimisation/batching/batchingBound"
import {
  type BatchingProblem,
  batchingRefusalText,
  batchRoute,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { searchBatches } from "@stowage/picking-optimisation/batching/searchBatches"
import { walkPolicies } from "@stowage/picking-optimisation/batching/WalkPolicy"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { BatchingProblems, block, order, orderId, pickAt } from "./block.ts"

const TourTimes = fc.option(
  fc.record({
    walkMmPerSecond: fc.constant(1000),
    pickMillisPerLine: fc.integer({ min: 0, max: 5 }),
    setupMillis: fc.integer({ min: 0, max: 5 }),
    mostMillis: fc.integer({ min: 60, max: 120 })
  }),
  { nil: undefined }
)
/** Problems with every kind of limit, walked in every way; some are refused for an order that takes too long alone. */
const Problems: fc.Arbitrary<BatchingProblem> = fc
  .tuple(BatchingProblems, fc.constantFrom(...walkPolicies), TourTimes)
  .map(([problem, walking, tourTime]) => ({ ...problem, walking, ...(tourTime === undefined ? {} : { tourTime }) }))

const costOf = (problem: BatchingProblem, groups: ReadonlyArray<ReadonlyArray<PickOrder>>): number =>
  groups.reduce((sum, group) => sum + batchRoute(problem, group).walkMm, 0)

const isWithin = (problem: BatchingProblem, orders: ReadonlyArray<PickOrder>): boolean => {
  const { lines = 99, massGrams = 99, totes = 99 } = problem.limits
  const sum = (of: (each: PickOrder) => number): number => orders.reduce((total, each) => total + of(each), 0)
  const time = problem.tourTime
  const isInTime =
    time === undefined ||
    time.setupMillis + sum((each) => each.picks.length) * time.pickMillisPerLine + costOf(problem, [orders]) <=
      time.mostMillis
  return (
    sum((each) => each.totes) <= totes &&
    sum((each) => each.massGrams) <= massGrams &&
    sum((each) => each.picks.length) <= lines &&
    isInTime
  )
}

/** The least cost over all ways to divide the orders among tours that are within every limit. */
const bestOfAllPartitions = (problem: BatchingProblem): number => {
  const best = (left: ReadonlyArray<PickOrder>, groups: ReadonlyArray<ReadonlyArray<PickOrder>>): number => {
    const [next, ...others] = left
    if (next === undefined) return costOf(problem, groups)
    const joined = groups.flatMap((group, index) =>
      isWithin(problem, [...group, next]) ? [best(others, groups.with(index, [...group, next]))] : []
    )
    return Math.min(...joined, best(others, [...groups, [next]]))
  }
  return best(problem.orders, [])
}

/** Orders of one to three lines on four long aisles. */
const someOrders = (count: number, seed: number): ReadonlyArray<PickOrder> => {
  const chance = random(seed)
  return Array.from({ length: count }, (_, index) =>
    order(
      `O${index}`,
      Array.from({ length: 1 + chance.int(3) }, () => pickAt(chance.int(4), chance.int(101))),
      { massGrams: 1 + chance.int(9) }
    )
  )
}
const { depot, floor } = block([[], [], [], []])
const many = (count: number, seed = 1): BatchingProblem => ({
  floor,
  depot,
  orders: someOrders(count, seed),
  limits: { massGrams: 20 }
})
const solved = (problem: BatchingProblem, options: Parameters<typeof solveBatching>[1] = {}) =>
  Result.getOrThrow(solveBatching(problem, options))

const law = (holds: (problem: BatchingProblem) => void) =>
  fc.assert(
    fc.property(Problems, (problem) => {
      if (Result.isSuccess(solveBatching(problem, { method: "singleOrders" }))) holds(problem)
    }),
    { numRuns: 300 }
  )

describeLaws(
  "searched batching",
  solverLaws(
    {
      solve: solveBatching,
      violations: batchViolations,
      cost: (_, plan) => plan.batches.reduce((sum, batch) => sum + batch.route.walkMm, 0)
    },
    Problems,
    { best: bestOfAllPartitions, runs: 100 }
  )
)

describe("a search whose walks take long to measure", () => {
  const orders = Array.from({ length: 24 }, (_, index) =>
    order(`O${index}`, [pickAt(index % 4, 5 + 3 * index), pickAt((index + 1) % 4, 90 - 3 * index)])
  )
  const { depot, floor } = block([[], [], [], []])
  const core = batchCoreOf({ floor, depot, orders, limits: { totes: 4 } })

  it("asks whether to stop after so many walks, and measures no more than a few beyond", () => {
    let walked = 0
    const counting = (list: Int32Array, count: number): number => {
      walked++
      return core.walkMm(list, count)
    }
    const beyond = (mostWalks: number): number => {
      const sets = new OrderSets({ ...core, ordersMm: undefined, walkMm: counting, walksUntilAsked: 10 })
      const alone = orders.map((_, index) => [index])
      walked = 0
      const found = searchBatches(sets, alone, 1, () => walked >= mostWalks)
      assert.strictEqual(found.stoppedBy, "caller")
      return walked - mostWalks
    }
    for (let mostWalks = 150; mostWalks < 600; mostWalks += 37) assert.isAtMost(beyond(mostWalks), 12)
  })
})

describe("the best batches of few orders", () => {
  it("are the best of all partitions, whatever limits and whichever way to walk, and proved", () => {
    law((problem) => {
      const { cost, stoppedBy } = solved(problem)
      assert.approximately(cost, bestOfAllPartitions(problem), 1e-9)
      assert.strictEqual(stoppedBy, "proved")
      assert.strictEqual(solved(problem, { method: "exact" }).cost, cost)
    })
  })

  it("are found by the search for many as well, which proves them by its program over all sets", () => {
    law((problem) => {
      const sets = new OrderSets(batchCoreOf(problem))
      const alone = problem.orders.map((_, index) => [index])
      const found = searchBatches(sets, alone, 1, whenExhausted)
      const best = bestOfAllPartitions(problem)
      assert.approximately(found.costMm, best, 1e-9)
      assert.isAtMost(found.boundMm, best + 1e-9)
      assert.strictEqual(found.stoppedBy, "proved")
    })
  })

  it("are asked for by `exact`, which refuses more orders than it tries every set of", () => {
    const refusal = Result.getOrThrow(Result.flip(solveBatching(many(13), { method: "exact" })))
    assert.strictEqual(batchingRefusalText(refusal), "the exact method: expected at most 12 orders, got 13")
  })
})

describe("searched batches of many orders", () => {
  it("are sound, no worse than savings, and charged in full", () => {
    for (const seed of [1, 2, 3]) {
      const problem = many(40, seed)
      const outcome = solved(problem, { seed, stop: afterIterations(400) })
      assert.deepStrictEqual(batchViolations(problem, outcome.plan), [])
      assert.isAtMost(outcome.cost, solved(problem, { method: "savings" }).cost)
      assert.isAtLeast(outcome.cost, outcome.bound)
      assert.isAtLeast(outcome.bound, batchingBound(problem))
      assert.strictEqual(outcome.cost, sumOfCharges(outcome.charges))
    }
  })

  it("are proved where one cart takes few sets of them", () => {
    const { bound, cost, stoppedBy } = solved({ ...many(16), limits: { massGrams: 12 } })
    assert.deepStrictEqual([bound, stoppedBy], [cost, "proved"])
  })

  it("get better with the iterations they are given, and never worse", () => {
    const problem = many(60)
    const costs: Array<number> = []
    solved(problem, { seed: 3, stop: ({ cost, iteration }) => costs.push(cost) < 0 || iteration >= 600 })
    assert.deepStrictEqual(
      costs,
      costs.toSorted((a, b) => b - a)
    )
    assert.isBelow(costs.at(-1) as number, solved(problem, { method: "savings" }).cost)
  })

  it("are counted by one number of iterations, from the first order looked at to the last program", () => {
    const iterations: Array<number> = []
    solved(many(30), { stop: ({ iteration }) => iterations.push(iteration) < 0 || iteration >= 300 })
    assert.deepStrictEqual(iterations, [...iterations.keys()])
  })

  it("are the same for one seed and budget, and end by themselves where nobody stops them", () => {
    const problem = many(30)
    const options = { seed: 7, stop: afterIterations(300) }
    assert.deepStrictEqual(solved(problem, options), solved(problem, options))
    assert.notStrictEqual(solved(problem).stoppedBy, "caller")
  })

  it("told to stop at once, are along the floor, not every order alone", () => {
    const { cost, stoppedBy } = solved(many(30), { stop: () => true })
    assert.strictEqual(stoppedBy, "caller")
    assert.isBelow(cost, solved(many(30), { method: "singleOrders" }).cost / 2)
  })

  it("walk no further for savings than carts filled as the orders come, large ones and small ones by turns", () => {
    // Small orders lie farther and save most with each other, and leave no cart for two large ones.
    const orders = Array.from({ length: 40 }, (_, index) =>
      order(`O${index}`, [pickAt(0, index % 2 === 0 ? 98 : 99)], { totes: index % 2 === 0 ? 3 : 1 })
    )
    const problem: BatchingProblem = { ...block([[]]), orders, limits: { totes: 4 } }
    for (const iterations of [0, 20, 40, 60, 80]) {
      assert.strictEqual(solved(problem, { stop: afterIterations(iterations) }).cost, 20 * 2 * 99)
    }
  })

  it("start from a plan that is given, with what is new where it adds least and what is gone left out", () => {
    const near = (id: string, aisle: number) => order(id, [pickAt(aisle, 50)])
    const problem: BatchingProblem = {
      floor,
      depot,
      orders: [near("A", 0), near("B", 3), near("C", 0), near("D", 3)],
      limits: { totes: 2 }
    }
    const from = [{ orders: [orderId("A"), orderId("gone")] }, { orders: [orderId("B"), orderId("A")] }]
    const { plan } = solved(problem, { from, stop: () => true })
    assert.deepStrictEqual(
      plan.batches.map((batch) => batch.orders),
      [
        [orderId("A"), orderId("C")],
        [orderId("B"), orderId("D")]
      ]
    )
  })
})

describe("the time a tour may take", () => {
  const far = ["A", "B", "C"].map((id) => order(id, [pickAt(3, 90)]))
  const tourTime = { walkMmPerSecond: 1000, pickMillisPerLine: 10, setupMillis: 20, mostMillis: 280 }
  const problem: BatchingProblem = { floor, depot, orders: far, limits: {}, tourTime }

  it("keeps apart what would take longer together", () => {
    // 240 to walk, 20 to set up, 10 a line: two lines go into 280, a third does not.
    assert.strictEqual(solved(problem).plan.batches.length, 2)
    assert.strictEqual(solved({ ...problem, tourTime: { ...tourTime, mostMillis: 290 } }).plan.batches.length, 1)
  })

  it("is judged", () => {
    const { plan } = solved({ floor, depot, orders: far, limits: {} })
    assert.deepStrictEqual(batchViolations(problem, plan), [
      { _tag: "TourTooLong", batch: 0, tourMillis: 290, mostMillis: 280 }
    ])
  })

  it("refuses an order that takes longer alone, and a time that is none", () => {
    const refusalOf = (changes: object) =>
      batchingRefusalText(
        Result.getOrThrow(Result.flip(solveBatching({ ...problem, tourTime: { ...tourTime, ...changes } })))
      )
    assert.strictEqual(refusalOf({ mostMillis: 269 }), "order A: expected a tour of at most 269 ms, got 270")
    assert.strictEqual(refusalOf({ mostMillis: 0 }), "the tour's mostMillis: expected more than 0, got 0")
    assert.strictEqual(refusalOf({ setupMillis: -1 }), "the tour's setupMillis: expected 0 or more, got -1")
  })
})
