/**
 * Generalised assignment: files as in the OR-Library, one instance each, with the published cost in a `best_known.csv`
 * above them.
 *
 * Source of the sets: Cattrysse, Salomon and Van Wassenhove (1994), European Journal of Operational Research 72; Chu
 * and Beasley (1997), A genetic algorithm for the generalised assignment problem, Computers and Operations Research 24;
 * Yagiura, Ibaraki and Glover (2004), INFORMS Journal on Computing 16.
 */
import { existsSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { afterMillis } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { solveGeneralised } from "../src/zoning/generalised.ts"
import { generalisedViolations } from "../src/zoning/GeneralisedPlan.ts"
import { type GeneralisedProblem, generalisedRefusalText } from "../src/zoning/GeneralisedProblem.ts"
import { type BenchSet, gapTo, type Measured, type SetOptions, timed } from "./BenchSet.ts"
import { filesBelow, numbersIn } from "./folders.ts"

export const gapSet: BenchSet = (options) => {
  const known = listedCosts(options.instances)
  return filesBelow(options.instances)
    .filter((file) => /^(gap\d+-\d+|[a-e]\d{5,6})$/.test(basename(file)))
    .map((file) => {
      const name = basename(file)
      return { name, measure: () => measure(name, file, known.get(name) ?? null, options) }
    })
}

const measure = (
  name: string,
  file: string,
  reference: number | null,
  { now, seconds, seed }: SetOptions
): Measured => {
  const problem = problemIn(file)
  const { ms, value } = timed(() => solveGeneralised(problem, { seed, stop: afterMillis(1000 * seconds, now) }))
  if (Result.isFailure(value)) throw new RangeError(`${name}: ${generalisedRefusalText(value.failure)}`)
  const { bound, cost, plan } = value.success
  const violations = generalisedViolations(problem, plan).length
  const line = { instance: name, cost, bound, reference, gapPercent: gapTo(cost, reference), ms, violations }
  return { line, assignment: plan.zones }
}

const problemIn = (file: string): GeneralisedProblem => {
  const [zones = 0, items = 0, ...cells] = numbersIn(file)
  const table = (from: number): ReadonlyArray<ReadonlyArray<number>> =>
    Array.from({ length: zones }, (_, row) => cells.slice(from + row * items, from + (row + 1) * items))
  const capacities = cells.slice(2 * zones * items, 2 * zones * items + zones)
  return { costs: table(0), loads: table(zones * items), capacities }
}

/** Published costs by name, from `best_known.csv` in the folder, or up to two above. */
const listedCosts = (path: string): ReadonlyMap<string, number> => {
  let folder = statSync(path).isDirectory() ? path : dirname(path)
  for (let up = 0; up < 2 && !existsSync(join(folder, "best_known.csv")); up++) folder = dirname(folder)
  const file = join(folder, "best_known.csv")
  if (!existsSync(file)) return new Map()
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .map((row) => row.trim().split(","))
  return new Map(rows.flatMap((row) => (Number(row[7]) > 0 ? [[basename(row[0]!), Number(row[7])] as const] : [])))
}
