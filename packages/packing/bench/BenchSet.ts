/**
 * What a set of published instances is to `pnpm bench packing`: a reader and a runner.
 */
import type { PackedCarton } from "../src/problem/PackPlan.ts"
import type { Support } from "../src/problem/PackingProblem.ts"

/** The words after `pnpm bench packing`, but for those that are the same for every set. */
export interface SetOptions {
  /** The file or folder given as `--instances`. */
  readonly path: string
  /** How long one instance may be searched; not said when the solver's own patience is to end it. */
  readonly seconds: number | undefined
  readonly support: Support | undefined
  readonly seed: number
  /** How many instances, spread over the set. */
  readonly limit: number
}

/** One line of the report. */
interface BenchLine {
  readonly instance: string
  readonly cost: number
  readonly bound: number
  /** What others reach, where it is published. */
  readonly reference: number | undefined
  readonly gapPercent: number | undefined
  readonly fillPercent: number
  readonly ms: number
  readonly violations: number
}

/** One instance, solved. */
export interface SetResult {
  readonly line: BenchLine
  readonly bins: ReadonlyArray<PackedCarton>
  /** Litres inside the cartons used. */
  readonly litres: number
}

/** Solves the instances one by one. */
export type BenchSet = (options: SetOptions) => Iterable<SetResult>

/** As many as `limit`, evenly spread from the first to the last. */
export const spread = <A>(all: ReadonlyArray<A>, limit: number): ReadonlyArray<A> =>
  limit >= all.length
    ? all
    : Array.from({ length: limit }, (_, index) => all[Math.floor((index * all.length) / limit)]!)

/** Milliseconds of this process's work, for machines that others use too. */
const cpuMs = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}

/** The clock of this run: the wall's, or with `--clock cpu` that of the processor. */
export const nowMs: () => number =
  process.argv[process.argv.indexOf("--clock") + 1] === "cpu" ? cpuMs : () => performance.now()

/** Ends a search by the clock of this run. */
export const stopAfter = (seconds: number | undefined): (() => boolean) => {
  if (seconds === undefined) return () => false
  const end = nowMs() + seconds * 1000
  return () => nowMs() >= end
}
