/**
 * What there is of a SKU at a site, in the field's words. Each figure has one formula, and all are read off the ledger.
 */
import { accountParts, siteOf } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance } from "@stowage/kernel/Transfer"
import { promisable, shortfallAt } from "./stockAccounts.ts"

/** Counts of one owner's SKU at one site, in base units. */
export interface Availability {
  /** Σ physical balances at the site's locations and in its handling units, whatever their status. */
  readonly onHand: number
  /** Those of them in status available. */
  readonly sellable: number
  /** Promised and not yet shipped. */
  readonly reserved: number
  /** sellable - reserved + shortfall: what may still be promised. */
  readonly available: number
  /** Promised, but not there. */
  readonly shortfall: number
}

/**
 * The figures from a SKU's balances in both books; other owners', SKUs' and sites' balances may be among them. O(n).
 */
export const availabilityOf = (owner: OwnerId, sku: Sku, site: SiteId, balances: Iterable<Balance>): Availability => {
  const free = promisable(owner, sku, site)
  const missing = shortfallAt(owner, sku, site)
  let [onHand, sellable, reserved, available, shortfall] = [0, 0, 0, 0, 0]
  for (const balance of balances) {
    if (balance.account === free) {
      reserved = balance.pendingOut
      available = balance.posted - balance.pendingOut
    } else if (balance.account === missing) shortfall = 0 - balance.posted // not `-`: minus zero is not zero to all
    else {
      const parts = accountParts(balance.account)
      if (parts.book !== "physical" || parts.owner !== owner || parts.sku !== sku) continue
      if (siteOf(parts.place) !== site) continue
      onHand += balance.posted
      if (parts.status === "available") sellable += balance.posted
    }
  }
  return { onHand, sellable, reserved, available, shortfall }
}
