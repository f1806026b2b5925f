/**
 * Names that the image of a log does not hold: what the tables told of them, and what was assumed before they were
 * asked.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { CommitId, RecordedCommit, StreamId } from "./Commit.ts"
import type { Facts, Wanted } from "./LogStorage.ts"

/** Names that were taken not to exist, in the order in which that happened. */
export interface Assumed extends Wanted {
  readonly ids: Array<CommitId>
  readonly streams: Array<StreamId>
  readonly claims: Array<PendingId>
  readonly accounts: Array<Account>
}

export const nothingAssumed = (): Assumed => ({ ids: [], streams: [], claims: [], accounts: [] })

/** What the tables told. A name they were asked for and do not know is not assumed again. */
export interface Learned {
  readonly commits: ReadonlyMap<CommitId, RecordedCommit>
  readonly versions: ReadonlyMap<StreamId, number>
  readonly claims: ReadonlyMap<PendingId, Pending>
  readonly balances: ReadonlyMap<Account, Balance>
  readonly asked: ReadonlySet<string>
  readonly learn: (wanted: Wanted, facts: Facts, found: ReadonlyArray<RecordedCommit>) => void
  readonly clear: () => void
}

export type NameKind = "commit" | "stream" | "pending" | "account"

/** Names of different kinds may be equal; as `asked` they are told apart by their first letter. */
export const askedKey = (kind: NameKind, name: string): string => `${kind[0]}${name}`

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
    learn: (wanted, facts, found) => {
      for (const id of wanted.ids) asked.add(askedKey("commit", id))
      for (const stream of wanted.streams) asked.add(askedKey("stream", stream))
      for (const id of wanted.claims) asked.add(askedKey("pending", id))
      for (const account of wanted.accounts) asked.add(askedKey("account", account))
      for (const commit of found) commits.set(commit.id, commit)
      for (const [stream, version] of facts.versions) versions.set(stream, version)
      for (const [id, claim] of facts.claims) claims.set(id, claim)
      for (const [account, balance] of facts.balances) balances.set(account, balance)
    },
    clear: () => {
      if (asked.size === 0) return
      for (const held of [commits, versions, claims, balances, asked]) held.clear()
    }
  }
}
