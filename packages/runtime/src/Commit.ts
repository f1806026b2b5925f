/**
 * The unit of change: events appended to streams and transfers between accounts, all of it or none, under one id.
 */
import type * as Brand from "effect/Brand"
import type { Instant } from "@stowage/kernel/Instant"
import type { Transfer, TransferRefusal } from "@stowage/kernel/Transfer"
import { sayTransferRefusal } from "@stowage/kernel/Transfer"

/**
 * The caller's name for one change, such as `place:web-10023`. The same id is the same change, however often it is
 * sent.
 */
export type CommitId = Brand.Branded<string, "CommitId">

/** A record's own history: `order/web-10023`. */
export type StreamId = Brand.Branded<string, "StreamId">

/** A commit's place in the one order of all commits: 1, 2, 3 … without gaps. */
export type Position = Brand.Branded<number, "Position">

/** Before the first commit. */
export const origin = 0 as Position

/** An event as stored: plain JSON data with its name in `_tag`. */
export interface EventData {
  readonly _tag: string
  readonly [field: string]: unknown
}

/** Events for one stream, by a writer who has seen `expected` events of it. */
export interface Append {
  readonly stream: StreamId
  readonly expected: number
  readonly events: ReadonlyArray<EventData>
}

/** One change. At least one event or transfer; each stream at most once. */
export interface Commit {
  readonly id: CommitId
  /** When it was decided, on the journal's clock. Claims expire by it. */
  readonly at: Instant
  /** When it happened on the floor, if that was another time. Back-dating changes no earlier commit. */
  readonly occurredAt?: Instant
  /** Who did it: a person, a channel, a process. */
  readonly actor: string
  readonly appends: ReadonlyArray<Append>
  readonly transfers: ReadonlyArray<Transfer>
}

/** A commit in its place. */
export interface RecordedCommit extends Commit {
  readonly position: Position
}

/** What a writer gets: the change is in the journal for good. */
export interface Receipt {
  readonly id: CommitId
  readonly position: Position
}

/** One event of a stream; `version` counts the stream's events from 1. */
export interface Recorded {
  readonly position: Position
  readonly commitId: CommitId
  readonly at: Instant
  readonly actor: string
  readonly stream: StreamId
  readonly version: number
  readonly event: EventData
}

/** The events that `commit` appended to `stream`, as they are read. */
export const recordedEvents = (commit: RecordedCommit, append: Append): ReadonlyArray<Recorded> => {
  const { position, id: commitId, at, actor } = commit
  const { stream, expected } = append
  return append.events.map((event, index) => ({
    position,
    commitId,
    at,
    actor,
    stream,
    version: expected + index + 1,
    event
  }))
}

/**
 * Why the journal refuses a commit, in order of precedence. Plain data: a refusal is an answer, and a sold-out SKU
 * gives thousands of them.
 */
export type CommitRefusal =
  /**
   * No commit at all, or one that lacks a field (`id` is empty where it has none); nothing in it, a stream named twice,
   * an append without events, an event that JSON cannot say, an id that is not well-formed Unicode, a time that is not
   * whole.
   */
  | { readonly _tag: "CommitMalformed"; readonly id: CommitId; readonly expected: string }
  /** The id was used for another change. */
  | { readonly _tag: "CommitIdReused"; readonly id: CommitId; readonly position: Position }
  /** Somebody wrote to the stream since. Read it again and decide again. */
  | {
      readonly _tag: "VersionConflict"
      readonly stream: StreamId
      readonly expected: number
      readonly actual: number
    }
  | { readonly _tag: "TransferRefused"; readonly id: CommitId; readonly refusal: TransferRefusal }

/** Whether the journal took the commit. */
export const isReceipt = (answer: Receipt | CommitRefusal): answer is Receipt => !("_tag" in answer)

/** A refusal as a sentence that says what to do. */
export const sayCommitRefusal = (refusal: CommitRefusal): string => {
  switch (refusal._tag) {
    case "CommitMalformed":
      return `Commit ${refusal.id}: expected ${refusal.expected}.`
    case "CommitIdReused":
      return `Commit id ${refusal.id} names another change, at position ${refusal.position}; expected an id of its own.`
    case "VersionConflict":
      return `${refusal.stream} has ${refusal.actual} events, the writer had seen ${refusal.expected}; read it again and decide again.`
    case "TransferRefused":
      return `Commit ${refusal.id}: ${sayTransferRefusal(refusal.refusal)}`
  }
}
