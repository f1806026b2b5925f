/**
 * Names and accounts that the image of a log does not hold: what was found out about them, and what was assumed before
 * that.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { CommitId, RecordedCommit, StreamId } from "./Commit.ts"
import type { NameKind } from "./nameHash.ts"

/** Names of commits, streams and claims. */
export interface Names {
  readonly ids: ReadonlyArray<CommitId>
  readonly streams: ReadonlyArray<StreamId>
  readonly claims: ReadonlyArray<PendingId>
}

/** What is known of names; what is not in it does not exist. */
export interface Found {
  readonly commits: ReadonlyMap<CommitId, RecordedCommit>
  readonly versions: ReadonlyMap<StreamId, number>
  /** Of a resolved claim only `id` and `state` mean anything. */
  readonly claims: ReadonlyMap<PendingId, Pending>
}

/** What has to be found out. */
export interface Wanted extends Names {
  readonly accounts: ReadonlyArray<Account>
}

/** Names and accounts that were taken not to exist, in the order in which that happened. */
export interface Assumed extends Wanted {
  readonly ids: Array<CommitId>
  readonly streams: Array<StreamId>
  readonly claims: Array<PendingId>
  readonly accounts: Array<Account>
}

export const nothingAssumed = (): Assumed => ({ ids: [], streams: [], claims: [], accounts: [] })

/** Whether anything was assumed. */
export const isUnsure = ({ ids, streams, claims, accounts }: Wanted): boolean =>
  ids.length + streams.length + claims.length + accounts.length > 0

/** What was found out. A name that was asked for and is not there is not assumed again. */
export interface Learned {
  readonly commits: ReadonlyMap<CommitId, RecordedCommit>
  readonly versions: ReadonlyMap<StreamId, number>
  readonly claims: ReadonlyMap<PendingId, Pending>
  readonly balances: ReadonlyMap<Account, Balance>
  readonly asked: ReadonlySet<string>
  readonly learn: (wanted: Wanted, found: Found, balances: ReadonlyArray<Balance>) => void
  readonly clear: () => void
}

/** Names of different kinds may be equal; as `asked` they are told apart by their first two letters. */
export const askedKey = (kind: NameKind | "account", name: string): string => `${kind.slice(0, 2)}${name}`

export const makeLearned = (): Learned => {
  const commits = new Map<CommitId, RecordedCommit>()
  const versions = new Map<StreamId, number>()
  const claims = new Map<PendingId, Pending>()
  const balances = new Map<Account, Balance>()
  const asked = new Set<string>()
  return {
    commits,
    versions,
    claims,
    balances,
    asked,
    learn: (wanted, found, told) => {
      for (const id of wanted.ids) asked.add(askedKey("commit", id))
      for (const stream of wanted.streams) asked.add(askedKey("stream", stream))
      for (const id of wanted.claims) asked.add(askedKey("claim", id))
      for (const account of wanted.accounts) asked.add(askedKey("account", account))
      for (const [id, commit] of found.commits) commits.set(id, commit)
      for (const [stream, version] of found.versions) versions.set(stream, version)
      for (const [id, claim] of found.claims) claims.set(id, claim)
      for (const balance of told) balances.set(balance.account, balance)
    },
    clear: () => {
      if (asked.size === 0) return
      for (const held of [commits, versions, claims, balances, asked]) held.clear()
    }
  }
}
