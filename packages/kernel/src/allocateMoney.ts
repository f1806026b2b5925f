/**
 * Splitting an amount so that nothing is lost and nothing made.
 */
import * as Result from "effect/Result"
import type { Money } from "./Money.ts"

/** The parts, and where the minor units went that the ratios do not divide. */
export interface MoneyAllocation {
  /** One per weight, in their order; they sum to the total. */
  readonly parts: ReadonlyArray<Money>
  /** Minor units on top of the share rounded towards zero, one per weight: 0, or 1 (-1 of a negative total). */
  readonly residues: ReadonlyArray<bigint>
}

/** Why an amount cannot be split, in order of precedence. */
export type AllocationRefusal =
  | { readonly _tag: "NothingToAllocateTo" }
  | { readonly _tag: "WeightIsNoCount"; readonly index: number; readonly weight: number }
  | { readonly _tag: "AllWeightsAreZero" }

/**
 * `total` split in proportion to `weights`, which are whole numbers of at least 0.
 *
 * Each part is its exact share rounded towards zero, then the minor units left over go one each to the parts with the
 * largest fractions cut off; the first of equals comes first. A negative total is split as its opposite and negated. A
 * weight of 0 gets nothing. Time O(n log n).
 *
 * Source: Hamilton's method of largest remainders; Balinski and Young (1982), Fair Representation.
 */
export const allocateMoney = (
  total: Money,
  weights: ReadonlyArray<number>
): Result.Result<MoneyAllocation, AllocationRefusal> => {
  if (weights.length === 0) return Result.fail({ _tag: "NothingToAllocateTo" })
  const badIndex = weights.findIndex((weight) => !Number.isSafeInteger(weight) || weight < 0)
  if (badIndex >= 0) {
    return Result.fail({ _tag: "WeightIsNoCount", index: badIndex, weight: weights[badIndex] as number })
  }
  const exact = weights.map(BigInt)
  const sum = exact.reduce((left, right) => left + right, 0n)
  if (sum === 0n) return Result.fail({ _tag: "AllWeightsAreZero" })
  const sign = total.amountMinor < 0n ? -1n : 1n
  const shares = exact.map((weight) => weight * total.amountMinor * sign)
  const residues = residuesOf(shares, sum)
  return Result.succeed({
    parts: shares.map((share, index) => ({
      currency: total.currency,
      amountMinor: sign * (share / sum + (residues[index] ?? 0n))
    })),
    residues: residues.map((residue) => sign * residue)
  })
}

/** Which parts get one unit more: `shares` are the exact shares times `sum`. */
const residuesOf = (shares: ReadonlyArray<bigint>, sum: bigint): ReadonlyArray<bigint> => {
  const cutOff = shares.map((share) => share % sum)
  let left = Number(cutOff.reduce((a, b) => a + b, 0n) / sum)
  const residues = shares.map(() => 0n)
  const byCutOff = shares
    .map((_, index) => index)
    .sort((a, b) => Number((cutOff[b] as bigint) - (cutOff[a] as bigint)) || a - b)
  for (const index of byCutOff) {
    if (left === 0) break
    residues[index] = 1n
    left--
  }
  return residues
}
