/**
 * Random problems of one kind, solved and judged: what a solver is tortured with for as long as one likes.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type Random, random } from "@stowage/kernel/Random"
import { afterIterations, type SolveOptions } from "@stowage/kernel/Stop"

/** A kind of problem. `faults` solves one that is drawn from the seed and says everything that is wrong. */
export interface ProblemKind {
  readonly name: string
  readonly faults: (seed: number) => ReadonlyArray<string>
}

/** How problems of a kind are drawn, solved and judged. */
export interface JudgedSolver<Problem, Plan, Refusal> {
  readonly draw: (chance: Random) => Problem
  readonly solve: (problem: Problem, options: SolveOptions) => Result.Result<Outcome<Plan>, Refusal>
  readonly violations: (problem: Problem, plan: Plan) => ReadonlyArray<unknown>
  /** Draws are sometimes ill-posed on purpose: a refusal is an answer, and must be one that can be said. */
  readonly say: (refusal: Refusal) => string
}

const tolerance = 1e-7

/**
 * The kind of a solver that obeys the laws of all solvers: no violation, charges that sum to the cost, a bound not
 * above it, no worse for having searched. The iterations it may do are few and drawn as well.
 */
export const problemKind = <Problem, Plan, Refusal>(
  name: string,
  judged: JudgedSolver<Problem, Plan, Refusal>
): ProblemKind => ({
  name,
  faults: (seed) => {
    const chance = random(`${name} ${seed}`)
    const problem = judged.draw(chance)
    const options = { seed: chance.int(10), stop: afterIterations(chance.int(4)) }
    const answer = judged.solve(problem, options)
    const atOnce = judged.solve(problem, { ...options, stop: afterIterations(0) })
    const costAtOnce = Result.isSuccess(atOnce) ? atOnce.success.cost : Number.POSITIVE_INFINITY
    if (Result.isFailure(answer)) {
      const said = judged.say(answer.failure)
      return [
        ...(said.length > 10 ? [] : [`a refusal without words: ${JSON.stringify(answer.failure)}`]),
        ...(Result.isFailure(atOnce) ? [] : [`${said}, but costs ${costAtOnce} when told to stop at once`])
      ]
    }
    const { bound, charges, cost, plan } = answer.success
    const room = tolerance * Math.max(1, Math.abs(cost))
    const charged = sumOfCharges(charges)
    return [
      ...judged.violations(problem, plan).map((violation) => JSON.stringify(violation)),
      ...(Math.abs(charged - cost) > room ? [`costs ${cost}, but is charged ${charged}`] : []),
      ...(bound > cost + room ? [`costs ${cost}, below its bound ${bound}`] : []),
      ...(costAtOnce < cost - room ? [`costs ${cost}, but ${costAtOnce} when told to stop at once`] : [])
    ]
  }
})
