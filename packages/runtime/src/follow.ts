/**
 * The journal as a stream: projections, outboxes and processes are built on it.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Position, RecordedCommit } from "./Commit.ts"
import { Journal, type StoreFailure } from "./Journal.ts"

/** How many commits are read at once. */
const batchSize = 256

/** Every commit after `after` that there is now, in order; ends with the last one. */
export const commitsSoFar = (after: Position): Stream.Stream<RecordedCommit, StoreFailure, Journal> =>
  Stream.unwrap(
    Effect.map(Journal, (journal) =>
      Stream.paginate(after, (position) =>
        Effect.map(journal.commits(position, batchSize), (batch) => {
          const last = batch.at(-1)
          return [batch, last === undefined ? Option.none() : Option.some(last.position)] as const
        })
      )
    )
  )

/** Every commit after `after`, in order, for ever: it waits for the next one. */
export const follow = (after: Position): Stream.Stream<RecordedCommit, StoreFailure, Journal> =>
  Stream.unwrap(
    Effect.map(Journal, (journal) =>
      Stream.paginate(after, (position) =>
        Effect.flatMap(journal.wait(position), () =>
          Effect.map(journal.commits(position, batchSize), (batch) => {
            const last = batch.at(-1)
            return [batch, Option.some(last === undefined ? position : last.position)] as const
          })
        )
      )
    )
  )
