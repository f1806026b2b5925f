/**
 * `pnpm bench scattered --instances FILE --seconds S [--seed N] [--blocks 1|2] [--only TEXT] [--every N]
 * [--clock wall|cpu] [--json] [--limit N] [--solutions FILE]`
 *
 * Chooses where to take what and walks, on every instance of a published set, and compares with the published optimum.
 * `--blocks 2` puts a cross-aisle in the middle; `--only` takes the instances whose names contain the text, `--every`
 * each Nth of those; `--clock cpu` counts seconds of computing alone. With `--json` a line per instance, else a table.
 * `--solutions` writes the cells in the order visited, each with the quantity and the article taken.
 */
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { solveScattered } from "@stowage/picking-optimisation/scattered/scattered"
import { type ScatteredPlan, scatteredViolations } from "@stowage/picking-optimisation/scattered/ScatteredPlan"
import { scatteredRefusalText } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { clockOf, orRefuse, readArguments, refuse, wholeNumber } from "./arguments.ts"
import { blocksOf } from "./cells.ts"
import { type BenchLine, gapTo, printTable, summaryOf, writeSolutions } from "./report.ts"
import { readScattered, type ScatteredInstance } from "./scatteredInstances.ts"

interface Measured {
  readonly instance: ScatteredInstance
  readonly outcome: Outcome<ScatteredPlan>
  readonly ms: number
}

const solved = ({ name, problem }: ScatteredInstance, millis: number): Outcome<ScatteredPlan> => {
  const outcome = solveScattered(problem, { seed, stop: afterMillis(millis, now) })
  if (Result.isSuccess(outcome)) return outcome.success
  return refuse(`${name}: ${scatteredRefusalText(outcome.failure)}`)
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
    violations: scatteredViolations(instance.problem, outcome.plan).length
  }
}

const walkOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  walk: outcome.plan.takes.map(({ location, quantity, sku }) => [
    ...(instance.cellOf.get(location) ?? []),
    quantity,
    Number(sku)
  ])
})

const {
  instances: file,
  json,
  limit,
  own,
  seconds,
  seed,
  solutions
} = readArguments(10, ["blocks", "only", "every", "clock"])
const blocks = blocksOf(own("blocks")) ?? refuse(`--blocks: expected 1 or 2, got ${own("blocks")}`)
const now = clockOf(own("clock"))
const only = own("only")
const every = wholeNumber("every", own("every") || "1")
const instances = orRefuse(readScattered(file, { only, every, limit }, blocks))
if (instances.length === 0) refuse(`--instances ${file}: expected at least one instance, got none`)
// Warm-up: what is measured is the method, not the compiler.
for (const instance of instances.slice(0, 200)) solved(instance, 20)
const measured = instances.map((instance): Measured => {
  const start = now()
  const outcome = solved(instance, 1000 * seconds)
  return { instance, outcome, ms: now() - start }
})
const lines = measured.map(lineOf)
if (json) for (const line of lines) console.log(JSON.stringify(line))
else printTable(summaryOf(lines))
writeSolutions(solutions, measured.map(walkOf))
