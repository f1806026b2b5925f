/**
 * How many base units a pack holds, as an exact ratio of whole numbers: 12 for a dozen, 3/2 for two packs that share
 * three.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Eaches } from "./Eaches.ts"

const Count = Schema.Int.check(Schema.isGreaterThan(0, { expected: "a whole number above 0" }))

/** `packs` packs are exactly `baseUnits` base units. */
export const PackRatio = Schema.Struct({ packs: Count, baseUnits: Count })
export type PackRatio = typeof PackRatio.Type

/** The ratio of one pack of `baseUnits`; throws on what is no whole number above 0. */
export const packOf = (baseUnits: number): PackRatio => {
  if (Number.isSafeInteger(baseUnits) && baseUnits > 0) return { packs: 1, baseUnits }
  throw new RangeError(`Expected a pack of a whole number of units above 0, got ${baseUnits}`)
}

/** Why a quantity does not convert, in order of precedence: it is no count, leaves a rest, or is past 2^53 - 1. */
export type PackRefusal =
  | { readonly _tag: "NoCount"; readonly quantity: number }
  | { readonly _tag: "DoesNotDivide"; readonly quantity: number; readonly by: number; readonly rest: number }
  | { readonly _tag: "TooMany"; readonly quantity: number; readonly ratio: PackRatio }

const sayRatio = ({ baseUnits, packs }: PackRatio): string =>
  packs === 1 ? `${baseUnits} units a pack` : `${baseUnits} units in ${packs} packs`

/** A refusal as a sentence. */
export const sayPackRefusal = (refusal: PackRefusal): string => {
  switch (refusal._tag) {
    case "NoCount":
      return `Expected a whole number of at least 0, got ${refusal.quantity}.`
    case "DoesNotDivide":
      return `${refusal.quantity} does not divide by ${refusal.by}; ${refusal.rest} would be left over.`
    case "TooMany":
      return `${refusal.quantity} at ${sayRatio(refusal.ratio)} is more than 2^53 - 1.`
  }
}

/** A quantity split in whole packs and what is left over, which is less than the smallest whole number of packs. */
export interface PackSplit {
  readonly whole: Eaches
  /** In the unit that was converted from. */
  readonly rest: Eaches
}

/** Base units in so many packs; refuses a number of packs that is no whole number of base units. */
export const toBaseUnits = (packs: Eaches, ratio: PackRatio): Result.Result<Eaches, PackRefusal> =>
  convert(packs, ratio.packs, ratio.baseUnits, ratio)

/** Packs that so many base units make; refuses what leaves a rest: split it with `splitIntoPacks`. */
export const toPacks = (baseUnits: Eaches, ratio: PackRatio): Result.Result<Eaches, PackRefusal> =>
  convert(baseUnits, ratio.baseUnits, ratio.packs, ratio)

/** The most whole packs in so many base units, and the base units left over: `whole` packs plus `rest` is all of it. */
export const splitIntoPacks = (baseUnits: Eaches, ratio: PackRatio): PackSplit => {
  const [packs, units] = lowest(ratio.packs, ratio.baseUnits)
  const rest = baseUnits % units
  return { whole: (((baseUnits - rest) / units) * packs) as Eaches, rest: rest as Eaches }
}

/** The ratio of `outer` in base units when one `outer` ratio counts packs of `inner`: a case of inners of eaches. */
export const composeRatio = (outer: PackRatio, inner: PackRatio): PackRatio => {
  const [a, d] = lowest(outer.packs, inner.baseUnits)
  const [c, b] = lowest(inner.packs, outer.baseUnits)
  const [packs, baseUnits] = lowest(a * c, b * d)
  return { packs, baseUnits }
}

/** Whether both ratios mean the same: 2 packs of 24 is 1 pack of 12. */
export const sameRatio = (left: PackRatio, right: PackRatio): boolean => {
  const [a, b] = lowest(left.packs, left.baseUnits)
  const [c, d] = lowest(right.packs, right.baseUnits)
  return a === c && b === d
}

const convert = (
  quantity: Eaches,
  per: number,
  makes: number,
  ratio: PackRatio
): Result.Result<Eaches, PackRefusal> => {
  if (!(Number.isSafeInteger(quantity) && quantity >= 0)) return Result.fail({ _tag: "NoCount", quantity })
  const [by, times] = lowest(per, makes)
  const rest = quantity % by
  if (rest !== 0) return Result.fail({ _tag: "DoesNotDivide", quantity, by, rest })
  const converted = (quantity / by) * times
  return Number.isSafeInteger(converted)
    ? Result.succeed(converted as Eaches)
    : Result.fail({ _tag: "TooMany", quantity, ratio })
}

/** Both divided by their greatest common divisor. Source: Euclid, Elements VII.2. */
const lowest = (left: number, right: number): readonly [number, number] => {
  let [divisor, rest] = [left, right]
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest]
  return [left / divisor, right / divisor]
}
