/**
 * Slots a floor by its past orders: which SKU is to live where, by all rules, and what last month would have been so.
 *
 *     node src/main.ts [--orders FILE.csv] [--locations FILE.csv] [--items FILE.csv] [--seconds S] [--out DIR]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { afterMillis, gapPercent } from "@stowage/kernel"
import {
  describeSlotRefusal,
  reachByLevel,
  replayRefusalText,
  slottingFromTables,
  solve,
  tablesRefusalText,
  usualReach,
  violations,
  whatIf,
  type SlotPlan
} from "@stowage/slotting"
import { floorPlanOfPoints, heatPairSvg } from "@stowage/viz"
import * as Result from "effect/Result"
import { returnWalk } from "./returnWalk.ts"

const sample = join(import.meta.dirname, "..", "sample")
const { values } = parseArgs({
  options: {
    orders: { type: "string", default: join(sample, "orders.csv") },
    locations: { type: "string", default: join(sample, "locations.csv") },
    items: { type: "string", default: join(sample, "items.csv") },
    seconds: { type: "string", default: "2" },
    out: { type: "string", default: join(import.meta.dirname, "../../../out/slots") }
  }
})

/** What was made, or an exit that says what is wrong. */
const orExit = <A, E>(made: Result.Result<A, E>, say: (refusal: E) => string): A => {
  if (Result.isSuccess(made)) return made.success
  console.error(say(made.failure))
  process.exit(1)
}
const textOf = (file: string): string => readFileSync(file, "utf8")

const depot = { id: "pack", xMm: 18_000, yMm: 0 }
const { current, lines, problem } = orExit(
  slottingFromTables(
    { orders: textOf(values.orders), locations: textOf(values.locations), items: textOf(values.items) },
    {
      depot,
      walkMmPerSecond: 1_200,
      reachMillis: reachByLevel(3, 600, usualReach),
      rules: {
        heavyLow: { overGrams: 10_000, topLevel: 2 },
        segregation: [{ between: ["3", "8"], by: "aisle" }]
      }
    }
  ),
  tablesRefusalText
)
const stop = afterMillis(1000 * Number(values.seconds), () => performance.now())
const outcome = orExit(solve(problem, { seed: 1, stop }), describeSlotRefusal)

const routeMm = returnWalk(problem.faces, depot.xMm)
const row = (label: string, plan: SlotPlan): number => {
  const { congestion, reachMillis, refills, walkMillis, walkMm } = orExit(
    whatIf(problem, plan, lines, routeMm),
    replayRefusalText
  )
  console.log(
    `${label.padEnd(8)} ${(walkMm / 1e6).toFixed(1).padStart(6)} km walked ${(reachMillis / 60_000).toFixed(0).padStart(4)} min reached ` +
      `${String(refills).padStart(4)} refills ${(100 * congestion).toFixed(0).padStart(3)} % in one aisle ` +
      `${String(violations(problem, plan).length).padStart(3)} rules broken`
  )
  return walkMillis + reachMillis
}
console.log(`${problem.skus.length} SKUs, ${problem.faces.length} faces, ${lines.length} lines`)
const [before, after] = [row("as it is", current), row("slotted", outcome.plan)]
console.log(`saved: ${(100 * (1 - after / before)).toFixed(1)} % of walking and reaching`)
console.log(`a gap of at most ${gapPercent(outcome).toFixed(1)} % to the least that any slotting costs`)

const visits = new Map(problem.skus.map(({ sku, visitsPerDay }) => [sku, visitsPerDay]))
const heatOf = ({ assignments }: SlotPlan): ReadonlyMap<string, number> =>
  new Map(assignments.map(({ face, sku }) => [face, visits.get(sku) ?? 0]))
const places = problem.faces.flatMap(({ at, face }) => (at === undefined ? [] : [{ ...at, id: face }]))
const drawing = heatPairSvg(
  floorPlanOfPoints(places, [depot]),
  [
    { name: "As it is", visits: heatOf(current) },
    { name: "Slotted by visits, rules and what is ordered together", visits: heatOf(outcome.plan) }
  ],
  { title: "Visits a day, before and after slotting", unit: "visits a day" }
)
mkdirSync(values.out, { recursive: true })
const file = join(values.out, "slots.svg")
writeFileSync(file, drawing)
console.log(`drawn: ${file}`)
