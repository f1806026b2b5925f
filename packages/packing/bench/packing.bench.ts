/**
 * `pnpm bench packing --set NAME --instances PATH [--seconds S] [--support full|none|SHARE] [--seed N] [--json]
 * [--limit N] [--solutions FILE] [--clock wall|cpu]`
 *
 * Packs every instance of a set, or `--limit` of them spread over it, checks the plan by `violations` and compares it
 * with what is published. With `--json` a line per instance, and the totals on standard error. `fillPercent` is of the
 * volume inside, `ms` the time of solving alone, by the wall or, with `--clock cpu`, of the processor. Without `--seconds`
 * the solver's own patience ends a search.
 */
import { createWriteStream } from "node:fs"
import { parseArgs } from "node:util"
import type { Support } from "../src/problem/PackingProblem.ts"
import type { BenchSet, SetOptions, SetResult } from "./BenchSet.ts"
import { bouwkampSet } from "./bouwkampSet.ts"
import { brSet, lohSet } from "./brSet.ts"
import { ecommerceSet } from "./ecommerceSet.ts"
import { egebladSet } from "./egebladSet.ts"
import { elhedhliSet } from "./elhedhliSet.ts"
import { mpvSet } from "./mpvSet.ts"
import { ortecSet } from "./ortecSet.ts"
import { thpack9Set } from "./thpack9Set.ts"

const sets: Readonly<Record<string, BenchSet>> = {
  ecommerce: ecommerceSet,
  "boxpacker-ecommerce": ecommerceSet,
  mpv: mpvSet,
  thpack9: thpack9Set,
  elhedhli: elhedhliSet,
  br: brSet(),
  ...Object.fromEntries(Array.from({ length: 16 }, (_, number) => [`br${number}`, brSet(number)])),
  loh: lohSet,
  egeblad: egebladSet,
  bouwkamp: bouwkampSet,
  ortec: ortecSet,
  "ortec-alonso": ortecSet
}

const main = (): void => {
  const { json, options, set, solutions } = wordsFrom(process.argv.slice(2))
  const out = solutions === undefined ? undefined : createWriteStream(solutions)
  const results: Array<Omit<SetResult, "bins">> = []
  for (const { bins, line, litres } of set(options)) {
    results.push({ line, litres })
    if (json) console.log(JSON.stringify(line))
    // Names that a reader has made its own are written as in the file.
    const named = bins.map(({ carton, placements }) => ({
      carton,
      placements: placements.map((placement) => ({ ...placement, item: placement.item.replace(/#\d+$/, "") }))
    }))
    out?.write(`${JSON.stringify({ instance: line.instance, bins: named })}\n`)
  }
  out?.end()
  if (json) console.error(totalsOf(results))
  else console.log(totalsOf(results))
  if (results.some(({ line }) => line.violations > 0)) process.exitCode = 1
}

const totalsOf = (results: ReadonlyArray<Omit<SetResult, "bins">>): string => {
  const lines = results.map(({ line }) => line)
  const sum = (of: (line: SetResult["line"]) => number): number => lines.reduce((total, line) => total + of(line), 0)
  const times = lines.map(({ ms }) => ms).sort((a, b) => a - b)
  const percentile = (percent: number): string =>
    (times[Math.min(times.length - 1, Math.floor((percent / 100) * times.length))] ?? 0).toFixed(3)
  const litres = results.reduce((total, result) => total + result.litres, 0)
  const known = lines.filter(({ reference }) => reference !== undefined)
  const worse = known.filter(({ cost, reference = 0 }) => cost > reference).length
  const better = known.filter(({ cost, reference = 0 }) => cost < reference).length
  const mean = (of: (line: SetResult["line"]) => number): string => (sum(of) / Math.max(1, lines.length)).toFixed(3)
  return [
    `instances ${lines.length}, violations ${sum((line) => line.violations)}`,
    `cost ${sum(({ cost }) => cost)}, reference ${sum(({ reference = 0 }) => reference).toFixed(1)}, ` +
      `bound ${sum(({ bound }) => bound)}, mean fill ${mean(({ fillPercent }) => fillPercent)} %`,
    `below the reference on ${better}, above it on ${worse}; ${litres.toFixed(0)} litres`,
    `ms: mean ${mean(({ ms }) => ms)}, p50 ${percentile(50)}, ` +
      `p95 ${percentile(95)}, p99 ${percentile(99)}, most ${(times.at(-1) ?? 0).toFixed(3)}`
  ].join("\n")
}

interface Words {
  readonly set: BenchSet
  readonly options: SetOptions
  readonly json: boolean
  readonly solutions: string | undefined
}

const wordsFrom = (words: Array<string>): Words => {
  const { values } = parseArgs({
    args: words.filter((word) => word !== "--"),
    options: {
      set: { type: "string" },
      instances: { type: "string" },
      seconds: { type: "string" },
      support: { type: "string" },
      json: { type: "boolean", default: false },
      clock: { type: "string", default: "wall" },
      limit: { type: "string", default: "999999999" },
      seed: { type: "string", default: "0" },
      solutions: { type: "string" }
    }
  })
  const set = sets[values.set ?? ""]
  if (set === undefined) {
    throw new RangeError(`--set: expected one of ${Object.keys(sets).join(", ")}, got ${values.set ?? "nothing"}`)
  }
  if (values.clock !== "wall" && values.clock !== "cpu") {
    throw new RangeError(`--clock: expected wall or cpu, got ${values.clock}`)
  }
  if (values.instances === undefined) throw new RangeError("--instances: expected a file or a folder, got nothing")
  const options = {
    path: values.instances,
    seconds: values.seconds === undefined ? undefined : aboveZero("--seconds", values.seconds),
    support: values.support === undefined ? undefined : supportFrom(values.support),
    seed: wholeNumber("--seed", values.seed),
    limit: wholeNumber("--limit", values.limit)
  }
  return { set, options, json: values.json, solutions: values.solutions }
}

const supportFrom = (text: string): Support => {
  if (text === "full" || text === "none") return text
  const share = Number(text)
  if (share >= 0 && share <= 1) return share
  throw new RangeError(`--support: expected full, none or a share from 0 to 1, got ${text}`)
}

const aboveZero = (option: string, text: string): number => {
  if (Number(text) > 0 && Number(text) < 1e6) return Number(text)
  throw new RangeError(`${option}: expected a number above 0, got ${text}`)
}

const wholeNumber = (option: string, text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new RangeError(`${option}: expected a whole number, got ${text}`)
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
