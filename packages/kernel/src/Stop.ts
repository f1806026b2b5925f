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
export interface Stop {
  (progress: Progress): boolean
  /** Where it is known: what part of all that is granted is spent, from 0 to 1. Searches that cool make it last. */
  readonly spent?: (progress: Progress) => number
}

/** What every search takes. The same problem, seed and answers of `stop` give the same outcome on any machine. */
export interface SolveOptions {
  readonly seed: number
  readonly stop: Stop
}

/** Runs until nothing is left to try. */
export const whenExhausted: Stop = () => false

/** Ends before iteration number `count`, counted from 0. Deterministic, so right for tests and replays. */
export const afterIterations = (count: number): Stop =>
  Object.assign((progress: Progress) => progress.iteration >= count, {
    spent: ({ iteration }: Progress) => (iteration < count ? iteration / count : 1)
  })

/** Ends once `now()` is `millis` later than when this was called. Right for services; not deterministic. */
export const afterMillis = (millis: number, now: () => number): Stop => {
  const start = now()
  const end = start + millis
  return Object.assign(() => now() >= end, {
    spent: () => (millis > 0 ? Math.max(0, Math.min(1, (now() - start) / millis)) : 1)
  })
}

/** `stop` for a search in parts that each count from 0: it is asked with the iterations of all of them. */
export const countedThrough = (stop: Stop): Stop => {
  const { spent } = stop
  let iteration = 0
  const asked: Stop = ({ cost }) => stop({ iteration: iteration++, cost })
  return spent === undefined
    ? asked
    : Object.assign(asked, { spent: ({ cost }: Progress) => spent({ iteration, cost }) })
}

/**
 * `stop` for one part of a search, which may take so large a share of what is left when it begins, or so many
 * iterations where that is not known. The part is told that this is all there is.
 */
export const forPart = (stop: Stop, share: number, iterations: number): Stop => {
  const { spent } = stop
  let first: number | undefined
  const part = (progress: Progress): number => {
    const now = spent === undefined ? progress.iteration : spent(progress)
    first ??= now
    const granted = spent === undefined ? iterations : share * (1 - first)
    return granted > 0 ? Math.min(1, (now - first) / granted) : 1
  }
  return Object.assign((progress: Progress) => stop(progress) || part(progress) >= 1, { spent: part })
}
