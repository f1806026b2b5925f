/**
 * Waking those who wait for the next commit.
 */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { Position } from "./Commit.ts"

/** Tells waiters about commits made in this process. */
export interface News {
  /** To be called after each commit. Costs nothing while nobody waits. */
  readonly tell: () => void
  /** Waits for what is told from this call on. */
  readonly next: () => Effect.Effect<void>
  /** Waits until the last position is after this one. */
  readonly wait: (after: Position) => Effect.Effect<void>
}

/** News of a journal whose last position is `last()`. */
export const makeNews = (last: () => Position): News => {
  let waiters: Latch.Latch | undefined
  const next = (): Effect.Effect<void> => {
    waiters ??= Latch.makeUnsafe()
    return waiters.await
  }
  const wait = (after: Position): Effect.Effect<void> =>
    Effect.suspend(() => (last() > after ? Effect.void : Effect.flatMap(next(), () => wait(after))))
  return {
    tell: () => {
      const waiting = waiters
      // Waiters run at once, and one of them may commit and wait again: for the next latch, not for this one.
      waiters = undefined
      waiting?.openUnsafe()
    },
    next,
    wait
  }
}
