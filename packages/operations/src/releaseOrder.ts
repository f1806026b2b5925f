/**
 * Order → fulfilment order: promised units are handed to the site that has them.
 */
import type { FulfilmentOrderId, SiteId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { SomeEaches } from "@stowage/kernel/Eaches"
import { type Order, openHolds } from "@stowage/orders/Order"
import type { Handoff } from "./Handoff.ts"

/** Where an order goes, under which id, and when it must leave. */
export interface ReleaseTo {
  readonly id: FulfilmentOrderId
  readonly site: SiteId
  readonly dueAt: Instant
}

/** Whether any unit of `order` may go to a site: it is open, nobody holds it, and something is promised. */
export const isReleasable = (order: Order): boolean =>
  order.status === "Placed" && openHolds(order).length === 0 && order.lines.some((line) => line.promised > 0)

/**
 * Hands every promised unit of `order` to the site as one fulfilment order. Backordered units stay and follow in
 * another one when they are promised. Nothing when nothing may be released.
 */
export const releaseOrder = (order: Order, to: ReleaseTo, at: Instant): Handoff | undefined => {
  if (!isReleasable(order)) return undefined
  const { buyer, orderId, shipMode = "" } = order.terms
  const promised = order.lines.filter((line) => line.promised > 0)
  const released = promised.map(({ lineId, promised: quantity }) => ({ lineId, quantity: SomeEaches.make(quantity) }))
  const lines = promised.map(({ lineId, promised: quantity, sku }) => ({ line: lineId, sku, quantity }))
  const customer = buyer._tag === "Known" ? { customer: buyer.customerId } : {}
  const { dueAt, id, site } = to
  return {
    commands: [
      { kind: "order", id: orderId, command: { _tag: "ReleaseLines", at, fulfilmentOrderId: id, lines: released } },
      {
        kind: "fulfilmentOrder",
        id,
        command: { _tag: "OpenFulfilmentOrder", id, order: orderId, site, ...customer, shipMode, dueAt, lines, at }
      }
    ],
    transfers: []
  }
}
