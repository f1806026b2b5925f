/**
 * The promise book as supply comes and goes.
 */
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { promisable, promiseSource, shortfallAt } from "./stockAccounts.ts"

/** What a site holds in the promise book of one SKU, as these functions need to know it. */
export interface Promises {
  /** Free to promise: posted less pending. */
  readonly free: number
  /** Promised but not there; at least 0. */
  readonly shortfall: number
}

/** Nothing is posted of nothing; what is no count is the ledger's to refuse. */
const post = (one: Transfer & { readonly _tag: "Post" }): ReadonlyArray<Transfer> => (one.quantity === 0 ? [] : [one])

/** `quantity` sellable units more: a shortfall is repaid first, the rest is free to promise. */
export const promiseMore = (
  kind: "supplier" | "variance",
  owner: OwnerId,
  sku: Sku,
  site: SiteId,
  quantity: number,
  now: Promises
): ReadonlyArray<Transfer> => {
  const repaid = Math.min(quantity, now.shortfall)
  const from = promiseSource(owner, sku, kind)
  return [
    ...post({ _tag: "Post", from, to: shortfallAt(owner, sku, site), quantity: repaid }),
    ...post({ _tag: "Post", from, to: promisable(owner, sku, site), quantity: quantity - repaid })
  ]
}

/** `quantity` sellable units fewer: what is free is taken first, and what was promised becomes a named shortfall. */
export const promiseLess = (
  owner: OwnerId,
  sku: Sku,
  site: SiteId,
  quantity: number,
  now: Promises
): ReadonlyArray<Transfer> => {
  const free = Math.min(quantity, Math.max(0, now.free))
  const to = promiseSource(owner, sku, "variance")
  return [
    ...post({ _tag: "Post", from: promisable(owner, sku, site), to, quantity: free }),
    ...post({ _tag: "Post", from: shortfallAt(owner, sku, site), to, quantity: quantity - free })
  ]
}

/** Promised units came free while others are missing: as many as there are of both cancel out. */
export const repayShortfall = (
  owner: OwnerId,
  sku: Sku,
  site: SiteId,
  freed: number,
  shortfall: number
): ReadonlyArray<Transfer> =>
  post({
    _tag: "Post",
    from: promisable(owner, sku, site),
    to: shortfallAt(owner, sku, site),
    quantity: Math.min(freed, shortfall)
  })

/** What a site holds in the promise book after `promiseMore` (a positive change) or `promiseLess` (a negative one). */
export const promisesAfter = (now: Promises, change: number): Promises => {
  if (change >= 0) {
    const repaid = Math.min(change, now.shortfall)
    return { free: now.free + change - repaid, shortfall: now.shortfall - repaid }
  }
  const taken = Math.min(-change, Math.max(0, now.free))
  return { free: now.free - taken, shortfall: now.shortfall - change - taken }
}
