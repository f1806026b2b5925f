/**
 * What customers do, from what a file says they did; and by rule, where a file says nothing.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { LineId, OrderId } from "@stowage/kernel/Ids"
import { plusMillis } from "@stowage/kernel/Instant"
import type { LocalTime, TimeZone } from "@stowage/kernel/LocalDate"
import { type Random, random } from "@stowage/kernel/Random"
import { instantAt, localDateOf, localTimeOf } from "@stowage/kernel/zonedTime"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import type { Incoming } from "../Scenario.ts"

/** Units of a line that a customer took back, as a file tells it. */
export interface Cancelled {
  readonly order: OrderId
  readonly line: LineId
  readonly quantity: number
  readonly at: Instant
  readonly reason: string
}

/** What customers do, and the rules that had to be made up for it. */
export interface IncomingOf {
  readonly incoming: ReadonlyArray<Incoming>
  readonly assumptions: ReadonlyArray<string>
}

const hour = 3_600_000
const opens = "07:00" as LocalTime
const arrivalHours = 12

/** Whether no order of the file carries a time of day. */
const onlyDays = (orders: ReadonlyArray<OrderTerms>, zone: TimeZone): boolean =>
  orders.every((order) => localTimeOf(order.placedAt, zone).startsWith("00:00"))

const arrivalOf = (order: OrderTerms, zone: TimeZone, chance: Random): Instant =>
  plusMillis(instantAt(localDateOf(order.placedAt, zone), opens, zone), chance.int(arrivalHours * hour))

/** One order in a hundred is cancelled, one in a hundred changed, within four hours. */
const changesOfMind = (order: OrderTerms, chance: Random): ReadonlyArray<Incoming> => {
  const at = plusMillis(order.placedAt, chance.int(4 * hour))
  const drawn = chance.next()
  const { orderId } = order
  if (drawn < 0.01) return [{ _tag: "Cancelled", at, order: orderId, reason: "the customer changed his mind" }]
  if (drawn >= 0.02) return []
  const { lineId, quantity } = chance.pick(order.lines)
  return [{ _tag: "Edited", at, order: orderId, line: lineId, quantity: quantity + (chance.chance(0.5) ? 1 : 2) }]
}

const byTime = (a: Incoming, b: Incoming): number => a.at - b.at

/**
 * Orders, cancellations and changes in order of time. Where the file has only days, the minute an order arrives is
 * drawn; where it has no cancellations, a few are. Whatever is drawn is drawn for the order's id from the seed.
 */
export const incomingOf = (
  orders: ReadonlyArray<OrderTerms>,
  cancelled: ReadonlyArray<Cancelled>,
  zone: TimeZone,
  seed: number
): IncomingOf => {
  const assumptions: Array<string> = []
  const drawTimes = onlyDays(orders, zone)
  if (drawTimes) assumptions.push("The file has no times of day: each order's minute is drawn between 07:00 and 19:00.")
  const drawChanges = cancelled.length === 0
  if (drawChanges) {
    assumptions.push(
      "The file has no cancellations: one order in a hundred is cancelled and one in a hundred changed, within four hours."
    )
  }
  const known = new Set(orders.map((order) => order.orderId))
  const incoming: Array<Incoming> = []
  for (const order of orders) {
    const chance = random(`${seed}/order/${order.orderId}`)
    const placedAt = drawTimes ? arrivalOf(order, zone, chance) : order.placedAt
    const terms = { ...order, placedAt }
    incoming.push({ _tag: "Placed", at: placedAt, terms })
    if (drawChanges) incoming.push(...changesOfMind(terms, chance))
  }
  for (const cut of cancelled) {
    if (known.has(cut.order)) incoming.push({ _tag: "Cut", ...cut })
  }
  return { incoming: incoming.sort(byTime), assumptions }
}
