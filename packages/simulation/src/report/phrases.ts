/**
 * Times, lengths and counts as a report says them: the same text on every machine, whatever its language and zone.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import { wallMillisOf } from "@stowage/kernel/zonedTime"
import { numberText } from "@stowage/viz/ticks"

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const

/** `Mon 2025-03-03 09:04`, by the clocks of `zone`. */
export const sayAt = (at: Instant, zone: TimeZone): string => {
  const wall = new Date(wallMillisOf(at, zone))
  const text = wall.toISOString()
  return `${weekdays[wall.getUTCDay()]} ${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** `09:04`, by the clocks of `zone`. */
export const sayTime = (at: Instant, zone: TimeZone): string =>
  new Date(wallMillisOf(at, zone)).toISOString().slice(11, 16)

const minuteMillis = 60_000

/** `35 min`, `3.4 h` or `2.1 days`: whichever unit reads best. */
export const saySpan = (millis: number): string => {
  const minutes = millis / minuteMillis
  if (minutes < 0.5) return "less than a minute"
  if (minutes < 90) return `${Math.round(minutes)} min`
  return minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} days`
}

/** `118 m`, from ten kilometres on `12.1 km`. */
export const sayWalk = (mm: number): string =>
  mm < 10_000_000 ? `${numberText(Math.round(mm / 1000))} m` : `${numberText(Math.round(mm / 100_000) / 10)} km`

/** `1 unit`, `12 units`. */
export const sayCount = (count: number, noun: string): string => `${numberText(count)} ${noun}${count === 1 ? "" : "s"}`

/** `a, b and c`. */
export const sayList = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`

/** The first of many reasons, and how many more there are. */
export const fewest = (sentences: ReadonlyArray<string>, most: number): ReadonlyArray<string> =>
  sentences.length <= most ? sentences : [...sentences.slice(0, most), `and ${sentences.length - most} more`]

/** With a capital, as a sentence begins. */
export const sentence = (said: string): string => `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`
