import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { batchMethods, type BatchOptions, solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { batchingBound } from "@stowage/picking-optimisation/batching/batchingBound"
import {
  type BatchingProblem,
  batchingRefusalText,
  batchRouting,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { explainBatch } from "@stowage/picking-optimisation/batching/explainBatch"
import { ratliffRosenthal } from "@stowage/picking-optimisation/routing/ratliffRosenthal"
import { BatchingProblems, block, locationId, order, orderId, pickAt } from "./block.ts"

const { depot, floor } = block([[], [], [], []])
const batching = (orders: ReadonlyArray<PickOrder>, limits: BatchingProblem["limits"]): BatchingProblem => ({
  floor,
  depot,
  orders,
  limits
})
const batched = (problem: BatchingProblem, options: BatchOptions = { method: "savings" }) =>
  Result.getOrThrow(solveBatching(problem, options))
const ordersOf = (problem: BatchingProblem, stop: BatchOptions["stop"] = whenExhausted) =>
  batched(problem, { method: "savings", stop }).plan.batches.map((batch) => batch.orders.join("+"))
/** Near, far, near, far. */
const four = [
  order("A", [pickAt(0, 10)]),
  order("B", [pickAt(3, 80)]),
  order("C", [pickAt(0, 20)]),
  order("D", [pickAt(3, 90)])
]
const law = (holds: (problem: BatchingProblem) => void) =>
  fc.assert(fc.property(BatchingProblems, holds), { numRuns: 300 })

const fits = ({ limits }: BatchingProblem, orders: ReadonlyArray<PickOrder>): boolean => {
  const { lines = 99, massGrams = 99, totes = 99 } = limits
  const sum = (of: (each: PickOrder) => number): number => orders.reduce((total, each) => total + of(each), 0)
  return (
    sum((each) => each.totes) <= totes &&
    sum((each) => each.massGrams) <= massGrams &&
    sum((each) => each.picks.length) <= lines
  )
}

/** The least walk over all ways to divide the orders among carts that take them. */
const bestOfAllPartitions = (problem: BatchingProblem): number => {
  const walkMm = (orders: ReadonlyArray<PickOrder>): number => ratliffRosenthal(batchRouting(problem, orders)).walkMm
  const best = (left: ReadonlyArray<PickOrder>, groups: ReadonlyArray<ReadonlyArray<PickOrder>>): number => {
    const [next, ...others] = left
    if (next === undefined) return groups.reduce((sum, group) => sum + walkMm(group), 0)
    const joined = groups.flatMap((group, index) =>
      fits(problem, [...group, next]) ? [best(others, groups.with(index, [...group, next]))] : []
    )
    return Math.min(...joined, best(others, [...groups, [next]]))
  }
  return best(problem.orders, [])
}

/** The batches of a savings method that looks at every pair afresh before each merge. */
const savingsAfresh = (problem: BatchingProblem): ReadonlyArray<string> => {
  const walkMm = (orders: ReadonlyArray<PickOrder>): number => ratliffRosenthal(batchRouting(problem, orders)).walkMm
  const groups = problem.orders.map((each) => [each])
  for (;;) {
    let best = { savedMm: 0, into: -1, from: -1 }
    for (let from = 0; from < groups.length; from++) {
      for (let into = 0; into < from; into++) {
        const [a = [], b = []] = [groups[into], groups[from]]
        const savedMm = fits(problem, [...a, ...b]) ? walkMm(a) + walkMm(b) - walkMm([...a, ...b]) : 0
        if (savedMm > best.savedMm) best = { savedMm, into, from }
      }
    }
    if (best.into < 0) break
    const [gone = []] = groups.splice(best.from, 1)
    groups[best.into]?.push(...gone)
  }
  return groups.map((group) =>
    group
      .map((each) => each.id)
      .sort()
      .join("+")
  )
}

describe("savings batching", () => {
  it("puts together, again and again, the two batches that save most", () => {
    law((problem) => assert.deepStrictEqual(ordersOf(problem), savingsAfresh(problem)))
  })

  it("walks together the orders that lie together", () => {
    assert.deepStrictEqual(ordersOf(batching(four, { totes: 2 })), ["A+C", "B+D"])
  })

  it("walks everything at once when nothing limits the cart", () => {
    const { bound, cost, plan, stoppedBy } = batched(batching(four, {}))
    assert.deepStrictEqual([plan.batches.length, bound, stoppedBy], [1, cost, "proved"])
  })

  it("keeps to every limit of the cart: totes, lines, volume, mass", () => {
    const big = four.map((each) => ({ ...each, totes: 2, volumeMm3: 5, massGrams: 7 }))
    for (const limits of [{ totes: 3 }, { lines: 1 }, { volumeMm3: 9 }, { massGrams: 13 }]) {
      assert.strictEqual(ordersOf(batching(big, limits)).length, 4)
    }
    for (const limits of [{ totes: 4 }, { lines: 2 }, { volumeMm3: 10 }, { massGrams: 14 }]) {
      assert.strictEqual(ordersOf(batching(big, limits)).length, 2)
    }
  })

  it("takes of equal savings the pair that comes first", () => {
    const twins = ["A", "B", "C", "D"].map((id) => order(id, [pickAt(2, 40)]))
    assert.deepStrictEqual(ordersOf(batching(twins, { totes: 2 })), ["A+B", "C+D"])
  })

  it("told to stop, returns the batches it has and says so", () => {
    const problem = batching(four, { totes: 2 })
    const looked = batched(problem, { method: "savings", stop: afterIterations(4) })
    assert.deepStrictEqual([looked.plan.batches.length, looked.stoppedBy], [4, "caller"])
    assert.deepStrictEqual(ordersOf(problem, afterIterations(5)), ["A", "B+D", "C"])
    const costs: Array<number> = []
    batched(problem, { method: "savings", stop: ({ cost }) => costs.push(cost) === 0 })
    assert.deepStrictEqual(
      costs,
      costs.toSorted((a, b) => b - a)
    )
  })
})

describe("every batch plan", () => {
  it("is found in order by the independent judge", () => {
    law((problem) => {
      for (const method of batchMethods) {
        assert.deepStrictEqual(batchViolations(problem, batched(problem, { method }).plan), [])
      }
    })
  })

  it("costs what its charges add up to: one walk per batch", () => {
    law((problem) => {
      const { charges, cost, plan } = batched(problem)
      assert.strictEqual(cost, sumOfCharges(charges))
      assert.strictEqual(
        cost,
        plan.batches.reduce((sum, batch) => sum + batch.route.walkMm, 0)
      )
    })
  })

  it("lies between the bound and one order per walk, with the best of all partitions in between", () => {
    law((problem) => {
      const savings = batched(problem)
      const best = bestOfAllPartitions(problem)
      assert.isAtMost(batchingBound(problem), best)
      assert.isAtMost(savings.bound, best)
      assert.isAtLeast(savings.cost, best)
      assert.isAtMost(savings.cost, batched(problem, { method: "singleOrders" }).cost)
    })
  })

  it("is the same whatever the seed and whenever it is asked for", () => {
    law((problem) => assert.deepStrictEqual(batched(problem, { seed: 1 }), batched(problem, { seed: 2 })))
  })
})

describe("the bound of a batching problem", () => {
  it("counts the carts that the limits force apart", () => {
    const far = ["A", "B", "C"].map((id) => order(id, [pickAt(3, 90)]))
    assert.strictEqual(batchingBound(batching(far, {})), 60 + 180)
    assert.strictEqual(batchingBound(batching(far, { totes: 2 })), 2 * (60 + 180))
    assert.strictEqual(batchingBound(batching(far, { totes: 1 })), 3 * (60 + 180))
  })

  it("counts a crossing per cart that the orders beyond it need", () => {
    const near = ["A", "B"].map((id) => order(id, [pickAt(0, 90)]))
    const far = ["C", "D"].map((id) => order(id, [pickAt(3, 1)]))
    // Twice through the first aisle or in and out of it, into the last, and two carts over thirty millimetres.
    assert.isAtLeast(batchingBound(batching([...near, ...far], { totes: 1 })), 4 * 30 + 2 + 100)
  })
})

describe("the explanation of a batch", () => {
  it("says what walking its orders together saves, and what each of them adds", () => {
    const problem = batching(four, { totes: 2 })
    const [first] = batched(problem).plan.batches
    if (first === undefined) return assert.fail("expected a batch")
    assert.deepStrictEqual(explainBatch(problem, first), {
      walkMm: 40,
      aloneMm: 60,
      savesMm: 20,
      orders: [
        { id: orderId("A"), aloneMm: 20, addsMm: 0 },
        { id: orderId("C"), aloneMm: 40, addsMm: 20 }
      ]
    })
  })

  it("of an order alone is its own walk", () => {
    const problem = batching(four, { totes: 1 })
    const [first] = batched(problem).plan.batches
    if (first === undefined) return assert.fail("expected a batch")
    assert.deepStrictEqual(explainBatch(problem, first), {
      walkMm: 20,
      aloneMm: 20,
      savesMm: 0,
      orders: [{ id: orderId("A"), aloneMm: 20, addsMm: 20 }]
    })
  })
})

describe("a batching problem", () => {
  const refusalOf = (changes: Partial<BatchingProblem>) =>
    Result.getOrThrow(Result.flip(solveBatching({ ...batching(four, { totes: 2 }), ...changes })))
  const withFirst = (changes: Partial<PickOrder>) =>
    refusalOf({ orders: [order("A", [pickAt(0, 10)], changes), ...four.slice(1)] })
  const id = orderId("A")

  it("is refused for its floor, its limits and its orders, naming the item", () => {
    assert.include(refusalOf({ depot: { aisle: 9, crossAisle: 0 } }), { _tag: "DepotOffFloor" })
    assert.deepStrictEqual(refusalOf({ limits: { lines: 0 } }), { _tag: "LimitNotPositive", limit: "lines", value: 0 })
    assert.deepStrictEqual(refusalOf({ orders: [] }), { _tag: "NoOrders" })
    assert.deepStrictEqual(refusalOf({ orders: [...four, ...four] }), { _tag: "OrderIdTaken", id })
    assert.deepStrictEqual(withFirst({ picks: [] }), { _tag: "OrderHasNoPicks", id })
    assert.deepStrictEqual(withFirst({ totes: 0 }), { _tag: "OrderSizeWrong", id, size: "totes", value: 0 })
    assert.deepStrictEqual(withFirst({ massGrams: -1 }), { _tag: "OrderSizeWrong", id, size: "massGrams", value: -1 })
    const off = pickAt(0, 101)
    assert.deepStrictEqual(withFirst({ picks: [off] }), { _tag: "OrderPickOffFloor", id, pick: off })
    assert.deepStrictEqual(withFirst({ totes: 3 }), { _tag: "OrderOverLimit", id, limit: "totes", asked: 3, most: 2 })
  })

  it("is refused when one location is said to be in two places", () => {
    const moved = { ...pickAt(3, 90), yMm: 91 }
    assert.deepStrictEqual(refusalOf({ orders: [...four, order("E", [moved])] }), {
      _tag: "LocationAtTwoPlaces",
      id: orderId("E"),
      location: locationId("3@90")
    })
  })

  it("is refused in words that say what was expected", () => {
    assert.strictEqual(batchingRefusalText(withFirst({ totes: 3 })), "order A: expected at most 2 totes, got 3")
    assert.strictEqual(batchingRefusalText(withFirst({ totes: 0 })), "order A: expected at least 1 tote, got 0")
    assert.strictEqual(
      batchingRefusalText(withFirst({ picks: [pickAt(0, 101)] })),
      "order A, pick 0@101: expected a place in an aisle between the cross-aisles, got aisle 0 at 101 mm"
    )
  })
})
