/**
 * The money of a country, and how many decimals it has.
 *
 * Source: ISO 4217 list one (SIX), current currencies and funds; metals, bonds and test codes are left out.
 */
import * as Schema from "effect/Schema"

const twoDecimals =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE " +
  "CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL " +
  "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR " +
  "MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK " +
  "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD " +
  "XCG YER ZAR ZMW ZWG"
const decimalsOf: ReadonlyMap<string, number> = new Map([
  ...twoDecimals.split(" ").map((code) => [code, 2] as const),
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
  ..."CLF UYW".split(" ").map((code) => [code, 4] as const)
])

/** An ISO 4217 code of a currency in use, such as `EUR`. */
export const Currency = Schema.String.check(
  Schema.makeFilter((code: string) => decimalsOf.has(code), {
    expected: 'an ISO 4217 currency code in capitals, such as "EUR"'
  })
).pipe(Schema.brand("Currency"))
export type Currency = typeof Currency.Type

/** Decimals of the currency: 2 for EUR, 0 for JPY, 3 for KWD. One minor unit is 10 to the minus this. */
export const minorUnitDigits = (currency: Currency): number => decimalsOf.get(currency) ?? 2
