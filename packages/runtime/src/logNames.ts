/**
 * Which names a batch of commits speaks of: what has to be asked of the tables before it is decided, and what may be
 * taken to be new until the storage says otherwise.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, RecordedCommit, StreamId } from "./Commit.ts"
import type { Facts, Names, Wanted } from "./LogStorage.ts"

/** Whether a name needs no asking, because it is held or was asked for. */
export interface Known {
  readonly commit: (id: CommitId) => boolean
  readonly stream: (stream: StreamId) => boolean
  readonly claim: (id: PendingId) => boolean
  readonly account: (account: Account) => boolean
  /** A known claim. */
  readonly pending: (id: PendingId) => Pending | undefined
}

/** What the tables told, and what they were asked for. */
export interface Learned {
  readonly commits: Map<CommitId, RecordedCommit>
  readonly versions: Map<StreamId, number>
  readonly claims: Map<PendingId, Pending>
  readonly balances: Map<Account, Balance>
  readonly asked: Set<string>
  readonly learn: (asked: Wanted, facts: Facts, found: ReadonlyArray<RecordedCommit>) => void
  readonly clear: () => void
}

export const commitKey = (id: CommitId): string => `commit ${id}`
export const streamKey = (stream: StreamId): string => `stream ${stream}`
export const claimKey = (id: PendingId): string => `claim ${id}`
export const accountKey = (account: Account): string => `account ${account}`

export const makeLearned = (): Learned => {
  const commits = new Map<CommitId, RecordedCommit>()
  const versions = new Map<StreamId, number>()
  const claims = new Map<PendingId, Pending>()
  const balances = new Map<Account, Balance>()
  const asked = new Set<string>()
  const learn = (wanted: Wanted, facts: Facts, found: ReadonlyArray<RecordedCommit>): void => {
    for (const id of wanted.ids) asked.add(commitKey(id))
    for (const stream of wanted.streams) asked.add(streamKey(stream))
    for (const id of wanted.claims) asked.add(claimKey(id))
    for (const account of wanted.accounts) asked.add(accountKey(account))
    for (const commit of found) commits.set(commit.id, commit)
    for (const [stream, version] of facts.versions) versions.set(stream, version)
    for (const [id, claim] of facts.claims) claims.set(id, claim)
    for (const [account, balance] of facts.balances) balances.set(account, balance)
  }
  const clear = (): void => {
    for (const held of [commits, versions, claims, balances, asked]) held.clear()
  }
  return { commits, versions, claims, balances, asked, learn, clear }
}

/**
 * What has to be asked of the tables before `commits` can be decided: the accounts they move between, the claims they
 * resolve and those claims' accounts, the streams they expect events of.
 */
export const wantedFor = (commits: ReadonlyArray<Commit>, known: Known): Wanted | undefined => {
  const [streams, claims, accounts] = [new Set<StreamId>(), new Set<PendingId>(), new Set<Account>()]
  const pended = new Set<PendingId>()
  const want = (...of: ReadonlyArray<Account>): void => {
    for (const account of of) if (!known.account(account)) accounts.add(account)
  }
  const wantClaim = (id: PendingId): void => {
    if (pended.has(id)) return
    if (!known.claim(id)) claims.add(id)
    const claim = known.claim(id) ? known.pending(id) : undefined
    if (claim?.state === "pending") want(claim.from, claim.to)
  }
  for (const { appends, transfers } of commits) {
    for (const { stream, expected } of appends) if (expected > 0 && !known.stream(stream)) streams.add(stream)
    for (const transfer of transfers) {
      if (transfer._tag === "Post" || transfer._tag === "Pend") want(transfer.from, transfer.to)
      if (transfer._tag === "Pend") pended.add(transfer.id)
      else if (transfer._tag !== "Post") wantClaim(transfer.id)
    }
  }
  if (streams.size + claims.size + accounts.size === 0) return undefined
  return { ids: [], streams: [...streams], claims: [...claims], accounts: [...accounts] }
}

/** Names that a batch takes to be new: ids, streams nobody is expected to have written, claims to be pended. */
export const takenBy = (batch: ReadonlyArray<{ readonly commit: Commit }>, known: Known): Names | undefined => {
  const [ids, streams, claims] = [new Set<CommitId>(), new Set<StreamId>(), new Set<PendingId>()]
  for (const { commit } of batch) {
    if (!known.commit(commit.id)) ids.add(commit.id)
    for (const { stream } of commit.appends) if (!known.stream(stream)) streams.add(stream)
    for (const transfer of commit.transfers) {
      if (transfer._tag === "Pend" && !known.claim(transfer.id)) claims.add(transfer.id)
    }
  }
  if (ids.size + streams.size + claims.size === 0) return undefined
  return { ids: [...ids], streams: [...streams], claims: [...claims] }
}
