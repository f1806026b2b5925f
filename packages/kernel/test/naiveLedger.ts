/** The ledger's rules once more, as slowly and plainly as they can be said: to compare the real one with. */
import { type Account, accountParts, isLimited } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Pending, PendingId, Transfer, TransferRefusal } from "@stowage/kernel/Transfer"

export interface NaiveLedger {
  readonly posted: ReadonlyMap<Account, number>
  readonly pendings: ReadonlyMap<PendingId, Pending>
}

export const emptyNaiveLedger: NaiveLedger = { posted: new Map(), pendings: new Map() }

export const naiveBalance = ({ pendings, posted }: NaiveLedger, account: Account): Balance => {
  const open = [...pendings.values()].filter(({ state }) => state === "pending")
  const sum = (claims: ReadonlyArray<Pending>): number => claims.reduce((total, { quantity }) => total + quantity, 0)
  return {
    account,
    posted: posted.get(account) ?? 0,
    pendingOut: sum(open.filter(({ from }) => from === account)),
    pendingIn: sum(open.filter(({ to }) => to === account))
  }
}

const free = (ledger: NaiveLedger, account: Account): number => {
  const { pendingOut, posted } = naiveBalance(ledger, account)
  return posted - pendingOut
}

const isWhole = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity > 0

const moved = (ledger: NaiveLedger, from: Account, to: Account, quantity: number): NaiveLedger => {
  const posted = new Map(ledger.posted)
  posted.set(from, (posted.get(from) ?? 0) - quantity)
  posted.set(to, (posted.get(to) ?? 0) + quantity)
  return { ...ledger, posted }
}

const withPending = (ledger: NaiveLedger, pending: Pending): NaiveLedger => ({
  ...ledger,
  pendings: new Map(ledger.pendings).set(pending.id, pending)
})

const isRefused = (answer: NaiveLedger | TransferRefusal): answer is TransferRefusal => "_tag" in answer

const applied = (
  ledger: NaiveLedger,
  transfer: Transfer,
  index: number,
  at: Instant
): NaiveLedger | TransferRefusal => {
  if ("quantity" in transfer && !isWhole(transfer.quantity)) {
    return { _tag: "QuantityNotWhole", index, quantity: transfer.quantity }
  }
  if (transfer._tag === "Post" || transfer._tag === "Pend") {
    const { from, quantity, to } = transfer
    const [left, right] = [accountParts(from), accountParts(to)]
    if (from === to || left.book !== right.book || left.sku !== right.sku) {
      return { _tag: "DifferentThings", index, from, to }
    }
    if (transfer._tag === "Post") return moved(ledger, from, to, quantity)
    const { id, ttlMillis } = transfer
    if (ledger.pendings.has(id)) return { _tag: "PendingIdTaken", index, id }
    const expiresAt = ttlMillis === undefined ? undefined : ((at + ttlMillis) as Instant)
    return withPending(ledger, { id, from, to, quantity, expiresAt, state: "pending" })
  }
  const { id } = transfer
  const claim = ledger.pendings.get(id)
  if (claim === undefined) return { _tag: "PendingUnknown", index, id }
  if (claim.state !== "pending") return { _tag: "PendingResolved", index, id, state: claim.state }
  if (transfer._tag === "Void") return withPending(ledger, { ...claim, state: "voided" })
  if (transfer._tag === "Settle") {
    const asked = transfer.quantity
    if (asked > claim.quantity) return { _tag: "MoreThanPending", index, id, asked, pending: claim.quantity }
    return withPending(moved(ledger, claim.from, claim.to, asked), { ...claim, state: "settled" })
  }
  const { expiresAt } = claim
  if (expiresAt === undefined || expiresAt > at) return { _tag: "NotYetExpired", index, id, expiresAt }
  return withPending(ledger, { ...claim, state: "expired" })
}

/** The accounts that these transfers mention, themselves or by their claim, in order. */
const mentioned = (ledger: NaiveLedger, transfers: ReadonlyArray<Transfer>): ReadonlyArray<Account> =>
  transfers.flatMap((transfer) => {
    const of = "from" in transfer ? transfer : ledger.pendings.get(transfer.id)
    return of === undefined ? [] : [of.from, of.to]
  })

/** The ledger after `transfers`, or why it stays as it is. */
export const naivePost = (
  before: NaiveLedger,
  transfers: ReadonlyArray<Transfer>,
  at: Instant
): NaiveLedger | TransferRefusal => {
  let after = before
  for (const [index, transfer] of transfers.entries()) {
    const answer = applied(after, transfer, index, at)
    if (isRefused(answer)) return answer
    after = answer
  }
  for (const account of mentioned(after, transfers)) {
    const [had, left] = [free(before, account), free(after, account)]
    if (isLimited(account) && left < 0) return { _tag: "BalanceTooLow", account, asked: had - left, available: had }
  }
  return after
}
