/**
 * How many orders a CPU second reserves, on memory and on SQLite, beside the same work written by hand.
 *
 *     pnpm bench journal [--what reserve|settle|refuse] [--store memory|sqlite] [--mode group|single]
 *                        [--dist zipf|hot] [--skus 10000] [--orders N] [--writers N] [--seconds S] [--seed N]
 *                        [--parsed] [--json]
 *     pnpm bench journal --growth [--store memory|sqlite] [--orders 100000] [--json]
 *     pnpm bench journal --reopen 65000 [--what reserve|settle] [--orders 200000] [--json]
 *
 * `settle` ships nine orders of ten that were reserved before, and releases the tenth; `refuse` reserves where
 * nothing is left. Every order arrives as plain data, of which the clock sees all: decoding, deciding, keeping, the
 * receipt. With `--parsed` every text of it is new, as `JSON.parse` makes them; without, accounts are texts made once
 * per SKU.
 *
 * An order has 1 to 5 distinct lines (37, 25, 18, 11 and 9 of 100 orders: 2.3 on average). Every order is one commit of
 * an event and a claim per line. Durable stores run with `synchronous = FULL`; `group` is 256 writers beside 256 orders
 * per raw transaction, `single` one writer beside one order per raw transaction.
 */
import { setFlagsFromString } from "node:v8"
import { parseArgs } from "node:util"
import { runGrowth } from "./growth.ts"
import type { Distribution } from "@stowage/testkit/orderSource"
import { type Mode, type Row, type Store, type What, runRace } from "./race.ts"
import { runReopen } from "./reopen.ts"

const { values } = parseArgs({
  options: {
    what: { type: "string", default: "reserve" },
    store: { type: "string" },
    mode: { type: "string" },
    dist: { type: "string" },
    skus: { type: "string", default: "10000" },
    orders: { type: "string" },
    writers: { type: "string" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    growth: { type: "boolean", default: false },
    reopen: { type: "string" },
    parsed: { type: "boolean", default: false },
    json: { type: "boolean", default: false }
  }
})

const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const choose = <A extends string>(name: string, given: string | undefined, all: ReadonlyArray<A>): ReadonlyArray<A> => {
  if (given === undefined) return all
  const chosen = all.filter((one) => one === given)
  return chosen.length > 0 ? chosen : refuse(`--${name}: expected ${all.join(" or ")}, got ${given}`)
}

const wholeNumber = (name: string, given: string): number => {
  const number = Number(given)
  return Number.isSafeInteger(number) && number >= 1
    ? number
    : refuse(`--${name}: expected a whole number of at least 1, got ${given}`)
}

const { parsed } = values
const whats = choose<What>("what", values.what, ["reserve", "settle", "refuse"])
const stores = choose<Store>("store", values.store, ["memory", "sqlite"])
const modes = choose<Mode>("mode", values.mode, ["group", "single"])
const dists = choose<Distribution>("dist", values.dist, ["zipf", "hot"])
const skus = wholeNumber("skus", values.skus)
const seconds = wholeNumber("seconds", values.seconds)
const seed = wholeNumber("seed", values.seed)
const orders = values.orders === undefined ? undefined : wholeNumber("orders", values.orders)
const writersOf = (mode: Mode): number =>
  values.writers === undefined ? (mode === "group" ? 256 : 1) : wholeNumber("writers", values.writers)

/** Enough orders that a slice takes a tenth of a second or more. */
const usualOrders = (store: Store, mode: Mode): number =>
  store === "memory" ? 660_000 : mode === "group" ? 110_000 : 11_000

const say = (row: Row): string =>
  [
    `${row.what} ${row.store} ${row.mode} ${row.dist}, ${row.skus} SKUs, ${row.writers} writer(s):`,
    `${row.ordersPerCpuSecond} orders per CPU second, raw ${row.rawOrdersPerCpuSecond}, ratio ${row.ratio};`,
    row.ratioToReserve === undefined ? "" : `${row.ratioToReserve} of its reserves;`,
    `p50 ${row.p50Ms} ms, p99 ${row.p99Ms} ms; violations ${row.violations}`
  ].join(" ")

/** As a server is to be started that has many commits in flight: see `docs/guides/one-writer-or-many.md`. */
const asServer = (): void => setFlagsFromString("--no-allocation-site-pretenuring")

const race = async (what: What): Promise<void> => {
  for (const store of stores) {
    if (store === "sqlite") asServer()
    for (const mode of modes) {
      for (const dist of dists) {
        const count = orders ?? usualOrders(store, mode)
        const row = await runRace({
          parsed,
          what,
          store,
          mode,
          skus,
          dist,
          orders: count,
          writers: writersOf(mode),
          seconds,
          seed
        })
        console.log(values.json ? JSON.stringify(row) : say(row))
        if (row.violations > 0) process.exitCode = 1
      }
    }
  }
}

const grow = async (): Promise<void> => {
  for (const store of stores) {
    for (const dist of choose<Distribution>("dist", values.dist ?? "zipf", ["zipf", "hot"])) {
      const row = await runGrowth({ store, skus, dist, upTo: orders ?? 100_000, writers: writersOf("group"), seed })
      if (values.json) console.log(JSON.stringify(row))
      else {
        const points = row.millisPerThousand.map(([count, millis]) => `${count}: ${millis} ms`).join(", ")
        console.log(`${store} ${dist}, CPU per thousand orders after ${points}; exponent ${row.exponent}`)
        const asked = row.questionMillisPerThousand.map(([count, millis]) => `${count}: ${millis} ms`).join(", ")
        console.log(`CPU per thousand questions after ${asked}; exponent ${row.questionExponent}`)
      }
    }
  }
}

const reopen = async (unsaved: number): Promise<void> => {
  for (const what of choose<"reserve" | "settle">("what", values.what, ["reserve", "settle"])) {
    const row = await runReopen({ what, skus, saved: orders ?? 200_000, unsaved, seed })
    if (values.json) console.log(JSON.stringify(row))
    else {
      console.log(`opening after a crash, ${row.unsaved} commits unsaved (${what}), ${row.saved} orders saved:`)
      console.log(`  ${row.cpuSeconds} CPU s, ${row.microsPerCommit} µs a commit, raw ${row.rawMicrosPerCommit}`)
    }
  }
}

if (values.reopen !== undefined) await reopen(wholeNumber("reopen", values.reopen))
else if (values.growth) await grow()
else for (const what of whats) await race(what)
