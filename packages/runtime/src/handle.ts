/**
 * A command on a record, from the journal and back: read, fold, decide, commit, and again when somebody else was
 * quicker.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fold } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type Aggregate, decodeEvents, encodeEvents, streamOf } from "./Aggregate.ts"
import type { Commit, CommitId, CommitRefusal, Receipt } from "./Commit.ts"
import { Journal, type StoreFailure } from "./Journal.ts"

/** What a command is sent with. */
export interface Envelope<Event, State> {
  /** Names this command; sent again under the same name, it has no second effect. */
  readonly id: CommitId
  readonly at: Instant
  readonly actor: string
  /** Transfers to be committed with the events, worked out anew at every attempt. None when not given. */
  readonly transfers?: (events: ReadonlyArray<Event>, before: State) => ReadonlyArray<Transfer>
}

/** How a command ended: the record as it is now, what it decided, and the receipt when there was anything to record. */
export interface Handled<State, Event> {
  readonly state: State
  readonly events: ReadonlyArray<Event>
  readonly receipt: Receipt | undefined
}

/** The record said no. */
export interface Refused<Refusal> {
  readonly _tag: "Refused"
  readonly refusal: Refusal
}

/** How often a command is decided anew because others wrote to its record meanwhile. */
const attempts = 16

/**
 * Runs commands on records of one kind. `handle(Orders)("web-10023", command, envelope)` succeeds with the record after
 * the command, or fails with the record's own refusal, the journal's, or a store failure. A version conflict is met by
 * reading and deciding again, up to 16 times; only after that does the caller see it.
 */
export const handle = <State, Command, Event, Refusal>(aggregate: Aggregate<State, Command, Event, Refusal>) => {
  const { decider, event: schema, kind } = aggregate

  const attempt = Effect.fnUntraced(function* (id: string, command: Command, envelope: Envelope<Event, State>) {
    const journal = yield* Journal
    const stream = streamOf(kind, id)
    const recorded = yield* journal.read(stream)
    const before = fold(decider, yield* Effect.fromResult(decodeEvents(aggregate, recorded)))
    const decided = decider.decide(command, before)
    if (Result.isFailure(decided)) {
      return yield* Effect.fail<Refused<Refusal>>({ _tag: "Refused", refusal: decided.failure })
    }
    const events = decided.success
    const transfers = envelope.transfers?.(events, before) ?? []
    const after: Handled<State, Event> = { state: fold(decider, events, before), events, receipt: undefined }
    if (events.length === 0 && transfers.length === 0) return after
    const commit: Commit = {
      id: envelope.id,
      at: envelope.at,
      actor: envelope.actor,
      appends: events.length === 0 ? [] : [{ stream, expected: recorded.length, events: encodeEvents(schema, events) }],
      transfers
    }
    const receipt = yield* journal.commit(commit)
    return { ...after, receipt }
  })

  /**
   * The id was committed before. If it was for this record, the command is done, and the record may have moved on
   * since: what it holds now, with the first receipt. If it was for another, the id is taken.
   */
  const already = Effect.fnUntraced(function* (id: string, envelope: Envelope<Event, State>, reused: CommitRefusal) {
    const journal = yield* Journal
    const recorded = yield* journal.read(streamOf(kind, id))
    if (!recorded.some(({ commitId }) => commitId === envelope.id)) return yield* Effect.fail(reused)
    const state = fold(decider, yield* Effect.fromResult(decodeEvents(aggregate, recorded)))
    const handled: Handled<State, Event> = { state, events: [], receipt: yield* journal.receipt(envelope.id) }
    return handled
  })

  const retry = (
    id: string,
    command: Command,
    envelope: Envelope<Event, State>,
    left: number
  ): Effect.Effect<Handled<State, Event>, Refused<Refusal> | CommitRefusal | StoreFailure, Journal> =>
    attempt(id, command, envelope).pipe(
      Effect.catchTag("CommitIdReused", (reused) => already(id, envelope, reused)),
      Effect.catchTag("VersionConflict", (conflict) =>
        left > 0 ? retry(id, command, envelope, left - 1) : Effect.fail(conflict)
      )
    )

  return (id: string, command: Command, envelope: Envelope<Event, State>) => retry(id, command, envelope, attempts - 1)
}
