/**
 * A journal as simple as can be: after every commit a list of what is posted and what is claimed, copied as a whole, so
 * that it can be asked what it would have said at any moment of the past. Written from the port's words, it shares no
 * code with any store, and is what the contract holds stores against. Its numbers are small: it knows no sum that is too
 * large to be exact.
 */
import type { Balance, Pending, Transfer, TransferRefusal } from "@stowage/kernel/Transfer"
import type { Commit, CommitRefusal, Position, Receipt } from "@stowage/runtime/Commit"

interface Claim {
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly expiresAt: number | undefined
  readonly state: string
}

/** Everything there is after some number of commits. */
export interface Moment {
  /** The commits so far, by id. */
  readonly commits: ReadonlyMap<string, { readonly commit: Commit; readonly position: Position }>
  readonly versions: ReadonlyMap<string, number>
  readonly posted: ReadonlyMap<string, number>
  readonly claims: ReadonlyMap<string, Claim>
}

/** Before the first commit. */
export const beginning: Moment = { commits: new Map(), versions: new Map(), posted: new Map(), claims: new Map() }

/** What one commit's transfers make of a moment, while they are being taken. */
interface Draft {
  readonly posted: Map<string, number>
  readonly claims: Map<string, Claim>
  /** Accounts in order of mention. */
  readonly touched: Set<string>
}

const open = (claims: ReadonlyMap<string, Claim>): ReadonlyArray<Claim> =>
  [...claims.values()].filter(({ state }) => state === "pending")

const holdings = ({ posted, claims }: Pick<Moment, "posted" | "claims">, account: string) => {
  let [pendingOut, pendingIn] = [0, 0]
  for (const { from, to, quantity } of open(claims)) {
    if (from === account) pendingOut += quantity
    if (to === account) pendingIn += quantity
  }
  return { posted: posted.get(account) ?? 0, pendingOut, pendingIn }
}

const thing = (account: string): string => `${account.split("|")[0]} ${account.split("|")[2]}`
const isInside = (account: string): boolean => /^(at|in|site):/.test(account.split("|")[6] ?? "")

const moveIn = ({ posted, touched }: Draft, from: string, to: string, quantity: number): void => {
  touched.add(from).add(to)
  posted.set(from, (posted.get(from) ?? 0) - quantity)
  posted.set(to, (posted.get(to) ?? 0) + quantity)
}

const resolveIn = (draft: Draft, transfer: Exclude<Transfer, { _tag: "Post" | "Pend" }>, claim: Claim): void => {
  const states = { Settle: "settled", Void: "voided", Expire: "expired" }
  draft.claims.set(transfer.id, { ...claim, state: states[transfer._tag] })
  moveIn(draft, claim.from, claim.to, transfer._tag === "Settle" ? transfer.quantity : 0)
}

/** Takes one transfer into `draft`, or says why not. */
const takeIn = (draft: Draft, transfer: Transfer, index: number, at: number): object | undefined => {
  if ("quantity" in transfer && !(Number.isSafeInteger(transfer.quantity) && transfer.quantity >= 1)) {
    return { _tag: "QuantityNotWhole", index, quantity: transfer.quantity }
  }
  if (transfer._tag === "Post" || transfer._tag === "Pend") {
    const { from, to, quantity } = transfer
    if (from === to || thing(from) !== thing(to)) return { _tag: "DifferentThings", index, from, to }
    if (transfer._tag === "Post") return void moveIn(draft, from, to, quantity)
    if (draft.claims.has(transfer.id)) return { _tag: "PendingIdTaken", index, id: transfer.id }
    const expiresAt = transfer.ttlMillis === undefined ? undefined : at + transfer.ttlMillis
    draft.claims.set(transfer.id, { from, to, quantity, expiresAt, state: "pending" })
    return void moveIn(draft, from, to, 0)
  }
  const { id } = transfer
  const claim = draft.claims.get(id)
  if (claim === undefined) return { _tag: "PendingUnknown", index, id }
  const { expiresAt, quantity: pending, state } = claim
  if (state !== "pending") return { _tag: "PendingResolved", index, id, state }
  if (transfer._tag === "Settle" && transfer.quantity > pending) {
    return { _tag: "MoreThanPending", index, id, asked: transfer.quantity, pending }
  }
  if (transfer._tag === "Expire" && !(expiresAt !== undefined && expiresAt <= at)) {
    return { _tag: "NotYetExpired", index, id, expiresAt }
  }
  return void resolveIn(draft, transfer, claim)
}

/** The books after all of a commit's transfers, or why not. */
const booksAfter = (moment: Moment, { at, transfers }: Commit): Draft | TransferRefusal => {
  if (transfers.length === 0)
    return { posted: new Map(moment.posted), claims: new Map(moment.claims), touched: new Set() }
  const draft: Draft = { posted: new Map(moment.posted), claims: new Map(moment.claims), touched: new Set() }
  for (const [index, transfer] of transfers.entries()) {
    const refusal = takeIn(draft, transfer, index, at)
    if (refusal !== undefined) return refusal as TransferRefusal
  }
  for (const account of draft.touched) {
    const left = holdings(draft, account)
    const had = holdings(moment, account)
    if (!isInside(account) || left.posted >= left.pendingOut) continue
    const available = had.posted - had.pendingOut
    const asked = available - (left.posted - left.pendingOut)
    return { _tag: "BalanceTooLow", account, asked, available } as TransferRefusal
  }
  return draft
}

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
