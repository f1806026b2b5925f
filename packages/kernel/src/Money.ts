/**
 * Amounts of money, exactly: a whole number of the currency's minor unit (cents, pence, yen), never a fraction of one.
 *
 * Stored as `MoneyJson`, whose amount is text: sums outgrow what a JSON number holds, and text reads the same
 * everywhere. Where a record has one currency for all its amounts, each is a `MinorUnits` number beside it.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Currency, minorUnitDigits } from "./Currency.ts"

/** An amount, which may be negative. Compare with `compareMoney`; `===` compares two objects. */
export interface Money {
  readonly currency: Currency
  readonly amountMinor: bigint
}

/** The stored form of `Money`: `{ currency: "EUR", amountMinor: "-1234" }` is minus 12.34 euro. */
export const MoneyJson = Schema.Struct({
  currency: Currency,
  amountMinor: Schema.String.check(
    Schema.isPattern(/^(0|-?[1-9]\d{0,29})$/, {
      expected: "a whole number of minor units as text, without leading zeros"
    })
  )
})
export type MoneyJson = typeof MoneyJson.Type

/** A whole number of minor units of a currency named elsewhere in the same record; -(2^53 - 1) to 2^53 - 1. */
export const MinorUnits = Schema.Int.pipe(Schema.brand("MinorUnits"))
export type MinorUnits = typeof MinorUnits.Type

/** Two amounts of different currencies have no sum and no order. */
export interface MixedCurrencies {
  readonly _tag: "MixedCurrencies"
  readonly left: Currency
  readonly right: Currency
}

/** `amountMinor` minor units; a number must be a safe integer. */
export const money = (amountMinor: bigint | number, currency: Currency): Money => ({
  currency,
  amountMinor: BigInt(amountMinor)
})

/** The stored form. */
export const moneyToJson = (value: Money): MoneyJson => ({
  currency: value.currency,
  amountMinor: value.amountMinor.toString()
})

/** The amount that was stored. */
export const moneyFromJson = (json: MoneyJson): Money => ({
  currency: json.currency,
  amountMinor: BigInt(json.amountMinor)
})

/** The sum, or which two currencies were mixed. */
export const addMoney = (left: Money, right: Money): Result.Result<Money, MixedCurrencies> =>
  left.currency === right.currency
    ? Result.succeed({ currency: left.currency, amountMinor: left.amountMinor + right.amountMinor })
    : Result.fail({ _tag: "MixedCurrencies", left: left.currency, right: right.currency })

/** The amount owed the other way round. */
export const negateMoney = (value: Money): Money => ({ currency: value.currency, amountMinor: -value.amountMinor })

/** -1, 0 or 1 as `left` is less than, equal to or more than `right`, or which two currencies were mixed. */
export const compareMoney = (left: Money, right: Money): Result.Result<-1 | 0 | 1, MixedCurrencies> => {
  if (left.currency !== right.currency) {
    return Result.fail({ _tag: "MixedCurrencies", left: left.currency, right: right.currency })
  }
  if (left.amountMinor === right.amountMinor) return Result.succeed(0)
  return Result.succeed(left.amountMinor < right.amountMinor ? -1 : 1)
}

/** As decimal text with a point and the currency: `-12.34 EUR`, `500 JPY`. */
export const formatMoney = (value: Money): string => {
  const digits = minorUnitDigits(value.currency)
  const sign = value.amountMinor < 0n ? "-" : ""
  const text = (value.amountMinor < 0n ? -value.amountMinor : value.amountMinor).toString().padStart(digits + 1, "0")
  const whole = text.slice(0, text.length - digits)
  return digits === 0 ? `${sign}${whole} ${value.currency}` : `${sign}${whole}.${text.slice(-digits)} ${value.currency}`
}
