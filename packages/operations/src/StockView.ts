/**
 * What a hand-off needs to know of the stock, as questions. Whoever runs it answers them from the ledger's balances.
 */
import type { AllocationStrategy } from "@stowage/inventory/AllocationStrategy"
import type { Lot } from "@stowage/inventory/Lot"
import type { HeldClaim } from "@stowage/inventory/moveStock"
import type { Promises } from "@stowage/inventory/promiseTransfers"
import type { RoomLeft } from "@stowage/inventory/overfull"
import type { LineId, LocationId, LotId, OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance } from "@stowage/kernel/Transfer"

/** The claims that one order line holds on promised stock, oldest first, and how many it ever had. */
export interface LineClaims {
  readonly held: ReadonlyArray<HeldClaim>
  readonly ever: number
}

/** One owner's stock at one site, as it is now. */
export interface StockView {
  readonly owner: OwnerId
  readonly site: SiteId
  /** Physical balances of a SKU in the site, of any lot and status, in the order of their accounts. */
  readonly physical: (sku: Sku) => ReadonlyArray<Balance>
  readonly promises: (sku: Sku) => Promises
  readonly claims: (order: OrderId, line: LineId) => LineClaims
  readonly lot: (sku: Sku, lot: LotId) => Lot | undefined
  /** Room left at a location, pending putaways taken off; and what stands there beyond its room. */
  readonly room: (location: LocationId) => RoomLeft
  /** Why nothing may be taken from a location just now, such as an open count; undefined when it may. */
  readonly blocked: (location: LocationId) => string | undefined
}

/** How stock is chosen: FEFO for what expires, FIFO for the rest, unless somebody says otherwise. */
export type StrategyFor = (sku: Sku) => AllocationStrategy
