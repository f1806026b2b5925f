/** The words of these tests: a tally that counts up to ten, in the stream `tally/NAME`, and an interrupted journal. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import { type Aggregate, streamOf } from "@stowage/runtime/Aggregate"
import type { Commit, CommitId, EventData } from "@stowage/runtime/Commit"
import type { Journal } from "@stowage/runtime/Journal"

const TallyEvent = Schema.TaggedUnion({ Counted: { by: Schema.Int } })
type TallyEvent = typeof TallyEvent.Type
export interface Count {
  readonly by: number
}
export interface OverTen {
  readonly _tag: "OverTen"
  readonly total: number
}

const decider: Decider<number, Count, TallyEvent, OverTen> = {
  initial: 0,
  decide: ({ by }, total) => {
    if (by === 0) return Result.succeed([])
    if (total + by > 10) return Result.fail({ _tag: "OverTen", total })
    return Result.succeed([{ _tag: "Counted", by }])
  },
  evolve: (total, { by }) => total + by
}

/** A record that does not know a command it has seen: only the journal can. */
export const Tallies: Aggregate<number, Count, TallyEvent, OverTen> = { kind: "tally", decider, event: TallyEvent }

export const at = 1000 as Instant
export const id = (name: string): CommitId => name as CommitId
export const envelope = (name: string) => ({ id: id(name), at, actor: "ann" })

/** A commit of one event to the stream of a tally that has `expected` events. */
export const counted = (
  name: string,
  tally: string,
  expected: number,
  event: EventData = { _tag: "Counted", by: 1 }
): Commit => ({
  ...envelope(name),
  appends: [{ stream: streamOf("tally", tally), expected, events: [event] }],
  transfers: []
})

type Service = Journal["Service"]

/** A journal that does `first` before it commits, each time until that says it has done enough. */
export const interrupted = (
  journal: Service,
  first: (commit: Commit) => Effect.Effect<unknown> | undefined
): Service => ({
  ...journal,
  commit: (commit) => Effect.andThen(first(commit) ?? Effect.void, journal.commit(commit))
})
