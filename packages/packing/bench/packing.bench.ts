/**
 * `pnpm bench packing --set boxpacker-ecommerce --instances DIR [--json] [--limit N] [--seed N] [--solutions FILE]`
 *
 * Packs every order, checks the plan by `violations`, and compares cartons with the published reference. With
 * `--json` a line per order: cost, bound and reference in cartons, gap to the reference in percent, fill in percent
 * of the volume inside, the time of `solve` alone in ms. Totals come last, on standard error when lines are JSON.
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { solve } from "../src/pack.ts"
import { costPerCarton, innerVolumeMm3, unitVolumeMm3 } from "../src/PackingProblem.ts"
import { describePackingRefusal } from "../src/PackingRefusal.ts"
import type { PackPlan } from "../src/PackPlan.ts"
import { violations } from "../src/violations.ts"
import { instanceSets, type Instance } from "./instances.ts"

interface Line {
  readonly instance: string
  readonly cost: number
  readonly bound: number
  readonly reference: number
  readonly gapPercent: number
  readonly fillPercent: number
  readonly ms: number
  readonly violations: number
}

interface Packed {
  readonly line: Line
  readonly litres: number
  readonly plan: PackPlan
}

/** Orders packed before any is timed, so that the compiler has seen the code. */
const warmUp = 300

const main = (): void => {
  const options = optionsFrom(process.argv.slice(2))
  const instances = options.read(options.folder).slice(0, options.limit)
  for (const instance of instances.slice(0, warmUp)) packed(instance, options.seed)
  const results = instances.map((instance) => packed(instance, options.seed))
  if (options.json) for (const { line } of results) console.log(JSON.stringify(line))
  if (options.solutions !== undefined) writeFileSync(options.solutions, results.map(solution).join(""))
  const totals = totalsOf(results)
  if (options.json) console.error(totals)
  else console.log(totals)
  if (results.some(({ line }) => line.violations > 0)) process.exitCode = 1
}

const packed = ({ name, problem, reference }: Instance, seed: number): Packed => {
  const begun = process.hrtime.bigint()
  const solved = solve(problem, { seed, stop: whenExhausted })
  const ms = Number(process.hrtime.bigint() - begun) / 1e6
  if (Result.isFailure(solved)) throw new RangeError(`order ${name}: ${describePackingRefusal(solved.failure)}`)
  const { plan, bound } = solved.success
  const cost = plan.cartons.length
  const volumes = new Map(problem.cartons.map((type) => [type.id, innerVolumeMm3(type)]))
  const insideMm3 = plan.cartons.reduce((sum, { carton }) => sum + (volumes.get(carton) ?? 0), 0)
  const itemsMm3 = problem.items.reduce((sum, item) => sum + item.quantity * unitVolumeMm3(item), 0)
  const line = {
    instance: name,
    cost,
    bound: Math.floor(bound / costPerCarton),
    reference,
    gapPercent: (100 * (cost - reference)) / reference,
    fillPercent: (100 * itemsMm3) / insideMm3,
    ms,
    violations: violations(problem, plan).length
  }
  return { line, litres: insideMm3 / 1e6, plan }
}

/** Placements under the names of the file: what tells two sizes of one name apart is left off. */
const solution = ({ line, plan }: Packed): string => {
  const bins = plan.cartons.map(({ carton, placements }) => ({
    carton,
    placements: placements.map((placement) => ({ ...placement, item: placement.item.replace(/#\d+$/, "") }))
  }))
  return `${JSON.stringify({ instance: line.instance, bins })}\n`
}

const totalsOf = (results: ReadonlyArray<Packed>): string => {
  const lines = results.map(({ line }) => line)
  const sum = (of: (line: Line) => number): number => lines.reduce((total, line) => total + of(line), 0)
  const times = lines.map(({ ms }) => ms).sort((a, b) => a - b)
  const percentile = (percent: number): string =>
    (times[Math.min(times.length - 1, Math.floor((percent / 100) * times.length))] ?? 0).toFixed(3)
  const litres = results.reduce((total, result) => total + result.litres, 0)
  const worse = lines.filter(({ cost, reference }) => cost > reference).length
  const better = lines.filter(({ cost, reference }) => cost < reference).length
  return [
    `orders ${lines.length}, violations ${sum((line) => line.violations)}`,
    `cartons ${sum(({ cost }) => cost)}, reference ${sum(({ reference }) => reference)}, ` +
      `bound ${sum(({ bound }) => bound)}`,
    `fewer than the reference on ${better} orders, more on ${worse}; ${litres.toFixed(0)} litres shipped`,
    `ms: mean ${(sum(({ ms }) => ms) / Math.max(1, lines.length)).toFixed(3)}, p50 ${percentile(50)}, ` +
      `p95 ${percentile(95)}, p99 ${percentile(99)}, most ${(times.at(-1) ?? 0).toFixed(3)}`
  ].join("\n")
}

const optionsFrom = (words: Array<string>) => {
  const { values } = parseArgs({
    args: words,
    options: {
      set: { type: "string" },
      instances: { type: "string" },
      json: { type: "boolean", default: false },
      limit: { type: "string" },
      seed: { type: "string", default: "0" },
      solutions: { type: "string" }
    }
  })
  const read = values.set === undefined ? undefined : instanceSets[values.set]
  if (read === undefined) {
    throw new RangeError(
      `--set: expected one of ${Object.keys(instanceSets).join(", ")}, got ${values.set ?? "nothing"}`
    )
  }
  if (values.instances === undefined) throw new RangeError("--instances: expected a folder, got nothing")
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber("--limit", values.limit)
  const { json, solutions } = values
  return { read, folder: values.instances, json, limit, seed: wholeNumber("--seed", values.seed), solutions }
}

const wholeNumber = (option: string, text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new RangeError(`${option}: expected a whole number, got ${text}`)
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
