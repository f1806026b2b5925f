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
  /** Waits until the last position is after this one. */
  readonly wait: (after: Position) => Effect.Effect<void>
}

/** News of a journal whose last position is `last()`. */
export const makeNews = (last: () => Position): News => {
  let waiters: Latch.Latch | undefined
  const wait = (after: Position): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (last() > after) return Effect.void
      waiters ??= Latch.makeUnsafe()
      return Effect.flatMap(waiters.await, () => wait(after))
    })
  return {
    tell: () => {
      const waiting = waiters
      // Waiters run at once, and one of them may commit and wait again: for the next latch, not for this one.
      waiters = undefined
      waiting?.openUnsafe()
    },
    wait
  }
}
