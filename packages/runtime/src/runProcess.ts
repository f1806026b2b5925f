/**
 * Running a process: follow the journal, react, note how far it came, and set aside what cannot be dealt with.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { fold } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import { decodeEvents, streamOf } from "./Aggregate.ts"
import type { CommitId, Position, RecordedCommit } from "./Commit.ts"
import { commitsSoFar, follow } from "./follow.ts"
import { handle } from "./handle.ts"
import { Journal } from "./Journal.ts"
import { type Process, type ProcessEvent, type ProcessState, Processes } from "./Process.ts"

/** How often a reaction is tried, with 100 ms, 200 ms, 400 ms … between. */
const attempts = 5
const backoff = Schedule.exponential("100 millis")

const own = "process/"

const isOwn = (commit: RecordedCommit): boolean => commit.appends.some((append) => append.stream.startsWith(own))

/** What the journal knows of the process of this name. */
export const processState = Effect.fnUntraced(function* (name: string) {
  const journal = yield* Journal
  const recorded = yield* journal.read(streamOf(Processes.kind, name))
  return fold(Processes.decider, yield* Effect.fromResult(decodeEvents(Processes.event, recorded)))
})

/** Notes an event of the process. `at` is the commit's own time: a process adds no clock of its own to the journal. */
const note = (name: string, event: ProcessEvent, at: Instant) =>
  handle(Processes)(name, event, { id: `${name}:${event._tag}:${event.position}` as CommitId, at, actor: name })

const sayCause = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  if (error instanceof Error) return error.message
  return typeof error === "string" ? error : JSON.stringify(error)
}

/** Reacts to one commit with retries; what became of it as an event, undefined when it went well. */
const reactOnce = <E, R>(process: Process<E, R>, commit: RecordedCommit) =>
  process.react(commit).pipe(
    Effect.retry({ times: attempts - 1, schedule: backoff }),
    Effect.exit,
    Effect.flatMap((exit) => {
      if (Exit.isSuccess(exit)) return Effect.succeed(undefined)
      // Being told to stop says nothing about the commit.
      if (Cause.hasInterrupts(exit.cause)) return Effect.interrupt
      return Effect.succeed(sayCause(exit.cause))
    })
  )

const parkedBefore = (state: ProcessState, commit: RecordedCommit): number | undefined => {
  for (const [position, parked] of state.parked) {
    if (commit.appends.some((append) => parked.streams.includes(append.stream))) return position
  }
  return undefined
}

const park = (process: string, commit: RecordedCommit, tried: number, reason: string) =>
  note(
    process,
    {
      _tag: "CommitParked",
      position: commit.position,
      commitId: commit.id,
      streams: commit.appends.map((append) => append.stream),
      attempts: tried,
      reason
    },
    commit.at
  )

/** Deals with one commit; the process's state after it. */
const step = Effect.fnUntraced(function* <E, R>(process: Process<E, R>, state: ProcessState, commit: RecordedCommit) {
  if (isOwn(commit) || !process.concerns(commit)) return state
  const blockedBy = parkedBefore(state, commit)
  if (blockedBy !== undefined) {
    const reason = `behind the commit parked at position ${blockedBy}`
    return (yield* park(process.name, commit, 0, reason)).state
  }
  const reason = yield* reactOnce(process, commit)
  if (reason !== undefined) return (yield* park(process.name, commit, attempts, reason)).state
  const checkpoint = { _tag: "CheckpointSet", position: commit.position } as const
  return (yield* note(process.name, checkpoint, commit.at)).state
})

const over = <E, R, E2, R2>(
  process: Process<E, R>,
  commits: (after: Position) => Stream.Stream<RecordedCommit, E2, R2>
) =>
  Effect.flatMap(processState(process.name), (start) =>
    commits(start.position).pipe(
      Stream.runFoldEffect(
        () => start,
        (state, commit) => step(process, state, commit)
      )
    )
  )

/** Deals with every commit there is now that the process has not dealt with yet, then ends with where it stands. */
export const catchUp = <E, R>(process: Process<E, R>) => over(process, commitsSoFar)

/** Deals with every commit, for ever. Interrupt it to stop; started again, it goes on where it stood. */
export const run = <E, R>(process: Process<E, R>) => over(process, follow)

/**
 * Tries what was parked once more, oldest first; what goes well is parked no longer. Ends with where the process
 * stands.
 */
export const retryParked = Effect.fnUntraced(function* <E, R>(process: Process<E, R>) {
  const journal = yield* Journal
  let state = yield* processState(process.name)
  for (const position of [...state.parked.keys()].sort((a, b) => a - b)) {
    const [commit] = yield* journal.commits((position - 1) as Position, 1)
    if (commit === undefined) continue
    const earlier = parkedBefore(state, commit)
    if (earlier !== undefined && earlier < position) continue
    if ((yield* reactOnce(process, commit)) !== undefined) continue
    state = (yield* note(process.name, { _tag: "CommitUnparked", position }, commit.at)).state
  }
  return state
})
