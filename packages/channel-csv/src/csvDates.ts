/**
 * Dates in the file's format and zone, as instants.
 */
import { tz } from "@date-fns/tz/tz"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalTime } from "@stowage/kernel/LocalDate"
import { instantOfWall } from "@stowage/kernel/zonedTime"
import { parse } from "date-fns/parse"
import type { DateFormat } from "./CsvMapping.ts"

/** The instant that a text of the file says; undefined when it is no date of the format. */
export type DateReader = (text: string) => Instant | undefined

const remembered = 50_000

/**
 * Reads dates of `dates.format`, at the time of day `time` when given. A format with an offset (`xxx`) says the
 * instant itself; any other is a wall time in `dates.zone`, where a time that clocks skip is the first instant after
 * the gap, and one they show twice the first of the two. Files repeat their dates, so answers are remembered.
 */
export const dateReader = (dates: DateFormat, time?: LocalTime): DateReader => {
  const utc = tz("UTC")
  const hasOffset = /[Xx]/.test(dates.format.replaceAll(/'[^']*'/g, ""))
  const known = new Map<string, Instant | undefined>()
  const read = (text: string): Instant | undefined => {
    if (text.length > 100) return undefined
    const parsed = parse(text, dates.format, new Date(0), { in: utc }).getTime()
    if (Number.isNaN(parsed) || parsed < earliest || parsed > latest) return undefined
    if (time === undefined) return hasOffset ? (parsed as Instant) : instantOfWall(parsed, dates.zone)
    const midnight = Math.floor(parsed / dayMillis) * dayMillis
    return instantOfWall(midnight + Date.parse(`1970-01-01T${time.padEnd(8, ":00")}Z`), dates.zone)
  }
  return (text) => {
    if (known.has(text)) return known.get(text)
    const instant = read(text)
    if (known.size < remembered) known.set(text, instant)
    return instant
  }
}

const dayMillis = 86_400_000
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2200, 0, 1)
