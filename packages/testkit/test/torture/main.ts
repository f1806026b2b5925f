/**
 * `pnpm torture --seeds N [--from SEED]` runs N schedules of the simulated world; `--bugs` plants every known
 * mistake in a copy of our sources and says after how many schedules it was found; `--crashes` crashes short scripts
 * at every pair of steps; `--replay SEED` tells what happens in one schedule.
 */
import { parseArgs } from "node:util"
import { scripts, searchCrashes } from "./exhaustive.ts"
import { runSeed } from "./schedule.ts"
import { huntBugs, tortureSeeds } from "./torture.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    from: { type: "string", default: "0" },
    most: { type: "string", default: "10000" },
    bugs: { type: "boolean", default: false },
    crashes: { type: "boolean", default: false },
    replay: { type: "string" }
  }
})

const whole = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  console.error(`Expected a whole number for --${name}, got ${text}`)
  process.exit(2)
}

if (values.replay !== undefined) {
  const { trace, violations } = runSeed(whole("replay", values.replay), true)
  console.log([...trace, ...violations].join("\n"))
  process.exit(violations.length === 0 ? 0 : 1)
}

if (values.bugs) {
  const hunted = await huntBugs(whole("most", values.most), ({ bug, report: { found, ran } }) =>
    console.log(`${found === undefined ? "MISSED" : "found"} after ${ran}: ${bug.name}`)
  )
  const missed = hunted.filter(({ report }) => report.found === undefined)
  console.log(`${hunted.length} bugs, ${missed.length} missed`)
  process.exit(missed.length === 0 ? 0 : 1)
}

if (values.crashes) {
  const searched = scripts.map((script) => ({ name: script.name, ...searchCrashes(script, 1) }))
  for (const { faults, name, runs } of searched) console.log([`${runs} runs: ${name}`, ...faults].join("\n"))
  process.exit(searched.every(({ faults }) => faults.length === 0) ? 0 : 1)
}

const [from, seeds] = [whole("from", values.from), whole("seeds", values.seeds)]
const failed = await tortureSeeds(from, seeds, ({ calls, commits, found, from, ran, steps }) => {
  console.log(`seeds ${from} to ${from + ran - 1}: ${steps} steps, ${calls} answers, ${commits} commits`)
  if (found === undefined) return
  console.log(`seed ${found.seed}: pnpm torture --replay ${found.seed}\n${found.violations.join("\n")}`)
})
console.log(`${seeds} seeds, ${failed.length} with violations`)
if (failed.length > 0) process.exit(1)
