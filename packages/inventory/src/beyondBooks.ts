/**
 * Taking what the books do not have: the picker holds five and the books say three, since a receipt is late or a count
 * is wrong. No place goes below zero for it. Where the caller allows it, place by place and SKU by SKU, the units that
 * are not booked come from an account named after the location, `variance:unbooked:SITE/LOCATION`, which says what is
 * owed to the books there until what comes in, or a count, makes it good.
 */
import { type Account, type Place, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, SiteId } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type Promises, promiseLess, promiseMore } from "./promiseTransfers.ts"
import { some } from "./roomTransfers.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

/** Units taken from a location that its books did not have: its balance, at most zero, is what is owed to them. */
export const unbookedAt = (key: StockKey, site: SiteId, location: LocationId): Account =>
  stockAt(key, outside("variance", `unbooked:${site}/${location}`))

const forSale = ({ status }: StockKey): boolean => (status ?? "available") === "available"

/**
 * `quantity` units carried from a location to another place of its site, of which the books have `booked` there. What
 * they do not have is taken from `unbookedAt` beside it, and for sale as soon as it is seen. The caller who does not
 * want this moves by `moveStock`, which the ledger refuses.
 */
export const takeBeyond = (
  key: StockKey,
  site: SiteId,
  location: LocationId,
  to: Place,
  taken: { readonly quantity: number; readonly booked: number },
  promises: Promises
): ReadonlyArray<Transfer> => {
  const here = stockAt(key, atLocation(site, location))
  const beyond = Math.max(0, taken.quantity - Math.max(0, taken.booked))
  return [
    ...some(unbookedAt(key, site, location), here, beyond),
    ...(forSale(key) ? promiseMore("variance", key.owner, key.sku, site, beyond, promises) : []),
    ...some(here, stockAt(key, to), taken.quantity)
  ]
}

/**
 * Makes good what is owed at a location, once so many units were booked in there: they are the same that were taken
 * before. Nothing when nothing is owed. The rest stays owed.
 */
export const makeGood = (
  key: StockKey,
  site: SiteId,
  location: LocationId,
  cameIn: { readonly quantity: number; readonly owed: number },
  promises: Promises
): ReadonlyArray<Transfer> => {
  const good = Math.min(cameIn.quantity, Math.max(0, cameIn.owed))
  return [
    ...some(stockAt(key, atLocation(site, location)), unbookedAt(key, site, location), good),
    ...(forSale(key) && good > 0 ? promiseLess(key.owner, key.sku, site, good, promises) : [])
  ]
}
