/**
 * How heavy a thing is, in whole grams.
 */
import * as Schema from "effect/Schema"

/** A positive whole number of grams. Fields that hold one end in `massGrams`. */
export const MassGrams = Schema.Int.check(
  Schema.isGreaterThan(0, { expected: "a whole number of grams above 0" })
).pipe(Schema.brand("MassGrams"))
export type MassGrams = typeof MassGrams.Type
