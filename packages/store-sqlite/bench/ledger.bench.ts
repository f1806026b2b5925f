/**
 * The compact ledger: orders a CPU second in batches, bytes a balance, and the cost of a reservation by how many
 * balances there are.
 *
 *     pnpm bench ledger [--dist zipf|hot] [--skus 10000] [--orders 1400000] [--seed N] [--json]
 *     pnpm bench ledger --balances 10000000 [--seed N] [--json]
 *
 * Memory is the growth of the process, after a collection when node runs with `--expose-gc`; without, garbage counts.
 */
import { parseArgs } from "node:util"
import { runBalances } from "./balances.ts"
import { runBatch } from "./batch.ts"

const { values } = parseArgs({
  options: {
    dist: { type: "string" },
    skus: { type: "string", default: "10000" },
    orders: { type: "string", default: "1400000" },
    balances: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false }
  }
})

const seed = Number(values.seed)

const batches = async (): Promise<void> => {
  for (const dist of ["zipf", "hot"] as const) {
    if (values.dist !== undefined && values.dist !== dist) continue
    const row = await runBatch(Number(values.skus), dist, Number(values.orders), seed)
    if (values.json) console.log(JSON.stringify(row))
    else {
      const { ordersPerCpuSecond, rawOrdersPerCpuSecond, ratio, violations } = row
      console.log(`batch ${dist}, ${row.skus} SKUs: ${ordersPerCpuSecond} orders per CPU second,`)
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

await (values.balances === undefined ? batches() : balances(Number(values.balances)))
