/**
 * Rows as the values they stand for.
 */
import * as Effect from "effect/Effect"
import type { Commit, Position, RecordedCommit } from "@stowage/runtime/Commit"
import type { StoreFailure } from "@stowage/runtime/Journal"
import type { Rows, Value } from "./connection.ts"
import { damaged } from "./failure.ts"

/** The commits of rows of position and body. PostgreSQL does not look into a body; one that is not JSON is damage. */
export const commitsFrom = (rows: Rows, place: string): Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure> =>
  Effect.suspend(() => {
    const commits: Array<RecordedCommit> = []
    for (const [position, body] of rows) {
      const commit = parsed(body)
      if (commit === undefined) return Effect.fail(damaged(place, `the commit at position ${position} is not JSON`))
      commits.push({ ...commit, position: Number(position) as Position })
    }
    return Effect.succeed(commits)
  })

const parsed = (body: Value | undefined): Commit | undefined => {
  try {
    return JSON.parse(String(body)) as Commit
  } catch {
    return undefined
  }
}
