/**
 * `pnpm bench deadlines --instances FILE [--seconds S] [--seed N] [--json] [--limit N] [--clock wall|cpu]
 * [--solutions FILE]`
 *
 * Batches, routes and schedules every instance of a published set with hard deadlines and alike pickers within so
 * many seconds each and compares with the best published cost, the time of all trips. With `--json` a line per
 * instance, else a table. `--solutions` writes of each trip its `picker`, by number, its `start`, its orders, by
 * their place in the instance, and its `walk`: every place along the arcs of the instance, from its start to its end.
 * An instance for which no plan has every order in time is named and `refused`, and left out of table and solutions.
 *
 * Source of the set: van Gils, Caris, Ramaekers and Braekers (2019), Formulating and solving the integrated batching,
 * routing, and picker scheduling problem in a real-life spare parts warehouse, European Journal of Operational Research
 * 277(3), as given out with Briant, Cambazard, Catusse, Ladier and Ogier (2023), arXiv 2303.17834.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { solveShift } from "@stowage/picking-optimisation/shifts/shift"
import { type ShiftPlan, shiftViolations } from "@stowage/picking-optimisation/shifts/ShiftPlan"
import { type ShiftProblem, shiftRefusalText } from "@stowage/picking-optimisation/shifts/ShiftProblem"
import { clockOf, orRefuse, readArguments, refuse } from "./arguments.ts"
import { floorOf, GraphFields, orderName } from "./jointInstances.ts"
import { readJsonLines } from "./jsonLines.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

const Line = Schema.Struct({
  ...GraphFields,
  prod: Schema.Array(Schema.Array(Schema.Number)),
  orders: Schema.Array(
    Schema.Struct({ due: Schema.Number, lines: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int])) })
  ),
  pickers: Schema.Int,
  cap: Schema.Int,
  timePerUnit: Schema.Number,
  setup: Schema.Number,
  pickTime: Schema.Number,
  ref: Schema.optionalKey(
    Schema.Struct({
      opt: Schema.optionalKey(Schema.Number),
      ubCgh: Schema.optionalKey(Schema.Number),
      ubIls: Schema.optionalKey(Schema.Number)
    })
  )
})
type Line = typeof Line.Type

interface Measured {
  readonly line: Line
  readonly problem: ShiftProblem
  readonly outcome: Outcome<ShiftPlan>
  readonly ms: number
}

/** An instance no plan was found for that has every order in time. */
interface Unsolved {
  readonly line: Line
  readonly refused: string
  readonly ms: number
}

const problemOf = (line: Line): ShiftProblem => ({
  floor: floorOf(line),
  limits: { lines: line.cap },
  setupMillis: line.setup,
  millisPerLine: line.pickTime,
  weights: { work: 1, makespan: 0 },
  pickers: Array.from({ length: line.pickers }, (_, index) => ({
    id: String(index),
    fromMillis: 0,
    untilMillis: Number.MAX_SAFE_INTEGER,
    millisPerMm: line.timePerUnit,
    start: line.start,
    end: line.end
  })),
  orders: line.orders.map(({ due, lines }, index) => ({
    id: orderName(index),
    stops: lines.map(([product]) => line.prod[product - 1]?.[0] ?? -1),
    totes: 1,
    volumeMm3: 0,
    massGrams: 0,
    due: { atMillis: due, lateness: "hard" }
  }))
})

const { instances: file, json, limit, own, seconds, seed, solutions } = readArguments(2, ["clock"])
const now = clockOf(own("clock"))

const measure = (line: Line): Measured | Unsolved => {
  const problem = problemOf(line)
  const { ms, value } = timed(() => {
    const stop = afterMillis(1000 * seconds, now)
    return solveShift(problem, { seed, stop })
  })
  if (Result.isSuccess(value)) return { line, problem, outcome: value.success, ms }
  const refused = shiftRefusalText(value.failure)
  return value.failure._tag === "NoPlanInTime" ? { line, refused, ms } : refuse(`${line.name}: ${refused}`)
}

/** The published cost, the best there is; null when there is none. */
const referenceOf = ({ ref }: Line): number | null => {
  const { opt, ubCgh = Number.POSITIVE_INFINITY, ubIls = Number.POSITIVE_INFINITY } = ref ?? {}
  const best = opt ?? Math.min(ubCgh, ubIls)
  return best < Number.POSITIVE_INFINITY ? best : null
}

const lineOf = ({ line, ms, outcome, problem }: Measured): BenchLine => {
  const reference = referenceOf(line)
  return {
    instance: line.name,
    cost: outcome.cost,
    bound: outcome.bound,
    stoppedBy: outcome.stoppedBy,
    reference,
    gapPercent: gapTo(outcome.cost, reference),
    ms,
    violations: shiftViolations(problem, outcome.plan).length
  }
}

/** The same fields, those of a plan without a value, and why there is none. */
const lineWithout = ({ line, ms, refused }: Unsolved) => ({
  instance: line.name,
  cost: null,
  bound: null,
  stoppedBy: null,
  reference: referenceOf(line),
  gapPercent: null,
  ms,
  violations: 0,
  refused
})

const tripsOf = ({ line, outcome }: Measured) => ({
  instance: line.name,
  trips: outcome.plan.trips.map(({ orders, picker, startsAtMillis, walk }) => ({
    orders: orders.map(Number),
    picker: Number(picker),
    start: startsAtMillis,
    walk
  }))
})

const lines = orRefuse(readJsonLines(file, limit, Schema.decodeUnknownResult(Schema.fromJsonString(Line))))
if (lines.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
const measured: Array<Measured> = []
for (const line of lines) {
  const each = measure(line)
  if ("refused" in each) console.log(json ? JSON.stringify(lineWithout(each)) : `${each.line.name}: ${each.refused}`)
  else {
    measured.push(each)
    if (json) console.log(JSON.stringify(lineOf(each)))
  }
}
if (!json) printTable(summaryOf(measured.map(lineOf)))
writeSolutions(solutions, measured.map(tripsOf))
