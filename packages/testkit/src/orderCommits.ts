/**
 * The commits of drawn orders: each is reserved whole or not at all, then shipped or released. Accounts' texts are made
 * once for each SKU, as a catalogue would. Everything else is made by constructors (see `plainObject`): thousands of
 * commits are drawn before the first is needed, and literals would make the rest of them among the old objects.
 */
import { type Account, account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, EventData, StreamId } from "@stowage/runtime/Commit"
import { AppendData, CommitData, EndData, PendData, PostData, SettleData } from "@stowage/runtime/commitData"
import { type Writable, listOf, plainObject } from "@stowage/runtime/plainObject"
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

const OrderEvent = plainObject(function (
  this: Writable<EventData>,
  tag: string,
  orderId: string,
  lines: Order["lines"] | undefined
) {
  this._tag = tag
  this["orderId"] = orderId
  if (lines !== undefined) this["lines"] = lines
})

const listWith = <A>(one: A): ReadonlyArray<A> => {
  const list = listOf<A>(1)
  list[0] = one
  return list
}

const eventOf = (order: Order, expected: number, event: EventData): ReadonlyArray<Append> =>
  listWith(new AppendData(streamOf(order), expected, listWith(event)))

const commitOf = (id: string, appends: Commit["appends"], transfers: Commit["transfers"]): Commit =>
  new CommitData(id as CommitId, at, undefined, "bench", appends, transfers)

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

  const resolve = (order: Order, event: string, settled: (id: PendingId, quantity: number) => Transfer): Commit =>
    commitOf(
      `settle:${order.id}`,
      eventOf(order, 1, new OrderEvent(event, order.id, undefined)),
      order.lines.map(({ quantity }, index) => settled(claimOf(order, index), quantity))
    )

  const ship = (order: Order): Commit => resolve(order, "OrderShipped", (id, quantity) => new SettleData(id, quantity))
  const release = (order: Order): Commit => resolve(order, "OrderReleased", (id) => new EndData("Void", id))

  return {
    accounts: of,
    stock: (sku, quantity) => commitOf(`stock:${sku}`, [], [new PostData(of(sku).supplier, of(sku).free, quantity)]),
    reserve: (order) => {
      const { id, lines } = order
      const claim = (line: Order["lines"][number], index: number): Transfer => {
        const { free, sold } = of(line.sku)
        return new PendData(claimOf(order, index), free, sold, line.quantity, undefined)
      }
      return commitOf(`reserve:${id}`, eventOf(order, 0, new OrderEvent("OrderReserved", id, lines)), lines.map(claim))
    },
    ship,
    release,
    settle: (order) => (order.shipped ? ship(order) : release(order))
  }
}
