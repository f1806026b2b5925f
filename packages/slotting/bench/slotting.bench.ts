/**
 * `pnpm bench slotting --set NAME --instances PATH [--seconds S] [--seed N] [--json] [--limit N] [--solutions FILE]
 * [--moves published|unlimited] [--clock wall|cpu]`
 *
 * Solves every instance of a set within so many seconds each, checks the plan by code that shares nothing with the
 * solver, and compares with the published cost. `--limit` takes so many instances, spread over the set. With `--json` a
 * line per instance, else a table; `--solutions` writes the assignment of each. `--clock cpu` counts the process's own
 * time, for a machine that is shared.
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import type { BenchLine, BenchTask, Measured } from "./BenchSet.ts"
import { sets } from "./sets.ts"

const main = (): void => {
  const { json, limit, options, set, solutions } = optionsFrom(process.argv.slice(2))
  const measured: Array<Measured> = []
  for (const task of spread(set(options), limit)) {
    const one = task.measure()
    measured.push(one)
    if (json) console.log(JSON.stringify(one.line))
  }
  if (measured.length === 0) throw new RangeError(`--instances ${options.instances}: expected instances, got none`)
  const lines = measured.map(({ line }) => line)
  if (!json) console.log(summaryOf(lines))
  if (solutions !== undefined) {
    const written = measured.map(({ assignment, line }) => JSON.stringify({ instance: line.instance, assignment }))
    writeFileSync(solutions, `${written.join("\n")}\n`)
  }
  if (lines.some(({ violations }) => violations > 0)) process.exitCode = 1
}

/** So many of the tasks, evenly spread, in their order. */
const spread = (tasks: ReadonlyArray<BenchTask>, limit: number): ReadonlyArray<BenchTask> => {
  const count = Math.min(limit, tasks.length)
  return Array.from({ length: count }, (_, index) => tasks[Math.floor(((index + 0.5) * tasks.length) / count)]!)
}

const summaryOf = (lines: ReadonlyArray<BenchLine>): string => {
  const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)
  const most = (values: ReadonlyArray<number>): number => values.reduce((top, value) => Math.max(top, value), -Infinity)
  const gaps = lines.flatMap(({ gapPercent }) => (gapPercent === null ? [] : [gapPercent]))
  const times = lines.map(({ ms }) => ms)
  const befores = lines.flatMap(({ before }) => (before === undefined ? [] : [before]))
  const afters = lines.flatMap(({ after }) => (after === undefined ? [] : [after]))
  const rows: ReadonlyArray<readonly [string, string]> = [
    ["instances", String(lines.length)],
    ["violations", String(sum(lines.map(({ violations }) => violations)))],
    ["proved", String(lines.filter(({ bound, cost }) => cost <= bound).length)],
    ["at the reference or below", String(gaps.filter((gap) => gap <= 1e-9).length)],
    ["mean gap", gaps.length === 0 ? "no reference" : `${(sum(gaps) / gaps.length).toFixed(3)} %`],
    ["worst gap", gaps.length === 0 ? "no reference" : `${most(gaps).toFixed(3)} %`],
    ["mean ms", (sum(times) / times.length).toFixed(1)],
    ["max ms", most(times).toFixed(1)],
    ...(befores.length === 0
      ? []
      : [["saved in total", `${(100 * (1 - sum(afters) / sum(befores))).toFixed(2)} %`] as const])
  ]
  return rows.map(([label, value]) => `${label.padEnd(26)} ${value}`).join("\n")
}

const optionsFrom = (words: ReadonlyArray<string>) => {
  const { values } = parseArgs({
    args: words.filter((word) => word !== "--"),
    options: {
      set: { type: "string", default: "nothing" },
      instances: { type: "string", default: "" },
      seconds: { type: "string", default: "5" },
      seed: { type: "string", default: "0" },
      limit: { type: "string", default: "999999999" },
      moves: { type: "string", default: "published" },
      clock: { type: "string", default: "wall" },
      json: { type: "boolean", default: false },
      solutions: { type: "string" }
    }
  })
  const set = sets[values.set]
  if (set === undefined) {
    throw new RangeError(`--set: expected one of ${Object.keys(sets).join(", ")}, got ${values.set}`)
  }
  const { clock, instances, json, moves, solutions } = values
  if (moves !== "published" && moves !== "unlimited") {
    throw new RangeError(`--moves: expected published or unlimited, got ${moves}`)
  }
  if (clock !== "wall" && clock !== "cpu") throw new RangeError(`--clock: expected wall or cpu, got ${clock}`)
  const now = clock === "cpu" ? () => process.cpuUsage().user / 1000 : () => performance.now()
  const seconds = number("seconds", values.seconds, /^\d+(\.\d+)?$/)
  const seed = number("seed", values.seed, /^\d{1,9}$/)
  const limit = number("limit", values.limit, /^\d{1,9}$/)
  return { set, options: { instances, now, seconds, seed, moves }, json, limit, solutions } as const
}

const number = (name: string, text: string, form: RegExp): number => {
  if (form.test(text)) return Number(text)
  throw new RangeError(`--${name}: expected a number, got ${text}`)
}

try {
  main()
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
