/**
 * Many durations, kept so that their mean is exact and their percentiles are known to the minute, in little room: a
 * million orders that took up to a month need at most 43,200 entries.
 */
import * as HashMap from "effect/HashMap"

const minuteMillis = 60_000
const hourMillis = 3_600_000

export interface Durations {
  readonly count: number
  readonly sumMillis: number
  /** How many were of so many whole minutes, rounded. */
  readonly byMinute: HashMap.HashMap<number, number>
}

export const noDurations: Durations = { count: 0, sumMillis: 0, byMinute: HashMap.empty() }

const addMinutes = (
  byMinute: Durations["byMinute"],
  minutes: number,
  count: number
): HashMap.HashMap<number, number> => {
  const known = HashMap.get(byMinute, minutes)
  return HashMap.set(byMinute, minutes, (known._tag === "Some" ? known.value : 0) + count)
}

/** One more. Effectively constant time. */
export const addDuration = (durations: Durations, millis: number): Durations => ({
  count: durations.count + 1,
  sumMillis: durations.sumMillis + millis,
  byMinute: addMinutes(durations.byMinute, Math.round(millis / minuteMillis) + 0, 1) // -0 + 0 is 0.
})

/** Both together. Time linear in the distinct minutes of `right`. */
export const mergeDurations = (left: Durations, right: Durations): Durations => ({
  count: left.count + right.count,
  sumMillis: left.sumMillis + right.sumMillis,
  byMinute: HashMap.reduce(right.byMinute, left.byMinute, (sum, count, minutes) => addMinutes(sum, minutes, count))
})

/** The mean in hours; undefined of none. */
export const meanHours = ({ count, sumMillis }: Durations): number | undefined =>
  count === 0 ? undefined : sumMillis / count / hourMillis

/**
 * The smallest duration, in hours, that at least `share` (0 to 1) of all do not exceed: the nearest rank, so always one
 * that was observed, to the minute. Undefined of none. O(n log n) in the distinct minutes.
 */
export const percentileHours = ({ byMinute, count }: Durations, share: number): number | undefined => {
  const rank = Math.max(1, Math.ceil(share * count - 1e-9)) // 0.55 * 100 is a little more than 55.
  let reached = 0
  for (const [minutes, here] of [...HashMap.entries(byMinute)].sort(([a], [b]) => a - b)) {
    reached += here
    if (reached >= rank) return (minutes * minuteMillis) / hourMillis
  }
  return undefined
}
