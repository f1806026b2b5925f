/**
 * Commits from outside: the door through which data becomes a `Commit`, or a refusal that says what is wrong where.
 *
 * Written by hand, because it stands in front of every order: nothing is looked at twice, and an account that was seen
 * before costs one look-up. Everything is copied, so that whoever sent the data cannot change it afterwards. What the
 * journal refuses anyway (an empty id, a stream named twice, text that is not well-formed) is left to the journal.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, EventData, StreamId } from "./Commit.ts"
import { AppendData, CommitData, EndData, PendData, PostData, SettleData } from "./commitData.ts"
import { type CommitLimits, type DecodeRefusal, type Reading, copyData, fault, usualLimits } from "./decodeData.ts"
import { arrayOf, objectOf, onlyFields, textOf, wholeOf } from "./decodeData.ts"

/** Reads data as a commit. Never throws, whatever it is given. O(size), and never more than the limits allow. */
export type CommitDecoder = (input: unknown) => Result.Result<Commit, DecodeRefusal>

/** How many account texts a decoder remembers before it starts anew. */
const mostAccounts = 100_000

/** An account seen before, and the one that a transfer from it was last to: most know one other. */
interface Known {
  readonly account: Account
  partner: Known | undefined
}

interface Door extends Reading {
  /** Accounts seen before. Commits then share one copy of each text. */
  readonly accounts: Map<string, Known>
}

const isAccount = Schema.is(Account)

const accountOf = (door: Door, value: unknown, field: string): Known | undefined => {
  const known = door.accounts.get(value as string)
  if (known !== undefined) return known
  const text = textOf(door, value, field)
  if (text === undefined) return undefined
  if (!isAccount(text)) {
    return fault(door, field, text, "an account such as promise|acme|TEA-1|||available|site:WH1")
  }
  if (door.accounts.size >= mostAccounts) door.accounts.clear()
  const made: Known = { account: text, partner: undefined }
  door.accounts.set(text, made)
  return made
}

const partnerOf = (door: Door, from: Known, value: unknown): Known | undefined =>
  from.partner?.account === value ? from.partner : (from.partner = accountOf(door, value, "to"))

interface Fields {
  readonly [field: string]: unknown
}

const postFields = ["_tag", "from", "to", "quantity"]
const pendFields = ["_tag", "id", "from", "to", "quantity", "ttlMillis"]
const settleFields = ["_tag", "id", "quantity"]
const endFields = ["_tag", "id"]
const appendFields = ["stream", "expected", "events"]
const commitFields = ["id", "at", "occurredAt", "actor", "appends", "transfers"]

const postOf = (door: Door, fields: Fields): Transfer | undefined => {
  const from = accountOf(door, fields["from"], "from")
  if (from === undefined) return undefined
  const to = partnerOf(door, from, fields["to"])
  if (to === undefined) return undefined
  const quantity = wholeOf(door, fields["quantity"], "quantity")
  if (quantity === undefined || !onlyFields(door, fields, postFields, 4)) return undefined
  return new PostData(from.account, to.account, quantity)
}

const pendOf = (door: Door, fields: Fields): Transfer | undefined => {
  const id = textOf(door, fields["id"], "id") as PendingId | undefined
  if (id === undefined) return undefined
  const from = accountOf(door, fields["from"], "from")
  if (from === undefined) return undefined
  const to = partnerOf(door, from, fields["to"])
  if (to === undefined) return undefined
  const quantity = wholeOf(door, fields["quantity"], "quantity")
  if (quantity === undefined) return undefined
  let ttlMillis: number | undefined
  if (fields["ttlMillis"] !== undefined) {
    ttlMillis = wholeOf(door, fields["ttlMillis"], "ttlMillis")
    if (ttlMillis === undefined) return undefined
  }
  if (!onlyFields(door, fields, pendFields, ttlMillis === undefined ? 5 : 6)) return undefined
  return new PendData(id, from.account, to.account, quantity, ttlMillis)
}

const settleOf = (door: Door, fields: Fields): Transfer | undefined => {
  const id = textOf(door, fields["id"], "id") as PendingId | undefined
  if (id === undefined) return undefined
  const quantity = wholeOf(door, fields["quantity"], "quantity")
  if (quantity === undefined || !onlyFields(door, fields, settleFields, 3)) return undefined
  return new SettleData(id, quantity)
}

const endOf = (door: Door, fields: Fields, _tag: "Void" | "Expire"): Transfer | undefined => {
  const id = textOf(door, fields["id"], "id") as PendingId | undefined
  if (id === undefined || !onlyFields(door, fields, endFields, 2)) return undefined
  return new EndData(_tag, id)
}

const transferOf = (door: Door, value: unknown): Transfer | undefined => {
  const fields = objectOf(door, value)
  if (fields === undefined) return undefined
  const tag = fields["_tag"]
  switch (tag) {
    case "Post":
      return postOf(door, fields)
    case "Pend":
      return pendOf(door, fields)
    case "Settle":
      return settleOf(door, fields)
    case "Void":
    case "Expire":
      return endOf(door, fields, tag)
    default:
      return fault(door, "_tag", tag, "Post, Pend, Settle, Void or Expire")
  }
}

const eventOf = (door: Door, value: unknown): EventData | undefined => {
  const fields = objectOf(door, value)
  if (fields === undefined) return undefined
  if (typeof fields["_tag"] !== "string") return fault(door, "_tag", fields["_tag"], "the event's name as text")
  return copyData(door, fields, 0) as EventData | undefined
}

const appendOf = (door: Door, value: unknown): Append | undefined => {
  const fields = objectOf(door, value)
  if (fields === undefined) return undefined
  const stream = textOf(door, fields["stream"], "stream") as StreamId | undefined
  if (stream === undefined) return undefined
  const expected = wholeOf(door, fields["expected"], "expected")
  if (expected === undefined) return undefined
  const events = arrayOf(door, fields["events"], "events", eventOf)
  if (events === undefined || !onlyFields(door, fields, appendFields, 3)) return undefined
  return new AppendData(stream, expected, events)
}

const commitOf = (door: Door, value: unknown): Commit | undefined => {
  const fields = objectOf(door, value)
  if (fields === undefined) return undefined
  const id = textOf(door, fields["id"], "id") as CommitId | undefined
  if (id === undefined) return undefined
  const at = wholeOf(door, fields["at"], "at") as Instant | undefined
  if (at === undefined) return undefined
  const actor = textOf(door, fields["actor"], "actor")
  if (actor === undefined) return undefined
  const appends = arrayOf(door, fields["appends"], "appends", appendOf)
  if (appends === undefined) return undefined
  const transfers = arrayOf(door, fields["transfers"], "transfers", transferOf)
  if (transfers === undefined) return undefined
  let occurredAt: Instant | undefined
  if (fields["occurredAt"] !== undefined) {
    occurredAt = wholeOf(door, fields["occurredAt"], "occurredAt") as Instant | undefined
    if (occurredAt === undefined) return undefined
  }
  if (!onlyFields(door, fields, commitFields, occurredAt === undefined ? 5 : 6)) return undefined
  return new CommitData(id, at, occurredAt, actor, appends, transfers)
}

/** A decoder for many commits: it remembers the accounts it has seen. */
export const makeCommitDecoder = (limits: CommitLimits = usualLimits): CommitDecoder => {
  const door: Door = { limits, accounts: new Map(), left: 0, path: [], got: undefined, expected: "" }
  return (input) => {
    door.left = limits.items
    door.path = []
    try {
      const commit = commitOf(door, input)
      if (commit !== undefined) return Result.succeed(commit)
    } catch {
      // A getter or a proxy that throws: no data that JSON can say.
      fault(door, "", input, "plain data")
    }
    return Result.fail({ _tag: "DataRefused", path: door.path, got: door.got, expected: door.expected })
  }
}

/** Reads one commit. */
export const decodeCommit = (
  input: unknown,
  limits: CommitLimits = usualLimits
): Result.Result<Commit, DecodeRefusal> => makeCommitDecoder(limits)(input)
