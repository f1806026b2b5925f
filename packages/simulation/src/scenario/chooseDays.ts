/**
 * Which days of an order file are lived through.
 */
import type { LocalDate, TimeZone } from "@stowage/kernel/LocalDate"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { OrderTerms } from "@stowage/orders/OrderTerms"

/** Days from `first` to `last`, both included, and in words why these. */
export interface Days {
  readonly first: LocalDate
  readonly last: LocalDate
  readonly why: string
}

/** Files that span more days than this are cut down to their busiest quarter. */
const mostDays = 100

const quarterOf = (date: LocalDate): string => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`

const quarterDays = (quarter: string): readonly [LocalDate, LocalDate] => {
  const [year, number] = quarter.split("-Q") as [string, string]
  const ends = { 1: ["01-01", "03-31"], 2: ["04-01", "06-30"], 3: ["07-01", "09-30"], 4: ["10-01", "12-31"] } as const
  const [first, last] = ends[Number(number) as 1 | 2 | 3 | 4]
  return [`${year}-${first}` as LocalDate, `${year}-${last}` as LocalDate]
}

const daysBetween = (first: LocalDate, last: LocalDate): number =>
  (Date.parse(`${last}T00:00Z`) - Date.parse(`${first}T00:00Z`)) / 86_400_000

/** All days of a short file; of a long one the calendar quarter with the most order lines, the earliest of equals. */
export const chooseDays = (orders: ReadonlyArray<OrderTerms>, zone: TimeZone): Days | undefined => {
  const lines = new Map<string, number>()
  let [first, last] = ["9999-12-31" as LocalDate, "1000-01-01" as LocalDate]
  for (const order of orders) {
    const date = localDateOf(order.placedAt, zone)
    if (date < first) first = date
    if (date > last) last = date
    lines.set(quarterOf(date), (lines.get(quarterOf(date)) ?? 0) + order.lines.length)
  }
  if (orders.length === 0) return undefined
  if (daysBetween(first, last) <= mostDays) return { first, last, why: "all days of the file" }
  const [quarter, count] = [...lines].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] as [string, number]
  const [from, to] = quarterDays(quarter)
  return { first: from, last: to, why: `${quarter}, the quarter of the file with the most order lines (${count})` }
}
