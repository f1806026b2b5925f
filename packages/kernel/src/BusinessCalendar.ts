/**
 * On which days a place works: a zone, the weekdays, and the holidays among them.
 */
import * as Schema from "effect/Schema"
import { isoWeekday, LocalDate, plusDays, TimeZone } from "./LocalDate.ts"

/** Working weekdays are ISO numbers, 1 Monday to 7 Sunday. A holiday on a free weekday changes nothing. */
export const BusinessCalendar = Schema.Struct({
  zone: TimeZone,
  workingWeekdays: Schema.NonEmptyArray(Schema.Literals([1, 2, 3, 4, 5, 6, 7])),
  holidays: Schema.Array(LocalDate)
})
export type BusinessCalendar = typeof BusinessCalendar.Type

/** Monday to Friday without holidays. */
export const mondayToFriday = (zone: TimeZone): BusinessCalendar => ({
  zone,
  workingWeekdays: [1, 2, 3, 4, 5],
  holidays: []
})

/** Whether the place works on `date`. Time linear in the number of holidays. */
export const isBusinessDay = (calendar: BusinessCalendar, date: LocalDate): boolean =>
  calendar.workingWeekdays.includes(isoWeekday(date)) && !calendar.holidays.includes(date)

/** The first working day after `date`, which does not count itself. */
export const nextBusinessDay = (calendar: BusinessCalendar, date: LocalDate): LocalDate =>
  onOrAfter(calendar, plusDays(date, 1))

/** `date` if the place works on it, else the first working day after it. */
export const onOrAfter = (calendar: BusinessCalendar, date: LocalDate): LocalDate => {
  let day = date
  while (!isBusinessDay(calendar, day)) day = plusDays(day, 1)
  return day
}

/** The `count`-th working day after `date`; `count` 0 is `onOrAfter`. */
export const plusBusinessDays = (calendar: BusinessCalendar, date: LocalDate, count: number): LocalDate => {
  let day = onOrAfter(calendar, date)
  for (let left = day === date ? count : Math.max(0, count - 1); left > 0; left--) day = nextBusinessDay(calendar, day)
  return day
}
