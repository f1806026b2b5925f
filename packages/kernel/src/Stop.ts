/**
 * When a search ends. Solvers never read a clock: whoever wants a time limit passes the clock in.
 */

/** How far a search has come. */
export interface Progress {
  readonly iteration: number
  /** Of the best plan so far. */
  readonly cost: number
}

/** Asked once per iteration; true ends the search, which then returns the best plan it has. */
export type Stop = (progress: Progress) => boolean

/** What every search takes. The same problem, seed and answers of `stop` give the same outcome on any machine. */
export interface SolveOptions {
  readonly seed: number
  readonly stop: Stop
}

/** Runs until nothing is left to try. */
export const whenExhausted: Stop = () => false

/** Ends before iteration number `count`, counted from 0. Deterministic, so right for tests and replays. */
export const afterIterations =
  (count: number): Stop =>
  (progress) =>
    progress.iteration >= count

/** Ends once `now()` is `millis` later than when this was called. Right for services; not deterministic. */
export const afterMillis = (millis: number, now: () => number): Stop => {
  const end = now() + millis
  return () => now() >= end
}
