/**
 * What a set of published instances is to the benchmark: a list of things to measure, each of which gives one line.
 */

/** The words after `pnpm bench slotting` that a set reads. */
export interface SetOptions {
  /** A folder, or a file. */
  readonly instances: string
  /** How long one instance may be searched. */
  readonly seconds: number
  /** The clock, in milliseconds: the wall's, or the process's own on a machine that is shared. */
  readonly now: () => number
  readonly seed: number
  /** How many SKUs a re-slot plan may move: as many as the published one, or any number. */
  readonly moves: "published" | "unlimited"
}

/** How one instance was solved. Costs are in the unit of the set. */
export interface BenchLine {
  readonly instance: string
  readonly cost: number
  readonly bound: number
  /** Published cost; null when none is known. */
  readonly reference: number | null
  /** How far above the reference, in percent of it; below 0 for a better plan than the published one. */
  readonly gapPercent: number | null
  readonly ms: number
  readonly violations: number
  /** Of re-slotting: SKUs moved, what moving them costs, and the cost before and after. */
  readonly moves?: number
  readonly movesCost?: number
  readonly before?: number
  readonly after?: number
}

export interface Measured {
  readonly line: BenchLine
  /** What `--solutions` writes, for anybody's checker. */
  readonly assignment: unknown
}

/** One instance. `measure` reads, solves and judges it. */
export interface BenchTask {
  readonly name: string
  readonly measure: () => Measured
}

/** The instances of a set, in the order of their names. */
export type BenchSet = (options: SetOptions) => ReadonlyArray<BenchTask>

/** The gap to a published cost, in percent; 0 where both are 0. */
export const gapTo = (cost: number, reference: number | null): number | null => {
  if (reference === null) return null
  return cost === reference ? 0 : (100 * (cost - reference)) / reference
}

/** Runs `solve` and says how long it took, in milliseconds of wall time. */
export const timed = <A>(solve: () => A): { readonly value: A; readonly ms: number } => {
  const begun = process.hrtime.bigint()
  const value = solve()
  return { value, ms: Number(process.hrtime.bigint() - begun) / 1e6 }
}
