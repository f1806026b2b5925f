/**
 * Dates and times of day as a calendar on a wall shows them, which mean an instant only together with a zone.
 */
import { tz } from "@date-fns/tz/tz"
import { addDays } from "date-fns/addDays"
import { getISODay } from "date-fns/getISODay"
import * as Schema from "effect/Schema"

/** A day of the Gregorian calendar, `2026-02-28`, of the years 1000 to 9999. Text order is date order. */
export const LocalDate = Schema.String.check(
  Schema.makeFilter((text: string) => isLocalDate(text), { expected: 'an existing date such as "2026-02-28"' })
).pipe(Schema.brand("LocalDate"))
export type LocalDate = typeof LocalDate.Type

/** A time of day, `16:30` or `16:30:15`, from `00:00` to `23:59:59`. */
export const LocalTime = Schema.String.check(
  Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { expected: 'a time of day such as "16:30"' })
).pipe(Schema.brand("LocalTime"))
export type LocalTime = typeof LocalTime.Type

/** A name of the IANA time zone database, `Europe/London` or `UTC`. Offsets such as `+01:00` are no zones. */
export const TimeZone = Schema.String.check(
  Schema.makeFilter((name: string) => isTimeZone(name), {
    expected: 'an IANA time zone such as "Europe/London"'
  })
).pipe(Schema.brand("TimeZone"))
export type TimeZone = typeof TimeZone.Type

/** Day of the week, 1 Monday to 7 Sunday. Source: ISO 8601. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** `date` moved by whole days; negative is earlier. */
export const plusDays = (date: LocalDate, days: number): LocalDate =>
  addDays(midnightUtc(date), days, { in: utc }).toISOString().slice(0, 10) as LocalDate

/** Which day of the week `date` is. */
export const isoWeekday = (date: LocalDate): IsoWeekday => getISODay(midnightUtc(date), { in: utc }) as IsoWeekday

const utc = tz("UTC")

const midnightUtc = (date: LocalDate): Date => new Date(`${date}T00:00:00.000Z`)

const isLocalDate = (text: string): boolean => {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** `Intl` says so by throwing. Letters first: it also takes offsets, which know no summer time. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}
