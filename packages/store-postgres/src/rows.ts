/**
 * Rows as the values they stand for. PostgreSQL does not look into a body; one that is not JSON is damage.
 */
import * as Effect from "effect/Effect"
import type { Position, RecordedCommit } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { commitOfLine, commitsOfBlock } from "@stowage/runtime/LogBlock"
import type { Rows } from "./connection.ts"

/** What is thrown as damage becomes a failure. */
const reading = <A>(read: () => A): Effect.Effect<A, StoreFailure> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(read())
    } catch (error) {
      if (error instanceof StoreFailure) return Effect.fail(error)
      throw error
    }
  })

/** The commits after a position, of rows of first position, last position and body. */
export const commitsFrom = (
  rows: Rows,
  after: Position,
  place: string
): Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure> =>
  reading(() =>
    rows.flatMap(([first, last, body]) =>
      commitsOfBlock({ first: first as Position, last: last as Position, body: String(body) }, after, place)
    )
  )

/** Commits of rows of position and line. */
export const linesFrom = (rows: Rows, place: string): Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure> =>
  reading(() => rows.map(([position, line]) => commitOfLine(String(line), position as Position, place)))
