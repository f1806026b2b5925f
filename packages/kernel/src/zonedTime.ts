/**
 * Between instants and what clocks on the wall show, in a zone that changes its clocks.
 *
 * Source: the IANA time zone database, read through `Intl` by @date-fns/tz.
 */
import { tzOffset } from "@date-fns/tz/tzOffset"
import type { Instant } from "./Instant.ts"
import type { LocalDate, LocalTime, TimeZone } from "./LocalDate.ts"

const dayMillis = 86_400_000

/**
 * The instant at which clocks in `zone` show `time` on `date`.
 *
 * A time that clocks skip becomes the first instant after the gap: in London, where 01:00 becomes 02:00 on the last
 * Sunday of March, 01:30 is 01:00Z, when clocks show 02:00. A time that clocks show twice is the first of the two. A
 * day that a zone left out altogether (Samoa, 30 December 2011) is one long gap.
 */
export const instantAt = (date: LocalDate, time: LocalTime, zone: TimeZone): Instant =>
  instantOfWall(Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}.000Z`), zone)

/** As `instantAt`, of a wall time given as the milliseconds at which UTC's clocks show it. */
export const instantOfWall = (wallMillis: number, zone: TimeZone): Instant => {
  const before = offsetMillis(wallMillis - dayMillis, zone)
  const after = offsetMillis(wallMillis + dayMillis, zone)
  const early = wallMillis - Math.max(before, after)
  const late = wallMillis - Math.min(before, after)
  if (early + offsetMillis(early, zone) === wallMillis) return early as Instant
  if (late + offsetMillis(late, zone) === wallMillis) return late as Instant
  return changeBetween(early, late, zone)
}

/** The wall time in `zone` at `instant`, as the milliseconds at which UTC's clocks show it. */
export const wallMillisOf = (instant: Instant, zone: TimeZone): number => instant + offsetMillis(instant, zone)

/** The date that calendars in `zone` show at `instant`. */
export const localDateOf = (instant: Instant, zone: TimeZone): LocalDate =>
  new Date(wallMillisOf(instant, zone)).toISOString().slice(0, 10) as LocalDate

/** The time that clocks in `zone` show at `instant`, to the second. */
export const localTimeOf = (instant: Instant, zone: TimeZone): LocalTime =>
  new Date(wallMillisOf(instant, zone)).toISOString().slice(11, 19) as LocalTime

const offsetMillis = (instant: number, zone: TimeZone): number => Math.round(tzOffset(zone, new Date(instant)) * 60_000)

/** The first instant after `early`, up to `late`, that has the offset of `late`. */
const changeBetween = (early: number, late: number, zone: TimeZone): Instant => {
  const target = offsetMillis(late, zone)
  let [before, from] = [early, late]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (offsetMillis(middle, zone) === target) from = middle
    else before = middle
  }
  return from as Instant
}
