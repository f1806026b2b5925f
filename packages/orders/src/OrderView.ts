/**
 * Orders as lists show them: a row for each order, and for each SKU the units that customers still wait for.
 */
import type { CustomerId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { moneyToJson, type MoneyJson } from "@stowage/kernel/Money"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { evolveOrder } from "./evolveOrder.ts"
import { countsOf, fulfilmentOf, openHolds, type Fulfilment, type Order, type OrderStatus } from "./Order.ts"
import type { OrderEvent } from "./OrderEvent.ts"
import { orderTotal } from "./orderTotal.ts"

/** One order in a list. Units are wanted units: what was cancelled is not counted. */
export interface OrderRow {
  readonly orderId: OrderId
  readonly customerId?: CustomerId
  readonly customerName?: string
  readonly status: OrderStatus
  readonly fulfilment: Fulfilment
  readonly onHold: boolean
  readonly lines: number
  readonly units: number
  readonly backorderedUnits: number
  readonly shippedUnits: number
  readonly total: MoneyJson
  readonly placedAt: Instant
  readonly dueAt?: Instant
}

/** Units of one SKU over all orders that have not shipped; all 0 when nobody waits. */
export interface OpenUnits {
  readonly open: number
  readonly backordered: number
  readonly promised: number
  /** With a site: released or picked. */
  readonly released: number
}

/** Every order placed so far, and the open units of each SKU. */
export interface OrderView {
  readonly orders: HashMap.HashMap<OrderId, Order>
  readonly openBySku: HashMap.HashMap<Sku, OpenUnits>
}

/** Of no orders. */
export const emptyOrderView: OrderView = { orders: HashMap.empty(), openBySku: HashMap.empty() }

/** The view after `event` of the order `orderId`. Time linear in the lines of that order, whatever the view holds. */
export const projectOrder = (view: OrderView, orderId: OrderId, event: OrderEvent): OrderView => {
  const before = Option.getOrUndefined(HashMap.get(view.orders, orderId))
  const after = evolveOrder(before, event)
  if (after === undefined) return view
  const removed = addOpen(view.openBySku, before, after, -1)
  return {
    orders: HashMap.set(view.orders, orderId, after),
    openBySku: addOpen(removed, after, before, 1)
  }
}

/** The rows of all orders, the latest placed first, then by id. Time O(n log n). */
export const orderRows = (view: OrderView): ReadonlyArray<OrderRow> =>
  Array.from(HashMap.values(view.orders), orderRow).sort(
    (left, right) => right.placedAt - left.placedAt || (left.orderId < right.orderId ? -1 : 1)
  )

/** One order as a row. */
export const orderRow = (order: Order): OrderRow => {
  const { orderId, buyer, placedAt, dueAt } = order.terms
  const counts = order.lines.map(countsOf)
  const sum = (units: (line: (typeof counts)[number]) => number): number =>
    counts.reduce((total, line) => total + units(line), 0)
  return {
    orderId,
    ...(buyer._tag === "Known" ? { customerId: buyer.customerId } : {}),
    ...(buyer._tag === "Known" && buyer.name !== undefined ? { customerName: buyer.name } : {}),
    status: order.status,
    fulfilment: fulfilmentOf(order),
    onHold: openHolds(order).length > 0,
    lines: order.lines.length,
    units: sum((line) => line.ordered - line.cancelled),
    backorderedUnits: sum((line) => line.backordered),
    shippedUnits: sum((line) => line.shipped),
    total: moneyToJson(orderTotal(order)),
    placedAt,
    ...(dueAt === undefined ? {} : { dueAt })
  }
}

/** Units that customers wait for of `sku`. */
export const openUnitsOf = (view: OrderView, sku: Sku): OpenUnits =>
  Option.getOrElse(HashMap.get(view.openBySku, sku), () => nobodyWaits)

const nobodyWaits: OpenUnits = { open: 0, backordered: 0, promised: 0, released: 0 }

/** Adds or takes away the open units of the lines of `order` that `other` does not have as they are. */
const addOpen = (
  openBySku: OrderView["openBySku"],
  order: Order | undefined,
  other: Order | undefined,
  sign: 1 | -1
): OrderView["openBySku"] => {
  let result = openBySku
  for (const [index, line] of (order?.lines ?? []).entries()) {
    if (other?.lines[index] === line) continue
    const had = Option.getOrElse(HashMap.get(result, line.sku), () => nobodyWaits)
    const counts = countsOf(line)
    const has: OpenUnits = {
      open: had.open + sign * counts.open,
      backordered: had.backordered + sign * counts.backordered,
      promised: had.promised + sign * counts.promised,
      released: had.released + sign * (counts.released + counts.picked)
    }
    const empty = has.open + has.backordered + has.promised + has.released === 0
    result = empty ? HashMap.remove(result, line.sku) : HashMap.set(result, line.sku, has)
  }
  return result
}
