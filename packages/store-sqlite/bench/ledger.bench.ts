/**
 * The compact ledger: orders a CPU second in batches, bytes a balance, and the cost of a reservation by how many
 * balances there are, or how much has happened. And how fast a ledger is there again, from so many orders as JSON or
 * from a snapshot.
 *
 *     pnpm bench ledger [--what reserve|refuse] [--dist zipf|hot] [--skus 10000] [--orders 1400000] [--seed N] [--json]
 *     pnpm bench ledger --history 10000000 [--in compact|memory] [--seed N] [--json]
 *     pnpm bench ledger --balances 10000000 [--seed N] [--json]
 *     pnpm bench ledger --replay 200000 [--seed N] [--json]
 *     pnpm bench ledger --load 1000000 [--json]
 *
 * Memory is the growth of the process, after a collection when node runs with `--expose-gc`; without, garbage counts.
 */
import { parseArgs } from "node:util"
import { runBalances } from "./balances.ts"
import { runBatch } from "./batch.ts"
import { runHistory } from "./history.ts"
import { runLoad, runReplay } from "./replay.ts"

const { values } = parseArgs({
  options: {
    what: { type: "string", default: "reserve" },
    dist: { type: "string" },
    history: { type: "string" },
    in: { type: "string", default: "compact" },
    skus: { type: "string", default: "10000" },
    orders: { type: "string", default: "1400000" },
    balances: { type: "string" },
    replay: { type: "string" },
    load: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false }
  }
})

const seed = Number(values.seed)

const batches = async (): Promise<void> => {
  for (const dist of ["zipf", "hot"] as const) {
    if (values.dist !== undefined && values.dist !== dist) continue
    const [skus, orders] = [Number(values.skus), Number(values.orders)]
    const row = await runBatch({ what: values.what === "refuse" ? "refuse" : "reserve", skus, dist, orders, seed })
    if (values.json) console.log(JSON.stringify(row))
    else {
      const { ordersPerCpuSecond, rawOrdersPerCpuSecond, ratio, violations } = row
      console.log(`batch ${row.what} ${dist}, ${row.skus} SKUs: ${ordersPerCpuSecond} orders per CPU second,`)
      console.log(`  raw ${rawOrdersPerCpuSecond}, ratio ${ratio}; violations ${violations}`)
    }
    if (row.violations > 0) process.exitCode = 1
  }
}

const balances = async (most: number): Promise<void> => {
  const row = await runBalances(most, seed)
  if (values.json) console.log(JSON.stringify(row))
  else {
    console.log(`${row.balances} balances: ${row.bytesPerBalance} bytes each`)
    for (const [count, ours, raw] of row.nanosPerReserve) console.log(`  of ${count}: ${ours} ns, raw ${raw} ns`)
    console.log(`  exponent ${row.exponent}, raw ${row.rawExponent}`)
  }
}

const replay = async (orders: number): Promise<void> => {
  const row = await runReplay(Number(values.skus), orders, seed)
  if (values.json) console.log(JSON.stringify(row))
  else {
    console.log(`replay of ${row.commits} commits, ${row.entries} events and transfers:`)
    console.log(`  ${row.commitsPerCpuSecond} commits, ${row.entriesPerCpuSecond} entries per CPU second,`)
    console.log(`  raw ${row.rawCommitsPerCpuSecond} commits, ratio ${row.ratio}`)
  }
}

const history = async (most: number): Promise<void> => {
  const held = values.in === "memory" ? "memory" : "compact"
  const row = await runHistory(held, Number(values.skus), most, seed)
  if (values.json) console.log(JSON.stringify(row))
  else {
    console.log(`${row.held}, orders so far, nanoseconds of an order and of a question for what is available:`)
    for (const [orders, order, question] of row.nanos) console.log(`  ${orders}: ${order} ns, ${question} ns`)
    console.log(`  exponents ${row.orderExponent} and ${row.questionExponent}`)
  }
}

const load = async (count: number): Promise<void> => {
  const row = await runLoad(count)
  if (values.json) console.log(JSON.stringify(row))
  else console.log(`load: ${row.balances} balances, ${row.megabytes} MB, ${row.balancesPerCpuSecond} per CPU second`)
}

if (values.history !== undefined) await history(Number(values.history))
else if (values.balances !== undefined) await balances(Number(values.balances))
else if (values.replay !== undefined) await replay(Number(values.replay))
else if (values.load !== undefined) await load(Number(values.load))
else await batches()
