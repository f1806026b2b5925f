/**
 * `pnpm torture packing [--seeds N] [--from SEED]` loads N random containers and packs N random orders under every
 * mix of rules and judges each by the checker that shares no code with the solver.
 */
import { parseArgs } from "node:util"
import { loadFaults } from "./loadFaults.ts"
import { packFaults } from "./packFaults.ts"

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "5000" }, from: { type: "string", default: "0" } }
})
const first = Number(values.from)
const seeds = Number(values.seeds)
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(seeds) || seeds < 1) {
  console.error(`Expected whole numbers, got --seeds ${values.seeds} --from ${values.from}`)
  process.exit(2)
}
let failed = 0
for (let seed = first; seed < first + seeds; seed++) {
  const faults = [...loadFaults(seed), ...packFaults(seed)]
  if (faults.length === 0) continue
  failed++
  console.error(`seed ${seed}: ${faults.slice(0, 3).join("; ")}`)
}
console.log(`${seeds} loads and orders, ${failed} with faults`)
if (failed > 0) process.exitCode = 1
