/**
 * What a commit consists of, made by constructors: as plain as literals, and always young (see `plainObject`).
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Expire, Pend, PendingId, Post, Settle, Transfer, Void } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, EventData, Position, Receipt, RecordedCommit, StreamId } from "./Commit.ts"
import { type Writable, plainObject } from "./plainObject.ts"

export const PostData = plainObject(function (this: Writable<Post>, from: Account, to: Account, quantity: number) {
  this._tag = "Post"
  this.from = from
  this.to = to
  this.quantity = quantity
})

export const PendData = plainObject(function (
  this: Writable<Pend>,
  id: PendingId,
  from: Account,
  to: Account,
  quantity: number,
  ttlMillis: number | undefined
) {
  this._tag = "Pend"
  this.id = id
  this.from = from
  this.to = to
  this.quantity = quantity
  if (ttlMillis !== undefined) this.ttlMillis = ttlMillis
})

export const SettleData = plainObject(function (this: Writable<Settle>, id: PendingId, quantity: number) {
  this._tag = "Settle"
  this.id = id
  this.quantity = quantity
})

export const EndData = plainObject(function (this: Writable<Void | Expire>, tag: "Void" | "Expire", id: PendingId) {
  this._tag = tag
  this.id = id
})

export const AppendData = plainObject(function (
  this: Writable<Append>,
  stream: StreamId,
  expected: number,
  events: ReadonlyArray<EventData>
) {
  this.stream = stream
  this.expected = expected
  this.events = events
})

export const CommitData = plainObject(function (
  this: Writable<Commit>,
  id: CommitId,
  at: Instant,
  occurredAt: Instant | undefined,
  actor: string,
  appends: ReadonlyArray<Append>,
  transfers: ReadonlyArray<Transfer>
) {
  this.id = id
  this.at = at
  if (occurredAt !== undefined) this.occurredAt = occurredAt
  this.actor = actor
  this.appends = appends
  this.transfers = transfers
})

export const RecordedData = plainObject(function (
  this: Writable<RecordedCommit>,
  id: CommitId,
  at: Instant,
  occurredAt: Instant | undefined,
  actor: string,
  appends: ReadonlyArray<Append>,
  transfers: ReadonlyArray<Transfer>,
  position: Position
) {
  this.id = id
  this.at = at
  if (occurredAt !== undefined) this.occurredAt = occurredAt
  this.actor = actor
  this.appends = appends
  this.transfers = transfers
  this.position = position
})

export const ReceiptData = plainObject(function (this: Writable<Receipt>, id: CommitId, position: Position) {
  this.id = id
  this.position = position
})
