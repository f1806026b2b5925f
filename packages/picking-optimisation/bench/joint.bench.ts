/**
 * `pnpm bench joint --instances FILE [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]
 * [--method search|savings|plain-savings] [--clock wall|cpu]`
 * `pnpm bench joint --generate AISLESxPLACESxORDERS …`
 *
 * Batches and routes every instance of a published set on graphs within so many seconds each and compares with the best
 * published plan, where there is one. Orders take whole boxes, or, where the instance says that boxes are not mixed,
 * lines are put in boxes too. Savings are computed anew after each merge, those of `plain-savings` once. With `--json`
 * a line per instance, else a table. `--solutions` writes of each trip its orders, by their place in the instance, its
 * `walk`: every place along the arcs of the instance, from its start to its end; and its `boxes`, where lines are put in
 * them: the order, and the products by their number and quantity.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { toteViolations } from "@stowage/picking-optimisation/totes/TotePlan"
import { toteRefusalText } from "@stowage/picking-optimisation/totes/ToteProblem"
import { solveTotes } from "@stowage/picking-optimisation/totes/totes"
import { tripViolations } from "@stowage/picking-optimisation/trips/TripPlan"
import { type TripProblem, tripRefusalText } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips } from "@stowage/picking-optimisation/trips/trips"
import { clockOf, orRefuse, readArguments, refuse } from "./arguments.ts"
import { generateOrders } from "./generatedOrders.ts"
import { hasOpenBoxes, JointLine, toteProblemOf, tripProblemOf } from "./jointInstances.ts"
import { readJsonLines } from "./jsonLines.ts"
import { solvePlainSavings } from "./plainSavings.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

/** A plan as it is written, and what the judge says of it. */
interface Judged {
  readonly outcome: Omit<Outcome<unknown>, "plan">
  readonly trips: ReadonlyArray<unknown>
  readonly violations: number
}

interface Measured {
  readonly line: JointLine
  readonly judged: Judged
  readonly ms: number
}

const methods = ["search", "savings", "plain-savings"] as const
const {
  instances: file,
  json,
  limit,
  own,
  seconds,
  seed,
  solutions
} = readArguments(10, ["generate", "method", "clock"])
const now = clockOf(own("clock"))
const asked = own("method") || "search"
const method =
  methods.find((each) => each === asked) ?? refuse(`--method: expected one of ${methods.join(", ")}, got ${asked}`)

const measure = (line: JointLine): Measured => {
  const stop = afterMillis(1000 * seconds, now)
  const problem = hasOpenBoxes(line) ? undefined : tripProblemOf(line)
  if (method === "plain-savings") {
    if (problem === undefined) return refuse(`--method plain-savings: expected orders of whole boxes, got ${line.name}`)
    return measureTrips(line, problem, () => solvePlainSavings(problem))
  }
  const options = { seed, stop, method }
  return problem === undefined
    ? measureTotes(line, options)
    : measureTrips(line, problem, () => solveTrips(problem, options))
}

const measureTrips = (line: JointLine, problem: TripProblem, solve: () => ReturnType<typeof solveTrips>): Measured => {
  const { ms, value } = timed(solve)
  if (Result.isFailure(value)) return refuse(`${line.name}: ${tripRefusalText(value.failure)}`)
  const { plan, ...outcome } = value.success
  const trips = plan.trips.map(({ orders, walk }) => ({ orders: orders.map(Number), walk }))
  return { line, ms, judged: { outcome, trips, violations: tripViolations(problem, plan).length } }
}

const measureTotes = (line: JointLine, options: NonNullable<Parameters<typeof solveTotes>[1]>): Measured => {
  const problem = toteProblemOf(line)
  const { ms, value } = timed(() => solveTotes(problem, options))
  if (Result.isFailure(value)) return refuse(`${line.name}: ${toteRefusalText(value.failure)}`)
  const { plan, ...outcome } = value.success
  const trips = plan.trips.map(({ totes, walk }) => ({
    orders: [...new Set(totes.flat().map(({ order }) => Number(order)))],
    walk,
    boxes: totes.map((contents) => ({
      order: Number(contents[0]?.order),
      lines: contents.map(({ line: at, order, quantity }) => [line.orders[Number(order)]?.lines[at]?.[0], quantity])
    }))
  }))
  return { line, ms, judged: { outcome, trips, violations: toteViolations(problem, plan).length } }
}

const lineOf = ({ judged: { outcome, violations }, line, ms }: Measured): BenchLine => ({
  instance: line.name,
  cost: outcome.cost,
  bound: outcome.bound,
  stoppedBy: outcome.stoppedBy,
  reference: line.bks ?? null,
  gapPercent: gapTo(outcome.cost, line.bks ?? null),
  ms,
  violations
})

const lines =
  own("generate") === ""
    ? orRefuse(readJsonLines(file, limit, Schema.decodeUnknownResult(Schema.fromJsonString(JointLine))))
    : [orRefuse(generateOrders(own("generate")))]
if (lines.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
const measured = lines.map((line) => {
  const each = measure(line)
  if (json) console.log(JSON.stringify(lineOf(each)))
  return each
})
if (!json) printTable(summaryOf(measured.map(lineOf)))
writeSolutions(
  solutions,
  measured.map(({ judged, line }) => ({ instance: line.name, trips: judged.trips }))
)
