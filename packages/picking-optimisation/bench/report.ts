/**
 * What a benchmark prints: a JSON line per instance, or a table over all of them; and the plans, for anybody's checker.
 */
import { writeFileSync } from "node:fs"
import * as Result from "effect/Result"
import { gapPercent, type StoppedBy } from "@stowage/kernel/Outcome"
import { refuse } from "./arguments.ts"

/** How one instance was solved. */
export interface BenchLine {
  readonly instance: string
  readonly cost: number
  readonly bound: number
  readonly stoppedBy: StoppedBy
  /** Published cost; null when none is known. */
  readonly reference: number | null
  /** How far above the reference, in hundredths of it; below 0 for a better plan than the published one. */
  readonly gapPercent: number | null
  readonly ms: number
  readonly violations: number
}

/** The gap to a published cost. */
export const gapTo = (cost: number, reference: number | null): number | null =>
  reference === null ? null : gapPercent({ cost, bound: reference })

/** Runs `solve` and says how long it took, in milliseconds of wall time. */
export const timed = <A>(solve: () => A): { readonly value: A; readonly ms: number } => {
  const start = process.hrtime.bigint()
  const value = solve()
  return { value, ms: Number(process.hrtime.bigint() - start) / 1e6 }
}

export const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The value below which `part` of the values are. */
const quantile = (values: ReadonlyArray<number>, part: number): number => {
  const ascending = values.toSorted((a, b) => a - b)
  return ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))] ?? Number.NaN
}

/** A cost that is written a rounding apart is the same cost. */
const isReached = ({ cost, reference }: BenchLine): boolean =>
  reference !== null && cost <= reference + 1e-6 * Math.max(1, Math.abs(reference))

/** What a table shows of any set; a benchmark adds rows of its own. */
export const summaryOf = (lines: ReadonlyArray<BenchLine>): ReadonlyArray<readonly [string, string]> => {
  const ms = lines.map((line) => line.ms)
  const gaps = lines.flatMap((line) => (line.gapPercent === null ? [] : [line.gapPercent]))
  return [
    ["instances", String(lines.length)],
    ["at the reference or below", String(lines.filter(isReached).length)],
    ["proved", String(lines.filter((line) => line.stoppedBy === "proved").length)],
    ["violations", String(lines.reduce((sum, line) => sum + line.violations, 0))],
    ["mean gap", gaps.length === 0 ? "no reference" : `${mean(gaps).toFixed(3)} %`],
    ["worst gap", gaps.length === 0 ? "no reference" : `${quantile(gaps, 1).toFixed(3)} %`],
    ["mean ms", mean(ms).toFixed(4)],
    ["p50 ms", quantile(ms, 0.5).toFixed(4)],
    ["p99 ms", quantile(ms, 0.99).toFixed(4)],
    ["max ms", quantile(ms, 1).toFixed(4)]
  ]
}

/** Prints rows of a label and a value. */
export const printTable = (rows: ReadonlyArray<readonly [string, string]>): void => {
  for (const [label, value] of rows) console.log(`${label.padEnd(26)} ${value}`)
}

/** Writes one JSON line per plan, or ends; nothing when no file is asked for. */
export const writeSolutions = (file: string | undefined, plans: ReadonlyArray<unknown>): void => {
  if (file === undefined) return
  const written = Result.try({
    try: () => writeFileSync(file, plans.map((plan) => `${JSON.stringify(plan)}\n`).join("")),
    catch: (error) => String(error)
  })
  if (Result.isFailure(written))
    refuse(`--solutions ${file}: expected a file that can be written, got ${written.failure}`)
}
