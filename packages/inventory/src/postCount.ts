/**
 * A closed count's differences as transfers: each to the variance account of its reason, in both books.
 */
import { atLocation } from "@stowage/kernel/Account"
import type { OwnerId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { adjustStock } from "./adjustStock.ts"
import { type Count, variancesByReason } from "./Count.ts"
import { type Promises, promisesAfter } from "./promiseTransfers.ts"

/**
 * What to post beside the closing of `count`; nothing when the books were right, or for a count of nowhere. `promises`
 * is what the site holds of each owner's SKU. Several lots of one SKU may be off at once: each is booked against what
 * the one before left. O(variances).
 */
export const postCount = (count: Count, promises: (owner: OwnerId, sku: Sku) => Promises): ReadonlyArray<Transfer> => {
  const { location, site } = count
  if (location === undefined || site === undefined) return []
  const known = new Map<string, Promises>()
  return variancesByReason(count).flatMap(({ reason, variance: { booked, lot, owner, quantity, sku, status } }) => {
    const change = quantity - booked
    const now = known.get(`${owner}|${sku}`) ?? promises(owner, sku)
    if (status === "available") known.set(`${owner}|${sku}`, promisesAfter(now, change))
    const where = { key: { owner, sku, lot, status }, site, place: atLocation(site, location), reason }
    return adjustStock(change > 0 ? { ...where, gained: change } : { ...where, lost: 0 - change }, now)
  })
}
