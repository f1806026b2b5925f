/**
 * How a SKU must be treated on its way: which way up, how warm, what is recorded of each unit.
 */
import * as Schema from "effect/Schema"

/** Any side may be down, or only the stated one. */
export const Orientation = Schema.Literals(["any", "upright"])
export type Orientation = typeof Orientation.Type

/** How warm it is kept. */
export const TemperatureClass = Schema.Literals(["ambient", "chilled", "frozen"])
export type TemperatureClass = typeof TemperatureClass.Type

/** A class or division of dangerous goods, `3` or `1.4S`. Source: UN Model Regulations, part 2. */
export const HazmatClass = Schema.String.check(
  Schema.isPattern(/^([1-9]|1\.[1-6][A-HJ-LNS]?|2\.[1-3]|4\.[1-3]|5\.[12]|6\.[12])$/, {
    expected: 'a UN class or division of dangerous goods such as "3" or "1.4S"'
  })
).pipe(Schema.brand("HazmatClass"))
export type HazmatClass = typeof HazmatClass.Type

/** Units expire; one that has fewer days left than this is not sent to a customer. */
export const ExpiryRule = Schema.Struct({
  minimumRemainingDays: Schema.Int.check(
    Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number of days, 0 or more" })
  )
})
export type ExpiryRule = typeof ExpiryRule.Type

/** The rules of one SKU. Expiry is a date of a lot, so what expires is tracked by lot. */
export const HandlingRules = Schema.Struct({
  orientation: Orientation,
  fragile: Schema.Boolean,
  hazmatClass: Schema.optionalKey(HazmatClass),
  temperature: TemperatureClass,
  lotTracked: Schema.Boolean,
  expiry: Schema.optionalKey(ExpiryRule),
  serialTracked: Schema.Boolean
}).check(
  Schema.makeFilter((rules) => rules.expiry === undefined || rules.lotTracked, {
    expected: "lotTracked to be true where expiry is given"
  })
)
export type HandlingRules = typeof HandlingRules.Type

/** Any side down, sturdy, harmless, at room temperature, and no unit told from another. */
export const plainHandling: HandlingRules = {
  orientation: "any",
  fragile: false,
  temperature: "ambient",
  lotTracked: false,
  serialTracked: false
}
