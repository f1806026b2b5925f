/**
 * A log and tables in memory, shared by all journals opened over it: as simple as the port allows.
 */
import * as Effect from "effect/Effect"
import type { Position, RecordedCommit } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { commitOfLine } from "@stowage/runtime/LogBlock"
import type { AppendAnswer, LogStorage, LogTables } from "@stowage/runtime/LogStorage"
import {
  type TablesInMemory,
  balancesFor,
  balancesOf,
  emptyTables,
  keysOf,
  pagesOf,
  replaceSegments,
  saveTables,
  savedTo,
  writePages
} from "./torture/tablesInMemory.ts"

/** What is kept. */
export interface LogInMemory {
  readonly log: Array<RecordedCommit>
  readonly tables: TablesInMemory
  /** Whether a journal that shares it with nobody is open over it. */
  held: boolean
}

export const emptyLog = (): LogInMemory => ({ log: [], tables: emptyTables(), held: false })

const tablesOf = ({ log, tables }: LogInMemory): LogTables => ({
  saved: Effect.sync(() => savedTo(tables)),
  balancesOf: (accounts) => Effect.sync(() => ({ value: balancesOf(tables, accounts), saved: savedTo(tables) })),
  balances: (query) => Effect.sync(() => ({ value: balancesFor(tables, query), saved: savedTo(tables) })),
  commitsAt: (positions: ReadonlyArray<Position>) =>
    Effect.sync(() => positions.flatMap((position) => log[position - 1] ?? [])),
  heads: Effect.sync(() => tables.heads),
  pages: (names) => Effect.sync(() => pagesOf(tables, names)),
  keys: (of, first, count) => Effect.sync(() => keysOf(tables, of, first, count)),
  save: (changes) => Effect.sync(() => saveTables(tables, changes)),
  write: (pages) => Effect.sync(() => writePages(tables, pages)),
  replace: (head, of) => Effect.sync(() => replaceSegments(tables, head, of))
})

/** A storage over `kept`; with tables or without, shared with others or not. */
export const storageOver = (kept: LogInMemory, options: { tables: boolean; shared: boolean }): LogStorage => {
  const storage: LogStorage = {
    name: "a log in memory",
    capabilities: { durable: true, writers: options.shared ? "many" : "one" },
    shared: options.shared,
    tables: options.tables ? tablesOf(kept) : undefined,
    append: ({ after, entries }) =>
      Effect.sync((): AppendAnswer => {
        if (after !== kept.log.length) return { _tag: "Behind" }
        // As text and back: what is kept shares nothing with what was given.
        for (const { body, commit } of entries) kept.log.push(commitOfLine(body, commit.position, storage.name))
        return { _tag: "Appended" }
      }),
    commits: (after, limit) => Effect.sync(() => kept.log.slice(after, after + limit)),
    alone: (use) => use(storage)
  }
  return storage
}

const busy = new StoreFailure({ reason: "Busy", retry: true, detail: "the log has a writer; close it first" })

/** The right to be the only writer of `kept`, for as long as the scope. */
export const onlyWriter = (kept: LogInMemory) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      if (kept.held) return Effect.fail(busy)
      kept.held = true
      return Effect.void
    }),
    () =>
      Effect.sync(() => {
        kept.held = false
      })
  )
