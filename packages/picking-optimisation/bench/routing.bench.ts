/**
 * `pnpm bench routing --instances FILE [--blocks 1|2] [--json] [--limit N] [--solutions FILE]`
 * `pnpm bench routing --cross-aisles H --aisles M --picks N [--limit N] [--seed N] [--json]`
 * `pnpm bench routing --check [--limit N] [--seed N] [--json]`
 *
 * Routes every instance of a published set by the exact method and compares with the published optimum; `--blocks 2`
 * puts a cross-aisle in the middle. With `--json` a line per instance, else a table that also shows the named
 * heuristics. `--solutions` writes the cells in the order visited. Nothing here is limited in time. The other two draw
 * floors, the last one small ones on which another method says what the shortest walk is.
 */
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { type PickRoute, routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { type RouteMethod, routeMethods, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { orRefuse, readArguments, refuse } from "./arguments.ts"
import { blocksOf } from "./cells.ts"
import { benchGenerated } from "./generatedFloors.ts"
import { type BenchLine, gapTo, mean, printTable, summaryOf, timed, writeSolutions } from "./report.ts"
import { type Instance, readInstances } from "./routingInstances.ts"

interface Measured {
  readonly instance: Instance
  readonly outcome: Outcome<PickRoute>
  readonly ms: number
}

const solved = ({ name, problem }: Instance, method: RouteMethod): Outcome<PickRoute> => {
  const outcome = solveRoute(problem, { method })
  if (Result.isSuccess(outcome)) return outcome.success
  return refuse(`${name}: ${routingRefusalText(outcome.failure)}`)
}

const measure = (instance: Instance): Measured => {
  const { ms, value } = timed(() => solved(instance, "exact"))
  return { instance, outcome: value, ms }
}

const lineOf = ({ instance, ms, outcome }: Measured): BenchLine => {
  const cost = outcome.cost + instance.besidesMm
  return {
    instance: instance.name,
    cost,
    bound: outcome.bound + instance.besidesMm,
    stoppedBy: outcome.stoppedBy,
    reference: instance.optimumMm,
    gapPercent: gapTo(cost, instance.optimumMm),
    ms,
    violations: routeViolations(instance.problem, outcome.plan).length
  }
}

const walkOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  walk: outcome.plan.visits.map((visit) => instance.cellOf.get(visit.id))
})

const gapRow = (instances: ReadonlyArray<Instance>, method: RouteMethod): readonly [string, string] => {
  const gaps = instances.map((instance) =>
    gapTo(solved(instance, method).cost + instance.besidesMm, instance.optimumMm)
  )
  return [`mean gap of ${method}`, `${mean(gaps.map(Number)).toFixed(2)} %`]
}

const benchPublished = (): void => {
  const { instances: file, json, limit, own, solutions } = readArguments(1, ["blocks"])
  const blocks = blocksOf(own("blocks")) ?? refuse(`--blocks: expected 1 or 2, got ${own("blocks")}`)
  const instances = orRefuse(readInstances(file, limit, blocks))
  if (instances.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
  // Warm-up: what is measured is the method, not the compiler.
  const warmUp = Math.max(3, Math.ceil(3_000 / instances.length))
  for (let round = 0; round < warmUp; round++) for (const instance of instances) solved(instance, "exact")
  const measured = instances.map(measure)
  const lines = measured.map(lineOf)
  if (json) for (const line of lines) console.log(JSON.stringify(line))
  else {
    const heuristics = routeMethods.filter((method) => method !== "exact")
    printTable([...summaryOf(lines), ...heuristics.map((method) => gapRow(instances, method))])
  }
  writeSolutions(solutions, measured.map(walkOf))
}

const words = process.argv.slice(2).filter((word) => word !== "--")
if (words.includes("--cross-aisles") || words.includes("--check")) benchGenerated(words)
else benchPublished()
