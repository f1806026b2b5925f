/**
 * Questions about balances, and how a balance answers them.
 */
import { type Account, type AccountParts, type Book, accountParts, siteOf } from "@stowage/kernel/Account"
import type { Place, StockStatus } from "@stowage/kernel/Account"
import type { LotId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance } from "@stowage/kernel/Transfer"
import type { Position } from "./Commit.ts"

/** Which balances; every field given must match. Balances of nothing at all are left out. */
export interface BalanceQuery {
  readonly book?: Book
  readonly owner?: OwnerId
  readonly sku?: Sku
  readonly lot?: LotId
  readonly status?: StockStatus
  readonly site?: SiteId
  readonly place?: Place
  /** As they stood right after this commit; now when not given. Costs a fold of the journal up to there. */
  readonly asOf?: Position
}

/** Whether an account is asked for. */
export const asksFor = (query: BalanceQuery, account: Account, parts: AccountParts = accountParts(account)): boolean =>
  (query.book === undefined || query.book === parts.book) &&
  (query.owner === undefined || query.owner === parts.owner) &&
  (query.sku === undefined || query.sku === parts.sku) &&
  (query.lot === undefined || query.lot === parts.lot) &&
  (query.status === undefined || query.status === parts.status) &&
  (query.place === undefined || query.place === parts.place) &&
  (query.site === undefined || query.site === siteOf(parts.place))

/** Whether a balance holds nothing and waits for nothing. */
export const isNothing = (balance: Balance): boolean =>
  balance.posted === 0 && balance.pendingOut === 0 && balance.pendingIn === 0

/** Balances in the order of their accounts' text, so that every store answers alike. */
export const inAccountOrder = (balances: Array<Balance>): ReadonlyArray<Balance> =>
  balances.sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0))
