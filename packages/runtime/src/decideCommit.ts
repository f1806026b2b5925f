/**
 * The journal's rules for one commit, written once for every store that decides in its own process.
 */
import { type Ledger, type LedgerChange, isRefusal } from "@stowage/kernel/ledger"
import type { Transfer } from "@stowage/kernel/Transfer"
import { deepest, isJsonData } from "./jsonData.ts"
import type { Commit, CommitId, CommitRefusal, Position, RecordedCommit, StreamId } from "./Commit.ts"

/** What a store knows of the past. */
export interface CommitState {
  /** The commit recorded under `id`, if any. */
  readonly find: (id: CommitId) => RecordedCommit | undefined
  /** How many events `stream` has. */
  readonly version: (stream: StreamId) => number
  readonly ledger: Pick<Ledger, "post">
}

/** The commit is new and allowed (its transfers are posted to the ledger), was recorded before, or is refused. */
export type CommitDecision =
  | { readonly _tag: "Accepted"; readonly change: LedgerChange }
  | { readonly _tag: "Repeated"; readonly position: Position }
  | { readonly _tag: "Refused"; readonly refusal: CommitRefusal }

/** Made by a constructor, so that none is made old: see `plainObject`. */
class Accepted {
  readonly _tag = "Accepted"
  readonly change: LedgerChange

  constructor(change: LedgerChange) {
    this.change = change
  }
}

const unchanged: LedgerChange = { balances: [], turned: [], pendings: [] }

/** Text that is equal for equal JSON data, whatever the order of its keys. */
const canonical = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )

/** Whether both are the same change: same time, actor, events and transfers. */
const sameChange = (recorded: RecordedCommit, commit: Commit): boolean => {
  const { position: _, ...before } = recorded
  return canonical(before) === canonical(commit)
}

/**
 * Whether `text` is the same after a way through UTF-8, which half of a surrogate pair is not: stores would take two
 * such ids for one. (`isWellFormed` is of ES2024, and in every Node since 20.)
 */
const isStorable = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed()

const isStorableTransfer = (transfer: Transfer): boolean => {
  switch (transfer._tag) {
    case "Post":
      return isStorable(transfer.from) && isStorable(transfer.to)
    case "Pend": {
      const { id, from, to, ttlMillis = 0 } = transfer
      return isStorable(id) && isStorable(from) && isStorable(to) && Number.isSafeInteger(ttlMillis)
    }
    case "Settle":
    case "Void":
    case "Expire":
      return isStorable(transfer.id)
  }
}

const malformed = ({ id, at, occurredAt = at, actor, appends, transfers }: Commit): string | undefined => {
  if (id.length === 0) return "an id that is not empty"
  if (!isStorable(id)) return "an id of well-formed Unicode"
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(occurredAt)) return "times in whole milliseconds since 1970"
  if (typeof actor !== "string") return `an actor's name as text, got ${String(actor)}`
  if (appends.length === 0 && transfers.length === 0) return "at least one event or transfer"
  for (const append of appends) {
    const { stream, events } = append
    if (events.length === 0) return `at least one event for ${stream}`
    for (let index = 0; index < events.length; index++) {
      if (isJsonData(events[index])) continue
      return `JSON data, at most ${deepest} deep, in event ${index} for ${stream}: no dates, no functions, no NaN`
    }
    if (!isStorable(stream)) return `stream names of well-formed Unicode, got ${JSON.stringify(stream)}`
    if (appends.length > 1 && appends.filter((other) => other.stream === stream).length > 1) {
      return `each stream once, but ${stream} is appended to twice`
    }
  }
  const unstorable = transfers.find((transfer) => !isStorableTransfer(transfer))
  return (
    unstorable && `accounts and ids of well-formed Unicode and whole milliseconds, got ${JSON.stringify(unstorable)}`
  )
}

/** Decides `commit` and, when it is accepted, posts its transfers to the state's ledger. O(events + transfers). */
export const decideCommit = (state: CommitState, commit: Commit): CommitDecision => {
  const expected = malformed(commit)
  if (expected !== undefined) return { _tag: "Refused", refusal: { _tag: "CommitMalformed", id: commit.id, expected } }
  const recorded = state.find(commit.id)
  if (recorded !== undefined) {
    const { position } = recorded
    if (sameChange(recorded, commit)) return { _tag: "Repeated", position }
    return { _tag: "Refused", refusal: { _tag: "CommitIdReused", id: commit.id, position } }
  }
  for (const { stream, expected } of commit.appends) {
    const actual = state.version(stream)
    if (actual !== expected) {
      return { _tag: "Refused", refusal: { _tag: "VersionConflict", stream, expected, actual } }
    }
  }
  if (commit.transfers.length === 0) return new Accepted(unchanged)
  const change = state.ledger.post(commit.transfers, commit.at)
  if (isRefusal(change)) {
    return { _tag: "Refused", refusal: { _tag: "TransferRefused", id: commit.id, refusal: change } }
  }
  return new Accepted(change)
}
