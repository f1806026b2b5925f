import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { whenExhausted } from "@stowage/kernel/Stop"
import { anneal } from "@stowage/picking-optimisation/batching/anneal"
import { BatchExchange } from "@stowage/picking-optimisation/batching/BatchExchange"
import { cartTakes } from "@stowage/picking-optimisation/batching/BatchCore"
import { batchCoreOf } from "@stowage/picking-optimisation/batching/batchCoreOf"
import { Batches, groupsMm, type Incumbent } from "@stowage/picking-optimisation/batching/Batches"
import { type BatchingProblem, type PickOrder } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { nearOrders, noneNear } from "@stowage/picking-optimisation/batching/nearOrders"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { SearchEffort } from "@stowage/picking-optimisation/batching/SearchEffort"
import { walkPolicies } from "@stowage/picking-optimisation/batching/WalkPolicy"
import { BatchingProblems, block, order, pickAt } from "./block.ts"

const Problems: fc.Arbitrary<BatchingProblem> = fc
  .tuple(BatchingProblems, fc.constantFrom(...walkPolicies))
  .map(([problem, walking]) => ({ ...problem, walking }))

const unlimited = new SearchEffort(whenExhausted, () => 0)
const alone = ({ orders }: BatchingProblem) => orders.map((_, index) => [index])
const sorted = (groups: ReadonlyArray<ReadonlyArray<number>>) => groups.flat().toSorted((a, b) => a - b)

describe("an annealing", () => {
  it("has every order in one batch, and knows how long the walks are", () => {
    const property = fc.property(Problems, fc.nat(), (problem, seed) => {
      const core = batchCoreOf(problem)
      const [sets, outside] = [new OrderSets(core), new OrderSets(core)]
      const batches = new Batches(sets, outside, alone(problem), nearOrders(sets, outside, unlimited))
      const incumbent: Incumbent = { groups: batches.groups, costMm: batches.costMm }
      const effort = new SearchEffort(whenExhausted, () => incumbent.costMm)
      anneal(batches, { steps: 2000, fromMm: 20, toMm: 1 }, random(seed), incumbent, effort)
      for (const { costMm, groups } of [batches, incumbent]) {
        assert.deepStrictEqual(sorted(groups), [...problem.orders.keys()])
        assert.approximately(costMm, groupsMm(new OrderSets(core), groups), 1e-9)
      }
      assert.isTrue(incumbent.groups.every((group) => cartTakes(core, group)))
      assert.isAtMost(incumbent.costMm, groupsMm(sets, alone(problem)))
      for (const [index, { first, member, size }] of [sets, outside].entries()) {
        for (let set = 0; set < size; set++) {
          assert.strictEqual(cartTakes(core, member.subarray(first[set], first[set + 1])), index === 0)
        }
      }
    })
    fc.assert(property)
  })
})

describe("the orders near an order", () => {
  it("are those that save most of the walk over both, and all there are of few", () => {
    fc.assert(
      fc.property(Problems, (problem) => {
        const core = batchCoreOf(problem)
        const sets = new OrderSets(core)
        const { each, list } = nearOrders(sets, new OrderSets(core), unlimited)
        const saved = (order: number, other: number): number => {
          const mm = (...orders: ReadonlyArray<number>) => sets.measure(Int32Array.from(orders), orders.length)
          return mm(order, other) > 0 ? (mm(order) + mm(other)) / mm(order, other) : Number.POSITIVE_INFINITY
        }
        assert.strictEqual(each, core.orders - 1)
        for (let order = 0; order < core.orders; order++) {
          const near = [...list.subarray(order * each, (order + 1) * each)]
          assert.deepStrictEqual(sorted([[order, ...near]]), [...problem.orders.keys()])
          const savings = near.map((other) => saved(order, other))
          assert.deepStrictEqual(
            savings,
            savings.toSorted((a, b) => b - a)
          )
        }
      })
    )
  })

  it("are none when there is no time to measure them", () => {
    const core = batchCoreOf({
      ...block([[5], [7]]),
      orders: [order("A", [pickAt(0, 5)]), order("B", [pickAt(1, 7)])],
      limits: {}
    })
    const sets = new OrderSets(core)
    assert.strictEqual(
      nearOrders(
        sets,
        sets,
        new SearchEffort(
          () => true,
          () => 0
        )
      ).each,
      0
    )
  })
})

describe("an exchange of orders between two batches", () => {
  it("is within a limit just when the walks measured anew are, however often it was asked before", () => {
    const Draws = fc.array(
      fc.tuple(fc.nat(5), fc.nat(5), fc.boolean(), fc.integer({ min: -9, max: 9 }), fc.boolean()),
      {
        minLength: 1,
        maxLength: 40
      }
    )
    const property = fc.property(Problems, Draws, (problem, draws) => {
      const core = batchCoreOf(problem)
      const batches = new Batches(new OrderSets(core), new OrderSets(core), alone(problem), noneNear)
      const exchange = new BatchExchange(batches)
      for (const [a, b, isSwap, more, isMade] of draws) {
        if (a >= core.orders || b >= core.orders) continue
        const [from, to] = [batches.batchOf[a] as number, batches.batchOf[b] as number]
        if (from === to || !(isSwap || batches.hasRoom(to))) continue
        const without = (slot: number, order: number) =>
          batches.groups
            .filter((group) => batches.batchOf[group[0] as number] === slot)
            .flat()
            .filter((x) => x !== order)
        const left = [...without(from, a), ...(isSwap ? [b] : [])]
        const right = [...without(to, isSwap ? b : -1), a]
        const mm = groupsMm(new OrderSets(core), left.length > 0 ? [left, right] : [right])
        exchange.consider(a, to, isSwap ? b : -1)
        assert.strictEqual(exchange.isWithin(mm + more), more >= 0)
        if (isMade) exchange.make()
      }
      assert.approximately(batches.costMm, groupsMm(new OrderSets(core), batches.groups), 1e-9)
    })
    fc.assert(property)
  })
})

describe("walks over one block by the bits of their orders", () => {
  const Aisles = fc.array(fc.uniqueArray(fc.nat(100), { maxLength: 90 }), { minLength: 1, maxLength: 4 })
  const Depots = fc.record({ aisle: fc.nat(3), crossAisle: fc.nat(1) })
  const inOrders = (places: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<PickOrder> =>
    places.flatMap((inAisle, aisle) =>
      inAisle.map((yMm, index) => order(`${aisle}@${yMm}`, [pickAt(aisle, yMm), pickAt(0, index)]))
    )
  const coreOf = (places: ReadonlyArray<ReadonlyArray<number>>, depot: BatchingProblem["depot"], scale = 1) => {
    const { floor } = block(places, depot)
    const aisleXMm = floor.aisleXMm.map((xMm) => scale * xMm)
    return batchCoreOf({ floor: { ...floor, aisleXMm }, depot, orders: inOrders(places), limits: {} })
  }

  it("are as long as those by their stops, also where an aisle has more stops than a word has bits", () => {
    const property = fc.property(
      Aisles,
      Depots,
      fc.array(fc.nat(), { minLength: 1 }),
      (places, { aisle, crossAisle }, chosen) => {
        fc.pre(places.some((inAisle) => inAisle.length > 0))
        const core = coreOf(places, { aisle: Math.min(aisle, places.length - 1), crossAisle })
        const list = Int32Array.from(new Set(chosen.map((each) => each % core.orders)))
        const byBits = new OrderSets(core).measure(list, list.length)
        assert.strictEqual(byBits, new OrderSets({ ...core, ordersMm: undefined }).measure(list, list.length))
      }
    )
    fc.assert(property)
  })

  it("are not to be had where distances have no common measure, or are too many measures long", () => {
    const depot = { aisle: 0, crossAisle: 0 }
    assert.isDefined(coreOf([[5], [7]], depot).ordersMm)
    assert.isUndefined(coreOf([[5], [7]], depot, Math.SQRT2).ordersMm)
    assert.isUndefined(coreOf([[5], [7]], depot, 1e8).ordersMm)
  })
})
