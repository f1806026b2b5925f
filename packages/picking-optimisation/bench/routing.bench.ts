/**
 * `pnpm bench routing --instances FILE [--json] [--limit N] [--solutions FILE] [--seed N]`
 *
 * Routes every instance of a published set by the exact method and compares with the published optimum. With `--json` a
 * line per instance, else a table that also shows the named heuristics. `--solutions` writes the cells in the order
 * visited. The seed is accepted for uniformity; nothing here draws.
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import * as Result from "effect/Result"
import { gapPercent, type Outcome } from "@stowage/kernel/Outcome"
import { type PickRoute, routeViolations } from "@stowage/picking-optimisation/PickRoute"
import { type RouteMethod, solveRoute } from "@stowage/picking-optimisation/route"
import { routingRefusalText } from "@stowage/picking-optimisation/RoutingProblem"
import { type Instance, readInstances } from "./instances.ts"

interface Arguments {
  readonly instances: string
  readonly json: boolean
  readonly limit: number
  readonly solutions: string | undefined
}

interface Measured {
  readonly instance: Instance
  readonly outcome: Outcome<PickRoute>
  readonly ms: number
}

const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const wholeNumber = (name: string, text: string): number =>
  /^\d{1,9}$/.test(text) ? Number(text) : refuse(`--${name}: expected a whole number, got ${text}`)

const readArguments = (): Arguments => {
  const options = {
    instances: { type: "string" },
    json: { type: "boolean", default: false },
    limit: { type: "string", default: "999999999" },
    solutions: { type: "string" },
    seed: { type: "string", default: "0" }
  } as const
  const parsed = Result.try({
    try: () => parseArgs({ options, args: process.argv.slice(2).filter((text) => text !== "--") }).values,
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
  if (Result.isFailure(parsed)) return refuse(parsed.failure)
  const { instances, json, limit, seed, solutions } = parsed.success
  if (instances === undefined) return refuse("--instances: expected a file of instances, got nothing")
  wholeNumber("seed", seed)
  return { instances, json, limit: wholeNumber("limit", limit), solutions }
}

const solved = ({ name, problem }: Instance, method: RouteMethod): Outcome<PickRoute> => {
  const outcome = solveRoute(problem, { method })
  if (Result.isSuccess(outcome)) return outcome.success
  return refuse(`${name}: ${routingRefusalText(outcome.failure)}`)
}

const measure = (instance: Instance): Measured => {
  const start = process.hrtime.bigint()
  const outcome = solved(instance, "exact")
  const ms = Number(process.hrtime.bigint() - start) / 1e6
  return { instance, outcome, ms }
}

const lineOf = ({ instance, ms, outcome }: Measured) => {
  const cost = outcome.cost + instance.besidesMm
  return {
    instance: instance.name,
    cost,
    bound: outcome.bound + instance.besidesMm,
    stoppedBy: outcome.stoppedBy,
    reference: instance.optimumMm,
    gapPercent: gapPercent({ cost, bound: instance.optimumMm }),
    ms,
    violations: routeViolations(instance.problem, outcome.plan).length
  }
}

const walkOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  walk: outcome.plan.visits.map((visit) => instance.cellOf.get(visit.id))
})

const mean = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

const quantile = (ascending: ReadonlyArray<number>, part: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))] ?? Number.NaN

const table = (measured: ReadonlyArray<Measured>): ReadonlyArray<readonly [string, string]> => {
  const lines = measured.map(lineOf)
  const ms = lines.map((line) => line.ms).sort((a, b) => a - b)
  const meanGap = (method: RouteMethod): string => {
    const gaps = measured.map(({ instance }) =>
      gapPercent({ cost: solved(instance, method).cost + instance.besidesMm, bound: instance.optimumMm })
    )
    return `${mean(gaps).toFixed(2)} %`
  }
  return [
    ["instances", String(lines.length)],
    ["optimal", String(lines.filter((line) => line.cost === line.reference).length)],
    ["violations", String(lines.reduce((sum, line) => sum + line.violations, 0))],
    ["mean ms", mean(ms).toFixed(4)],
    ["p50 ms", quantile(ms, 0.5).toFixed(4)],
    ["p99 ms", quantile(ms, 0.99).toFixed(4)],
    ["max ms", quantile(ms, 1).toFixed(4)],
    ["mean gap of S-shape", meanGap("sShape")],
    ["mean gap of largest gap", meanGap("largestGap")]
  ]
}

const { instances: file, json, limit, solutions } = readArguments()
const read = readInstances(file, limit)
const instances = Result.isFailure(read) ? refuse(read.failure) : read.success
if (instances.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
// Warm-up: what is measured is the method, not the compiler.
const warmUp = Math.max(3, Math.ceil(3_000 / instances.length))
for (let round = 0; round < warmUp; round++) for (const instance of instances) solved(instance, "exact")
const measured = instances.map(measure)
if (json) for (const one of measured) console.log(JSON.stringify(lineOf(one)))
else for (const [label, value] of table(measured)) console.log(`${label.padEnd(24)} ${value}`)
if (solutions !== undefined) {
  const written = Result.try({
    try: () => writeFileSync(solutions, measured.map((one) => `${JSON.stringify(walkOf(one))}\n`).join("")),
    catch: (error) => String(error)
  })
  if (Result.isFailure(written))
    refuse(`--solutions ${solutions}: expected a file that can be written, got ${written.failure}`)
}
