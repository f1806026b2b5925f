/**
 * `pnpm bench batching --instances FILE [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]
 * [--policy optimal|traversal|return|midpoint|largestGap|combined] [--every N] [--clock wall|cpu]`
 *
 * Batches every instance of a published set within so many seconds each, one after the other on one thread, and
 * compares with the best published plan for that way to walk. With `--json` a line per instance, else a table.
 * `--solutions` writes the orders of each batch by their place in the instance. Plans better than the published ones
 * have a gap below 0 and are named below the table. `--every N` takes every Nth instance, `--clock cpu` counts the
 * seconds that this process computes, for machines that have other work; `ms` is on the wall all the same.
 */
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { batchingRefusalText } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { type BatchPlan, batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { clockOf, orRefuse, readArguments, refuse } from "./arguments.ts"
import { type Instance, policyOf, type PublishedPolicy, readInstances } from "./batchingInstances.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

interface Measured {
  readonly instance: Instance
  readonly outcome: Outcome<BatchPlan>
  readonly ms: number
}

const measure = (instance: Instance, seconds: number): Measured => {
  const { ms, value } = timed(() => {
    const stop = afterMillis(1000 * seconds, now)
    return solveBatching(instance.problem, { seed, stop })
  })
  if (Result.isSuccess(value)) return { instance, outcome: value.success, ms }
  return refuse(`${instance.name}: ${batchingRefusalText(value.failure)}`)
}

const lineOf = ({ instance, ms, outcome }: Measured): BenchLine => {
  const besidesMm = instance.besidesMm * outcome.plan.batches.length
  // Sums of decimals in another order than the published ones.
  const cost = Number((outcome.cost + besidesMm).toFixed(6))
  const bound = outcome.stoppedBy === "proved" ? cost : outcome.bound
  const reference = instance.referenceMm
  return {
    instance: instance.name,
    cost,
    bound: Math.min(cost, bound),
    stoppedBy: outcome.stoppedBy,
    reference,
    gapPercent: gapTo(cost, reference),
    ms,
    violations: batchViolations(instance.problem, outcome.plan).length
  }
}

const batchesOf = ({ instance, outcome }: Measured) => ({
  instance: instance.name,
  batches: outcome.plan.batches.map((batch) => batch.orders.map(Number))
})

const isPolicy = (text: string): text is PublishedPolicy => Object.hasOwn(policyOf, text)

const { instances: file, json, limit, own, seconds, seed, solutions } = readArguments(1, ["policy", "every", "clock"])
const policy = own("policy") || "optimal"
const every = Number(own("every") || 1)
if (!(Number.isInteger(every) && every > 0)) refuse(`--every: expected a whole number above 0, got ${own("every")}`)
const now = clockOf(own("clock"))
if (!isPolicy(policy)) {
  refuse(`--policy: expected one of ${Object.keys(policyOf).join(", ")}, got ${policy}`)
} else {
  const instances = orRefuse(readInstances(file, limit, policy)).filter((_, index) => index % every === 0)
  const [first] = instances
  if (first === undefined) refuse(`--instances ${file}: expected at least one instance, got none`)
  // Warm-up: what is measured is the method, not the compiler.
  else for (let round = 0; round < 3; round++) measure(first, Math.min(seconds, 0.1))
  const measured: Array<Measured> = []
  for (const instance of instances) {
    const one = measure(instance, seconds)
    measured.push(one)
    if (json) console.log(JSON.stringify(lineOf(one)))
  }
  if (!json) {
    const lines = measured.map(lineOf)
    printTable(summaryOf(lines))
    for (const { cost, gapPercent, instance, reference } of lines) {
      if (gapPercent !== null && gapPercent < -1e-6)
        console.log(`better than published: ${instance} ${cost} (${reference})`)
    }
  }
  writeSolutions(solutions, measured.map(batchesOf))
}
