/**
 * A process: something that reacts to every commit, such as sending the confirmation of a shipment or releasing an
 * order whose hold was lifted.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import * as Result from "effect/Result"
import type { Aggregate } from "./Aggregate.ts"
import type { CommitId, Position, RecordedCommit } from "./Commit.ts"

/** Reacts to commits, in order, at least once each. */
export interface Process<E, R> {
  /** Names its checkpoint and its parked commits in the journal. */
  readonly name: string
  /** Whether it has anything to do with this commit; the others are passed over without a trace. */
  readonly concerns: (commit: RecordedCommit) => boolean
  /**
   * What it does. It may run twice for one commit (after a crash between doing and noting), so whatever it commits it
   * commits under a name got from `derivedId`.
   */
  readonly react: (commit: RecordedCommit) => Effect.Effect<unknown, E, R>
}

/** The name of the `nth` thing that a process does about a commit: the same at every attempt. */
export const derivedId = (process: string, commit: { readonly id: CommitId }, nth = 0): CommitId =>
  `${process}:${nth}:${commit.id}` as CommitId

const position = Schema.Int

const ParkedAt = {
  position,
  commitId: Schema.String,
  /** The records it is about: later commits about them are set aside behind it, so that each record's order is kept. */
  streams: Schema.Array(Schema.String),
  attempts: Schema.Int,
  reason: Schema.String
}

/** What the journal knows of a process. Stored as written: add cases and optional fields, never change one. */
export const ProcessEvent = Schema.TaggedUnion({
  /** Everything up to `position` is dealt with. */
  CheckpointSet: { position },
  /** The commit at `position` could not be dealt with after all attempts, and was set aside. */
  CommitParked: ParkedAt,
  /** A parked commit was dealt with after all. */
  CommitUnparked: { position },
  /** Somebody asked that everything after `position` be dealt with again. What is parked stays parked. */
  ReplayAsked: { position },
  /** The whole state, with which every band of the record begins: what was before it need not be read. */
  StateCarried: { position, parked: Schema.Array(Schema.Struct(ParkedAt)) },
  /** The record goes on in bands. A version that does not know them stops here, and does not begin anew. */
  RecordMoved: {}
})
export type ProcessEvent = typeof ProcessEvent.Type

/** A commit that a process set aside, and why. */
export interface Parked {
  readonly commitId: string
  readonly streams: ReadonlyArray<string>
  readonly attempts: number
  readonly reason: string
}

/** Up to where a process has dealt with everything or set it aside, and what it set aside, by position. */
export interface ProcessState {
  readonly position: Position
  readonly parked: ReadonlyMap<number, Parked>
}

const parkedAt = ({ attempts, commitId, reason, streams }: Parked): Parked => ({
  commitId,
  streams,
  attempts,
  reason
})

/** The whole state as one event. */
export const carriedState = (state: ProcessState): ProcessEvent => ({
  _tag: "StateCarried",
  position: state.position,
  parked: Array.from(state.parked, ([at, parked]) => ({ position: at, ...parked }))
})

const decider: Decider<ProcessState, ProcessEvent, ProcessEvent, never> = {
  initial: { position: 0 as Position, parked: new Map() },
  decide: (event, state) => {
    switch (event._tag) {
      case "CheckpointSet":
        return Result.succeed(event.position > state.position ? [event] : [])
      case "CommitParked":
        return Result.succeed(state.parked.has(event.position) ? [] : [event])
      case "CommitUnparked":
        return Result.succeed(state.parked.has(event.position) ? [event] : [])
      case "ReplayAsked":
        return Result.succeed(event.position < state.position ? [event] : [])
      case "StateCarried":
      case "RecordMoved":
        return Result.succeed([]) // They say nothing new: bands are begun by whoever writes them.
    }
  },
  evolve: (state, event) => {
    switch (event._tag) {
      case "CheckpointSet":
      case "ReplayAsked":
        return { ...state, position: event.position as Position }
      case "CommitParked":
        return {
          position: Math.max(state.position, event.position) as Position, // Set aside is seen to: not met again.
          parked: new Map(state.parked).set(event.position, parkedAt(event))
        }
      case "CommitUnparked": {
        const parked = new Map(state.parked)
        parked.delete(event.position)
        return { ...state, parked }
      }
      case "StateCarried":
        return {
          position: event.position as Position,
          parked: new Map(event.parked.map((parked) => [parked.position, parkedAt(parked)]))
        }
      case "RecordMoved":
        return state
    }
  }
}

/** The record that a process keeps of itself, in bands: the streams `checkpoint/NAME/1`, `checkpoint/NAME/2` … */
export const Processes: Aggregate<ProcessState, ProcessEvent, ProcessEvent, never> = {
  kind: "checkpoint",
  decider,
  event: ProcessEvent
}
