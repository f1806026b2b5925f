import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import { brokenLaws, describeLaws } from "@stowage/testkit/Law"
import { type LawfulSolver, solverLaws } from "@stowage/testkit/solverLaws"

/** Visit every stop of a corridor from its door and come back: order them so that the walk is short. */
interface Corridor {
  readonly stops: ReadonlyArray<number>
}
type Tour = ReadonlyArray<number>
type TourSolver = LawfulSolver<Corridor, Tour, { readonly _tag: "NoStops" }>

const inOrder = (stops: ReadonlyArray<number>): ReadonlyArray<number> => stops.toSorted((a, b) => a - b)

const walk = (tour: Tour): number => {
  let [metres, here] = [0, 0]
  for (const stop of [...tour, 0]) {
    metres += Math.abs(stop - here)
    here = stop
  }
  return metres
}

const outcomeOf = (tour: Tour, cost: number, { stops }: Corridor): Outcome<Tour> => {
  const bound = 2 * Math.max(...stops)
  return {
    plan: tour,
    cost,
    bound,
    charges: [{ reason: "walk", subject: "corridor", amount: cost }],
    stoppedBy: cost === bound ? "proved" : "caller"
  }
}

/** Shuffles until told to stop or until the bound is met. */
const shuffling = (problem: Corridor, { seed, stop }: SolveOptions): ReturnType<TourSolver["solve"]> => {
  if (problem.stops.length === 0) return Result.fail({ _tag: "NoStops" })
  const chance = random(seed)
  let best: Tour = problem.stops
  for (let iteration = 0; walk(best) > 2 * Math.max(...problem.stops); iteration++) {
    if (stop({ iteration, cost: walk(best) })) break
    const tour = chance.shuffle(problem.stops)
    if (walk(tour) < walk(best)) best = tour
  }
  return Result.succeed(outcomeOf(best, walk(best), problem))
}

const sound: TourSolver = {
  solve: shuffling,
  violations: ({ stops }, tour) => (inOrder(stops).join() === inOrder(tour).join() ? [] : ["not every stop once"]),
  cost: (_, tour) => walk(tour)
}

const corridors: fc.Arbitrary<Corridor> = fc.record({ stops: fc.array(fc.nat(6), { maxLength: 4 }) })
const best = ({ stops }: Corridor): number => 2 * Math.max(...stops)

const lawsOf = (bug: Partial<TourSolver>) => solverLaws({ ...sound, ...bug }, corridors, { best, tolerance: 0 })

/** The sound solver, with its outcome changed afterwards. */
const changed = (change: (outcome: Outcome<Tour>, problem: Corridor) => Outcome<Tour>): Partial<TourSolver> => ({
  solve: (problem, options) => Result.map(shuffling(problem, options), (outcome) => change(outcome, problem))
})

const brokenBy = (bug: Partial<TourSolver>): ReadonlyArray<string> => brokenLaws(lawsOf(bug))

describeLaws("a sound solver", lawsOf({}))

describe("the laws of solvers", () => {
  it("find the problem that throws", () => {
    const bug: Partial<TourSolver> = {
      solve: (problem, options) => {
        if (problem.stops.length === 3) throw new Error("three is a crowd")
        return shuffling(problem, options)
      }
    }
    assert.include(brokenBy(bug), "answers every problem without throwing, and solves some")
  })

  it("find that every problem was refused", () => {
    const bug: Partial<TourSolver> = { solve: () => Result.fail({ _tag: "NoStops" }) }
    assert.deepStrictEqual(brokenBy(bug), ["answers every problem without throwing, and solves some"])
  })

  it("find the rule that a plan breaks", () => {
    const bug = changed((outcome) => ({ ...outcome, plan: outcome.plan.slice(1) }))
    assert.include(brokenBy(bug), "gives a plan that keeps every rule")
  })

  it("find the cost that is not the plan's", () => {
    const bug = changed((outcome, problem) => outcomeOf(outcome.plan, 2 * Math.max(...problem.stops), problem))
    assert.deepStrictEqual(brokenBy(bug), ["says what its plan costs"])
  })

  it("find what was not charged for", () => {
    const bug = changed((outcome) => ({ ...outcome, charges: [] }))
    assert.deepStrictEqual(brokenBy(bug), ["charges for all of its cost and for nothing else"])
  })

  it("find the bound above its own cost", () => {
    const bug = changed((outcome) => ({ ...outcome, bound: outcome.bound + 1, stoppedBy: "caller" }))
    assert.deepStrictEqual(brokenBy(bug), [
      "has a bound that its cost is not below",
      "agrees with the best of all plans: bound at most, cost at least"
    ])
  })

  it("find the proof that proves nothing", () => {
    const bug = changed((outcome) => ({ ...outcome, bound: 0, stoppedBy: "proved" }))
    assert.include(brokenBy(bug), "calls a plan proved only where cost and bound meet")
  })

  it("find the chance that no seed governs", () => {
    let calls = 0
    const bug: Partial<TourSolver> = {
      solve: (problem, options) => shuffling(problem, { ...options, seed: calls++ })
    }
    assert.deepStrictEqual(brokenBy(bug), ["gives the same problem, seed and budget the same outcome"])
  })

  it("find the problem that was changed", () => {
    const bug: Partial<TourSolver> = {
      solve: (problem, options) => {
        const sorted = (problem.stops as Array<number>).sort((a, b) => a - b)
        return shuffling({ stops: sorted }, options)
      }
    }
    assert.include(brokenBy(bug), "leaves the problem as it was")
  })

  it("find the bound that only the best of all plans refutes", () => {
    const bug = changed((outcome) => ({ ...outcome, bound: outcome.cost, stoppedBy: "proved" }))
    assert.deepStrictEqual(brokenBy(bug), ["agrees with the best of all plans: bound at most, cost at least"])
  })
})
