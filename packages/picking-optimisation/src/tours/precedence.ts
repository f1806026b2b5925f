/**
 * Which stops have to come before which others.
 */
import { type TourProblem } from "./TourProblem.ts"

/** `mustPrecede[a * count + b]` is 1 when stop `a` comes before stop `b`, by class, by pair or by way of others. */
export interface Precedence {
  readonly count: number
  readonly mustPrecede: Uint8Array
}

/** What classes and pairs ask for, closed over chains; undefined when they ask for nothing. O(n³) at worst. */
export const precedenceOf = ({ before = [], stops }: TourProblem): Precedence | undefined => {
  const classes = new Set(stops.map((stop) => stop.class ?? 0))
  if (before.length === 0 && classes.size < 2) return undefined
  const count = stops.length
  const mustPrecede = new Uint8Array(count * count)
  const indexOf = new Map(stops.map(({ id }, index) => [id, index]))
  for (const [first, second] of before) {
    const [a, b] = [indexOf.get(first), indexOf.get(second)]
    if (a !== undefined && b !== undefined) mustPrecede[a * count + b] = 1
  }
  for (const [a, { class: low = 0 }] of stops.entries()) {
    for (const [b, { class: high = 0 }] of stops.entries()) if (low < high) mustPrecede[a * count + b] = 1
  }
  // Classes alone are closed as they are.
  for (let through = 0; before.length > 0 && through < count; through++) {
    for (let from = 0; from < count; from++) {
      if (mustPrecede[from * count + through] === 0) continue
      for (let to = 0; to < count; to++) {
        if (mustPrecede[through * count + to] === 1) mustPrecede[from * count + to] = 1
      }
    }
  }
  return { count, mustPrecede }
}

/** Stops each of which has to come before the next and the last before the first; undefined when there is an order. */
export const firstCycle = ({ count, mustPrecede }: Precedence): ReadonlyArray<number> | undefined => {
  for (let stop = 0; stop < count; stop++) {
    if (mustPrecede[stop * count + stop] === 0) continue
    const cycle: Array<number> = []
    for (let other = 0; other < count; other++) {
      const isIn = mustPrecede[stop * count + other] === 1 && mustPrecede[other * count + stop] === 1
      if (isIn) cycle.push(other)
    }
    return cycle
  }
  return undefined
}
