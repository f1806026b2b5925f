/**
 * The number on a logistic unit's label: one pallet, one carton, used once in a year and never for two at a time.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { gs1CheckDigit, hasGs1CheckDigit } from "./gs1CheckDigit.ts"

/** An 18-digit Serial Shipping Container Code. Source: GS1 General Specifications, section 3.3.1 and 7.9.1. */
export const Sscc = Schema.String.check(
  Schema.isPattern(/^\d{18}$/, { expected: "18 digits" }),
  Schema.makeFilter(hasGs1CheckDigit, {
    expected: "a last digit equal to the GS1 check digit of the first seventeen"
  })
).pipe(Schema.brand("Sscc"))
export type Sscc = typeof Sscc.Type

/** Why no SSCC can be made, in order of precedence. */
export type SsccRefusal =
  | { readonly _tag: "ExtensionIsNoDigit"; readonly extension: number }
  | { readonly _tag: "CompanyPrefixHasNot4To12Digits"; readonly companyPrefix: string }
  | { readonly _tag: "SerialReferenceOutOfRange"; readonly serialReference: number; readonly largest: number }

/**
 * The SSCC of unit `serialReference` (0, 1, 2, …) of the company: extension digit, GS1 company prefix, serial reference
 * padded to 16 digits together, check digit. The shorter the prefix, the more serials there are.
 */
export const ssccOf = (
  extension: number,
  companyPrefix: string,
  serialReference: number
): Result.Result<Sscc, SsccRefusal> => {
  if (!(Number.isInteger(extension) && extension >= 0 && extension <= 9)) {
    return Result.fail({ _tag: "ExtensionIsNoDigit", extension })
  }
  if (!/^\d{4,12}$/.test(companyPrefix)) return Result.fail({ _tag: "CompanyPrefixHasNot4To12Digits", companyPrefix })
  const digits = 16 - companyPrefix.length
  const largest = 10 ** digits - 1
  if (!(Number.isInteger(serialReference) && serialReference >= 0 && serialReference <= largest)) {
    return Result.fail({ _tag: "SerialReferenceOutOfRange", serialReference, largest })
  }
  const key = `${extension}${companyPrefix}${String(serialReference).padStart(digits, "0")}`
  return Result.succeed(`${key}${gs1CheckDigit(key)}` as Sscc)
}
