/**
 * Orders as a report sees them: placed, found short, shipped, over.
 *
 * A line is filled when the order's first shipment brings all that is wanted of it, and nothing of it had been
 * cancelled for want of stock; an order when all its lines are. Both are judged once, at the first shipment: what comes
 * later comes late.
 */
import type { LineId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { evolveOrder } from "@stowage/orders/evolveOrder"
import { type Order, type OrderLine, unshippedUnits, wantedUnits } from "@stowage/orders/Order"
import type { FreedUnits, OrderEvent } from "@stowage/orders/OrderEvent"
import * as HashMap from "effect/HashMap"
import { type Addends, addTo, type OpenOrder, type Report, type ReportSettings } from "./Report.ts"
import type { Counts } from "./Tally.ts"

type Event<Tag extends OrderEvent["_tag"]> = Extract<OrderEvent, { readonly _tag: Tag }>

/** The report after `event` of the order whose stream is `stream`. Time linear in the order's lines. */
export const reportOrder = (report: Report, stream: string, event: OrderEvent, settings: ReportSettings): Report => {
  if (event._tag === "OrderPlaced") return placed(report, stream, event, settings)
  const known = HashMap.get(report.orders, stream)
  if (known._tag === "None") return report // The order is over: all that was wanted has left or was cancelled.
  const before = known.value
  const order = evolveOrder(before.order, event)
  if (order === undefined) return report
  const shipment = event._tag === "LinesShipped" ? event : undefined
  const judged = shipment !== undefined && before.shippedAt === undefined ? judgedLines(before, shipment) : undefined
  const after: OpenOrder = {
    order,
    shippedAt: shipment?.at ?? before.shippedAt,
    filled: judged === undefined ? before.filled : judged.linesFilled === judged.linesJudged,
    lost: withLost(before.lost, freedBy(event))
  }
  const over = order.lines.every((line) => unshippedUnits(line) === 0)
  const short = newlyBackordered(before.order, order)
  const addends: Addends = {
    ...(short === 0 ? {} : { unitsBackordered: short }),
    ...(shipment === undefined ? {} : { unitsShipped: sum(shipment) }),
    ...(judged === undefined ? {} : { ...judged, ordersJudged: 1, ordersFilled: after.filled ? 1 : 0 }),
    ...(over ? ended(after, event.at) : {})
  }
  const orders = over ? HashMap.remove(report.orders, stream) : HashMap.set(report.orders, stream, after)
  const next = { ...report, orders }
  return Object.keys(addends).length === 0 ? next : addTo(next, event.at, settings, addends)
}

/**
 * What an order that is due and not over by `asOf` adds: it is late, and if nothing has left, it is not filled either.
 */
export const overdueOrder = ({ lost, order, shippedAt }: OpenOrder): Addends => {
  const lines = order.lines.filter((line) => counts(line, lost)).length
  return { ordersDue: 1, ordersOver: 1, ...(shippedAt !== undefined ? {} : { linesJudged: lines, ordersJudged: 1 }) }
}

const placed = (report: Report, stream: string, event: Event<"OrderPlaced">, settings: ReportSettings): Report => {
  const order = evolveOrder(undefined, event)
  if (order === undefined) return report
  const open: OpenOrder = { order, shippedAt: undefined, filled: false, lost: new Set() }
  return addTo({ ...report, orders: HashMap.set(report.orders, stream, open) }, event.placedAt, settings, {
    ordersPlaced: 1,
    linesPlaced: event.lines.length,
    unitsPlaced: sum(event)
  })
}

const sum = ({ lines }: { readonly lines: ReadonlyArray<{ readonly quantity: number }> }): number =>
  lines.reduce((total, line) => total + line.quantity, 0)

const freedBy = (event: OrderEvent): ReadonlyArray<FreedUnits> => {
  if (event._tag === "OrderCancelled") return event.freed
  return event._tag === "LineCancelled" || event._tag === "LineChanged" ? [event.freed] : []
}

const withLost = (lost: ReadonlySet<LineId>, freed: ReadonlyArray<FreedUnits>): ReadonlySet<LineId> => {
  const short = freed.filter(({ backordered }) => backordered > 0)
  return short.length === 0 ? lost : new Set([...lost, ...short.map(({ lineId }) => lineId)])
}

/**
 * Whether a line is wanted, or was until stock failed it. One that the customer no longer wants is nobody's failure.
 */
const counts = (line: OrderLine, lost: OpenOrder["lost"]): boolean => wantedUnits(line) > 0 || lost.has(line.lineId)

const judgedLines = (
  { lost, order }: OpenOrder,
  shipment: Event<"LinesShipped">
): Pick<Counts, "linesJudged" | "linesFilled"> => {
  const shipped = new Map(shipment.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const judged = order.lines.filter((line) => counts(line, lost))
  const filled = judged.filter((line) => !lost.has(line.lineId) && shipped.get(line.lineId) === wantedUnits(line))
  return { linesJudged: judged.length, linesFilled: filled.length }
}

const newlyBackordered = (before: Order, after: Order): number =>
  after.lines.reduce(
    (units, line, index) => units + Math.max(0, line.backordered - (before.lines[index]?.backordered ?? 0)),
    0
  )

/**
 * What an order adds on the day it is over. It is in time when nothing of it was wanted any more after its due date, so
 * cancelling the rest of a late order does not make it punctual.
 */
const ended = ({ filled, lost, order, shippedAt }: OpenOrder, at: Instant): Addends => {
  const { dueAt, placedAt } = order.terms
  if (shippedAt === undefined) {
    if (lost.size === 0) return { ordersCancelled: 1 }
    return { ordersCancelled: 1, linesJudged: lost.size, ordersJudged: 1, ordersOver: 1 }
  }
  const onTime = dueAt === undefined || at <= dueAt
  return {
    ordersShipped: 1,
    ...(dueAt === undefined ? {} : { ordersDue: 1, ordersOnTime: onTime ? 1 : 0 }),
    ordersOver: 1,
    ordersPerfect: onTime && filled ? 1 : 0,
    orderCycleMillis: shippedAt - placedAt
  }
}
