/**
 * Recalling a lot: what is here is put on hold at every site, what a pick has claimed is named, and what has left is
 * named with whom it went to.
 */
import { type Account, type StockStatus, accountParts, placeOf, siteOf } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { type Balance, type Transfer, available } from "@stowage/kernel/Transfer"
import { changeStatus } from "./moveStock.ts"
import { type Promises, promisesAfter } from "./promiseTransfers.ts"
import type { Trace } from "./trace.ts"

/** What a recall does, and what it leaves to people. */
export interface Recall {
  /**
   * Puts on hold what may be sold, or may be once it is released from quarantine, and nobody has claimed; for one
   * commit per site, or for one alone.
   */
  readonly transfers: ReadonlyArray<Transfer>
  readonly held: ReadonlyArray<{ readonly account: Account; readonly quantity: number }>
  /** What picks have claimed: void those, and hold it then. */
  readonly claimed: ReadonlyArray<{ readonly account: Account; readonly quantity: number }>
  /** Units that went to each customer and did not come back, in the order of the customers' names. */
  readonly customers: ReadonlyArray<{ readonly customer: string; readonly quantity: number }>
}

/** What is damaged or expired is sold no more, and what is on hold is held already. */
const comesToBeSold = (status: StockStatus): boolean => status === "available" || status === "quarantine"

const customerOf = (account: Account): string => placeOf(account).slice("customer:".length)

const customersOf = ({ returned, shipped }: Trace): Recall["customers"] => {
  const units = new Map<string, number>()
  for (const { quantity, to } of shipped) units.set(customerOf(to), (units.get(customerOf(to)) ?? 0) + quantity)
  for (const { from, quantity } of returned) units.set(customerOf(from), (units.get(customerOf(from)) ?? 0) - quantity)
  return [...units]
    .filter(([, quantity]) => quantity !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customer, quantity]) => ({ customer, quantity }))
}

/**
 * The recall of a traced lot. `balances` are the present ones of at least the accounts that the trace names, `promises`
 * what each site holds in the promise book. Loss of what was promised becomes a shortfall by name. O(balances).
 */
export const recall = (
  traced: Trace,
  balances: Iterable<Balance>,
  promises: (owner: OwnerId, sku: Sku, site: SiteId) => Promises
): Recall => {
  const wanted = new Set(traced.onHand.map(({ account }) => account))
  const known = new Map<string, Promises>()
  const transfers: Array<Transfer> = []
  const held: Array<Recall["held"][number]> = []
  const claimed: Array<Recall["claimed"][number]> = []
  for (const balance of balances) {
    const { account, pendingOut } = balance
    const parts = accountParts(account)
    const site = siteOf(parts.place)
    if (!wanted.has(account) || site === undefined || !comesToBeSold(parts.status)) continue
    if (pendingOut > 0) claimed.push({ account, quantity: pendingOut })
    const quantity = available(balance)
    if (quantity === 0) continue
    const { owner, sku } = parts
    const key = `${owner}|${sku}|${site}`
    const now = known.get(key) ?? promises(owner, sku, site)
    if (parts.status === "available") known.set(key, promisesAfter(now, 0 - quantity))
    transfers.push(...changeStatus(parts, "hold", site, parts.place, quantity, now))
    held.push({ account, quantity })
  }
  return { transfers, held, claimed, customers: customersOf(traced) }
}
