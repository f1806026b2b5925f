/**
 * A journal as simple as can be: after every commit a list of what is posted and what is claimed, copied as a
 * whole, so that it can be asked what it would have said at any moment of the past. Written from the port's words,
 * it shares no code with any store, and is what the contract holds stores against. Its numbers are small: it knows
 * no sum that is too large to be exact.
 */
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import type { Commit, CommitRefusal, Position, Receipt } from "@stowage/runtime/Commit"
import { type Books, booksAfter, holdings } from "./JournalContractBooks.ts"

/** Everything there is after some number of commits. */
export interface Moment extends Books {
  /** The commits so far, by id. */
  readonly commits: ReadonlyMap<string, { readonly commit: Commit; readonly position: Position }>
  readonly versions: ReadonlyMap<string, number>
}

/** Before the first commit. */
export const beginning: Moment = { commits: new Map(), versions: new Map(), posted: new Map(), claims: new Map() }

const isSame = (one: Commit, other: Commit): boolean => JSON.stringify(one) === JSON.stringify(other)

const isMalformed = ({ appends, transfers }: Commit): boolean =>
  appends.length + transfers.length === 0 ||
  appends.some(({ events }) => events.length === 0) ||
  new Set(appends.map(({ stream }) => stream)).size < appends.length

/** What the journal answers to `commit` at a moment, and the moment after it: the same one, unless it was new. */
export interface Said {
  readonly answer: Receipt | CommitRefusal
  readonly next: Moment
}

/** Asks for `commit` at `moment`. Compares commits by their fields in order: give it commits made by one builder. */
export const said = (moment: Moment, commit: Commit): Said => {
  const { id } = commit
  const no = (answer: CommitRefusal): Said => ({ answer, next: moment })
  if (isMalformed(commit)) return no({ _tag: "CommitMalformed", id, expected: "" })
  const before = moment.commits.get(id)
  if (before !== undefined) {
    const { position } = before
    if (!isSame(before.commit, commit)) return no({ _tag: "CommitIdReused", id, position })
    return { answer: { id, position }, next: moment }
  }
  for (const { stream, expected } of commit.appends) {
    const actual = moment.versions.get(stream) ?? 0
    if (actual !== expected) return no({ _tag: "VersionConflict", stream, expected, actual })
  }
  const books = booksAfter(moment, commit)
  if ("_tag" in books) return no({ _tag: "TransferRefused", id, refusal: books })
  const position = (moment.commits.size + 1) as Position
  const versions = new Map(moment.versions)
  for (const { stream, expected, events } of commit.appends) versions.set(stream, expected + events.length)
  const commits = new Map(moment.commits).set(id, { commit, position })
  return { answer: { id, position }, next: { commits, versions, posted: books.posted, claims: books.claims } }
}

/** Balances at a moment, in the order of their accounts. */
export const balancesAt = (moment: Moment): ReadonlyArray<Balance> => {
  const claimed = [...moment.claims.values()].flatMap(({ from, to }) => [from, to])
  return [...new Set([...moment.posted.keys(), ...claimed])]
    .sort()
    .map((account) => ({ account: account as Balance["account"], ...holdings(moment, account) }))
    .filter(({ posted, pendingOut, pendingIn }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0)
}

/** Claims not yet resolved at a moment, in the order of their ids. */
export const pendingsAt = ({ claims }: Moment): ReadonlyArray<Pending> =>
  [...claims]
    .filter(([, { state }]) => state === "pending")
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, claim]) => ({ id, ...claim }) as Pending)

/** A journal that goes from moment to moment. */
export interface JournalModel {
  readonly commit: (commit: Commit) => Receipt | CommitRefusal
  readonly commits: () => ReadonlyArray<Commit>
  readonly version: (stream: string) => number
  readonly balances: () => ReadonlyArray<Balance>
  readonly pendings: () => ReadonlyArray<Pending>
}

/** A model without history. */
export const makeJournalModel = (): JournalModel => {
  let moment = beginning
  return {
    commit: (commit) => {
      const { answer, next } = said(moment, commit)
      moment = next
      return answer
    },
    commits: () => [...moment.commits.values()].map(({ commit }) => commit),
    version: (stream) => moment.versions.get(stream) ?? 0,
    balances: () => balancesAt(moment),
    pendings: () => pendingsAt(moment)
  }
}

/** An answer without the words in which a malformed commit is explained, which are the store's own. */
export const withoutWords = (answer: Receipt | CommitRefusal): Receipt | CommitRefusal =>
  "_tag" in answer && answer._tag === "CommitMalformed" ? { ...answer, expected: "" } : answer
