/**
 * Time → promises: what was claimed for a while and not released in time is free again, and the order's units wait.
 */
import { SomeEaches } from "@stowage/kernel/Eaches"
import type { LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Pending, Transfer } from "@stowage/kernel/Transfer"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { claimedBy } from "@stowage/inventory/reserve"
import { type Order, lineOf } from "@stowage/orders/Order"
import type { RequestId } from "@stowage/orders/OrderCommand"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

interface Lapsed {
  readonly claim: Pending
  readonly line: LineId
  readonly sku: Sku
}

/** Claims by order, but for those whose units were released since: a site is at work on them, so they stand. */
const lapsedOf = (
  claims: Iterable<Pending>,
  orderOf: (id: OrderId) => Order | undefined
): Map<OrderId, Array<Lapsed>> => {
  const lapsed = new Map<OrderId, Array<Lapsed>>()
  const given = new Map<string, number>()
  for (const claim of claims) {
    const of = claimedBy(claim.id)
    const order = of === undefined ? undefined : orderOf(of.order)
    if (of === undefined || of.component !== undefined || order === undefined) continue
    const line = lineOf(order, of.line)
    if (line === undefined) continue
    const key = `${of.order}|${of.line}`
    const units = (given.get(key) ?? 0) + claim.quantity
    if (units > line.promised) continue
    given.set(key, units)
    lapsed.set(of.order, [...(lapsed.get(of.order) ?? []), { claim, line: of.line, sku: line.sku }])
  }
  return lapsed
}

const sumBy = <Key extends string>(lapsed: ReadonlyArray<Lapsed>, keyOf: (one: Lapsed) => Key): Map<Key, number> => {
  const sums = new Map<Key, number>()
  for (const one of lapsed) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.claim.quantity)
  return sums
}

const withdraw = (order: OrderId, lapsed: ReadonlyArray<Lapsed>, at: Instant): RecordCommand => {
  const lines = [...sumBy(lapsed, (one) => one.line)].map(([lineId, quantity]) => ({
    lineId,
    quantity: SomeEaches.make(quantity)
  }))
  const requestId = `expire:${lapsed.map((one) => one.claim.id).join()}` as RequestId
  const reason = "the reservation ran out"
  return { kind: "order", id: order, command: { _tag: "WithdrawPromise", at, requestId, lines, reason } }
}

/**
 * Expires `claims`, which are those that the journal calls expirable at `at`; others among them are refused by the
 * ledger. The units are free to promise again, missing ones repaid first. Claims of units that a site has meanwhile
 * stand, as do pending transfers that are no order's and claims of kits' components, which expire as the kits of who
 * sold them; nothing when none is left. O(claims).
 */
export const expirePromises = (
  claims: Iterable<Pending>,
  orderOf: (id: OrderId) => Order | undefined,
  stock: StockView,
  at: Instant
): Handoff | undefined => {
  const lapsed = lapsedOf(claims, orderOf)
  if (lapsed.size === 0) return undefined
  const all = [...lapsed.values()].flat()
  const expired = all.map(({ claim }): Transfer => ({ _tag: "Expire", id: claim.id }))
  const repaid = [...sumBy(all, (one) => one.sku)].flatMap(([sku, units]) =>
    repayShortfall(stock.owner, sku, stock.site, units, stock.promises(sku).shortfall)
  )
  return {
    commands: [...lapsed].map(([order, ones]) => withdraw(order, ones, at)),
    transfers: [...expired, ...repaid]
  }
}
