/**
 * `pnpm bench joint --instances FILE [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]
 * [--method search|savings|singleOrders]`
 *
 * Batches and routes every instance of a published set on graphs within so many seconds each and compares with the
 * best published plan, where there is one. With `--json` a line per instance, else a table. `--solutions` writes of
 * each trip its orders, by their place in the instance, and its `walk`: every place along the arcs of the instance,
 * from its start to its end.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { type TripPlan, tripViolations } from "@stowage/picking-optimisation/TripPlan"
import { type TripProblem, tripRefusalText } from "@stowage/picking-optimisation/TripProblem"
import { solveTrips, type TripMethod, tripMethods } from "@stowage/picking-optimisation/trips"
import { orRefuse, readArguments, refuse } from "./arguments.ts"
import { JointLine, tripProblemOf } from "./jointInstances.ts"
import { readJsonLines } from "./jsonLines.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

interface Measured {
  readonly name: string
  readonly problem: TripProblem
  readonly reference: number | null
  readonly outcome: Outcome<TripPlan>
  readonly ms: number
}

const isMethod = (text: string): text is TripMethod => tripMethods.some((method) => method === text)

const { instances: file, json, limit, own, seconds, seed, solutions } = readArguments(10, ["method"])
const asked = own("method")
const method =
  asked === ""
    ? "search"
    : isMethod(asked)
      ? asked
      : refuse(`--method: expected one of ${tripMethods.join(", ")}, got ${asked}`)

const measure = (line: JointLine): Measured => {
  const problem = tripProblemOf(line)
  const { ms, value } = timed(() => {
    const stop = afterMillis(1000 * seconds, () => performance.now())
    return solveTrips(problem, { seed, stop, method })
  })
  if (Result.isFailure(value)) return refuse(`${line.name}: ${tripRefusalText(value.failure)}`)
  return { name: line.name, problem, reference: line.bks ?? null, outcome: value.success, ms }
}

const lineOf = ({ ms, name, outcome, problem, reference }: Measured): BenchLine => ({
  instance: name,
  cost: outcome.cost,
  bound: outcome.bound,
  stoppedBy: outcome.stoppedBy,
  reference,
  gapPercent: gapTo(outcome.cost, reference),
  ms,
  violations: tripViolations(problem, outcome.plan).length
})

const tripsOf = ({ name, outcome }: Measured) => ({
  instance: name,
  trips: outcome.plan.trips.map(({ orders, walk }) => ({ orders: orders.map(Number), walk }))
})

const lines = orRefuse(readJsonLines(file, limit, Schema.decodeUnknownResult(Schema.fromJsonString(JointLine))))
if (lines.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
const measured = lines.map((line) => {
  const each = measure(line)
  if (json) console.log(JSON.stringify(lineOf(each)))
  return each
})
if (!json) printTable(summaryOf(measured.map(lineOf)))
writeSolutions(solutions, measured.map(tripsOf))
