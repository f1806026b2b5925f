/**
 * Until when an order still goes out the same day, and when one that came later must.
 */
import * as Schema from "effect/Schema"
import { nextBusinessDay, onOrAfter, plusBusinessDays, type BusinessCalendar } from "./BusinessCalendar.ts"
import type { Instant } from "./Instant.ts"
import { LocalTime, type LocalDate, type TimeZone } from "./LocalDate.ts"
import { instantAt, localDateOf } from "./zonedTime.ts"

/**
 * What is promised of orders that come before a time of day: out on the `businessDays`-th working day after, 0 the
 * same.
 */
export const CutOff = Schema.Struct({
  time: LocalTime,
  businessDays: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number of days, 0 or more" }))
})
export type CutOff = typeof CutOff.Type

/**
 * The instant of the cut-off `time` on `date` in `zone`.
 *
 * A cut-off in the hour that clocks skip is the first instant after the gap; in the hour they repeat, the first of the
 * two: nobody is let in an hour late, and no cut-off is ever missing.
 */
export const cutOffAt = (time: LocalTime, date: LocalDate, zone: TimeZone): Instant => instantAt(date, time, zone)

/** The working day whose cut-off takes an order that came at `placedAt`. One that comes at the cut-off is too late. */
export const cutOffDay = (calendar: BusinessCalendar, time: LocalTime, placedAt: Instant): LocalDate => {
  const today = localDateOf(placedAt, calendar.zone)
  const first = onOrAfter(calendar, today)
  return placedAt < cutOffAt(time, first, calendar.zone) ? first : nextBusinessDay(calendar, first)
}

/** When an order that came at `placedAt` is due out: the cut-off of its day, `businessDays` working days on. */
export const dueAt = (calendar: BusinessCalendar, cutOff: CutOff, placedAt: Instant): Instant => {
  const day = plusBusinessDays(calendar, cutOffDay(calendar, cutOff.time, placedAt), cutOff.businessDays)
  return cutOffAt(cutOff.time, day, calendar.zone)
}
