/**
 * How many orders a CPU second takes on PostgreSQL, beside the same work written by hand. CPU seconds are those of this
 * process and of all of the server's.
 *
 *     pnpm bench postgres [--mode transaction|group|single-writer] [--what reserve|settle|refuse] [--dist zipf|hot]
 *                         [--skus 10000] [--orders N] [--writers N] [--callers N] [--seconds S] [--seed N] [--json]
 *
 * An order has 1 to 5 distinct lines (37, 25, 18, 11 and 9 of 100 orders: 2.3 on average). Every order is one commit of
 * an event and a claim per line, sent by `--callers` at once out of `--writers` processes. Beside `transaction` runs one
 * function call per order that takes stock by conditional updates; beside `group` that function for 256 orders in one
 * transaction; beside `single-writer` an insert of 256 events. The server syncs every transaction to its device.
 */
import { parseArgs } from "node:util"
import type { Distribution } from "@stowage/testkit/orderSource"
import { type Mode, type Row, type What, runRace } from "./race.ts"

const { values } = parseArgs({
  options: {
    mode: { type: "string" },
    what: { type: "string", default: "reserve" },
    dist: { type: "string", default: "zipf" },
    skus: { type: "string", default: "10000" },
    orders: { type: "string" },
    writers: { type: "string", default: "1" },
    callers: { type: "string" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
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

const say = (row: Row): string =>
  [
    `postgres ${row.mode} ${row.what} ${row.dist}, ${row.skus} SKUs, ${row.writers} process(es), ${row.callers} callers:`,
    `${row.ordersPerCpuSecond} orders per CPU second, raw ${row.rawOrdersPerCpuSecond}, ratio ${row.ratio} (${row.ratioOfAll} of all turns together);`,
    row.ratioToReserve === undefined ? "" : `${row.ratioToReserve} of its reserves;`,
    `${row.ordersPerSecond} a second, p50 ${row.p50Ms} ms, p99 ${row.p99Ms} ms; violations ${row.violations}`
  ].join(" ")

const skus = wholeNumber("skus", values.skus)
const seconds = wholeNumber("seconds", values.seconds)
const seed = wholeNumber("seed", values.seed)
const writers = wholeNumber("writers", values.writers)

for (const mode of choose<Mode>("mode", values.mode, ["transaction", "group", "single-writer"])) {
  for (const what of choose<What>("what", values.what, ["reserve", "settle", "refuse"])) {
    for (const dist of choose<Distribution>("dist", values.dist, ["zipf", "hot"])) {
      const few = mode === "transaction"
      const orders = values.orders === undefined ? (few ? 9000 : 180_000) : wholeNumber("orders", values.orders)
      const callers = values.callers === undefined ? (few ? 16 : 512) : wholeNumber("callers", values.callers)
      if (mode === "single-writer" && writers > 1) refuse("--writers: a single writer is one process")
      const row = await runRace({ mode, what, dist, skus, orders, writers, callers, seconds, seed })
      console.log(values.json ? JSON.stringify(row) : say(row))
      if (row.violations > 0) process.exitCode = 1
    }
  }
}
