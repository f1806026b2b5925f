/**
 * What a store has to keep so that `makeLogJournal` makes a journal of it: a log of commits in one order and, if it
 * can, tables made from the log, so that opening does not read all of it.
 *
 * A storage decides nothing. Whoever writes decides in memory by the rules every store shares, and appends under the
 * condition that nobody else has appended since; a storage that keeps this one condition cannot oversell. Nor does a
 * storage look into what the tables hold, balances aside: segments are bytes that the journal's engine made.
 */
import type * as Effect from "effect/Effect"
import type { Account } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "./BalanceQuery.ts"
import type { Position, RecordedCommit } from "./Commit.ts"
import type { Capabilities, StoreFailure } from "./Journal.ts"

/** A commit in its place, and its text (without the position), which has no line breaks; `commitOfLine` reads it. */
export interface LogEntry {
  readonly commit: RecordedCommit
  readonly body: string
}

/** Entries to be appended, all or none. Positions follow `after` without gaps; there is at least one. */
export interface LogBatch {
  /** The last position the writer has seen. */
  readonly after: Position
  readonly entries: ReadonlyArray<LogEntry>
}

/** `Appended`: on the device, for good. `Behind`: others have appended after `after`, and nothing was written. */
export type AppendAnswer = { readonly _tag: "Appended" } | { readonly _tag: "Behind" }

/** An answer of the tables, and up to which position they tell. */
export interface Saved<A> {
  readonly value: A
  readonly saved: Position
}

/** The commits after `from`, up to `to`. */
export interface Span {
  readonly from: Position
  readonly to: Position
}

/**
 * What is kept of the commits of a span, for good: who mentions which name, which claims were opened and are not yet
 * resolved, which of earlier ones were resolved. All segments together cover the log from its beginning up to `saved`,
 * without gaps and each commit once.
 */
export interface SegmentHead extends Span {
  /** For each page of names the 32 bits with which it begins. */
  readonly firsts: Uint8Array
  /** How many pages of opened and of closed claims there are. */
  readonly opened: number
  readonly closed: number
}

export type PageKind = "names" | "opened" | "closed"

/** Pages of a kind are numbered from 0. */
export interface PageName extends Span {
  readonly kind: PageKind
  readonly number: number
}

/** `keys` is what is read of many pages at once, `values` of few. Neither means anything to a storage. */
export interface Page {
  readonly keys: Uint8Array
  readonly values: Uint8Array
}

export interface NewPage extends PageName, Page {}

/** What the commits of a span changed: a segment, and the last values of balances, each once. */
export interface TableChanges {
  /** A balance of nothing leaves the tables. */
  readonly balances: ReadonlyArray<Balance>
  readonly head: SegmentHead
  readonly pages: ReadonlyArray<NewPage>
}

/** Tables made from the log. Each answer is of one moment. */
export interface LogTables {
  /** Up to which position the tables tell: the end of the last segment, 0 when there is none. */
  readonly saved: Effect.Effect<Position, StoreFailure>
  /** Balances of accounts; none of an account that is not there. */
  readonly balancesOf: (accounts: ReadonlyArray<Account>) => Effect.Effect<Saved<ReadonlyArray<Balance>>, StoreFailure>
  /** Balances that match the query, or more; `asOf` and `occurredBy` are not theirs to answer. */
  readonly balances: (query: BalanceQuery) => Effect.Effect<Saved<ReadonlyArray<Balance>>, StoreFailure>
  /** The commits at these positions of the log, in any order. */
  readonly commitsAt: (positions: ReadonlyArray<Position>) => Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure>
  /** The segments that there are, in order. */
  readonly heads: Effect.Effect<ReadonlyArray<SegmentHead>, StoreFailure>
  /** These pages, in the order asked for; undefined when one of their segments is there no more. */
  readonly pages: (names: ReadonlyArray<PageName>) => Effect.Effect<ReadonlyArray<Page> | undefined, StoreFailure>
  /** The keys of `count` pages of names from number `first` on; fewer when there are no more of them. */
  readonly keys: (of: Span, first: number, count: number) => Effect.Effect<ReadonlyArray<Uint8Array>, StoreFailure>
  /**
   * Writes the changes, all in one transaction, if the tables tell up to exactly where the segment begins; nothing when
   * somebody else has saved meanwhile. Up to which position they tell now.
   */
  readonly save: (changes: TableChanges) => Effect.Effect<Position, StoreFailure>
  /** Writes pages of a segment that nobody reads before `replace` has put it in; over those of that name. */
  readonly write: (pages: ReadonlyArray<NewPage>) => Effect.Effect<void, StoreFailure>
  /** Puts a segment in the place of those it was made of, whose pages go, if they are all there. Whether they were. */
  readonly replace: (head: SegmentHead, of: ReadonlyArray<Span>) => Effect.Effect<boolean, StoreFailure>
}

/** A log of commits, and what can be asked of it. */
export interface LogStorage {
  /** What to call it in messages: the file, the database and the tenant. */
  readonly name: string
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
