import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { batchCoreOf } from "@stowage/picking-optimisation/batching/batchCoreOf"
import {
  type BatchingProblem,
  batchRoute,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { countSets, measureEverySet } from "@stowage/picking-optimisation/batching/everySet"
import { ascendingPlaces, Lowest } from "@stowage/picking-optimisation/batching/Lowest"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { SearchEffort } from "@stowage/picking-optimisation/batching/SearchEffort"
import { walkPolicies } from "@stowage/picking-optimisation/batching/WalkPolicy"
import { BatchingProblems } from "./block.ts"

const Problems: fc.Arbitrary<BatchingProblem> = fc
  .tuple(BatchingProblems, fc.constantFrom(...walkPolicies))
  .map(([problem, walking]) => ({ ...problem, walking }))
const Picks = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 })
const chosenFrom = ({ orders }: BatchingProblem, numbers: ReadonlyArray<number>) =>
  numbers.filter((order) => order < orders.length)
const membersOf = ({ first, member }: OrderSets, set: number) =>
  [...member.subarray(first[set], first[set + 1])].sort((a, b) => a - b).join("+")
const effort = (stop = whenExhausted) => new SearchEffort(stop, () => 0)

/** Every set of orders within the limits, as text. */
const setsWithin = ({ limits, orders }: BatchingProblem): ReadonlyArray<string> => {
  const { lines = 99, massGrams = 99, totes = 99 } = limits
  const sets = Array.from({ length: 2 ** orders.length - 1 }, (_, bits) =>
    [...orders.keys()].filter((order) => ((bits + 1) >> order) & 1)
  )
  return sets
    .filter((set) => {
      const sum = (of: (each: PickOrder) => number) =>
        set.reduce((total, order) => total + of(orders[order] as PickOrder), 0)
      return (
        sum((each) => each.totes) <= totes &&
        sum((each) => each.massGrams) <= massGrams &&
        sum((each) => each.picks.length) <= lines
      )
    })
    .map((set) => set.join("+"))
}

describe("measured sets of orders", () => {
  it("are as long as the routes over them, kept or not", () => {
    fc.assert(
      fc.property(Problems, Picks, fc.nat(3), (problem, picks, most) => {
        const sets = new OrderSets(batchCoreOf(problem), most)
        for (const numbers of picks) {
          const chosen = chosenFrom(problem, numbers)
          if (chosen.length === 0) continue
          const route = batchRoute(
            problem,
            chosen.map((order) => problem.orders[order] as PickOrder)
          )
          assert.strictEqual(sets.measure(Int32Array.from(chosen), chosen.length), route.walkMm)
        }
        assert.isAtMost(sets.size, most)
      }),
      { numRuns: 300 }
    )
  })

  it("are measured once, in whatever order their orders are named", () => {
    fc.assert(
      fc.property(Problems, Picks, (problem, picks) => {
        const sets = new OrderSets(batchCoreOf(problem))
        const distinct = new Set<string>()
        for (const numbers of picks) {
          const chosen = chosenFrom(problem, numbers)
          if (chosen.length === 0) continue
          distinct.add(chosen.toSorted((a, b) => a - b).join("+"))
          sets.measure(Int32Array.from(chosen), chosen.length)
        }
        assert.deepStrictEqual([sets.size, sets.measured], [distinct.size, distinct.size])
      })
    )
  })

  it("are forgotten, and the others known as before", () => {
    fc.assert(
      fc.property(Problems, (problem) => {
        const sets = new OrderSets(batchCoreOf(problem))
        measureEverySet(sets.core, sets, effort())
        const lengths = new Map(Array.from({ length: sets.size }, (_, set) => [membersOf(sets, set), sets.walkMm[set]]))
        const kept = [...lengths.keys()].filter((_, set) => set % 3 > 0)
        sets.forget((set) => set % 3 > 0)
        assert.deepStrictEqual(
          Array.from({ length: sets.size }, (_, set) => membersOf(sets, set)),
          kept
        )
        for (const [set, members] of kept.entries()) {
          const orders = Int32Array.from(members.split("+").map(Number))
          assert.strictEqual(sets.numberOf(orders, orders.length), set)
          assert.strictEqual(sets.walkMm[set], lengths.get(members))
        }
        assert.strictEqual(sets.measured, lengths.size)
      })
    )
  })

  it("are every set that one cart takes, when all are asked for", () => {
    fc.assert(
      fc.property(BatchingProblems, (problem) => {
        const sets = new OrderSets(batchCoreOf(problem))
        const within = setsWithin(problem)
        assert.strictEqual(countSets(sets.core, 1_000, effort()), within.length)
        assert.isTrue(measureEverySet(sets.core, sets, effort()))
        const measured = Array.from({ length: sets.size }, (_, set) => membersOf(sets, set))
        assert.deepStrictEqual(measured.sort(), within.toSorted())
      })
    )
  })

  it("are counted no further than asked, and not all measured when the effort is over", () => {
    fc.assert(
      fc.property(BatchingProblems, (problem) => {
        const sets = new OrderSets(batchCoreOf(problem))
        const all = setsWithin(problem).length
        for (let most = 0; most <= all + 1; most++) {
          assert.strictEqual(countSets(sets.core, most, effort()), Math.min(all, most + 1))
        }
        assert.isFalse(measureEverySet(sets.core, sets, effort(afterIterations(0))))
      })
    )
  })
})

describe("the lowest of many values", () => {
  it("come first in ascending order, of equal ones the first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }), (values) => {
        const places = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
        assert.deepStrictEqual([...ascendingPlaces(Float64Array.from(values))], places)
      })
    )
  })

  it("are those that sorting finds, the lower number first of equal ones", () => {
    const Values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 })
    fc.assert(
      fc.property(Values, fc.integer({ min: 1, max: 5 }), (values, most) => {
        const lowest = new Lowest(most)
        lowest.clear(5)
        for (const [number, value] of values.entries()) lowest.offer(number, value)
        const below = [...values.entries()].filter(([, value]) => value < 5)
        const sorted = below.sort(([a, x], [b, y]) => x - y || a - b).slice(0, most)
        assert.deepStrictEqual(
          lowest.numbers.map((number) => values[number]),
          sorted.map(([, value]) => value)
        )
      })
    )
  })
})
