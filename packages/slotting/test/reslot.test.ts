import type { Sku } from "@stowage/kernel/Ids"
import { afterIterations } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { reslotCost, type ReslotPlan, reslotViolations } from "@stowage/slotting/moves/ReslotPlan"
import { type ReslotProblem, reslotRefusalText } from "@stowage/slotting/moves/ReslotProblem"
import { solveReslot } from "@stowage/slotting/moves/reslot"
import { shortestFound } from "@stowage/slotting/moves/roundRoute"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyReslot, inARow } from "./reslots.ts"

const few = { seed: 1, stop: afterIterations(40) }

const orders = <A>(items: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  items.length === 0 ? [[]] : items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))

const lengthOf = ({ end, start, walks }: ReslotProblem, stops: ReadonlyArray<number>): number => {
  const way = stops.length === 0 ? [] : [start, ...stops, end]
  return way.slice(1).reduce((sum, place, at) => sum + walks.walkMm[way[at]! * walks.places + place]!, 0)
}

/** The shortest of all walks, in all orders. */
const shortest = (problem: ReslotProblem, places: ReadonlyArray<number>): ReadonlyArray<number> =>
  orders(places).reduce((best, order) => (lengthOf(problem, order) < lengthOf(problem, best) ? order : best), places)

/** What the best of all plans costs. */
const best = (problem: ReslotProblem): number => {
  const usable = [...problem.skus.map(({ place }) => place), ...problem.empty]
  let least = Infinity
  const extend = (places: ReadonlyArray<number>): void => {
    if (places.length < problem.skus.length) {
      for (const place of usable) if (!places.includes(place)) extend([...places, place])
      return
    }
    const walks = problem.rounds.map(({ skus }) =>
      shortest(
        problem,
        [...new Set(skus)].map((sku) => places[sku]!)
      )
    )
    const plan: ReslotPlan = { places, walks }
    if (reslotViolations(problem, plan).length === 0) least = Math.min(least, reslotCost(problem, plan))
  }
  extend([])
  return least
}

const stored = (names: string): ReslotProblem["skus"] =>
  [...names].map((name, at) => ({ sku: name as Sku, place: at + 1 }))

describe("solveReslot", () => {
  it("brings together what is picked together", () => {
    const problem = {
      walks: inARow(9),
      start: 0,
      end: 0,
      skus: stored("abcdefgh"),
      empty: [],
      rounds: [{ skus: [6, 7], perDay: 9 }, { skus: [0, 1] }]
    }
    const { cost, plan } = Result.getOrThrow(solveReslot(problem, few))
    assert.sameMembers([plan.places[6], plan.places[7]], [1, 2])
    assert.sameMembers([plan.places[0], plan.places[1]], [3, 4])
    assert.strictEqual(cost, 9 * 4000 + 8000)
  })

  it("moves no more SKUs than it may, and those that bring most", () => {
    const problem = {
      walks: inARow(9),
      start: 0,
      end: 0,
      skus: stored("abcdefg"),
      empty: [8],
      rounds: [{ skus: [6], perDay: 9 }, { skus: [5], perDay: 3 }, { skus: [0] }],
      movedAtMost: 2
    }
    const { plan } = Result.getOrThrow(solveReslot(problem, few))
    assert.deepStrictEqual(plan.places, [7, 2, 3, 4, 5, 6, 1])
  })

  it("leaves all where they are when it is stopped at once, or nothing may move", () => {
    const problem = { walks: inARow(4), start: 0, end: 0, skus: stored("abc"), empty: [], rounds: [{ skus: [2] }] }
    const stopped = Result.getOrThrow(solveReslot(problem, { seed: 1, stop: afterIterations(0) }))
    assert.deepStrictEqual([stopped.plan.places, stopped.stoppedBy], [[1, 2, 3], "caller"])
    const fixed = Result.getOrThrow(solveReslot({ ...problem, movedAtMost: 0 }, few))
    assert.deepStrictEqual(fixed.plan.places, [1, 2, 3])
  })

  it("finds the best of all plans of nearly every small problem", () => {
    const problems = fc.sample(anyReslot, { numRuns: 60, seed: 3 })
    const gaps = problems.map((problem) => {
      const { cost } = Result.getOrThrow(solveReslot(problem, few))
      const least = best(problem)
      return least === 0 ? 0 : cost / least - 1
    })
    assert.isAtLeast(gaps.filter((gap) => gap < 1e-9).length, 54)
  })

  it("walks rounds of few places as short as can be", () =>
    fc.assert(
      fc.property(anyReslot, fc.shuffledSubarray([2, 3, 4, 5]), (problem, places) => {
        const walk = shortestFound(problem, places)
        assert.strictEqual(lengthOf(problem, walk), lengthOf(problem, shortest(problem, places)))
      }),
      { numRuns: 300 }
    ))

  it("says in words what it refuses", () => {
    const problem = { walks: inARow(4), start: 0, end: 0, skus: stored("abc"), empty: [], rounds: [{ skus: [2] }] }
    const textOf = (changes: Partial<ReslotProblem>): string | undefined => {
      const answer = solveReslot({ ...problem, ...changes }, few)
      return Result.isFailure(answer) ? reslotRefusalText(answer.failure) : undefined
    }
    const walks = { places: 2, walkMm: [0, 1, 2, 0] }
    assert.strictEqual(textOf({ walks }), "walk from 0 to 1: expected the same length both ways, got two")
    assert.strictEqual(textOf({ start: 9 }), "start: expected the number of a place, got 9")
    assert.strictEqual(textOf({ empty: [2] }), "place 2: expected one to be there, got SKU b and an empty place")
    assert.strictEqual(textOf({ rounds: [{ skus: [3] }] }), "round 0: expected the index of a SKU, got 3")
    assert.strictEqual(textOf({ movedAtMost: -1 }), "movedAtMost: expected 0 or more, got -1")
    const length = "walk from 0 to 1: expected a length of 0 to 10^15, got NaN"
    assert.strictEqual(textOf({ walks: { places: 2, walkMm: [0] } }), length)
  })
})

describeLaws(
  "solveReslot",
  solverLaws({ solve: solveReslot, violations: reslotViolations, cost: reslotCost }, anyReslot, { best, runs: 12 })
)
