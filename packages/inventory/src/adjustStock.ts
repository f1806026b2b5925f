/**
 * Making the books agree with the floor. A difference is a transfer to or from the variance account of its reason, so
 * shrinkage is a balance that can be asked for, and nothing is ever overwritten.
 */
import { type Place, outside } from "@stowage/kernel/Account"
import type { SiteId } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type Promises, promiseLess, promiseMore } from "./promiseTransfers.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

/** Why the floor and the books differ. Each has a variance account of its own. */
export const adjustmentReasons = [
  "countVariance",
  "damaged",
  "expired",
  "lost",
  "found",
  "stolen",
  "misplaced",
  "dataEntry"
] as const
export type AdjustmentReason = (typeof adjustmentReasons)[number]

/** What is to be adjusted. */
export interface Adjustment {
  readonly key: StockKey
  readonly site: SiteId
  readonly place: Place
  readonly reason: AdjustmentReason
  /** Units there are more of than the books say; at least 1. */
  readonly gained?: number
  /** Units there are fewer of; at least 1. Exactly one of the two is given. */
  readonly lost?: number
}

/**
 * The transfers of an adjustment. A loss takes what is free to promise first; when promised units are gone, the
 * shortfall is booked by name, and the loss itself is never refused for it.
 */
export const adjustStock = (adjustment: Adjustment, promises: Promises): ReadonlyArray<Transfer> => {
  const { gained = 0, key, lost = 0, place, reason, site } = adjustment
  const here = stockAt(key, place)
  const variance = stockAt(key, outside("variance", reason))
  const forSale = (key.status ?? "available") === "available"
  if (lost > 0) {
    return [
      { _tag: "Post", from: here, to: variance, quantity: lost },
      ...(forSale ? promiseLess(key.owner, key.sku, site, lost, promises) : [])
    ]
  }
  return [
    { _tag: "Post", from: variance, to: here, quantity: gained },
    ...(forSale ? promiseMore("variance", key.owner, key.sku, site, gained, promises) : [])
  ]
}
