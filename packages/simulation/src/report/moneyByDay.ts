/**
 * What customers ordered and took back, day by day, in each currency.
 */
import type { Currency } from "@stowage/kernel/Currency"
import type { LocalDate, TimeZone } from "@stowage/kernel/LocalDate"
import { localDateOf } from "@stowage/kernel/zonedTime"
import { evolveOrder } from "@stowage/orders/evolveOrder"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import { orderTotal } from "@stowage/orders/orderTotal"

/** In minor units: orders as placed, and what changes, cuts and cancellations added to that (mostly less than 0). */
export interface DayMoney {
  readonly placed: bigint
  readonly changed: bigint
}

export type MoneyByDay = Map<Currency, Map<LocalDate, DayMoney>>

/** Adds what `event` is worth to the day on which it happened. */
export const noteMoney = (money: MoneyByDay, event: OrderEvent, zone: TimeZone): void => {
  if (event._tag === "OrderPlaced") {
    const order = evolveOrder(undefined, event)
    if (order === undefined) return
    const { amountMinor, currency } = orderTotal(order)
    return add(money, currency, localDateOf(event.at, zone), { placed: amountMinor, changed: 0n })
  }
  if (!("totalChange" in event)) return
  const { amountMinor, currency } = event.totalChange
  add(money, currency, localDateOf(event.at, zone), { placed: 0n, changed: BigInt(amountMinor) })
}

const add = (money: MoneyByDay, currency: Currency, day: LocalDate, more: DayMoney): void => {
  const days = money.get(currency) ?? new Map<LocalDate, DayMoney>()
  money.set(currency, days)
  const { changed, placed } = days.get(day) ?? { placed: 0n, changed: 0n }
  days.set(day, { placed: placed + more.placed, changed: changed + more.changed })
}

/** All days of one currency together. */
export const totalMoney = (days: ReadonlyMap<LocalDate, DayMoney>): DayMoney => {
  let [placed, changed] = [0n, 0n]
  for (const day of days.values()) {
    placed += day.placed
    changed += day.changed
  }
  return { placed, changed }
}
