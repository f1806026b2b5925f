/**
 * What every optimiser must obey, however it searches: its plan keeps every rule, costs what it says, is charged for in
 * full, and its bound is no lie.
 */
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert } from "vitest"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { fingerprint } from "./fingerprint.ts"
import type { Law } from "./Law.ts"

/** The solver under test, and the two judges of its plans, which share no code with it. */
export interface LawfulSolver<Problem, Plan, Refusal> {
  readonly solve: (problem: Problem, options: SolveOptions) => Result.Result<Outcome<Plan>, Refusal>
  /** Every rule that a plan breaks; none for a sound one. */
  readonly violations: (problem: Problem, plan: Plan) => ReadonlyArray<unknown>
  /** What a plan costs, counted anew. */
  readonly cost: (problem: Problem, plan: Plan) => number
}

export interface SolverLawOptions<Problem> {
  /** What the best plan costs, found by trying all: give problems small enough for it. */
  readonly best?: (problem: Problem) => number
  /** By what share of itself a cost may differ from its recount: 1e-9 when not given; say 0 where costs are whole. */
  readonly tolerance?: number
  /** How many problems each law is tried on; 200 when not given. */
  readonly runs?: number
}

/** One problem, solved. */
interface Solved<Problem, Plan> {
  readonly problem: Problem
  readonly options: SolveOptions
  readonly outcome: Outcome<Plan>
}

/**
 * The laws of a solver on problems drawn from `problems`, each with a seed and a budget of iterations of its own,
 * sometimes none. Run them with `describeLaws`. Problems that the solver refuses are passed over, but some must be
 * solved.
 */
export const solverLaws = <Problem, Plan, Refusal>(
  solver: LawfulSolver<Problem, Plan, Refusal>,
  problems: fc.Arbitrary<Problem>,
  options: SolverLawOptions<Problem> = {}
): ReadonlyArray<Law> => {
  const { best, tolerance = 1e-9, runs = 200 } = options
  const tasks = fc.tuple(problems, solveOptions)
  const equal = (left: number, right: number): boolean =>
    Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(left), Math.abs(right))
  const law = (title: string, holds: (solved: Solved<Problem, Plan>) => void): Law => ({
    title,
    check: () => {
      const property = fc.property(tasks, ([problem, options]) => {
        const answer = solver.solve(problem, options)
        if (Result.isSuccess(answer)) holds({ problem, options, outcome: answer.success })
      })
      fc.assert(property, { numRuns: runs })
    }
  })

  return [
    solvesSome(solver, tasks, runs),
    law("gives a plan that keeps every rule", ({ problem, outcome }) => {
      assert.deepStrictEqual(solver.violations(problem, outcome.plan), [])
    }),
    law("says what its plan costs", ({ problem, outcome }) => {
      const recount = solver.cost(problem, outcome.plan)
      assert.isTrue(equal(outcome.cost, recount), `cost ${outcome.cost}, counted anew ${recount}`)
    }),
    law("charges for all of its cost and for nothing else", ({ outcome }) => {
      const charged = sumOfCharges(outcome.charges)
      assert.isTrue(equal(outcome.cost, charged), `cost ${outcome.cost}, charged ${charged}`)
    }),
    law("has a bound that its cost is not below", ({ outcome: { bound, cost } }) => {
      assert.isTrue(bound <= cost || equal(bound, cost), `bound ${bound}, cost ${cost}`)
    }),
    law("calls a plan proved only where cost and bound meet", ({ outcome: { bound, cost, stoppedBy } }) => {
      assert.isTrue(stoppedBy !== "proved" || equal(bound, cost), `proved with bound ${bound}, cost ${cost}`)
    }),
    law("gives the same problem, seed and budget the same outcome", ({ problem, options, outcome }) => {
      assert.deepStrictEqual(Result.getOrThrow(solver.solve(problem, options)), outcome)
    }),
    leavesProblemsAlone(solver, tasks, runs),
    ...(best === undefined
      ? []
      : [
          law("agrees with the best of all plans: bound at most, cost at least", ({ problem, outcome }) => {
            const { bound, cost, stoppedBy } = outcome
            const least = best(problem)
            assert.isTrue(bound <= least || equal(bound, least), `bound ${bound} is above the best, ${least}`)
            assert.isTrue(cost >= least || equal(cost, least), `cost ${cost} is below the best, ${least}`)
            assert.isTrue(stoppedBy !== "proved" || equal(cost, least), `${cost} was proved, but the best is ${least}`)
          })
        ])
  ]
}

/** A seed, and how long the search may go on: to the end, or for a few iterations, or not at all. */
const solveOptions: fc.Arbitrary<SolveOptions> = fc.record({
  seed: fc.nat(9),
  stop: fc.oneof(fc.constant(whenExhausted), fc.nat(5).map(afterIterations))
})

const solvesSome = <Problem, Plan, Refusal>(
  solver: LawfulSolver<Problem, Plan, Refusal>,
  tasks: fc.Arbitrary<readonly [Problem, SolveOptions]>,
  runs: number
): Law => ({
  title: "answers every problem without throwing, and solves some",
  check: () => {
    const answers = fc
      .sample(tasks, { numRuns: runs, seed: 1 })
      .map(([problem, options]) => solver.solve(problem, options))
    assert.isTrue(answers.some(Result.isSuccess), "every problem was refused: draw some that can be solved")
  }
})

const leavesProblemsAlone = <Problem, Plan, Refusal>(
  solver: LawfulSolver<Problem, Plan, Refusal>,
  tasks: fc.Arbitrary<readonly [Problem, SolveOptions]>,
  runs: number
): Law => ({
  title: "leaves the problem as it was",
  check: () => {
    const property = fc.property(tasks, ([problem, options]) => {
      const before = fingerprint(problem)
      solver.solve(problem, options)
      assert.strictEqual(fingerprint(problem), before)
    })
    fc.assert(property, { numRuns: runs })
  }
})
