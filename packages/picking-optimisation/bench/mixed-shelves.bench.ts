/**
 * `pnpm bench mixed-shelves --instances FILE_OR_DIR [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]`
 * `pnpm bench mixed-shelves --generate small|medium|large …`
 *
 * Selects, batches and routes every instance for `--seconds`, 5 when not given. `--generate` makes `--limit` instances
 * (1 when not given) by the published rules instead of reading any. `--reference NAME=COST,…` says what to compare
 * with; `--within-aisle straight` walks along aisles from item to item, which the published distances do not.
 * `--solutions` writes every picklist as its items in the order of the walk.
 */
import { performance } from "node:perf_hooks"
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterMillis } from "@stowage/kernel/Stop"
import { solveMixedShelves } from "@stowage/picking-optimisation/shelves/mixedShelves"
import { type MixedShelvesPlan, mixedShelvesViolations } from "@stowage/picking-optimisation/shelves/MixedShelvesPlan"
import {
  type MixedShelvesProblem,
  mixedShelvesRefusalText
} from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { orRefuse, readArguments, refuse } from "./arguments.ts"
import { generateShelves, type ShelfSize, shelfSizes } from "./mixedShelvesGenerator.ts"
import { instanceFiles, readShelves, shelvesProblem, type WithinAisle } from "./mixedShelvesInstances.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed, writeSolutions } from "./report.ts"

interface ShelvesLine extends BenchLine {
  readonly items: number
  readonly picklists: number
}

type Instance = readonly [name: string, problem: () => MixedShelvesProblem]

/** What `--limit` is when it is not given. */
const unlimited = 999_999_999
const asked = readArguments(5, ["generate", "reference", "within-aisle"])

const withinAisle = ((): WithinAisle => {
  const text = asked.own("within-aisle") || "byCrossAisle"
  if (text === "straight" || text === "byCrossAisle") return text
  return refuse(`--within-aisle: expected straight or byCrossAisle, got ${text}`)
})()

const referenceOf = new Map(
  (asked.own("reference") || "").split(",").flatMap((text) => {
    if (text === "") return []
    const [name = "", cost = ""] = text.split("=")
    if (!(Number(cost) > 0)) return refuse(`--reference: expected NAME=COST, got ${text}`)
    return [[name, Number(cost)] as const]
  })
)

const instances = (): ReadonlyArray<Instance> => {
  const size = asked.own("generate")
  if (size === "") {
    const files = orRefuse(instanceFiles(asked.instances)).slice(0, asked.limit)
    return files.map(([name, file]) => [name, () => shelvesProblem(orRefuse(readShelves(file)), withinAisle)])
  }
  const isSize = (text: string): text is ShelfSize => text in shelfSizes
  if (!isSize(size)) return refuse(`--generate: expected one of ${Object.keys(shelfSizes).join(", ")}, got ${size}`)
  return Array.from({ length: asked.limit === unlimited ? 1 : asked.limit }, (_, number) => [
    `generated-${size}-${number}`,
    () => shelvesProblem(generateShelves(size, number), withinAisle)
  ])
}

const solved = (name: string, problem: MixedShelvesProblem): Outcome<MixedShelvesPlan> => {
  const stop = afterMillis(asked.seconds * 1000, () => performance.now())
  const outcome = solveMixedShelves(problem, { seed: asked.seed, stop })
  return Result.isSuccess(outcome) ? outcome.success : refuse(`${name}: ${mixedShelvesRefusalText(outcome.failure)}`)
}

const picklistsOf = ({ plan }: Outcome<MixedShelvesPlan>) => plan.batches.flatMap(({ picklists }) => picklists)

const lineOf = (
  name: string,
  problem: MixedShelvesProblem,
  outcome: Outcome<MixedShelvesPlan>,
  ms: number
): ShelvesLine => {
  const reference = referenceOf.get(name) ?? null
  const { bound, cost, plan, stoppedBy } = outcome
  return {
    instance: name,
    cost,
    bound,
    stoppedBy,
    reference,
    gapPercent: gapTo(cost, reference),
    ms,
    violations: mixedShelvesViolations(problem, plan).length,
    items: picklistsOf(outcome).reduce((sum, { picks }) => sum + picks.length, 0),
    picklists: picklistsOf(outcome).length
  }
}

const tripsOf = (instance: string, { plan }: Outcome<MixedShelvesPlan>) => ({
  instance,
  trips: plan.batches.flatMap(({ orders, picklists }, batch) =>
    picklists.map(({ picks, zone }) => {
      const walk = picks.map(({ unit }) => unit)
      return { batch, zone, orders, items: walk.toSorted(), walk }
    })
  )
})

const lines: Array<ShelvesLine> = []
const trips: Array<ReturnType<typeof tripsOf>> = []
const found = instances()
if (found.length === 0) refuse(`--instances ${asked.instances}: expected at least one instance, got none`)
for (const [name, make] of found) {
  const problem = make()
  const { ms, value } = timed(() => solved(name, problem))
  const line = lineOf(name, problem, value, ms)
  lines.push(line)
  if (asked.json) console.log(JSON.stringify(line))
  if (asked.solutions !== undefined) trips.push(tripsOf(name, value))
}
if (!asked.json) {
  const sum = (of: (line: ShelvesLine) => number): number => lines.reduce((total, line) => total + of(line), 0)
  printTable([
    ...summaryOf(lines),
    ["mean cost", (sum(({ cost }) => cost) / lines.length).toFixed(1)],
    ["walk per item", (sum(({ cost }) => cost) / sum(({ items }) => items)).toFixed(3)],
    ["items per picklist", (sum(({ items }) => items) / sum(({ picklists }) => picklists)).toFixed(2)]
  ])
}
writeSolutions(asked.solutions, trips)
