/** The words of tests of processes: one that notes what it reacts to, and fails on what is poison to it. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import type { RecordedCommit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import type { Process } from "@stowage/runtime/Process"
import type { counted } from "./tally.ts"

export const ofTallies = (commit: RecordedCommit): boolean =>
  commit.appends.some(({ stream }) => stream.startsWith("tally/"))

/** A process that notes the ids it reacts to and fails on those in `poison`, for as long as they are in it. */
export const noting = (poison: Set<string> = new Set()) => {
  const seen: Array<string> = []
  const process: Process<string, never> = {
    name: "noting",
    concerns: ofTallies,
    react: (commit) =>
      Effect.suspend(() => {
        seen.push(commit.id)
        return poison.has(commit.id) ? Effect.fail(`cannot digest ${commit.id}`) : Effect.void
      })
  }
  return { seen, process, poison }
}

export const commitAll = (...commits: ReadonlyArray<ReturnType<typeof counted>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    for (const commit of commits) yield* journal.commit(commit)
  })

/** Runs `effect` to its end, with all the waiting it does. */
export const patiently = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    for (let second = 0; second < 30; second++) yield* TestClock.adjust("1 second")
    return yield* Fiber.join(fiber)
  })
