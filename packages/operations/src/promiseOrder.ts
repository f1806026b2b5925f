/**
 * Order → promise: what waits in an order is claimed in the promise book, as far as there is stock.
 */
import { eaches } from "@stowage/kernel/Eaches"
import type { Instant } from "@stowage/kernel/Instant"
import { type ReserveLine, reserve } from "@stowage/inventory/reserve"
import { type Order, waitingUnits } from "@stowage/orders/Order"
import type { RequestId } from "@stowage/orders/OrderCommand"
import type { Handoff } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

/**
 * Promises what the site has of every waiting unit of `order`; what it has not is named short and waits as backordered.
 * With `ttlMillis` the promise may be expired after that time (`expirePromises`); without it stands until kept or
 * broken. Nothing when nothing waits, or when nothing new can be promised to what is backordered already. O(lines).
 */
export const promiseOrder = (
  order: Order,
  stock: StockView,
  request: string,
  at: Instant,
  ttlMillis?: number
): Handoff | undefined => {
  const { orderId } = order.terms
  const waiting: Array<ReserveLine> = []
  for (const line of order.lines) {
    const quantity = waitingUnits(line)
    if (quantity === 0) continue
    const claimsBefore = stock.claims(orderId, line.lineId).ever
    waiting.push({ line: line.lineId, sku: line.sku, quantity, claimsBefore })
  }
  const { owner, site } = stock
  const free = (sku: ReserveLine["sku"]): number => stock.promises(sku).free
  const { lines, transfers } = reserve(
    { order: orderId, owner, site, free, ...(ttlMillis === undefined ? {} : { ttlMillis }) },
    waiting
  )
  const isNew = order.lines.some((line) => line.open > 0)
  if (!isNew && transfers.length === 0) return undefined
  const promised = lines.map(({ line, reserved, short }) => ({
    lineId: line,
    promised: eaches(reserved),
    short: eaches(short)
  }))
  const requestId = request as RequestId
  return {
    commands: [{ kind: "order", id: orderId, command: { _tag: "PromiseLines", at, requestId, lines: promised } }],
    transfers
  }
}
