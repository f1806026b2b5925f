/**
 * Runs seeds in a process of its own: `run.ts FROM COUNT [trace]`. Prints one line of JSON; ends at the first
 * violation.
 */
import { type Ran, runSeed } from "./schedule.ts"

/** A run that throws has found something too. */
const runSafely = (seed: number): Ran => {
  try {
    return runSeed(seed, traced)
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { violations: [said], hash: 0, steps: 0, calls: 0, commits: 0, trace: [] }
  }
}

const [from = 0, count = 1] = process.argv.slice(2, 4).map(Number)
const traced = process.argv.includes("trace")
let [steps, calls, commits] = [0, 0, 0]
let found: { readonly seed: number; readonly violations: ReadonlyArray<string> } | undefined
let seed = from
for (; seed < from + count && found === undefined; seed++) {
  const ran = runSafely(seed)
  if (traced) console.log(ran.trace.join("\n"))
  steps += ran.steps
  calls += ran.calls
  commits += ran.commits
  if (ran.violations.length > 0) found = { seed, violations: ran.violations.slice(0, 3) }
}
console.log(JSON.stringify({ from, ran: seed - from, steps, calls, commits, found }))
