/**
 * Money from decimal text, exactly or not at all.
 */
import * as Result from "effect/Result"
import { minorUnitDigits, type Currency } from "./Currency.ts"
import type { Money } from "./Money.ts"

/** Why a text is no amount of the currency, in order of precedence. */
export type MoneyTextRefusal =
  | { readonly _tag: "NotADecimalNumber"; readonly text: string; readonly expected: string }
  | { readonly _tag: "TooManyDecimals"; readonly text: string; readonly currency: Currency; readonly decimals: number }

/** What to do with decimals the currency has no coin for; zeros at the end are always fine. */
export type SurplusDecimals = "refuse" | "roundHalfEven"

const longest = 40

/**
 * The amount that `text` says: an optional sign, digits, and at most one `.` or `,` followed by more digits.
 *
 * There is no thousands separator: `1,234` is one and 234 thousandths. Too many decimals are refused, unless the caller
 * says `roundHalfEven` (to the nearest minor unit, to the even one when half way).
 */
export const parseMoney = (
  text: string,
  currency: Currency,
  surplusDecimals: SurplusDecimals = "refuse"
): Result.Result<Money, MoneyTextRefusal> => {
  const parts = text.length > longest ? null : /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(text)
  if (parts === null) {
    return Result.fail({ _tag: "NotADecimalNumber", text, expected: 'a decimal number such as "12.34" or "-12,34"' })
  }
  const [, sign, whole = "", fraction = ""] = parts
  const decimals = minorUnitDigits(currency)
  const kept = fraction.slice(0, decimals).padEnd(decimals, "0")
  const surplus = fraction.slice(decimals).replace(/0+$/, "")
  if (surplus !== "" && surplusDecimals === "refuse") {
    return Result.fail({ _tag: "TooManyDecimals", text, currency, decimals })
  }
  const towardsZero = BigInt(whole + kept)
  const amountMinor = towardsZero + (roundsUp(towardsZero, surplus) ? 1n : 0n)
  return Result.succeed({ currency, amountMinor: sign === "-" ? -amountMinor : amountMinor })
}

/** `surplus` is the cut-off digits without zeros at the end, so "5" alone is exactly half. */
const roundsUp = (towardsZero: bigint, surplus: string): boolean =>
  surplus === "5" ? towardsZero % 2n === 1n : surplus > "5"
