/**
 * A journal as simple as can be: the list of what was committed, and sums over all of it for every question. Written
 * from the port's words, it shares no code with any store, and is what the contract holds stores against.
 */
import type { Balance, Pending, Transfer } from "@stowage/kernel/Transfer"
import type { Commit } from "@stowage/runtime/Commit"

/** What the model says to a commit: its position, or the names of the refusal. */
export type ModelAnswer = number | string

/** Quantity that moved, or is claimed to move. */
interface Movement {
  readonly from: string
  readonly to: string
  readonly quantity: number
}

interface Claim extends Movement {
  readonly expiresAt: number | undefined
  readonly state: string
}

/** All that was posted, and all claims, after some commits. */
interface Books {
  readonly posted: ReadonlyArray<Movement>
  readonly claims: ReadonlyMap<string, Claim>
}

export interface JournalModel {
  readonly commit: (commit: Commit) => ModelAnswer
  readonly commits: ReadonlyArray<Commit>
  readonly version: (stream: string) => number
  readonly balances: () => ReadonlyArray<Balance>
  readonly pendings: () => ReadonlyArray<Pending>
}

const total = (movements: Iterable<Movement>, of: (movement: Movement) => boolean): number =>
  [...movements].filter(of).reduce((sum, { quantity }) => sum + quantity, 0)

const open = (books: Books): ReadonlyArray<Claim> =>
  [...books.claims.values()].filter(({ state }) => state === "pending")

const holdings = (books: Books, account: string) => ({
  posted: total(books.posted, ({ to }) => to === account) - total(books.posted, ({ from }) => from === account),
  pendingOut: total(open(books), ({ from }) => from === account),
  pendingIn: total(open(books), ({ to }) => to === account)
})

const thing = (account: string): string => `${account.split("|")[0]} ${account.split("|")[2]}`

const mayPass = ({ from, to, quantity }: Movement): string | undefined => {
  if (!Number.isSafeInteger(quantity) || quantity < 1) return "QuantityNotWhole"
  return from === to || thing(from) !== thing(to) ? "DifferentThings" : undefined
}

/** The books after one transfer, or why not. */
const after = (books: Books, transfer: Transfer, at: number): Books | string => {
  const closed = (state: string, claim: Claim): Books => ({
    ...books,
    claims: new Map(books.claims).set(transfer._tag === "Post" ? "" : transfer.id, { ...claim, state })
  })
  if (transfer._tag === "Post") return mayPass(transfer) ?? { ...books, posted: [...books.posted, transfer] }
  if (transfer._tag === "Pend") {
    const no = mayPass(transfer) ?? (books.claims.has(transfer.id) ? "PendingIdTaken" : undefined)
    if (no !== undefined) return no
    const { from, to, quantity, ttlMillis } = transfer
    const expiresAt = ttlMillis === undefined ? undefined : at + ttlMillis
    return closed("pending", { from, to, quantity, expiresAt, state: "pending" })
  }
  if (transfer._tag === "Settle" && !(transfer.quantity >= 1)) return "QuantityNotWhole"
  const claim = books.claims.get(transfer.id)
  if (claim === undefined) return "PendingUnknown"
  if (claim.state !== "pending") return "PendingResolved"
  if (transfer._tag === "Void") return closed("voided", claim)
  if (transfer._tag === "Expire") {
    return claim.expiresAt !== undefined && claim.expiresAt <= at ? closed("expired", claim) : "NotYetExpired"
  }
  if (transfer.quantity > claim.quantity) return "MoreThanPending"
  const moved = { from: claim.from, to: claim.to, quantity: transfer.quantity }
  return { ...closed("settled", claim), posted: [...books.posted, moved] }
}

const accountsOf = (books: Books): ReadonlyArray<string> =>
  [...new Set([...books.posted, ...books.claims.values()].flatMap(({ from, to }) => [from, to]))].sort()

const isInside = (account: string): boolean => /^(at|in|site):/.test(account.split("|")[6] ?? "")

const afterAll = (books: Books, commit: Commit): Books | string => {
  let next: Books | string = books
  for (const transfer of commit.transfers) {
    if (typeof next === "string") return next
    next = after(next, transfer, commit.at)
  }
  if (typeof next === "string") return next
  const made = next
  const short = accountsOf(made).some((account) => {
    const { posted, pendingOut } = holdings(made, account)
    return isInside(account) && posted - pendingOut < 0
  })
  return short ? "BalanceTooLow" : made
}

const isSame = (one: Commit, other: Commit): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A model without history. Compares commits by their fields in order: give it commits made by one builder. */
export const makeJournalModel = (): JournalModel => {
  const commits: Array<Commit> = []
  let books: Books = { posted: [], claims: new Map() }

  const version = (stream: string): number =>
    commits
      .flatMap((commit) => commit.appends)
      .filter((append) => append.stream === stream)
      .reduce((sum, { events }) => sum + events.length, 0)

  return {
    commits,
    version,
    commit: (commit) => {
      const streams = commit.appends.map(({ stream }) => stream)
      const hollow = commit.appends.some(({ events }) => events.length === 0)
      if (streams.length + commit.transfers.length === 0 || hollow || new Set(streams).size < streams.length) {
        return "CommitMalformed"
      }
      const before = commits.findIndex(({ id }) => id === commit.id)
      const first = commits[before]
      if (first !== undefined) return isSame(first, commit) ? before + 1 : "CommitIdReused"
      if (commit.appends.some(({ stream, expected }) => version(stream) !== expected)) return "VersionConflict"
      const next = afterAll(books, commit)
      if (typeof next === "string") return `TransferRefused ${next}`
      books = next
      return commits.push(commit)
    },
    balances: () =>
      accountsOf(books)
        .map((account) => ({ account: account as Balance["account"], ...holdings(books, account) }))
        .filter(({ posted, pendingOut, pendingIn }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0),
    pendings: () =>
      [...books.claims]
        .filter(([, { state }]) => state === "pending")
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, claim]) => ({ id, ...claim }) as Pending)
  }
}
