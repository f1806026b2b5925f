/**
 * Plans the picking of an order file on a layout, and says what that saves over sorting by bin.
 *
 *     node src/main.ts [--orders FILE.csv] [--layout FILE.json] [--totes N] [--pickers N] [--seconds S] [--out DIR]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { afterMillis, gapPercent } from "@stowage/kernel"
import { layoutFileRefusalText, readLayoutFile } from "@stowage/layout"
import {
  batchingRefusalText,
  layoutRoutingRefusalText,
  pickingFloor,
  solveBatching
} from "@stowage/picking-optimisation"
import * as Result from "effect/Result"
import { page } from "./page.ts"
import { type PickListOrder, readOrders } from "./readOrders.ts"
import { onPickers } from "./shift.ts"
import { sortByBin } from "./sortByBin.ts"

const sample = join(import.meta.dirname, "..", "sample")
const { values } = parseArgs({
  options: {
    orders: { type: "string", default: join(sample, "orders.csv") },
    layout: { type: "string", default: join(sample, "layout.json") },
    totes: { type: "string", default: "8" },
    pickers: { type: "string", default: "4" },
    seconds: { type: "string", default: "2" },
    out: { type: "string", default: join(import.meta.dirname, "../../../out/picks") }
  }
})

/** What was made, or an exit that names the file and what is wrong with it. */
const orExit = <A, E>(made: Result.Result<A, E>, what: string, say: (refusal: E) => string): A => {
  if (Result.isSuccess(made)) return made.success
  console.error(`${what}: ${say(made.failure)}`)
  process.exit(1)
}
const count = (name: "pickers" | "totes"): number => {
  const asked = Number(values[name])
  const wrong = Result.fail(`expected a whole number above 0, got ${values[name]}`)
  return orExit(Number.isInteger(asked) && asked > 0 ? Result.succeed(asked) : wrong, `--${name}`, String)
}

const [totes, pickers] = [count("totes"), count("pickers")]
const layout = orExit(readLayoutFile(readFileSync(values.layout, "utf8")), values.layout, layoutFileRefusalText)
const orders = orExit(readOrders(readFileSync(values.orders, "utf8")), values.orders, String)
const { pickAt, ...where } = orExit(pickingFloor(layout), values.layout, layoutRoutingRefusalText)

const picksOf = ({ id, locations }: PickListOrder) =>
  locations.map((location) => {
    const pick = pickAt(location)
    const unknown = `order ${id}: expected a location of the layout, got ${location}`
    return orExit(pick === undefined ? Result.fail(unknown) : Result.succeed(pick), values.orders, String)
  })
const problem = {
  ...where,
  orders: orders.map((order) => ({ id: order.id, picks: picksOf(order), totes: 1, volumeMm3: 0, massGrams: 0 })),
  limits: { totes }
}
const stop = afterMillis(1000 * Number(values.seconds), () => performance.now())
const outcome = orExit(solveBatching(problem, { seed: 1, stop }), values.orders, batchingRefusalText)

const naive = sortByBin(layout, orders, totes)
const naiveMm = naive.reduce((sum, walk) => sum + walk.walkMm, 0)
const lines = orders.reduce((sum, order) => sum + order.locations.length, 0)
const row = (label: string, walks: number, mm: number): void =>
  console.log(
    `${label.padEnd(24)} ${String(walks).padStart(4)} walks ${(mm / 1000).toFixed(0).padStart(7)} m ` +
      `${(mm / 1000 / lines).toFixed(1).padStart(6)} m per line`
  )
console.log(`${orders.length} orders of ${lines} lines, carts of ${totes} totes`)
row("sorted by bin", naive.length, naiveMm)
row("batched and routed", outcome.plan.batches.length, outcome.cost)
console.log(`saved: ${(100 * (1 - outcome.cost / naiveMm)).toFixed(1)} % of the walking`)
console.log(
  `no plan walks less than ${(outcome.bound / 1000).toFixed(0)} m: a gap of at most ${gapPercent(outcome).toFixed(1)} %`
)

const plans = onPickers(outcome.plan.batches, pickers, { mmPerSecond: 1_200, secondsPerStop: 8 })
mkdirSync(values.out, { recursive: true })
const file = join(values.out, "picks.html")
writeFileSync(file, page(layout, plans))
console.log(`drawn: ${file}`)
