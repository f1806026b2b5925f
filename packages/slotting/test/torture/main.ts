/**
 * `pnpm torture slotting [--seeds N] [--from SEED] [--kind NAME]` solves N random problems, taking the kinds in turn,
 * and judges every plan by the checker that shares no code with its solver.
 */
import { parseArgs } from "node:util"
import { kinds } from "./kinds.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20000" },
    from: { type: "string", default: "0" },
    kind: { type: "string", default: "" }
  }
})

const whole = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  console.error(`Expected a whole number for --${name}, got ${text}`)
  process.exit(2)
}

const [from, seeds] = [whole("from", values.from), whole("seeds", values.seeds)]
const asked = kinds.filter(({ name }) => values.kind === "" || name === values.kind)
if (asked.length === 0) {
  console.error(`Expected one of ${kinds.map(({ name }) => name).join(", ")}; got ${values.kind}`)
  process.exit(2)
}

let failed = 0
for (let seed = from; seed < from + seeds; seed++) {
  const kind = asked[seed % asked.length]
  const faults = kind?.faults(seed) ?? []
  if (faults.length === 0) continue
  failed++
  console.log(
    `${kind?.name}: pnpm torture slotting --kind "${kind?.name}" --from ${seed} --seeds 1\n  ${faults.join("\n  ")}`
  )
}
console.log(`${seeds} problems of ${asked.length} kinds, ${failed} with faults`)
if (failed > 0) process.exitCode = 1
