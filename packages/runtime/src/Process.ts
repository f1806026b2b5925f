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

/** What the journal knows of a process. */
export const ProcessEvent = Schema.TaggedUnion({
  /** Everything up to `position` is dealt with. */
  CheckpointSet: { position: Schema.Int },
  /** The commit at `position` could not be dealt with after all attempts, and was set aside. */
  CommitParked: {
    position: Schema.Int,
    commitId: Schema.String,
    /**
     * The records it is about: later commits about them are set aside behind it, so that each record's order is kept.
     */
    streams: Schema.Array(Schema.String),
    attempts: Schema.Int,
    reason: Schema.String
  },
  /** A parked commit was dealt with after all. */
  CommitUnparked: { position: Schema.Int }
})
export type ProcessEvent = typeof ProcessEvent.Type

/** A commit that a process set aside, and why. */
export interface Parked {
  readonly commitId: string
  readonly streams: ReadonlyArray<string>
  readonly attempts: number
  readonly reason: string
}

/** Where a process stands, and what it set aside, by position. */
export interface ProcessState {
  readonly position: Position
  readonly parked: ReadonlyMap<number, Parked>
}

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
    }
  },
  evolve: (state, event) => {
    switch (event._tag) {
      case "CheckpointSet":
        return { ...state, position: event.position as Position }
      case "CommitParked": {
        const { position, commitId, streams, attempts, reason } = event
        return { ...state, parked: new Map(state.parked).set(position, { commitId, streams, attempts, reason }) }
      }
      case "CommitUnparked": {
        const parked = new Map(state.parked)
        parked.delete(event.position)
        return { ...state, parked }
      }
    }
  }
}

/** The record that a process keeps of itself, in the stream `process/NAME`. */
export const Processes: Aggregate<ProcessState, ProcessEvent, ProcessEvent, never> = {
  kind: "process",
  decider,
  event: ProcessEvent
}
