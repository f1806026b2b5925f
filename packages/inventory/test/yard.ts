/**
 * A site drawn small: its names, and books kept by the kernel's ledger, every commit of which is noted for the audit.
 */
import { type Account, atLocation, inUnit } from "@stowage/kernel/Account"
import type { LineId, LocationId, LotId, Lpn, OrderId, OwnerId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { type PendingId, sayTransferRefusal, type Transfer, type TransferRefusal } from "@stowage/kernel/Transfer"
import { type AuditedCommit, verify } from "@stowage/inventory/audit"
import { type Availability, availabilityOf } from "@stowage/inventory/availability"
import type { Promises } from "@stowage/inventory/promiseTransfers"
import { promisable, promisedTo } from "@stowage/inventory/stockAccounts"

export const owner = "acme" as OwnerId
export const site = "WH1" as SiteId
export const tea = "TEA" as Sku
export const mug = "MUG" as Sku
export const lot24 = "L24" as LotId
export const order = (id: string): OrderId => id as OrderId
export const line = (id: string): LineId => id as LineId
export const task = (id: string): TaskId => id as TaskId
export const location = (id: string): LocationId => id as LocationId
export const day = (date: string): LocalDate => date as LocalDate
export const instant = (millis: number): Instant => millis as Instant
/** A location of the site. */
export const at = (id: string) => atLocation(site, location(id))
/** A handling unit in the site. */
export const unit = (lpn: string) => inUnit(site, lpn as Lpn)

/** A claim on promisable stock, as an order line's reservation makes one. */
export const pendPromise =
  (sku: Sku) =>
  (id: PendingId, quantity: number): Transfer => ({
    _tag: "Pend",
    id,
    from: promisable(owner, sku, site),
    to: promisedTo(owner, sku),
    quantity
  })

/** The books of the site. `post` must be accepted; `refused` must not. */
export interface Yard {
  readonly commits: ReadonlyArray<AuditedCommit>
  readonly post: (transfers: ReadonlyArray<Transfer>, at?: number) => void
  readonly refused: (transfers: ReadonlyArray<Transfer>, at?: number) => TransferRefusal
  readonly posted: (account: Account) => number
  /** Posted less claimed. */
  readonly free: (account: Account) => number
  readonly promises: (sku: Sku) => Promises
  readonly availability: (sku: Sku) => Availability
  /** All balances but those of nothing, by account: equal books are equal records. */
  readonly books: () => Readonly<Record<string, ReadonlyArray<number>>>
  readonly audit: () => ReturnType<typeof verify>
  readonly ledger: ReturnType<typeof makeLedger>
}

export const makeYard = (): Yard => {
  const ledger = makeLedger()
  const commits: Array<AuditedCommit> = []
  const availability = (sku: Sku) => availabilityOf(owner, sku, site, ledger.balances())
  return {
    ledger,
    commits,
    post: (transfers, time = 0) => {
      const answer = ledger.post(transfers, instant(time))
      if (isRefusal(answer)) throw new Error(sayTransferRefusal(answer))
      commits.push({ position: commits.length + 1, at: instant(time), transfers })
    },
    refused: (transfers, time = 0) => {
      const answer = ledger.post(transfers, instant(time))
      if (!isRefusal(answer)) throw new Error(`Expected a refusal of ${JSON.stringify(transfers)}`)
      return answer
    },
    posted: (account) => ledger.balance(account)?.posted ?? 0,
    free: (account) => (ledger.balance(account)?.posted ?? 0) - (ledger.balance(account)?.pendingOut ?? 0),
    promises: (sku) => ({ free: availability(sku).available, shortfall: availability(sku).shortfall }),
    availability,
    books: () =>
      Object.fromEntries(
        [...ledger.balances()]
          .map(({ account, pendingIn, pendingOut, posted }) => [account, [posted, pendingOut, pendingIn]] as const)
          .filter(([, sums]) => sums.some((sum) => sum !== 0))
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
      ),
    audit: () => verify(commits, { balances: ledger.balances(), pendings: ledger.openPendings() })
  }
}
