/**
 * A journal's log and tables in a SQLite database. Plain statements; the rules are the journal's, not the tables'.
 */
import type { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import type { CommitId, Position, StreamId } from "@stowage/runtime/Commit"
import { type PendingQuery, StoreFailure } from "@stowage/runtime/Journal"
import type { AppendAnswer, Facts, LogBatch, LogStorage, LogTables, Names, Wanted } from "@stowage/runtime/LogStorage"
import { storeFailure } from "./failure.ts"
import { type Row, balanceFrom, claimFrom, commitFrom } from "./rows.ts"
import { type Numbers, save } from "./saving.ts"
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

const resolvedFrom = (row: Row): Pending => {
  const nowhere = "" as Pending["from"]
  const [id, state] = [row["id"] as Pending["id"], row["state"] as Pending["state"]]
  return { id, from: nowhere, to: nowhere, quantity: 0, expiresAt: undefined, state }
}

/** What is known of some names. */
const factsOf = (reads: Reads, { ids, streams, claims }: Names): Omit<Facts, "balances"> => {
  const all = (statement: Reads["ids"], names: ReadonlyArray<string>): ReadonlyArray<Row> =>
    names.length === 0 ? [] : statement.all(JSON.stringify(names))
  const versions = all(reads.versions, streams).filter((row) => row["version"] !== null)
  const found = [...all(reads.openClaims, claims).map(claimFrom), ...all(reads.resolved, claims).map(resolvedFrom)]
  return {
    ids: new Map(all(reads.ids, ids).map((row) => [row["id"] as CommitId, row["position"] as Position])),
    versions: new Map(versions.map((row) => [row["stream"] as StreamId, row["version"] as number])),
    claims: new Map(found.map((claim) => [claim.id, claim])),
    saved: savedAt(reads)
  }
}

const balancesOf = (reads: Reads, numbers: Numbers, accounts: Wanted["accounts"]): Facts["balances"] => {
  const balances = new Map<Balance["account"], Balance>()
  if (accounts.length === 0) return balances
  for (const row of reads.accounts.all(JSON.stringify(accounts))) {
    const balance = balanceFrom(row)
    numbers.set(balance.account, row["number"] as number)
    balances.set(balance.account, balance)
  }
  return balances
}

const balanceRows = (reads: Reads, { place, sku, site }: BalanceQuery): ReadonlyArray<Row> => {
  if (place !== undefined) return reads.balancesOfPlace.all(place)
  if (sku === undefined) return reads.balances.all()
  return site === undefined ? reads.balancesOfSku.all(sku) : reads.balancesOfSkuAtSite.all(sku, site)
}

const claimRows = (reads: Reads, { ids, expirableAt }: PendingQuery): ReadonlyArray<Row> => {
  if (ids !== undefined) return reads.openClaims.all(JSON.stringify(ids))
  return expirableAt === undefined ? reads.claims.all() : reads.expirable.all(expirableAt)
}

/** The tables' questions, each about one moment: `once` sees to that. */
const questions = (reads: Reads, numbers: Numbers, file: string, once: Ask): Omit<LogTables, "save"> => ({
  lookUp: (wanted) =>
    once(() => ({ ...factsOf(reads, wanted), balances: balancesOf(reads, numbers, wanted.accounts) })),
  balances: (query) => once(() => ({ value: balanceRows(reads, query).map(balanceFrom), saved: savedAt(reads) })),
  claims: (query) => once(() => ({ value: claimRows(reads, query).map(claimFrom), saved: savedAt(reads) })),
  stream: (stream, after) =>
    once(() => ({
      value: reads.appended.all(stream, after).map((row) => commitFrom(row, file)),
      saved: savedAt(reads)
    })),
  saved: once(() => savedAt(reads))
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

const append = (reads: Reads, writes: Writes, { after, entries, taken }: LogBatch): AppendAnswer => {
  if (Number(reads.last.get()?.["position"] ?? 0) !== after) return { _tag: "Behind" }
  if (taken !== undefined) {
    const names = [taken.ids, taken.streams, taken.claims].map((of) => JSON.stringify(of))
    if (reads.knows.get(...names)?.["known"] === 1) {
      return { _tag: "Known", facts: { ...factsOf(reads, taken), balances: new Map() } }
    }
  }
  for (const { commit, body } of entries) writes.insertCommit.run(commit.position, commit.id, body)
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
            if (saved !== changes.from) return saved
            save(writes, numbers, changes, file)
            return changes.to
          })
        )
    },
    append: (batch) => ask(() => inTransaction(writes, () => append(reads, writes, batch))),
    commits: (after, limit) => ask(() => reads.commits.all(after, limit).map((row) => commitFrom(row, file))),
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
    tables: { ...tables, save: () => tables.saved },
    append: () => Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail })),
    commits: (after, limit) => ask(() => reads.commits.all(after, limit).map((row) => commitFrom(row, file))),
    alone: (use) => use(storage)
  }
  return storage
}
