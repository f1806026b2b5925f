/**
 * Quadratic assignment: `NAME.dat` of QAPLIB, with the published cost in `NAME.sln` beside it or in `best_known.csv`.
 *
 * Source of the set: Burkard, Karisch and Rendl (1997), QAPLIB: a quadratic assignment problem library, Journal of
 * Global Optimization 10.
 */
import { existsSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { afterMillis } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { solveQuadratic } from "../src/pairs/quadratic.ts"
import { quadraticViolations } from "../src/pairs/QuadraticPlan.ts"
import { type QuadraticProblem, quadraticRefusalText } from "../src/pairs/QuadraticProblem.ts"
import { type BenchSet, gapTo, type Measured, type SetOptions, timed } from "./BenchSet.ts"
import { filesBelow, numbersIn } from "./folders.ts"

/** Costs published since the library's own solution files. */
const publishedSince: Readonly<Record<string, number>> = {
  kra32: 88700,
  tai40a: 3139370,
  tai50a: 4938796,
  tai60a: 7205962,
  tai80a: 13499184,
  tai100a: 21044752
}

export const qapSet: BenchSet = (options) => {
  const folder = statSync(options.instances).isDirectory() ? options.instances : dirname(options.instances)
  const listed = listedCosts(join(folder, "best_known.csv"))
  return filesBelow(options.instances)
    .filter((file) => file.endsWith(".dat"))
    .map((file) => {
      const name = basename(file, ".dat")
      return { name, measure: () => measure(name, file, listed.get(name), options) }
    })
}

const measure = (
  name: string,
  file: string,
  listed: number | undefined,
  { now, seconds, seed }: SetOptions
): Measured => {
  const problem = problemIn(file)
  const { ms, value } = timed(() => solveQuadratic(problem, { seed, stop: afterMillis(1000 * seconds, now) }))
  if (Result.isFailure(value)) throw new RangeError(`${name}: ${quadraticRefusalText(value.failure)}`)
  const { bound, cost, plan } = value.success
  const known = [publishedSince[name], listed, numbersIn(file.replace(/\.dat$/, ".sln"))[1]]
  const costs = known.filter((published) => published !== undefined)
  const reference = costs.length === 0 ? null : Math.min(...costs)
  const violations = quadraticViolations(problem, plan).length
  const line = { instance: name, cost, bound, reference, gapPercent: gapTo(cost, reference), ms, violations }
  return { line, assignment: plan.places }
}

const problemIn = (file: string): QuadraticProblem => {
  const [size = 0, ...cells] = numbersIn(file)
  const table = (from: number): ReadonlyArray<ReadonlyArray<number>> =>
    Array.from({ length: size }, (_, row) => cells.slice(from + row * size, from + (row + 1) * size))
  return { flows: table(0), distances: table(size * size) }
}

const listedCosts = (file: string): ReadonlyMap<string, number> => {
  if (!existsSync(file)) return new Map()
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .map((row) => row.split(","))
  return new Map(rows.flatMap(([name = "", , cost = ""]) => (Number(cost) > 0 ? [[name, Number(cost)] as const] : [])))
}
