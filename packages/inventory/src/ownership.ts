/**
 * Whose stock it is, and how it changes hands where it stands: a consignor's units sold, a 3PL's clients among
 * themselves. A change of ownership is a transfer, so what is owed to whom is a sum over the journal.
 */
import { accountParts, type Place } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type DatedCommit, movementsOf } from "./movements.ts"
import { shipStock } from "./moveStock.ts"
import { type Promises, promiseLess, promiseMore } from "./promiseTransfers.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

const handOver = (key: StockKey, to: OwnerId, place: Place, quantity: number): Transfer => ({
  _tag: "Post",
  from: stockAt(key, place),
  to: stockAt({ ...key, owner: to }, place),
  quantity
})

/**
 * Free units of one owner that are another's from now on, in both books; the ledger refuses those that are promised.
 * `buyer` is what the site holds for the new owner, whose shortfall is repaid first.
 */
export const changeOwner = (
  key: StockKey,
  to: OwnerId,
  site: SiteId,
  place: Place,
  quantity: number,
  buyer: Promises
): ReadonlyArray<Transfer> => {
  const move = handOver(key, to, place, quantity)
  if ((key.status ?? "available") !== "available") return [move]
  return [
    move,
    ...promiseLess(key.owner, key.sku, site, quantity, { free: quantity, shortfall: 0 }),
    ...promiseMore("supplier", to, key.sku, site, quantity, buyer)
  ]
}

/**
 * A consignor's units that the merchant sells: they become his as they leave. Settle the promise on the consignor's
 * stock beside it, as for any shipment.
 */
export const shipConsigned = (
  key: StockKey,
  merchant: OwnerId,
  from: Place,
  customer: string,
  quantity: number
): ReadonlyArray<Transfer> => [
  handOver(key, merchant, from, quantity),
  shipStock({ ...key, owner: merchant }, from, customer, quantity)
]

/** Units that changed hands. */
export interface OwnershipChange {
  readonly commit: DatedCommit
  readonly from: OwnerId
  readonly to: OwnerId
  readonly sku: Sku
  readonly quantity: number
}

/** Every change of ownership, in the order of the journal: what is owed to whom. O(movements). */
export const ownershipChanges = (commits: Iterable<DatedCommit>): ReadonlyArray<OwnershipChange> => {
  const changes: Array<OwnershipChange> = []
  for (const { commit, from, quantity, to } of movementsOf(commits)) {
    const [seller, buyer] = [accountParts(from), accountParts(to)]
    if (seller.book !== "physical" || seller.owner === buyer.owner) continue
    changes.push({ commit, from: seller.owner, to: buyer.owner, sku: seller.sku, quantity })
  }
  return changes
}
