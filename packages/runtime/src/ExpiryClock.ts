/**
 * Whose clock decides that the time of a claim has come. A commit says itself when it was decided, and claims expire by
 * that; a committer whose clock is ahead would expire them early. So the time of a commit that expires claims is held
 * against the clock of the store, once, before it is decided: what is in the journal is never asked again.
 */
import type * as Effect from "effect/Effect"
import type { Instant } from "@stowage/kernel/Instant"
import type { Commit, CommitRefusal } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"

/** A clock, and how far that of a committer may be ahead of it. */
export interface ExpiryClock {
  readonly now: Effect.Effect<Instant, StoreFailure>
  /** Milliseconds. A claim never expires earlier than this before its time. */
  readonly aheadMillis: number
}

/** Whether a commit expires claims. */
export const expires = ({ transfers }: Commit): boolean => transfers.some(({ _tag }) => _tag === "Expire")

/** Why a new commit that expires claims is refused when its time is later than `latest`. */
export const aheadOfClock = ({ id, at }: Commit, latest: number): CommitRefusal => ({
  _tag: "CommitMalformed",
  id,
  expected: `a time of at most ${latest} (ms since 1970) by the store's clock, to expire claims, got ${at}`
})
