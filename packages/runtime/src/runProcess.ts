/**
 * Running a process: follow the journal, react, note how far it came, and set aside what cannot be dealt with.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { isNewsOf, isNote, note, noteSomewhere, type Place, readPlace } from "./checkpoints.ts"
import type { CommitRefusal, Position, RecordedCommit } from "./Commit.ts"
import { commitsSoFar, follow } from "./follow.ts"
import { now } from "./IdSource.ts"
import { Journal, type StoreFailure } from "./Journal.ts"
import type { Process, ProcessEvent, ProcessState } from "./Process.ts"

/** How often a reaction is tried, with 100 ms, 200 ms, 400 ms … between. */
const attempts = 5
const backoff = Schedule.exponential("100 millis")

/** After how many commits that are none of its business a process notes its position, so that it starts near it. */
const noteEvery = 1024

/** What the journal knows of the process of this name. */
export const processState = (name: string) => Effect.map(readPlace(name), ({ state }) => state)

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

/** The first parked commit before this one that is about one of its records. */
const parkedBefore = (state: ProcessState, commit: RecordedCommit): number | undefined => {
  let first: number | undefined
  for (const [position, { streams }] of state.parked) {
    if (position >= (first ?? commit.position)) continue
    if (commit.appends.some(({ stream }) => streams.includes(stream))) first = position
  }
  return first
}

const parked = (commit: RecordedCommit, tried: number, reason: string): ProcessEvent => ({
  _tag: "CommitParked",
  position: commit.position,
  commitId: commit.id,
  streams: commit.appends.map((append) => append.stream),
  attempts: tried,
  reason
})

/** Reacts to a commit if it may; what is to be noted of it. */
const dealWith = Effect.fnUntraced(function* <E, R>(
  process: Process<E, R>,
  state: ProcessState,
  commit: RecordedCommit
) {
  const blockedBy = parkedBefore(state, commit)
  if (blockedBy !== undefined) return parked(commit, 0, `behind the commit parked at position ${blockedBy}`)
  const reason = yield* reactOnce(process, commit)
  if (reason !== undefined) return parked(commit, attempts, reason)
  const checkpoint: ProcessEvent = { _tag: "CheckpointSet", position: commit.position }
  return checkpoint
})

/** A process on its way: where it stands, and how many commits it has passed over since it noted a checkpoint. */
interface Follower {
  readonly place: Place
  readonly passed: number
}

/** A replay was asked for: the process goes on from the place, which is behind it. */
interface MovedBack {
  readonly _tag: "MovedBack"
  readonly place: Place
}

/** The follower after somebody else wrote to the process's record. */
const lookAgain = Effect.fnUntraced(function* (name: string, follower: Follower) {
  const place = yield* readPlace(name)
  const isBack = place.state.position < follower.place.state.position
  if (isBack) return yield* Effect.fail<MovedBack>({ _tag: "MovedBack", place })
  return { ...follower, place }
})

/** Deals with one commit; the follower after it. */
const step = Effect.fnUntraced(function* <E, R>(process: Process<E, R>, start: Follower, commit: RecordedCommit) {
  const { name } = process
  let follower = isNewsOf(name, start.place, commit) ? yield* lookAgain(name, start) : start
  const passes = isNote(commit) || !process.concerns(commit)
  let toNote: ProcessEvent | undefined
  for (;;) {
    const { passed, place } = follower
    if (passes || place.state.parked.has(commit.position)) {
      if (passed + 1 < noteEvery) return { place, passed: passed + 1 }
      toNote = { _tag: "CheckpointSet", position: commit.position }
    }
    toNote ??= yield* dealWith(process, place.state, commit)
    const after = yield* note(name, place, toNote, commit.at)
    if (after !== undefined) return { place: after, passed: 0 }
    follower = yield* lookAgain(name, follower)
    // What it stood behind may have been dealt with meanwhile. What was tried is not tried again.
    if (toNote._tag === "CommitParked" && toNote.attempts === 0) toNote = undefined
  }
})

type Commits = (after: Position) => Stream.Stream<RecordedCommit, StoreFailure, Journal>

const over = <E, R>(process: Process<E, R>, commits: Commits) => {
  const from = (place: Place): Effect.Effect<ProcessState, StoreFailure | CommitRefusal, R | Journal> =>
    commits(place.state.position).pipe(
      Stream.runFoldEffect(
        (): Follower => ({ place, passed: 0 }),
        (follower, commit) => step(process, follower, commit)
      ),
      Effect.map((follower) => follower.place.state),
      Effect.catchTag("MovedBack", (moved) => from(moved.place))
    )
  return Effect.flatMap(readPlace(process.name), from)
}

/** Deals with every commit there is now that the process has not dealt with yet, then ends with where it stands. */
export const catchUp = <E, R>(process: Process<E, R>) => over(process, commitsSoFar)

/**
 * Deals with every commit, for ever. Interrupt it to stop; started again, it goes on where it stood. One `run` of a
 * name at a time; `retryParked` and `replay` may be asked beside it.
 */
export const run = <E, R>(process: Process<E, R>) => over(process, follow)

/**
 * Tries what was parked once more, oldest first; what goes well is parked no longer. Ends with where the process
 * stands.
 */
export const retryParked = Effect.fnUntraced(function* <E, R>(process: Process<E, R>) {
  const journal = yield* Journal
  let place = yield* readPlace(process.name)
  for (const position of [...place.state.parked.keys()].sort((a, b) => a - b)) {
    if (!place.state.parked.has(position)) continue
    const [commit] = yield* journal.commits((position - 1) as Position, 1)
    if (commit === undefined || parkedBefore(place.state, commit) !== undefined) continue
    if ((yield* reactOnce(process, commit)) !== undefined) continue
    place = yield* noteSomewhere(process.name, { _tag: "CommitUnparked", position }, commit.at, place)
  }
  return place.state
})

/**
 * Sends the process of this name back: it deals again with every commit after `after`, under the same derived names.
 * What is parked stays parked, and what is not dealt with yet is not passed over: a position ahead of the process
 * changes nothing. A `run` of it goes back at once. Other processes do not notice. Ends with where the process stands.
 */
export const replay = Effect.fnUntraced(function* (name: string, after: Position) {
  if (!Number.isSafeInteger(after) || after < 0) {
    return yield* Effect.die(new RangeError(`Replay of ${name} after ${after}; expected a position, 0 for everything.`))
  }
  const place = yield* readPlace(name)
  const asked: ProcessEvent = { _tag: "ReplayAsked", position: after }
  return (yield* noteSomewhere(name, asked, yield* now, place)).state
})
