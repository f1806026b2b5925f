/**
 * The promise book made even again, after transfers that were not made for how it is now, such as those of a
 * correction: of what is free and what is missing, one cancels out the other.
 */
import { type Account, accountParts, siteOf } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { PendedClaim } from "./movements.ts"
import type { Promises } from "./promiseTransfers.ts"
import { some } from "./roomTransfers.ts"
import { promisable, shortfallAt } from "./stockAccounts.ts"

/** What transfers make of the promises of one SKU at one site. */
interface Change {
  readonly owner: OwnerId
  readonly sku: Sku
  readonly site: SiteId
  free: number
  shortfall: number
}

interface Changes {
  readonly claims: Map<PendingId, PendedClaim>
  readonly changes: Map<string, Change>
}

const shortfall = "shortfall:"

/** Adds units that came to an account; those that left it where they are fewer than none. */
const come = ({ changes }: Changes, account: Account, units: number): void => {
  const { book, owner, place, sku } = accountParts(account)
  const isShortfall = place.startsWith(shortfall)
  const site = isShortfall ? (place.slice(shortfall.length) as SiteId) : siteOf(place)
  if (book !== "promise" || site === undefined) return
  const name = `${owner}|${sku}|${site}`
  const change = changes.get(name) ?? { owner, sku, site, free: 0, shortfall: 0 }
  if (isShortfall) change.shortfall -= units
  else change.free += units
  changes.set(name, change)
}

const add = (changes: Changes, transfer: Transfer, claimOf: (id: PendingId) => PendedClaim | undefined): void => {
  if (transfer._tag === "Pend") {
    changes.claims.set(transfer.id, transfer)
    return come(changes, transfer.from, 0 - transfer.quantity)
  }
  if (transfer._tag === "Post") {
    come(changes, transfer.from, 0 - transfer.quantity)
    return come(changes, transfer.to, transfer.quantity)
  }
  const claim = changes.claims.get(transfer.id) ?? claimOf(transfer.id)
  if (claim === undefined) return
  const moved = transfer._tag === "Settle" ? transfer.quantity : 0
  come(changes, claim.from, claim.quantity - moved)
  come(changes, claim.to, moved)
}

/**
 * `transfers`, and behind them what makes the promises even that they touch: what is free repays what is missing, what
 * is not there any more though it is promised is missing, and what repaid more than is missing is free. So they are not
 * refused for what was promised since, and nothing is free to promise while promised units are missing. `promises` is
 * what each site holds before, `claimOf` gives open claims by their names. O(transfers).
 */
export const evenPromises = (
  transfers: ReadonlyArray<Transfer>,
  claimOf: (id: PendingId) => PendedClaim | undefined,
  promises: (owner: OwnerId, sku: Sku, site: SiteId) => Promises
): ReadonlyArray<Transfer> => {
  const changes: Changes = { claims: new Map(), changes: new Map() }
  for (const transfer of transfers) add(changes, transfer, claimOf)
  const evened = [...changes.changes.values()].flatMap(({ owner, site, sku, ...change }) => {
    const now = promises(owner, sku, site)
    const [free, missing] = [now.free + change.free, now.shortfall + change.shortfall]
    const more = Math.max(0, free - missing) - free
    const [own, owed] = [promisable(owner, sku, site), shortfallAt(owner, sku, site)]
    return more > 0 ? some(owed, own, more) : some(own, owed, 0 - more)
  })
  return [...transfers, ...evened]
}
