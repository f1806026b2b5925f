/**
 * Orders cut or called back before anybody has picked: the exact inverse of what was promised and allocated.
 */
import { SomeEaches } from "@stowage/kernel/Eaches"
import type { LineId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type FulfilmentOrder, openTasks } from "@stowage/fulfilment/FulfilmentOrder"
import { pickClaim } from "@stowage/inventory/allocate"
import { type Order, type OrderLine, countsOf, lineOf, unshippedUnits } from "@stowage/orders/Order"
import type { RequestId } from "@stowage/orders/OrderCommand"
import type { LinePrice } from "@stowage/orders/OrderTerms"
import { unitsToFree } from "@stowage/orders/orderUnits"
import { type LineUnits, breakPromises } from "./claims.ts"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

const mayBeCalledBack = (order: FulfilmentOrder): boolean =>
  order.status === "Open" || order.status === "Released" || order.status === "Cancelled"

/** Promised units of a line, as far as there are any. */
const promisedUnits = (order: Order, { lineId: line, sku }: OrderLine, quantity: number): ReadonlyArray<LineUnits> =>
  quantity === 0 ? [] : [{ order: order.terms.orderId, line, sku, quantity }]

/**
 * Cancels what has not shipped: promises are broken, open pick tasks lose their claims, the sites' work orders end.
 * Nothing when somebody has begun to pick for it, or when all of it has shipped: then it is too late.
 */
export const cancelOrder = (
  order: Order,
  work: ReadonlyArray<FulfilmentOrder>,
  stock: StockView,
  reason: string,
  at: Instant
): Handoff | undefined => {
  const open = work.filter(({ status }) => status !== "Shipped")
  if (order.status !== "Placed" || !open.every(mayBeCalledBack)) return undefined
  const { orderId } = order.terms
  const calledBack = open.flatMap(({ id, status }): ReadonlyArray<RecordCommand> =>
    id === undefined || status === "Cancelled"
      ? []
      : [{ kind: "fulfilmentOrder", id, command: { _tag: "CancelFulfilmentOrder", reason, at } }]
  )
  const claims = open.flatMap((one) =>
    openTasks(one).map(({ task }) => ({ _tag: "Void" as const, id: pickClaim(task) }))
  )
  const promised = order.lines.flatMap((line) => {
    const counts = countsOf(line)
    return promisedUnits(order, line, counts.promised + counts.released)
  })
  return {
    commands: [...calledBack, { kind: "order", id: orderId, command: { _tag: "CancelOrder", at, reason } }],
    transfers: [...claims, ...breakPromises(stock, promised, at)]
  }
}

/** A cut: so many units of one line. */
export interface LineCut {
  readonly line: LineId
  readonly quantity: number
  readonly reason: string
}

/**
 * Cancels units of one line that no site has yet: waiting ones first, then promised ones. At most as many as there are;
 * nothing when there are none. The order is closed when nothing of it is left to ship.
 */
export const cutLine = (
  order: Order,
  cut: LineCut,
  stock: StockView,
  request: string,
  at: Instant
): Handoff | undefined => {
  const line = lineOf(order, cut.line)
  if (order.status !== "Placed" || line === undefined) return undefined
  const free = line.open + line.backordered + line.promised
  const quantity = Math.min(free, cut.quantity)
  if (quantity === 0) return undefined
  const { promised } = unitsToFree(line, quantity)
  const { orderId } = order.terms
  const requestId = request as RequestId
  const { reason } = cut
  const unshipped = order.lines.reduce((sum, one) => sum + unshippedUnits(one), 0)
  const close: ReadonlyArray<RecordCommand> =
    unshipped === quantity ? [{ kind: "order", id: orderId, command: { _tag: "CloseOrder", at } }] : []
  return {
    commands: [
      {
        kind: "order",
        id: orderId,
        command: { _tag: "CancelLine", at, requestId, lineId: cut.line, quantity: SomeEaches.make(quantity), reason }
      },
      ...close
    ],
    transfers: breakPromises(stock, promisedUnits(order, line, promised), at)
  }
}

/** Another quantity of a line that no site has yet, at the price for all of it. */
export interface LineEdit {
  readonly line: LineId
  readonly quantity: number
  readonly price: LinePrice
}

/**
 * Changes a line before it is released. What is added waits to be promised; nothing when a site has units of the line.
 */
export const editLine = (
  order: Order,
  edit: LineEdit,
  stock: StockView,
  request: string,
  at: Instant
): Handoff | undefined => {
  const line = lineOf(order, edit.line)
  if (order.status !== "Placed" || line === undefined || line.sites.length > 0 || edit.quantity < 1) return undefined
  const wanted = countsOf(line).ordered - line.cancelled
  const { promised } = unitsToFree(line, Math.max(0, wanted - edit.quantity))
  const requestId = request as RequestId
  const { price } = edit
  const quantity = SomeEaches.make(edit.quantity)
  return {
    commands: [
      {
        kind: "order",
        id: order.terms.orderId,
        command: { _tag: "ChangeLine", at, requestId, lineId: edit.line, quantity, price }
      }
    ],
    transfers: breakPromises(stock, promisedUnits(order, line, promised), at)
  }
}
