/**
 * A journal's log and tables in a SQLite database. Plain statements; the rules are the journal's, not the tables'.
 */
import type { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import type { Balance } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import type { Position, RecordedCommit } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { type LogBlock, blocksOf, commitOfBlock, commitsOfBlock } from "@stowage/runtime/LogBlock"
import type { AppendAnswer, LogBatch, LogStorage, LogTables, Page, PageName } from "@stowage/runtime/LogStorage"
import { storeFailure } from "./failure.ts"
import { type Row, balanceFrom, blockFrom, headFrom } from "./rows.ts"
import { type Numbers, replace, save, savePages } from "./saving.ts"
import { type Reads, type Writes, prepareReads, prepareWrites } from "./statements.ts"

const capabilities = { durable: true, writers: "one" } as const

/** Runs statements now, unless the database is closed. What SQLite throws becomes a failure. */
type Ask = <A>(question: () => A) => Effect.Effect<A, StoreFailure>

const asking =
  (database: DatabaseSync, file: string): Ask =>
  (question) =>
    Effect.suspend(() => {
      if (!database.isOpen) {
        const detail = `${file} was closed; open the journal again`
        return Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail }))
      }
      try {
        return Effect.succeed(question())
      } catch (error) {
        return Effect.fail(storeFailure(error, file))
      }
    })

const savedAt = (reads: Reads): Position => Number(reads.saved.get()?.["position"] ?? 0) as Position

/** Balances of accounts, whose numbers are remembered. */
const balancesOf = (reads: Reads, numbers: Numbers, accounts: ReadonlyArray<Balance["account"]>) =>
  reads.accounts.all(JSON.stringify(accounts)).map((row) => {
    const balance = balanceFrom(row)
    numbers.set(balance.account, row["number"] as number)
    return balance
  })

const balanceRows = (reads: Reads, { place, sku, site }: BalanceQuery): ReadonlyArray<Row> => {
  if (place !== undefined) return reads.balancesOfPlace.all(place)
  if (sku === undefined) return reads.balances.all()
  return site === undefined ? reads.balancesOfSku.all(sku) : reads.balancesOfSkuAtSite.all(sku, site)
}

/** Up to `limit` commits after a position. */
const commitsAfter = (reads: Reads, after: Position, limit: number, file: string): ReadonlyArray<RecordedCommit> => {
  const found: Array<RecordedCommit> = []
  for (const row of reads.blocks.iterate(after)) {
    found.push(...commitsOfBlock(blockFrom(row), after, file))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

const commitsAt = (reads: Reads, positions: ReadonlyArray<Position>, file: string): ReadonlyArray<RecordedCommit> => {
  let block: LogBlock | undefined
  return positions
    .toSorted((a, b) => a - b)
    .flatMap((position) => {
      if (block === undefined || position > block.last) {
        const row = reads.blockOf.get(position)
        block = row && blockFrom(row)
      }
      return block === undefined ? [] : [commitOfBlock(block, position, file)]
    })
}

const pagesOf = (reads: Reads, names: ReadonlyArray<PageName>): ReadonlyArray<Page> | undefined => {
  const pages: Array<Page> = []
  for (const { from, to, kind, number } of names) {
    const row = reads.page.get(to, from, kind, number)
    if (row === undefined) return undefined
    pages.push({ keys: row["keys"] as Uint8Array, values: row["vals"] as Uint8Array })
  }
  return pages
}

/** The tables' questions, each about one moment: `once` sees to that. */
const questions = (
  reads: Reads,
  numbers: Numbers,
  file: string,
  once: Ask
): Omit<LogTables, "save" | "write" | "replace"> => ({
  saved: once(() => savedAt(reads)),
  balancesOf: (accounts) => once(() => ({ value: balancesOf(reads, numbers, accounts), saved: savedAt(reads) })),
  balances: (query) => once(() => ({ value: balanceRows(reads, query).map(balanceFrom), saved: savedAt(reads) })),
  commitsAt: (positions) => once(() => commitsAt(reads, positions, file)),
  heads: once(() => reads.segments.all().map(headFrom)),
  pages: (names) => once(() => pagesOf(reads, names)),
  keys: ({ from, to }, first, count) =>
    once(() => reads.keys.all(to, from, "names", first, first + count).map((row) => row["keys"] as Uint8Array))
})

/** Commits what `act` wrote, all of it or nothing. */
const inTransaction = <A>(writes: Writes, act: () => A): A => {
  writes.begin.run()
  try {
    const answer = act()
    writes.commit.run()
    return answer
  } catch (error) {
    try {
      writes.rollback.run()
    } catch {
      // SQLite has rolled back by itself after some errors: no transaction is open, which is what was wanted.
    }
    throw error
  }
}

const append = (reads: Reads, writes: Writes, { after, entries }: LogBatch): AppendAnswer => {
  if (Number(reads.last.get()?.["position"] ?? 0) !== after) return { _tag: "Behind" }
  for (const { first, last, body } of blocksOf(entries)) writes.insertBlock.run(first, last, body)
  return { _tag: "Appended" }
}

/** The storage of the one who writes `file`. */
export const writingStorage = (database: DatabaseSync, file: string): LogStorage => {
  const [reads, writes] = [prepareReads(database), prepareWrites(database)]
  const numbers: Numbers = new Map()
  const ask = asking(database, file)
  const storage: LogStorage = {
    name: file,
    capabilities,
    shared: false,
    tables: {
      ...questions(reads, numbers, file, ask),
      save: (changes) =>
        ask(() =>
          inTransaction(writes, () => {
            const saved = savedAt(reads)
            if (saved !== changes.head.from) return saved
            save(writes, numbers, changes)
            return changes.head.to
          })
        ),
      write: (pages) => ask(() => inTransaction(writes, () => savePages(writes, pages))),
      replace: (head, of) => ask(() => inTransaction(writes, () => replace(writes, head, of)))
    },
    append: (batch) => ask(() => inTransaction(writes, () => append(reads, writes, batch))),
    commits: (after, limit) => ask(() => commitsAfter(reads, after, limit, file)),
    alone: (use) => use(storage)
  }
  return storage
}

/** The storage of those who read `file`, which another process may be writing. */
export const readingStorage = (database: DatabaseSync, file: string): LogStorage => {
  const reads = prepareReads(database)
  const ask = asking(database, file)
  const once: Ask = (question) =>
    ask(() => {
      reads.begin.run()
      try {
        return question()
      } finally {
        reads.end.run()
      }
    })
  const tables = questions(reads, new Map(), file, once)
  const detail = `${file} was opened for reading only; commit through the process that writes it`
  const storage: LogStorage = {
    name: file,
    capabilities,
    shared: true,
    tables: {
      ...tables,
      save: () => tables.saved,
      write: () => Effect.void,
      replace: () => Effect.succeed(false)
    },
    append: () => Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail })),
    commits: (after, limit) => ask(() => commitsAfter(reads, after, limit, file)),
    alone: (use) => use(storage)
  }
  return storage
}
