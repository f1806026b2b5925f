/**
 * `pnpm bench obstacles --instances FILE [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]
 * [--truncated LAYOUT,…] [--clock wall|cpu]`
 *
 * Batches and routes every instance of a published set on open floors with obstacles within so many seconds each and
 * compares with the best published plan. The legs of a floor are measured once, beforehand. `--truncated` names the
 * layouts whose published lengths are sums of legs without their fractions: `Conventional` when not given. With
 * `--json` a line per instance, else a table. `--solutions` writes of each trip its orders, by their place in the
 * instance, and its `walk`: the places in the order visited, both depots included.
 */
import * as Result from "effect/Result"
import { afterMillis } from "@stowage/kernel/Stop"
import { type Outcome } from "@stowage/kernel/Outcome"
import { type TripPlan, tripViolations } from "@stowage/picking-optimisation/trips/TripPlan"
import { tripRefusalText } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips } from "@stowage/picking-optimisation/trips/trips"
import { clockOf, orRefuse, readArguments, refuse } from "./arguments.ts"
import { type ObstacleInstance, readInstances } from "./obstaclesInstances.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

interface Measured {
  readonly instance: ObstacleInstance
  readonly outcome: Outcome<TripPlan>
  readonly ms: number
}

const { instances: file, json, limit, own, seconds, seed, solutions } = readArguments(0.5, ["truncated", "clock"])
const now = clockOf(own("clock"))
const truncated = new Set((own("truncated") || "Conventional").split(","))

const measure = (instance: ObstacleInstance): Measured => {
  const { ms, value } = timed(() => {
    // The rest is for the walks that are kept, which are searched once more.
    const stop = afterMillis(960 * seconds, now)
    return solveTrips(instance.problem, { seed, stop })
  })
  if (Result.isSuccess(value)) return { instance, outcome: value.success, ms }
  return refuse(`${instance.name}: ${tripRefusalText(value.failure)}`)
}

const lineOf = ({ instance, ms, outcome }: Measured): BenchLine => ({
  instance: instance.name,
  cost: outcome.cost,
  bound: outcome.bound,
  stoppedBy: outcome.stoppedBy,
  reference: instance.referenceMm,
  gapPercent: gapTo(outcome.cost, instance.referenceMm),
  ms,
  violations: tripViolations(instance.problem, outcome.plan).length
})

const tripsOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  trips: outcome.plan.trips.map(({ orders, walk }) => ({ orders: orders.map(Number), walk }))
})

const instances = orRefuse(readInstances(file, limit, truncated))
if (instances.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
const measured = instances.map(measure)
const lines = measured.map(lineOf)
if (json) for (const line of lines) console.log(JSON.stringify(line))
else {
  const known = lines.filter((line) => line.reference !== null)
  const sum = (of: (line: BenchLine) => number): number => known.reduce((total, line) => total + of(line), 0)
  const total = sum((line) => line.cost) / sum((line) => line.reference ?? 0)
  printTable([...summaryOf(lines), ["total against reference", `${(100 * total - 100).toFixed(3)} %`]])
}
writeSolutions(solutions, measured.map(tripsOf))
