/**
 * `pnpm bench tours [--check N] [--stops N] [--rules NAME] [--seed N]`
 *
 * Compares so many small random tours under each set of rules with the best of all orders, tried one by one:
 * symmetric and one-way distances, several starts and ends, precedence, windows, a cart to be emptied, and all at
 * once. Ends with 1 when any differs.
 */
import { parseArgs } from "node:util"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { tourViolations } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem } from "@stowage/picking-optimisation/tours/TourProblem"
import { bestTourLength, type Rules, TourProblems } from "../test/tours.ts"
import { timed } from "./report.ts"

const number = (fallback: string) => ({ type: "string", default: fallback }) as const
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: { check: number("1000"), stops: number("9"), seed: number("0"), rules: { type: "string" } }
})

const rules: Readonly<Record<string, Rules>> = {
  symmetric: {},
  "one-way": { oneWay: true },
  "several starts and ends": { oneWay: true, depots: true },
  precedence: { oneWay: true, depots: true, precedence: true },
  windows: { oneWay: true, depots: true, windows: true },
  "cart emptied": { oneWay: true, depots: true, cart: true },
  "every rule": { oneWay: true, depots: true, precedence: true, windows: true, cart: true }
}

type Verdict = "as short as the best" | "rightly refused" | "wrong"

const judged = (problem: TourProblem): Verdict => {
  const outcome = solveTour(problem)
  const least = bestTourLength(problem)
  if (Result.isFailure(outcome)) {
    const isLate = outcome.failure._tag === "WindowsUnmet" || outcome.failure._tag === "WindowTooEarly"
    return isLate && least < Number.POSITIVE_INFINITY ? "wrong" : "rightly refused"
  }
  const { cost, plan } = outcome.success
  const isBest = Math.abs(cost - least) <= 1e-9 && tourViolations(problem, plan).length === 0
  return isBest ? "as short as the best" : "wrong"
}

let wrong = 0
for (const [name, rule] of Object.entries(rules)) {
  if (values.rules !== undefined && values.rules !== name) continue
  const problems = fc.sample(TourProblems({ ...rule, stopsAtMost: Number(values.stops) }), {
    numRuns: Number(values.check),
    seed: Number(values.seed)
  })
  const { ms, value: verdicts } = timed(() => problems.map(judged))
  const count = (verdict: Verdict): number => verdicts.filter((other) => other === verdict).length
  wrong += count("wrong")
  const line = {
    rules: name,
    problems: problems.length,
    best: count("as short as the best"),
    refused: count("rightly refused")
  }
  console.log(JSON.stringify({ ...line, wrong: count("wrong"), ms: Math.round(ms) }))
}
if (wrong > 0) process.exit(1)
