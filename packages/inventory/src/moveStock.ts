/**
 * Stock on its way through the site, as transfers of the physical book and, where it becomes or ceases to be for
 * sale, of the promise book in the same commit.
 */
import { type Place, type StockStatus, outside } from "@stowage/kernel/Account"
import type { SiteId, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { pickClaim } from "./allocate.ts"
import { type Promises, promiseLess, promiseMore } from "./promiseTransfers.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

const sellable = (status: StockStatus | undefined): boolean => (status ?? "available") === "available"

/** Units that came from a supplier and stand at `place` now; what is in available status is free to promise at once. */
export const receiveStock = (
  key: StockKey,
  supplier: string,
  site: SiteId,
  place: Place,
  quantity: number,
  promises: Promises
): ReadonlyArray<Transfer> => [
  { _tag: "Post", from: stockAt(key, outside("supplier", supplier)), to: stockAt(key, place), quantity },
  ...(sellable(key.status) ? promiseMore("supplier", key.owner, key.sku, site, quantity, promises) : [])
]

/** Units carried from one place of a site to another: putaway, replenishment, from tote to carton. */
export const moveStock = (key: StockKey, from: Place, to: Place, quantity: number): Transfer => ({
  _tag: "Post",
  from: stockAt(key, from),
  to: stockAt(key, to),
  quantity
})

/** What a picker found of what was claimed for his task: all, part, or nothing. The rest of the claim is free again. */
export const settlePick = (task: TaskId, found: number): Transfer =>
  found === 0 ? { _tag: "Void", id: pickClaim(task) } : { _tag: "Settle", id: pickClaim(task), quantity: found }

/** Units that left the site in a handling unit, to a customer. */
export const shipStock = (key: StockKey, from: Place, customer: string, quantity: number): Transfer =>
  moveStock(key, from, outside("customer", customer), quantity)

/** A claim on promised stock as it is kept: its name, how much it holds, and until when. */
export interface HeldClaim {
  readonly id: PendingId
  readonly quantity: number
  /** When it may be expired; never where absent. What is left of it is to end then as well. */
  readonly expiresAt?: Instant | undefined
}

/** What settling leaves: the transfers, and the claim that holds the rest, if any. */
export interface SettledClaim {
  readonly transfers: ReadonlyArray<Transfer>
  readonly rest: HeldClaim | undefined
}

/**
 * Keeps a promise in part: `quantity` of `claim` went out, and what is left stays promised under the name `rest`, in
 * the same commit, so that nobody can take it in between. Nothing is left when all of it went out.
 */
export const keepPromise = (
  claim: HeldClaim,
  quantity: number,
  rest: { readonly id: PendingId; readonly pend: (id: PendingId, quantity: number) => Transfer }
): SettledClaim => {
  const settle: Transfer = { _tag: "Settle", id: claim.id, quantity }
  const left = claim.quantity - quantity
  if (left === 0) return { transfers: [settle], rest: undefined }
  return { transfers: [settle, rest.pend(rest.id, left)], rest: { id: rest.id, quantity: left } }
}

/**
 * Gives up a promise in part (an order line cut or cancelled); what remains promised is claimed under the name `rest`.
 * Post `repayShortfall` of `quantity` beside it: while units are missing, those given up are not free to promise.
 */
export const breakPromise = (
  claim: HeldClaim,
  quantity: number,
  rest: { readonly id: PendingId; readonly pend: (id: PendingId, quantity: number) => Transfer }
): SettledClaim => {
  const free: Transfer = { _tag: "Void", id: claim.id }
  const left = claim.quantity - quantity
  if (left === 0) return { transfers: [free], rest: undefined }
  return { transfers: [free, rest.pend(rest.id, left)], rest: { id: rest.id, quantity: left } }
}

/**
 * Units whose status changed where they stand: damaged, put on hold, released. What ceases to be available is taken
 * from what can be promised; what becomes available is added to it.
 */
export const changeStatus = (
  key: StockKey,
  to: StockStatus,
  site: SiteId,
  place: Place,
  quantity: number,
  promises: Promises
): ReadonlyArray<Transfer> => {
  const move: Transfer = {
    _tag: "Post",
    from: stockAt(key, place),
    to: stockAt({ ...key, status: to }, place),
    quantity
  }
  if (sellable(key.status) && !sellable(to)) {
    return [move, ...promiseLess(key.owner, key.sku, site, quantity, promises)]
  }
  if (!sellable(key.status) && sellable(to)) {
    return [move, ...promiseMore("variance", key.owner, key.sku, site, quantity, promises)]
  }
  return [move]
}
