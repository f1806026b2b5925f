/**
 * What a store has to keep so that `makeLogJournal` makes a journal of it: a log of commits in one order and, if it
 * can, tables made from the log, so that opening does not read all of it.
 *
 * A storage decides nothing. Whoever writes decides in memory by the rules every store shares, and appends under the
 * condition that nobody else has appended since; a storage that keeps this one condition cannot oversell.
 */
import type * as Effect from "effect/Effect"
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "./BalanceQuery.ts"
import type { CommitId, Position, RecordedCommit, StreamId } from "./Commit.ts"
import type { Capabilities, PendingQuery, StoreFailure } from "./Journal.ts"

/** A commit in its place, and its JSON text (without the position). */
export interface LogEntry {
  readonly commit: RecordedCommit
  readonly body: string
}

/** Names of commits, streams and claims. */
export interface Names {
  readonly ids: ReadonlyArray<CommitId>
  readonly streams: ReadonlyArray<StreamId>
  readonly claims: ReadonlyArray<PendingId>
}

/** What is asked of the tables. */
export interface Wanted extends Names {
  readonly accounts: ReadonlyArray<Account>
}

/** What is known of what was asked; what is not in it does not exist. */
export interface Facts {
  /** Positions of commits: of every commit in the log, saved or not. */
  readonly ids: ReadonlyMap<CommitId, Position>
  /** How many events each stream has, as of `saved`. */
  readonly versions: ReadonlyMap<StreamId, number>
  /** Claims, resolved ones too, as of `saved`. Of a resolved one only `id` and `state` mean anything. */
  readonly claims: ReadonlyMap<PendingId, Pending>
  /** Balances, as of `saved`. */
  readonly balances: ReadonlyMap<Account, Balance>
  /** Up to which position the tables tell. */
  readonly saved: Position
}

/** Entries to be appended, all or none. Positions follow `after` without gaps; there is at least one. */
export interface LogBatch {
  /** The last position the writer has seen. */
  readonly after: Position
  readonly entries: ReadonlyArray<LogEntry>
  /** Names in the batch that the writer takes to be new without having asked; undefined when there are none. */
  readonly taken: Names | undefined
}

/**
 * `Appended`: on the device, for good. `Behind`: others have appended after `after`. `Known`: some names that were
 * taken to be new are not, and here is what is known of them. Unless appended, nothing was written.
 */
export type AppendAnswer =
  | { readonly _tag: "Appended" }
  | { readonly _tag: "Behind" }
  | { readonly _tag: "Known"; readonly facts: Facts }

/** An answer of the tables, and up to which position they tell. */
export interface Saved<A> {
  readonly value: A
  readonly saved: Position
}

/** One append to a stream; `version` is that of its last event. */
export interface AppendPlace {
  readonly stream: StreamId
  readonly version: number
  readonly position: Position
}

/** What the commits after `from` and up to `to` changed: last values, each once. */
export interface TableChanges {
  readonly from: Position
  readonly to: Position
  /** A balance of nothing leaves the tables. */
  readonly balances: ReadonlyArray<Balance>
  /** A resolved claim is remembered by id and state. */
  readonly claims: ReadonlyArray<Pending>
  readonly appends: ReadonlyArray<AppendPlace>
}

/** Tables made from the log. All of an answer is of one moment. */
export interface LogTables {
  /** What is known of these names and accounts. */
  readonly lookUp: (wanted: Wanted) => Effect.Effect<Facts, StoreFailure>
  /** Balances that match the query; `asOf` and `occurredBy` are not theirs to answer. */
  readonly balances: (query: BalanceQuery) => Effect.Effect<Saved<ReadonlyArray<Balance>>, StoreFailure>
  /** Claims not resolved as of `saved` that match the query. */
  readonly claims: (query: PendingQuery) => Effect.Effect<Saved<ReadonlyArray<Pending>>, StoreFailure>
  /** Commits that appended to `stream` beyond version `after`, in order. */
  readonly stream: (
    stream: StreamId,
    after: number
  ) => Effect.Effect<Saved<ReadonlyArray<RecordedCommit>>, StoreFailure>
  /** Up to which position the tables tell. */
  readonly saved: Effect.Effect<Position, StoreFailure>
  /**
   * Writes the changes, if the tables tell up to exactly `from`; nothing when somebody else has saved meanwhile. Up to
   * which position they tell now.
   */
  readonly save: (changes: TableChanges) => Effect.Effect<Position, StoreFailure>
}

/** A log of commits, and what can be asked of it. */
export interface LogStorage {
  readonly capabilities: Capabilities
  /** Whether others may append as well: then what is in memory is brought up to date before every answer. */
  readonly shared: boolean
  /** Undefined when there are none: then everything is held in memory, and opening reads the whole log. */
  readonly tables: LogTables | undefined
  /** Appends the batch behind `after`, or says why not. After a failure the outcome is unknown. */
  readonly append: (batch: LogBatch) => Effect.Effect<AppendAnswer, StoreFailure>
  /** Up to `limit` commits after a position, in order; fewer only at the end. */
  readonly commits: (after: Position, limit: number) => Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure>
  /**
   * Runs `use` while nobody else can append, over a storage that can. A writer asks for it after it was `Behind`, so
   * that the slowest of many gets its turn too; a storage with one writer has nothing to do.
   */
  readonly alone: <A, E>(use: (storage: LogStorage) => Effect.Effect<A, E>) => Effect.Effect<A, E | StoreFailure>
}
