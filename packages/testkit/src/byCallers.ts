/**
 * Callers who take what is left of a list, one thing after the other: how the stores are measured, and yours can be.
 */
import * as Effect from "effect/Effect"

/** One call of so many has its latency taken: reading the clock costs as much as a map access. */
const timedOf = 8

interface Calls<A, E, R> {
  readonly all: ReadonlyArray<A>
  readonly use: (one: A) => Effect.Effect<unknown, E, R>
  readonly latenciesMs: Array<number>
  /** How many of them were taken. */
  taken: number
}

const caller = <A, E, R>(calls: Calls<A, E, R>): Effect.Effect<void, E, R> =>
  Effect.suspend(() => {
    const { all, latenciesMs, use } = calls
    let start = Number.NaN
    const isMore = (): boolean => calls.taken < all.length
    const body = (): Effect.Effect<unknown, E, R> => {
      const nth = calls.taken++
      start = nth % timedOf === 0 ? performance.now() : Number.NaN
      return use(all[nth] as A)
    }
    const step = (): void => {
      if (!Number.isNaN(start)) latenciesMs.push(performance.now() - start)
    }
    // Of named functions, and no generator: what V8 makes of the others is old, and keeps all that it encloses.
    return Effect.whileLoop({ while: isMore, body, step })
  })

/**
 * Uses each of a list once, by so many callers at once, and adds how long every eighth took to `latenciesMs`. Ends with
 * the first failure.
 */
export const byCallers = <A, E, R>(
  all: ReadonlyArray<A>,
  callers: number,
  use: (one: A) => Effect.Effect<unknown, E, R>,
  latenciesMs: Array<number> = []
): Effect.Effect<void, E, R> =>
  Effect.suspend(() => {
    const calls: Calls<A, E, R> = { all, use, latenciesMs, taken: 0 }
    return Effect.all(
      Array.from({ length: callers }, () => caller(calls)),
      { concurrency: "unbounded", discard: true }
    )
  })
