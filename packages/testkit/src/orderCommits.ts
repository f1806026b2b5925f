/**
 * The commits of drawn orders: each is reserved whole or not at all, then shipped or released. Accounts' texts are made
 * once for each SKU, as a catalogue would.
 */
import { type Account, account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"
import { type Order, skuName } from "./orderSource.ts"

const at = 1_767_268_800_000 as Instant

/** The three accounts of a SKU that the workload moves between. */
export interface SkuAccounts {
  readonly supplier: Account
  readonly free: Account
  readonly sold: Account
}

/** The commits of orders over so many SKUs. */
export interface OrderCommits {
  readonly accounts: (sku: number) => SkuAccounts
  /** Units of a SKU from a supplier. */
  readonly stock: (sku: number, quantity: number) => Commit
  /** An event of the order, and a claim for each line. */
  readonly reserve: (order: Order) => Commit
  readonly ship: (order: Order) => Commit
  readonly release: (order: Order) => Commit
  /** Ships what is shipped in the end, and releases the rest. */
  readonly settle: (order: Order) => Commit
}

const claimOf = ({ id }: Order, index: number): PendingId => `${id}/${index}` as PendingId

const streamOf = ({ id }: Order): StreamId => `order/${id}` as StreamId

/** The commits that stock SKUs, reserve orders, and ship or release what was reserved. */
export const makeCommits = (skus: number): OrderCommits => {
  const accounts = Array.from({ length: skus }, (_, sku): SkuAccounts => {
    const of = { book: "promise", owner: "acme" as OwnerId, sku: skuName(sku) as Sku } as const
    return {
      supplier: account({ ...of, place: outside("supplier", "S1") }),
      free: account({ ...of, place: siteWide("WH1" as SiteId) }),
      sold: account({ ...of, place: outside("customer", "web") })
    }
  })
  const of = (sku: number): SkuAccounts => accounts[sku] as SkuAccounts

  const commit = (id: string, appends: Commit["appends"], transfers: Commit["transfers"]): Commit => ({
    id: id as CommitId,
    at,
    actor: "bench",
    appends,
    transfers
  })
  const resolve = (order: Order, event: string, settled: (id: PendingId, quantity: number) => Transfer): Commit =>
    commit(
      `settle:${order.id}`,
      [{ stream: streamOf(order), expected: 1, events: [{ _tag: event, orderId: order.id }] }],
      order.lines.map(({ quantity }, index) => settled(claimOf(order, index), quantity))
    )

  const ship = (order: Order): Commit =>
    resolve(order, "OrderShipped", (id, quantity) => ({ _tag: "Settle", id, quantity }))
  const release = (order: Order): Commit => resolve(order, "OrderReleased", (id) => ({ _tag: "Void", id }))

  return {
    accounts: of,
    stock: (sku, quantity) =>
      commit(`stock:${sku}`, [], [{ _tag: "Post", from: of(sku).supplier, to: of(sku).free, quantity }]),
    reserve: (order) => {
      const { id, lines } = order
      const events = [{ _tag: "OrderReserved", orderId: id, lines }]
      const claims = lines.map(({ quantity, sku }, index): Transfer => ({
        _tag: "Pend",
        id: claimOf(order, index),
        from: of(sku).free,
        to: of(sku).sold,
        quantity
      }))
      return commit(`reserve:${id}`, [{ stream: streamOf(order), expected: 0, events }], claims)
    },
    ship,
    release,
    settle: (order) => (order.shipped ? ship(order) : release(order))
  }
}
