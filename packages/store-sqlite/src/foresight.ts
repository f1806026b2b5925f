/**
 * Names that a batch of commits is about to use and that no table knows. Most names are new, and asking for many
 * of them at once costs a third of asking for each.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { PendingId } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"

/** How many names one statement asks for. */
const namesAtOnce = 64

/** Fewer commits than this are not worth it. */
const smallestBatch = 16

/** What is known to be new. */
export interface Foresight {
  readonly commits: Set<CommitId>
  readonly streams: Set<StreamId>
  readonly claims: Set<PendingId>
  /** Looks up the names in a batch. To be called in the batch's transaction. */
  readonly look: (batch: ReadonlyArray<Commit>) => void
  /** Forgets them all. To be called at the end of the batch. */
  readonly clear: () => void
}

const asking = (database: DatabaseSync, ...columns: ReadonlyArray<string>): StatementSync => {
  const names = Array.from({ length: namesAtOnce }, () => "(?)").join(", ")
  const found = columns.map((column) => {
    const [table, name] = column.split(".")
    return `EXISTS (SELECT 1 FROM ${table} WHERE ${name} = asked.name)`
  })
  return database.prepare(`WITH asked (name) AS (VALUES ${names}) SELECT name FROM asked WHERE ${found.join(" OR ")}`)
}

/** Leaves in `names` those that `statement` does not find. */
const keepNew = (statement: StatementSync, names: Set<string>): void => {
  const all = [...names]
  for (let from = 0; from < all.length; from += namesAtOnce) {
    const asked = all.slice(from, from + namesAtOnce)
    // What is left of the last statement is filled with a name that is asked for anyway.
    while (asked.length < namesAtOnce) asked.push(asked[0] ?? "")
    for (const row of statement.all(...asked)) names.delete(row["name"] as string)
  }
}

/** Foresight over the tables of `database`. */
export const makeForesight = (database: DatabaseSync): Foresight => {
  const commits = new Set<CommitId>()
  const streams = new Set<StreamId>()
  const claims = new Set<PendingId>()
  const [inCommits, inStreams] = [asking(database, "commits.id"), asking(database, "streams.stream")]
  const inClaims = asking(database, "claims.id", "resolved.id")
  const clear = (): void => {
    commits.clear()
    streams.clear()
    claims.clear()
  }
  const look = (batch: ReadonlyArray<Commit>): void => {
    clear()
    if (batch.length < smallestBatch) return
    for (const { id, appends, transfers } of batch) {
      commits.add(id)
      for (const { stream } of appends) streams.add(stream)
      for (const transfer of transfers) if (transfer._tag === "Pend") claims.add(transfer.id)
    }
    keepNew(inCommits, commits)
    keepNew(inStreams, streams)
    keepNew(inClaims, claims)
  }
  return { commits, streams, claims, look, clear }
}
