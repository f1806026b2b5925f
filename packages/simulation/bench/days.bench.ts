/**
 * `pnpm bench days [--orders N] [--store memory|sqlite|none] [--seed N] [--json]`: does an order cost more when more
 * orders are in the journal? Lives through 90 days of even trade and prints, week by week, the CPU time of a thousand
 * orders (promise, wave, walk, pick, pack, ship, count, buy; everything), and the exponent of its growth: cost ~
 * (orders so far)^exponent.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { eaches } from "@stowage/kernel/Eaches"
import type { CustomerId, LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import type { MinorUnits } from "@stowage/kernel/Money"
import { random } from "@stowage/kernel/Random"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import { runOnJournal } from "@stowage/simulation/runOnJournal"
import { scenarioOf } from "@stowage/simulation/scenario/scenarioOf"
import type { Scenario } from "@stowage/simulation/Scenario"
import { simulateDays } from "@stowage/simulation/simulateDays"
import { emptyWorld } from "@stowage/simulation/World"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "20000" },
    store: { type: "string", default: "sqlite" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false }
  }
})
const { json, store } = values
const [orders, seed] = [Number(values.orders), Number(values.seed)]
if (!Number.isSafeInteger(orders) || orders < 1000)
  throw new RangeError(`--orders: expected 1000 or more, got ${values.orders}`)
if (!["memory", "sqlite", "none"].includes(store))
  throw new RangeError(`--store: expected memory, sqlite or none, got ${store}`)

const days = 90
const day = 86_400_000
const skus = Array.from({ length: 500 }, (_, index) => `SKU-${index}` as Sku)

const orderOf = (index: number): OrderTerms => {
  const chance = random(`${seed}/${index}`)
  const placedAt = (Date.UTC(2025, 0, 6) + Math.floor((index * days) / orders) * day + chance.int(day)) as Instant
  const lines = Array.from({ length: 1 + chance.int(4) }, (_, line) => ({
    lineId: `L${line + 1}` as LineId,
    sku: chance.pick(skus),
    quantity: eaches(1 + chance.int(3)),
    price: { goodsMinor: 1000 as MinorUnits, discountMinor: 0 as MinorUnits, taxMinor: 0 as MinorUnits }
  }))
  return {
    orderId: `O-${index}` as OrderId,
    buyer: { _tag: "Known", customerId: `C-${chance.int(2000)}` as CustomerId },
    shipTo: { country: "GB" },
    currency: "GBP" as OrderTerms["currency"],
    taxIncluded: true,
    lines,
    charges: [],
    discountMinor: 0 as MinorUnits,
    shippingMinor: 0 as MinorUnits,
    placedAt
  }
}

const scenario = (): Scenario => {
  const terms = Array.from({ length: orders }, (_, index) => orderOf(index))
  const made = scenarioOf({ fingerprint: "bench", seed, zone: "UTC" as TimeZone, orders: terms, cancelled: [] })
  if (Result.isFailure(made)) throw new Error(made.failure)
  return made.success.scenario
}

const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}

interface Sample {
  readonly orders: number
  readonly cpuMillis: number
}

const samples: Array<Sample> = []
const placedIn = (commits: Iterable<{ readonly id: string }>): number => {
  let placed = 0
  for (const { id } of commits) if (id.startsWith("place:")) placed += 1
  return placed
}

let [placed, lived, last, placedBefore] = [0, 0, cpuMillis(), 0]

/** Whole weeks are compared with whole weeks: days off are cheap, and the days after them dear. */
const onDay = (commits: Iterable<{ readonly id: string }>): void => {
  placed += placedIn(commits)
  lived += 1
  if (lived % 7 !== 0 || placed === placedBefore) return
  const now = cpuMillis()
  const sample = { orders: placed, cpuMillis: ((now - last) * 1000) / (placed - placedBefore) }
  samples.push(sample)
  ;[last, placedBefore] = [now, placed]
  if (!json) console.log(`${placed} orders: ${sample.cpuMillis.toFixed(0)} CPU ms for a thousand`)
}

/** Slope of log(cost) on log(orders), by least squares; the first samples, in which code warms up, left out. */
const exponentOf = (points: ReadonlyArray<Sample>): number => {
  const warm = points.slice(Math.min(2, points.length - 2))
  const xs = warm.map((point) => Math.log(point.orders))
  const ys = warm.map((point) => Math.log(point.cpuMillis))
  const mean = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const [mx, my] = [mean(xs), mean(ys)]
  const covariance = xs.reduce((sum, x, at) => sum + (x - mx) * ((ys[at] as number) - my), 0)
  return covariance / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}

const live = async (): Promise<void> => {
  const made = scenario()
  last = cpuMillis()
  if (store === "none") {
    for (const { commits } of simulateDays(made, emptyWorld())) onDay(commits)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), "stowage-bench-"))
  const journal = store === "memory" ? layerMemory : layer({ file: join(folder, "journal.db") })
  try {
    await Effect.runPromise(
      Effect.provide(
        runOnJournal(made, ({ commits }) => onDay(commits)),
        journal
      )
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await live()
const exponent = exponentOf(samples)
if (json) console.log(JSON.stringify({ store, orders: placed, seed, samples, exponent }))
else console.log(`${store}: growth exponent ${exponent.toFixed(3)} over ${placed} orders`)
