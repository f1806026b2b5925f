/**
 * A log and tables in memory, shared by all journals opened over it: as simple as the port allows.
 */
import * as Effect from "effect/Effect"
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import { asksFor, isNothing } from "@stowage/runtime/BalanceQuery"
import type { Position, RecordedCommit, StreamId } from "@stowage/runtime/Commit"
import { StoreFailure, asksForPending } from "@stowage/runtime/Journal"
import type { AppendAnswer, AppendPlace, Facts, LogStorage, LogTables, Wanted } from "@stowage/runtime/LogStorage"

/** What is kept. */
export interface LogInMemory {
  readonly log: Array<RecordedCommit>
  readonly balances: Map<Account, Balance>
  readonly claims: Map<PendingId, Pending>
  readonly appends: Array<AppendPlace>
  saved: Position
  /** Whether a journal that shares it with nobody is open over it. */
  held: boolean
}

export const emptyLog = (): LogInMemory => ({
  log: [],
  balances: new Map(),
  claims: new Map(),
  appends: [],
  saved: 0 as Position,
  held: false
})

const pick = <K, V>(from: ReadonlyMap<K, V>, keys: ReadonlyArray<K>): ReadonlyMap<K, V> =>
  new Map([...from].filter(([key]) => keys.includes(key)))

const versionsOf = (kept: LogInMemory): ReadonlyMap<StreamId, number> =>
  new Map(kept.appends.map(({ stream, version }) => [stream, version]))

const factsOf = (kept: LogInMemory, { ids, streams, claims, accounts }: Wanted): Facts => ({
  ids: pick(new Map(kept.log.map(({ id, position }) => [id, position])), ids),
  versions: pick(versionsOf(kept), streams),
  claims: pick(kept.claims, claims),
  balances: pick(kept.balances, accounts),
  saved: kept.saved
})

const tablesOf = (kept: LogInMemory): LogTables => ({
  lookUp: (wanted) => Effect.sync(() => factsOf(kept, wanted)),
  balances: (query) =>
    Effect.sync(() => ({
      value: [...kept.balances.values()].filter(({ account }) => asksFor(query, account)),
      saved: kept.saved
    })),
  claims: (query) =>
    Effect.sync(() => ({
      value: [...kept.claims.values()].filter((claim) => asksForPending(query, claim)),
      saved: kept.saved
    })),
  stream: (stream, after) =>
    Effect.sync(() => ({
      value: kept.appends
        .filter((place) => place.stream === stream && place.version > after)
        .flatMap(({ position }) => kept.log[position - 1] ?? []),
      saved: kept.saved
    })),
  saved: Effect.sync(() => kept.saved),
  save: ({ from, to, balances, claims, appends }) =>
    Effect.sync(() => {
      if (from !== kept.saved) return kept.saved
      for (const balance of balances) {
        if (isNothing(balance)) kept.balances.delete(balance.account)
        else kept.balances.set(balance.account, balance)
      }
      for (const claim of claims) kept.claims.set(claim.id, claim)
      kept.appends.push(...appends)
      kept.saved = to
      return to
    })
})

/** A storage over `kept`; with tables or without, shared with others or not. */
export const storageOver = (kept: LogInMemory, options: { tables: boolean; shared: boolean }): LogStorage => {
  const storage: LogStorage = {
    capabilities: { durable: true, writers: options.shared ? "many" : "one" },
    shared: options.shared,
    tables: options.tables ? tablesOf(kept) : undefined,
    append: ({ after, entries, taken }) =>
      Effect.sync((): AppendAnswer => {
        if (after !== kept.log.length) return { _tag: "Behind" }
        const facts = factsOf(kept, { ids: [], streams: [], claims: [], ...taken, accounts: [] })
        if (facts.ids.size + facts.versions.size + facts.claims.size > 0) {
          return { _tag: "Known", facts }
        }
        // As text and back: what is kept shares nothing with what was given.
        for (const { body, commit } of entries) kept.log.push({ ...JSON.parse(body), position: commit.position })
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
