/**
 * `pnpm bench tsp --instances FILE_OR_FOLDER [--seconds S] [--seed N] [--limit N] [--nodes N] [--reference FILE]
 * [--json] [--solutions FILE]` and `pnpm bench tsp --check N [--seed N]`
 *
 * Searches a tour for every TSPLIB instance of a folder, or the one in a file, for so many seconds each, and compares
 * with the published lengths: those in a file `solutions` beside the instances, or in the one that `--reference` names.
 * `--nodes` leaves out instances with more. `--solutions` writes each tour by the file's own node numbers, from 1.
 * `--check` instead compares so many small random tours under all rules with the best of all orders.
 */
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { type TourPlan, tourViolations } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem } from "@stowage/picking-optimisation/tours/TourProblem"
import { tourRefusalText } from "@stowage/picking-optimisation/tours/TourRefusal"
import { orRefuse, readArguments, refuse, wholeNumber } from "./arguments.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"
import { readTsplib, tsplibFiles, tsplibReferences, type TspInstance } from "./tsplib.ts"

interface Measured {
  readonly instance: TspInstance
  readonly problem: TourProblem
  readonly outcome: Outcome<TourPlan>
  readonly ms: number
}

const { instances: path, json, limit, own, seconds, seed, solutions } = readArguments(1, ["nodes", "reference"])
const nodesAtMost = own("nodes") === "" ? Number.POSITIVE_INFINITY : wholeNumber("nodes", own("nodes"))

const problemOf = ({ between, count, points }: TspInstance): TourProblem => ({
  distances: { count, between, ...(points === undefined ? {} : { points }) },
  stops: Array.from({ length: count }, (_, place) => ({ id: String(place + 1), place }))
})

const solved = (instance: TspInstance): Measured => {
  const problem = problemOf(instance)
  const { ms, value } = timed(() =>
    solveTour(problem, { seed, stop: afterMillis(1_000 * seconds, () => performance.now()) })
  )
  if (Result.isSuccess(value)) return { instance, problem, outcome: value.success, ms }
  return refuse(`${instance.name}: ${tourRefusalText(value.failure)}`)
}

const lineOf = ({ instance, ms, outcome, problem }: Measured): BenchLine => ({
  instance: instance.name,
  cost: outcome.cost,
  bound: outcome.bound,
  stoppedBy: outcome.stoppedBy,
  reference: instance.reference,
  gapPercent: gapTo(outcome.cost, instance.reference),
  ms,
  violations: tourViolations(problem, outcome.plan).length
})

const tourOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  tour: outcome.plan.visits.flatMap((visit) => (visit._tag === "Stop" ? [Number(visit.id)] : []))
})

const files = orRefuse(tsplibFiles(path))
const references = orRefuse(tsplibReferences(path, own("reference")))
const lines: Array<BenchLine> = []
const tours: Array<unknown> = []
for (const file of files) {
  if (lines.length === limit) break
  const instance = orRefuse(readTsplib(file, references))
  if (instance.count > nodesAtMost) continue
  const measured = solved(instance)
  const line = lineOf(measured)
  lines.push(line)
  tours.push(tourOf(measured))
  if (json) console.log(JSON.stringify(line))
}
if (lines.length === 0) refuse(`--instances ${path}: expected at least one instance, got none`)
if (!json) printTable(summaryOf(lines))
writeSolutions(solutions, tours)
