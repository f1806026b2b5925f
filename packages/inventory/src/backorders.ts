/**
 * Promises for stock yet to come, and what becomes of them when it is there.
 */
import { type Account, accountParts } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance, Pend, PendingId, Transfer } from "@stowage/kernel/Transfer"
import { backorderAt, promisable, promisedTo } from "./stockAccounts.ts"

/** A claim on stock yet to come: its name, what it holds, and the names its line has next. */
export interface BackorderClaim {
  readonly id: PendingId
  readonly quantity: number
  /** The line's next two claim names: what there is now, and what is still to come. */
  readonly next: readonly [now: PendingId, later: PendingId]
  /** How much longer it may stand, where it was claimed for a while: so long what comes of it does. */
  readonly ttlMillis?: number
}

/** What became of one claim: quantity = filled + waiting. */
export interface FilledBackorder {
  readonly id: PendingId
  readonly filled: number
  readonly waiting: number
}

/** The transfers that fill claims, and what each got. */
export interface BackorderFill {
  readonly transfers: ReadonlyArray<Transfer>
  readonly claims: ReadonlyArray<FilledBackorder>
}

/**
 * Turns claims on stock yet to come into claims on what is free, oldest first: a claim that gets anything ends and is
 * claimed anew under its line's next names, in the same commit, so that nobody comes in between. `free` is what may be
 * promised now. O(claims).
 */
export const fillBackorders = (
  owner: OwnerId,
  sku: Sku,
  site: SiteId,
  claims: ReadonlyArray<BackorderClaim>,
  free: number
): BackorderFill => {
  const transfers: Array<Transfer> = []
  const to = promisedTo(owner, sku)
  let left = Math.max(0, free)
  const filledClaims = claims.map(({ id, next: [now, later], quantity, ttlMillis }): FilledBackorder => {
    const filled = Math.min(left, quantity)
    const waiting = quantity - filled
    left -= filled
    if (filled === 0) return { id, filled, waiting }
    const claim = (name: PendingId, from: Account, units: number): Pend => {
      const ends = ttlMillis === undefined ? {} : { ttlMillis }
      return { _tag: "Pend", id: name, from, to, quantity: units, ...ends }
    }
    transfers.push({ _tag: "Void", id }, claim(now, promisable(owner, sku, site), filled))
    if (waiting > 0) transfers.push(claim(later, backorderAt(owner, sku, site), waiting))
    return { id, filled, waiting }
  })
  return { transfers, claims: filledClaims }
}

/** Units of each owner's SKU at each site that are promised and yet to come, by account: what went below zero. */
export const backordered = (
  balances: Iterable<Balance>
): ReadonlyArray<{ readonly owner: OwnerId; readonly sku: Sku; readonly site: SiteId; readonly quantity: number }> => {
  const found: Array<ReturnType<typeof backordered>[number]> = []
  for (const { account, pendingOut, posted } of balances) {
    const { owner, place, sku } = accountParts(account)
    if (!place.startsWith("backorder:")) continue
    const quantity = pendingOut - posted
    if (quantity !== 0) found.push({ owner, sku, site: place.slice("backorder:".length) as SiteId, quantity })
  }
  return found
}
