/**
 * What a number at a door must be.
 */
import { isMeasure, isPosition } from "@stowage/kernel/Measure"

/** Which numbers are taken, and how that is said. */
export interface Limit {
  readonly holds: (value: number) => boolean
  readonly expected: string
}

/** A field whose value is not taken. */
export interface OffLimit {
  readonly field: string
  readonly value: number
  readonly expected: string
}

export const above0: Limit = { holds: (value) => value > 0 && isMeasure(value), expected: "above 0, to 10^15" }
export const atLeast0: Limit = { holds: isMeasure, expected: "0 to 10^15" }
export const aNumber: Limit = { holds: isPosition, expected: "a number of at most 10^15" }
export const count: Limit = {
  holds: (value) => Number.isSafeInteger(value) && value > 0,
  expected: "a whole number above 0"
}
export const countOr0: Limit = {
  holds: (value) => Number.isSafeInteger(value) && value >= 0,
  expected: "a whole number, 0 or more"
}
export const countOrAny: Limit = {
  holds: (value) => value === Infinity || count.holds(value),
  expected: "a whole number above 0, or Infinity"
}

/** The first field off its limit. */
export const offLimit = (
  fields: Readonly<Record<string, number>>,
  { expected, holds }: Limit
): OffLimit | undefined => {
  for (const field in fields) {
    if (!holds(fields[field]!)) return { field, value: fields[field]!, expected }
  }
  return undefined
}
