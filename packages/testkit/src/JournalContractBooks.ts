/**
 * The books of the contract's model: sums of what is posted, and every claim there ever was. Written from the words of
 * the transfers, it shares no code with the ledger.
 */
import type { Transfer, TransferRefusal } from "@stowage/kernel/Transfer"
import type { Commit } from "@stowage/runtime/Commit"

interface Claim {
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly expiresAt: number | undefined
  readonly state: string
}

/** What is posted on each account, and what became of each claim. */
export interface Books {
  readonly posted: ReadonlyMap<string, number>
  readonly claims: ReadonlyMap<string, Claim>
}

/** What one commit's transfers make of the books, while they are being taken. */
interface Draft {
  readonly posted: Map<string, number>
  readonly claims: Map<string, Claim>
  /** Accounts in order of mention. */
  readonly touched: Set<string>
}

const open = (claims: ReadonlyMap<string, Claim>): ReadonlyArray<Claim> =>
  [...claims.values()].filter(({ state }) => state === "pending")

export const holdings = ({ posted, claims }: Books, account: string) => {
  let [pendingOut, pendingIn] = [0, 0]
  for (const { from, to, quantity } of open(claims)) {
    if (from === account) pendingOut += quantity
    if (to === account) pendingIn += quantity
  }
  return { posted: posted.get(account) ?? 0, pendingOut, pendingIn }
}

const thing = (account: string): string => `${account.split("|")[0]} ${account.split("|")[2]}`
const isInside = (account: string): boolean => /^(at|in|site):/.test(account.split("|")[6] ?? "")

const moveIn = ({ posted, touched }: Draft, from: string, to: string, quantity: number): undefined => {
  touched.add(from).add(to)
  posted.set(from, (posted.get(from) ?? 0) - quantity)
  posted.set(to, (posted.get(to) ?? 0) + quantity)
}

const resolveIn = (draft: Draft, transfer: Exclude<Transfer, { _tag: "Post" | "Pend" }>, claim: Claim): undefined => {
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
    if (transfer._tag === "Post") return moveIn(draft, from, to, quantity)
    if (draft.claims.has(transfer.id)) return { _tag: "PendingIdTaken", index, id: transfer.id }
    const expiresAt = transfer.ttlMillis === undefined ? undefined : at + transfer.ttlMillis
    draft.claims.set(transfer.id, { from, to, quantity, expiresAt, state: "pending" })
    return moveIn(draft, from, to, 0)
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
  return resolveIn(draft, transfer, claim)
}

/** The books after all of a commit's transfers, or why not. */
export const booksAfter = (before: Books, { at, transfers }: Commit): Draft | TransferRefusal => {
  if (transfers.length === 0)
    return { posted: new Map(before.posted), claims: new Map(before.claims), touched: new Set() }
  const draft: Draft = { posted: new Map(before.posted), claims: new Map(before.claims), touched: new Set() }
  for (const [index, transfer] of transfers.entries()) {
    const refusal = takeIn(draft, transfer, index, at)
    if (refusal !== undefined) return refusal as TransferRefusal
  }
  for (const account of draft.touched) {
    const left = holdings(draft, account)
    const had = holdings(before, account)
    if (!isInside(account) || left.posted >= left.pendingOut) continue
    const available = had.posted - had.pendingOut
    const asked = available - (left.posted - left.pendingOut)
    return { _tag: "BalanceTooLow", account, asked, available } as TransferRefusal
  }
  return draft
}
