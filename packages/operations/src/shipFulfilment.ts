/**
 * Packed cartons → shipped: the stock leaves the site, and what was promised is kept.
 */
import { inUnit, outside } from "@stowage/kernel/Account"
import { SomeEaches } from "@stowage/kernel/Eaches"
import type { Lpn } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type FulfilmentOrder, pickedOf } from "@stowage/fulfilment/FulfilmentOrder"
import { type Order, unshippedUnits } from "@stowage/orders/Order"
import type { RequestId } from "@stowage/orders/OrderCommand"
import { keepPromises } from "./claims.ts"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import { moveCartons } from "./pickedLots.ts"
import type { StockView } from "./StockView.ts"

/** The account name of customers that nobody knows by name. */
const unknownCustomer = "unknown"

/**
 * Ships every carton of a packed fulfilment order with `carrier`, and closes the customer's order when nothing of it is
 * left to ship. Nothing when the fulfilment order is not packed.
 */
export const shipFulfilment = (
  order: FulfilmentOrder,
  customerOrder: Order,
  carrier: string,
  stock: StockView,
  at: Instant
): Handoff | undefined => {
  const { id, order: orderId } = order
  if (order.status !== "Packed" || id === undefined || orderId === undefined) return undefined
  const shipped = order.lines
    .map(({ line, sku }) => ({ line, sku, quantity: pickedOf(order, line) }))
    .filter((line) => line.quantity > 0)
  const lines = shipped.map(({ line, quantity }) => ({ lineId: line, quantity: SomeEaches.make(quantity) }))
  const unshipped = customerOrder.lines.reduce((sum, line) => sum + unshippedUnits(line), 0)
  const isLast = unshipped === shipped.reduce((sum, line) => sum + line.quantity, 0)
  const close: ReadonlyArray<RecordCommand> = isLast
    ? [{ kind: "order", id: orderId, command: { _tag: "CloseOrder", at } }]
    : []
  const shipmentId = `ship-${id}` as RequestId
  const kept = keepPromises(
    stock,
    shipped.map((line) => ({ order: orderId, ...line })),
    at
  )
  const customer = outside("customer", order.customer ?? unknownCustomer)
  const places = { from: (lpn: Lpn) => inUnit(stock.site, lpn), to: () => customer }
  return {
    commands: [
      { kind: "fulfilmentOrder", id, command: { _tag: "ShipFulfilmentOrder", carrier, at } },
      {
        kind: "order",
        id: orderId,
        command: { _tag: "RecordShipped", at, shipmentId, fulfilmentOrderId: id, lines }
      },
      ...close
    ],
    transfers: [...moveCartons(order, stock.owner, order.cartons, places), ...kept]
  }
}
