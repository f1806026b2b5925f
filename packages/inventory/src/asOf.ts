/**
 * Balances of the past, by either clock: as the journal knew them at a position, as the floor was at a moment, or both:
 * what the journal knew at a position of the floor at a moment.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type DatedCommit, floorTime, type PendedClaim } from "./movements.ts"

/** Up to which commit, and up to which moment on the floor; all of them where absent. Both are included. */
export interface AsOf {
  readonly position?: number
  readonly floor?: Instant
}

interface Held extends PendedClaim {
  readonly begins: number
}

interface Past {
  readonly sums: Map<Account, { posted: number; pendingOut: number; pendingIn: number }>
  readonly claims: Map<PendingId, Held>
  readonly until: number
}

const sumOf = (past: Past, account: Account) => {
  const known = past.sums.get(account)
  if (known !== undefined) return known
  const sum = { posted: 0, pendingOut: 0, pendingIn: 0 }
  past.sums.set(account, sum)
  return sum
}

const post = (past: Past, { from, quantity, to }: PendedClaim): void => {
  sumOf(past, from).posted -= quantity
  sumOf(past, to).posted += quantity
}

const hold = (past: Past, { begins, from, quantity, to }: Held): void => {
  if (begins > past.until) return
  sumOf(past, from).pendingOut += quantity
  sumOf(past, to).pendingIn += quantity
}

const add = (past: Past, transfer: Transfer, time: number): void => {
  if (transfer._tag === "Post") {
    if (time <= past.until) post(past, transfer)
    return
  }
  if (transfer._tag === "Pend") {
    past.claims.set(transfer.id, { ...transfer, begins: time })
    return
  }
  const claim = past.claims.get(transfer.id)
  if (claim === undefined) return
  past.claims.delete(transfer.id)
  if (time > past.until) hold(past, claim)
  else if (transfer._tag === "Settle") post(past, { ...claim, quantity: transfer.quantity })
}

/**
 * Balances as of a position, a moment on the floor, or both, in the order of the accounts' text; those of nothing are
 * left out. `commits` are all of the journal in order: a movement that is recorded later for an earlier moment counts
 * from that moment, but not before its position. By the floor's clock a place may hold less than nothing: then what
 * filled it was dated later than what emptied it. O(transfers + n log n).
 */
export const balancesAsOf = (commits: Iterable<DatedCommit>, asOf: AsOf): ReadonlyArray<Balance> => {
  const { floor = Number.POSITIVE_INFINITY, position = Number.POSITIVE_INFINITY } = asOf
  const past: Past = { sums: new Map(), claims: new Map(), until: floor }
  for (const commit of commits) {
    if (commit.position > position) break
    for (const transfer of commit.transfers) add(past, transfer, floorTime(commit))
  }
  for (const claim of past.claims.values()) hold(past, claim)
  return [...past.sums]
    .filter(([, { pendingIn, pendingOut, posted }]) => posted !== 0 || pendingIn !== 0 || pendingOut !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, sum]) => ({ account, ...sum }))
}
