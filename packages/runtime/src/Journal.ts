/**
 * Everything that happened, in one order, and the only way to change state.
 *
 * The port says what a store must do and nothing of how. A store proves itself by the contract suite in
 * `@stowage/testkit`: one winner per version, never below zero, nothing lost that was acknowledged, nothing half
 * written.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "./BalanceQuery.ts"
import type {
  Commit,
  CommitId,
  CommitRefusal,
  Position,
  Receipt,
  Recorded,
  RecordedCommit,
  StreamId
} from "./Commit.ts"

/**
 * The machinery failed, and nothing was acknowledged. `Busy`: somebody else holds the store. `Full`: no room on the
 * device. `Damaged`: what is stored cannot be read. `OtherVersion`: the store was written by another version of this
 * library. `Fenced`: another process has taken over as the writer. `Closed`: the store was closed. `Device`: any other
 * failure of the device below.
 */
export class StoreFailure extends Schema.TaggedError<StoreFailure>()("StoreFailure", {
  reason: Schema.Literals(["Busy", "Full", "Damaged", "OtherVersion", "Fenced", "Closed", "Device"]),
  /** Whether the same call may succeed later without anybody changing it. */
  retry: Schema.Boolean,
  /** What happened to what, and what to do about it. */
  detail: Schema.String
}) {
  override get message(): string {
    return `${this.reason}: ${this.detail}`
  }
}

/** What a store can and cannot do, as data. */
export interface Capabilities {
  /** An acknowledged commit survives the end of the process. */
  readonly durable: boolean
  /** How many processes may commit at the same time. */
  readonly writers: "one" | "many"
}

/** Which claims are still pending. */
export interface PendingQuery {
  /** Only these ids. */
  readonly ids?: ReadonlyArray<PendingId>
  /** Only claims that may be expired at this moment. */
  readonly expirableAt?: Instant
}

/** Whether a claim is asked for; only claims not yet resolved are. */
export const asksForPending = (query: PendingQuery, pending: Pending): boolean =>
  pending.state === "pending" &&
  (query.ids === undefined || query.ids.includes(pending.id)) &&
  (query.expirableAt === undefined || (pending.expiresAt !== undefined && pending.expiresAt <= query.expirableAt))

/**
 * Versions, positions, limits and moments that are asked by are whole numbers, a limit at least 0: to ask by anything
 * else is a defect, a `RangeError` that names it. What has not the form of a commit is refused as `CommitMalformed`.
 */
export class Journal extends Context.Service<
  Journal,
  {
    readonly capabilities: Capabilities
    /**
     * Appends all events and posts all transfers, or nothing. The same commit again gives the first receipt again.
     * After a `StoreFailure` the outcome is unknown until the same commit is sent again or `receipt` is asked.
     */
    readonly commit: (commit: Commit) => Effect.Effect<Receipt, CommitRefusal | StoreFailure>
    /** The receipt of the commit with this id; undefined when there is none. */
    readonly receipt: (id: CommitId) => Effect.Effect<Receipt | undefined, StoreFailure>
    /**
     * Events of `stream` after version `after` (0 when not given), in the order appended; empty when nobody wrote it.
     */
    readonly read: (stream: StreamId, after?: number) => Effect.Effect<ReadonlyArray<Recorded>, StoreFailure>
    /** In the order of the accounts' text. */
    readonly balances: (query: BalanceQuery) => Effect.Effect<ReadonlyArray<Balance>, StoreFailure>
    /** Claims not yet resolved, in the order of their ids. */
    readonly pendings: (query: PendingQuery) => Effect.Effect<ReadonlyArray<Pending>, StoreFailure>
    /** Up to `limit` commits after a position, in order; fewer only at the end. */
    readonly commits: (after: Position, limit: number) => Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure>
    /** Waits until there is a commit after this position. */
    readonly wait: (after: Position) => Effect.Effect<void, StoreFailure>
  }
>()("@stowage/runtime/Journal") {}
