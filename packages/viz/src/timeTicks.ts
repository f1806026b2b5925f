/** Times on an axis, in the clock of the floor. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * minute)

const twoDigits = (value: number): string => String(value).padStart(2, "0")

/** How the clock on the wall reads. Reads no clock itself. */
export interface WallClock {
  /** Minutes that the floor's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number
}

/** `08:30`, and with `date` also `11-23 08:30`. */
export const clockText = (at: number, { utcOffsetMinutes }: WallClock, date: boolean): string => {
  const local = new Date(at + utcOffsetMinutes * minute)
  const time = `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())}`
  return date ? `${twoDigits(local.getUTCMonth() + 1)}-${twoDigits(local.getUTCDate())} ${time}` : time
}

/** At most about `count` round times from `from` to `to`, round on the floor's clock. */
export const timeTicks = (from: number, to: number, count: number, clock: WallClock): ReadonlyArray<number> => {
  const least = (to - from) / count
  const step = steps.find((candidate) => candidate >= least) ?? Math.ceil(least / day) * day
  const offset = clock.utcOffsetMinutes * minute
  const first = Math.ceil((from + offset) / step) * step - offset
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step)
}
