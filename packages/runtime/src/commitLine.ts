/**
 * A commit as a line of text: JSON without the names of fields, in which a transfer's second account is told by its
 * place alone when the first says the rest. Two thirds of the bytes, each of which is made, sent, checked, stored and
 * read again.
 *
 * A line is `[id, at, actor, appends, transfers]`, and behind them `occurredAt` if there is one. An append is
 * `[stream, expected, events]`. A transfer is its tag and then its fields in their order. An account whose text up to
 * the place is that of the one before is `[place]`. What a commit was given besides its fields is kept as well: such a
 * commit is a JSON object, as all were once.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, EventData, Position, RecordedCommit, StreamId } from "./Commit.ts"
import { AppendData, EndData, PendData, PostData, RecordedData, SettleData } from "./commitData.ts"
import { listOf } from "./plainObject.ts"

type AppendLine = readonly [stream: StreamId, expected: number, events: ReadonlyArray<EventData>]
/** In full, or as its place behind what the account before it begins with. */
type Target = Account | readonly [place: string]
type TransferLine =
  | readonly [tag: "Post", from: Account, to: Target, quantity: number]
  | readonly [tag: "Pend", id: PendingId, from: Account, to: Target, quantity: number, ttlMillis?: number]
  | readonly [tag: "Settle", id: PendingId, quantity: number]
  | readonly [tag: "Void" | "Expire", id: PendingId]
type CommitLine = readonly [
  id: CommitId,
  at: Instant,
  actor: string,
  appends: ReadonlyArray<AppendLine>,
  transfers: ReadonlyArray<TransferLine>,
  occurredAt?: Instant
]

const fieldsOf = (data: object): number => {
  let fields = 0
  for (const _ in data) fields += 1
  return fields
}

const targetOf = (from: Account, to: Account): Target => {
  const place = from.lastIndexOf("|") + 1
  const isAlike = to.lastIndexOf("|") + 1 === place && to.slice(0, place) === from.slice(0, place)
  return isAlike ? [to.slice(place)] : to
}

const accountOf = (from: Account, to: Target): Account =>
  typeof to === "string" ? to : ((from.slice(0, from.lastIndexOf("|") + 1) + to[0]) as Account)

/** Undefined when it has other fields than these. */
const transferLine = (transfer: Transfer): TransferLine | undefined => {
  const fields = fieldsOf(transfer)
  switch (transfer._tag) {
    case "Post": {
      const { from, to, quantity } = transfer
      return fields === 4 ? ["Post", from, targetOf(from, to), quantity] : undefined
    }
    case "Pend": {
      const { id, from, to, quantity, ttlMillis } = transfer
      const target = targetOf(from, to)
      if (ttlMillis === undefined) return fields === 5 ? ["Pend", id, from, target, quantity] : undefined
      return fields === 6 ? ["Pend", id, from, target, quantity, ttlMillis] : undefined
    }
    case "Settle":
      return fields === 3 ? ["Settle", transfer.id, transfer.quantity] : undefined
    case "Void":
    case "Expire":
      return fields === 2 ? [transfer._tag, transfer.id] : undefined
  }
}

const linesOf = <A, B>(all: ReadonlyArray<A>, lineOf: (one: A) => B | undefined): ReadonlyArray<B> | undefined => {
  const lines = listOf<B>(all.length)
  for (let index = 0; index < all.length; index++) {
    const line = lineOf(all[index] as A)
    if (line === undefined) return undefined
    lines[index] = line
  }
  return lines
}

const appendLine = (append: Append): AppendLine | undefined =>
  fieldsOf(append) === 3 ? [append.stream, append.expected, append.events] : undefined

const shortened = (commit: Commit): CommitLine | undefined => {
  const { id, at, actor, occurredAt } = commit
  if (fieldsOf(commit) !== (occurredAt === undefined ? 5 : 6)) return undefined
  const appends = linesOf(commit.appends, appendLine)
  const transfers = linesOf(commit.transfers, transferLine)
  if (appends === undefined || transfers === undefined) return undefined
  return occurredAt === undefined
    ? [id, at, actor, appends, transfers]
    : [id, at, actor, appends, transfers, occurredAt]
}

/** The commit's text, without line breaks. Throws where JSON does: on what lies in a circle, and on a `bigint`. */
export const lineOf = (commit: Commit): string => JSON.stringify(shortened(commit) ?? commit)

const transferFrom = (line: TransferLine): Transfer => {
  switch (line[0]) {
    case "Post":
      return new PostData(line[1], accountOf(line[1], line[2]), line[3])
    case "Pend":
      return new PendData(line[1], line[2], accountOf(line[2], line[3]), line[4], line[5])
    case "Settle":
      return new SettleData(line[1], line[2])
    case "Void":
    case "Expire":
      return new EndData(line[0], line[1])
  }
}

const allFrom = <A, B>(lines: ReadonlyArray<A>, from: (line: A) => B): ReadonlyArray<B> => {
  const all = listOf<B>(lines.length)
  for (let index = 0; index < lines.length; index++) all[index] = from(lines[index] as A)
  return all
}

const appendFrom = ([stream, expected, events]: AppendLine): Append => new AppendData(stream, expected, events)

const isShortened = (data: CommitLine | Commit): data is CommitLine => Array.isArray(data)

/** The commit of a line, in its place. Throws when the line is none. */
export const commitFrom = (line: string, position: Position): RecordedCommit => {
  const data = JSON.parse(line) as CommitLine | Commit
  if (!isShortened(data)) return { ...data, position }
  const [id, at, actor, appends, transfers, occurredAt] = data
  const [allAppends, allTransfers] = [allFrom(appends, appendFrom), allFrom(transfers, transferFrom)]
  return new RecordedData(id, at, occurredAt, actor, allAppends, allTransfers, position)
}
