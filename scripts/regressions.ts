/**
 * `pnpm regression NAME` runs a benchmark on a sample of its published instances and fails when an answer is worse than
 * it was: a plan with violations, a cost below its bound, a gap where the method is exact, or
 * one wider than it may be. Times are not judged. `--list` prints the names.
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"

interface Regression {
  /** The benchmark, where its name is not that of the regression. */
  readonly bench?: string
  /** Beside this repository; without it there is nothing to compare with. */
  readonly instances?: string
  readonly words: ReadonlyArray<string>
  /** Whether every instance is solved to the published optimum. */
  readonly exact: boolean
  /** How far above the published cost an answer may be, in percent; any distance when not given. */
  readonly gapAtMost?: number
  /** The same of all instances in sum, for references that are means of several. */
  readonly totalGapAtMost?: number
}

interface Line {
  readonly instance?: string
  readonly cost?: number
  readonly reference?: number
  readonly bound?: number
  readonly gapPercent?: number
  readonly violations?: number
}

const shared = "../shared/data"
const regressions: Readonly<Record<string, Regression>> = {
  routing: { instances: `${shared}/picking/sprp.jsonl.gz`, words: ["--limit", "200"], exact: true },
  "routing-blocks": {
    bench: "routing",
    instances: `${shared}/picking/sprp.jsonl.gz`,
    words: ["--blocks", "2", "--limit", "200"],
    exact: true
  },
  scattered: { instances: `${shared}/picking/sprpss.jsonl.gz`, words: ["--limit", "60"], exact: true },
  batching: {
    instances: `${shared}/picking/obp_bahceci_oncan.jsonl.gz`,
    words: ["--limit", "60"],
    exact: true
  },
  "mixed-shelves": {
    instances: `${shared}/picking/zalando/small-0.json.gz`,
    words: ["--seconds", "1"],
    exact: false
  },
  tsp: {
    instances: `${shared}/picking/tsplib`,
    words: ["--nodes", "200", "--limit", "8", "--seconds", "0.5"],
    exact: false,
    gapAtMost: 1
  },
  joint: {
    instances: `${shared}/picking/jobprp_foodmart.jsonl.gz`,
    words: ["--limit", "8", "--seconds", "0.3"],
    exact: false,
    gapAtMost: 6
  },
  obstacles: {
    instances: `${shared}/picking/obp_oxenstierna.jsonl.gz`,
    words: ["--limit", "12", "--seconds", "0.3"],
    exact: false,
    gapAtMost: 3
  },
  deadlines: {
    instances: `${shared}/picking/obsrp_kris_small.jsonl.gz`,
    words: ["--limit", "8", "--seconds", "0.5"],
    exact: false,
    gapAtMost: 10
  },
  packing: {
    instances: `${shared}/packing/boxpacker-ecommerce`,
    words: ["--set", "ecommerce", "--limit", "200"],
    exact: false,
    gapAtMost: 0
  },
  "packing-mpv": {
    bench: "packing",
    instances: `${shared}/packing/mpv`,
    words: ["--set", "mpv", "--limit", "12", "--seconds", "0.3"],
    exact: false,
    // The reference is the mean of ten instances, which one of them may be far from.
    gapAtMost: 40,
    totalGapAtMost: 2
  },
  "packing-thpack9": {
    bench: "packing",
    instances: `${shared}/packing/loh-ivancic/thpack9-fixed.txt`,
    words: ["--set", "thpack9", "--limit", "8", "--seconds", "0.5"],
    exact: false
  },
  quadratic: {
    bench: "slotting",
    instances: `${shared}/slotting/qaplib`,
    words: ["--set", "qap", "--limit", "8", "--seconds", "1"],
    exact: false,
    gapAtMost: 2
  },
  generalised: {
    bench: "slotting",
    instances: `${shared}/slotting/gap/cattrysse1994`,
    words: ["--set", "gap", "--limit", "12", "--seconds", "1"],
    exact: false,
    gapAtMost: 0.5
  },
  reslotting: {
    bench: "slotting",
    instances: `${shared}/slotting/slap-L40`,
    words: ["--set", "slap", "--limit", "8", "--seconds", "1"],
    exact: false,
    gapAtMost: 5
  },
  slotting: { words: ["--set", "scale", "--limit", "1", "--seconds", "2"], exact: false },
  putaway: { bench: "slotting", words: ["--set", "putaway", "--limit", "1"], exact: false },
  "packing-elhedhli": {
    bench: "packing",
    instances: `${shared}/packing/elhedhli-2019/instances.json`,
    words: ["--set", "elhedhli", "--limit", "6", "--seconds", "0.5"],
    exact: false
  },
  "packing-pallets": {
    bench: "packing",
    instances: `${shared}/packing/ortec-alonso`,
    words: ["--set", "ortec", "--limit", "4", "--seconds", "1"],
    exact: false,
    gapAtMost: 1
  },
  "packing-loads": {
    bench: "packing",
    instances: `${shared}/packing/br`,
    words: ["--set", "br", "--limit", "12", "--seconds", "1"],
    exact: false,
    gapAtMost: 6
  },
  "packing-loads-supported": {
    bench: "packing",
    instances: `${shared}/packing/br`,
    words: ["--set", "br", "--support", "full", "--limit", "8", "--seconds", "2"],
    exact: false,
    gapAtMost: 18
  },
  "packing-tilings": {
    bench: "packing",
    instances: `${shared}/packing/bouwkamp`,
    words: ["--set", "bouwkamp", "--limit", "20", "--seconds", "2"],
    exact: true
  },
  journal: { words: ["--orders", "2000", "--seconds", "2"], exact: false }
}

const faultsOf = (
  { bound, cost, gapPercent, instance = "?", violations }: Line,
  { exact, gapAtMost }: Regression
): ReadonlyArray<string> => [
  ...(violations === undefined ? [`${instance}: expected the number of violations, got none`] : []),
  ...(violations !== undefined && violations > 0 ? [`${instance}: ${violations} violations`] : []),
  ...(cost !== undefined && bound !== undefined && cost < bound
    ? [`${instance}: costs ${cost}, below its bound ${bound}`]
    : []),
  ...(gapAtMost !== undefined && !((gapPercent ?? 0) <= gapAtMost)
    ? [`${instance}: a gap of ${gapPercent} %, over ${gapAtMost} %`]
    : []),
  ...(exact && gapPercent !== 0 ? [`${instance}: a gap of ${gapPercent} % where the method is exact`] : [])
]

const faultsOfAll = (lines: ReadonlyArray<Line>, { totalGapAtMost }: Regression): ReadonlyArray<string> => {
  if (totalGapAtMost === undefined) return []
  const sum = (of: (line: Line) => number | undefined): number =>
    lines.reduce((total, line) => total + (of(line) ?? Number.NaN), 0)
  const gap = 100 * (sum(({ cost }) => cost) / sum(({ reference }) => reference) - 1)
  return gap <= totalGapAtMost ? [] : [`a gap of ${gap} % over all, over ${totalGapAtMost} %`]
}

const root = join(import.meta.dirname, "..")
const name = process.argv[2] ?? ""
if (name === "--list") {
  console.log(Object.keys(regressions).join("\n"))
  process.exit(0)
}
const regression = regressions[name]
if (regression === undefined) {
  console.error(`Expected one of ${Object.keys(regressions).join(", ")}, got ${name || "nothing"}`)
  process.exit(2)
}
const { bench: benchmark = name, instances, words } = regression
if (instances !== undefined && !existsSync(join(root, instances))) {
  console.log(`${name}: ${instances} is not here, nothing to compare with`)
  process.exit(0)
}
const where = instances === undefined ? [] : ["--instances", join(root, instances)]
const bench = ["-C", "@stowage/source", join(root, "scripts", "bench.ts"), benchmark, ...where, ...words, "--json"]
const ran = spawnSync(process.execPath, bench, { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 })
const lines = ran.stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Line] : []))
const faults = [...lines.flatMap((line) => faultsOf(line, regression)), ...faultsOfAll(lines, regression)]
if (ran.status !== 0) faults.push(`the benchmark ended with ${ran.status ?? ran.signal}\n${ran.stderr}`)
if (lines.length === 0) faults.push("the benchmark printed no line of JSON")
for (const fault of faults.slice(0, 20)) console.error(fault)
console.log(`${name}: ${lines.length} instances, ${faults.length} faults`)
if (faults.length > 0) process.exit(1)
