/**
 * Counts of a SKU's base unit. A shortage is another count with a name of its own, never a negative one.
 */
import * as Schema from "effect/Schema"

/** A whole number of base units, 0 to 2^53 - 1. */
export const Eaches = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)).pipe(Schema.brand("Eaches"))
export type Eaches = typeof Eaches.Type

/** A whole number of base units, at least 1. */
export const SomeEaches = Schema.Int.check(Schema.isGreaterThan(0)).pipe(Schema.brand("Eaches"))

/**
 * Brands a count that the caller computed from other counts. Throws on what is not one: that is a defect, not input.
 */
export const eaches = (count: number): Eaches => {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Expected a count of 0 to 2^53 - 1, got ${count}`)
  return count as Eaches
}
