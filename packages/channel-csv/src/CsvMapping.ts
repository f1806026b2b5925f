/**
 * What the columns of somebody's file mean. A mapping is data, so that a new partner's file needs no code.
 */
import { tz } from "@date-fns/tz/tz"
import { Currency } from "@stowage/kernel/Currency"
import { CustomerId } from "@stowage/kernel/Ids"
import { LocalTime, TimeZone } from "@stowage/kernel/LocalDate"
import { parse } from "date-fns/parse"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { ItemColumns } from "./ItemColumns.ts"

const opt = Schema.optionalKey
const Column = Schema.NonEmptyString

/**
 * Where a value comes from: a column; several columns joined; the same text for every line; or a column with a text
 * to take off its end (`17850.0`), or a text for when it is empty. A column of a lookup file is `name.column`.
 */
export const Source = Schema.Union([
  Column,
  Schema.Struct({ columns: Schema.NonEmptyArray(Column), separator: opt(Schema.String) }),
  Schema.Struct({ constant: Schema.NonEmptyString }),
  Schema.Struct({ column: Column, dropSuffix: opt(Schema.NonEmptyString), default: opt(Schema.NonEmptyString) })
])
export type Source = typeof Source.Type

/**
 * How the bytes of a file are to be read. Left out: delimiter found out, quote `"`, UTF-8, decimal point, no
 * thousands.
 */
export const CsvFormat = Schema.Struct({
  /** `auto` takes the one of `,`, `;` and tab that the header has most of. */
  delimiter: opt(Schema.Literals(["auto", ",", ";", "\t", "|"])),
  /** Empty: nothing is quoted. */
  quote: opt(Schema.Literals(['"', "'", ""])),
  /** `latin1` is read as windows-1252, which is what files so called contain. A byte order mark is skipped. */
  encoding: opt(Schema.Literals(["utf-8", "latin1"])),
  decimal: opt(Schema.Literals([".", ","])),
  thousands: opt(Schema.Literals(["", ",", ".", " ", "'", "\u00a0", "\u202f"]))
}).check(
  Schema.makeFilter(({ decimal, thousands }) => (decimal ?? ".") !== thousands, {
    expected: "a thousands separator other than the decimal one"
  })
)
export type CsvFormat = typeof CsvFormat.Type

/** A second file to look things up in: the row whose `key` column is what column `on` of the order line says. */
export const Lookup = Schema.Struct({
  name: Schema.String.check(
    Schema.isPattern(/^[a-z][a-z0-9_]*$/, { expected: "a name of small letters, digits and _" })
  ),
  /** What the file is called, for tools that look for it beside the orders; it may be gzipped. */
  file: opt(Schema.NonEmptyString),
  key: Column,
  on: Column,
  columns: Schema.NonEmptyArray(Column)
})
export type Lookup = typeof Lookup.Type

/** Price per unit, or of all units of the line. */
export const PriceSource = Schema.Union([Schema.Struct({ unitPrice: Source }), Schema.Struct({ lineTotal: Source })])
export type PriceSource = typeof PriceSource.Type

/**
 * Where each field of an order line comes from. `orderId` of several columns makes an order of the lines that share
 * them.
 */
export const FieldSources = Schema.Struct({
  orderId: Source,
  sku: Source,
  quantity: Source,
  price: PriceSource,
  description: opt(Source),
  /** Amount off the line. */
  discount: opt(Source),
  /** Amount of tax on the line. */
  tax: opt(Source),
  customerId: opt(Source),
  customerName: opt(Source),
  street: opt(Source),
  city: opt(Source),
  region: opt(Source),
  postalCode: opt(Source),
  country: Source,
  shipMode: opt(Source),
  orderDate: Source,
  dueDate: opt(Source)
})
export type FieldSources = typeof FieldSources.Type

/** How dates are written. `orderTime` and `dueTime` are for files that have only days. */
export const DateFormat = Schema.Struct({
  /** Tokens of date-fns, which are those of Unicode TR 35: `dd/MM/yyyy HH:mm`. */
  format: Schema.NonEmptyString.check(
    Schema.makeFilter((format: string) => isDateFormat(format), {
      expected: 'date-fns tokens such as "yyyy-MM-dd HH:mm"'
    })
  ),
  /** Of dates that carry no offset of their own. */
  zone: TimeZone,
  orderTime: opt(LocalTime),
  dueTime: opt(LocalTime)
})
export type DateFormat = typeof DateFormat.Type

/** What to make of lines that are not plain sales. */
export const Rules = Schema.Struct({
  /** Which lines take back an earlier sale; none when left out. */
  cancellation: opt(
    Schema.Union([
      Schema.Struct({ orderIdPrefix: Schema.NonEmptyString }),
      Schema.Struct({ negativeQuantity: Schema.Literal(true) })
    ])
  ),
  /** Codes in the SKU column that are no goods: they become charges of their order, or are left out with a note. */
  nonProductCodes: opt(Schema.Array(Schema.NonEmptyString)),
  nonProductLines: opt(Schema.Literals(["charge", "skip"])),
  /** A line without a customer is rejected, has none, or has this one. Rejected when left out. */
  unknownCustomer: opt(Schema.Union([Schema.Literals(["reject", "allow"]), Schema.Struct({ customerId: CustomerId })])),
  /** A negative price is always rejected; one of 0 too when left out. */
  zeroPrice: opt(Schema.Literals(["reject", "accept"])),
  /** Amounts with more decimals than the currency has. Rejected when left out. */
  surplusDecimals: opt(Schema.Literals(["refuse", "roundHalfEven"]))
})
export type Rules = typeof Rules.Type

/** All of it. `channel` is the first part of every id that is made from the file. */
export const CsvMapping = Schema.Struct({
  channel: Schema.String.check(
    Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, { expected: "1 to 40 letters, digits, dots and dashes" })
  ),
  csv: opt(CsvFormat),
  currency: Currency,
  taxIncluded: opt(Schema.Boolean),
  dates: DateFormat,
  fields: FieldSources,
  lookups: opt(Schema.Array(Lookup)),
  rules: opt(Rules),
  /** What the columns of an item file mean, where there is one. */
  items: opt(ItemColumns)
}).check(
  Schema.makeFilter(({ fields, rules }) => fields.customerId !== undefined || allowsNobody(rules), {
    expected: "a source of customerId among the fields, or rules that allow unknownCustomer"
  })
)
export type CsvMapping = typeof CsvMapping.Type

/** A mapping that is none: every fault with its path and what was expected there. */
export interface MappingMalformed {
  readonly _tag: "MappingMalformed"
  readonly problem: string
}

/** The mapping that parsed JSON `input` describes. A key that no mapping has is refused: it is a misspelt one. */
export const decodeCsvMapping = (input: unknown): Result.Result<CsvMapping, MappingMalformed> =>
  Result.mapError(
    Schema.decodeUnknownResult(CsvMapping, { errors: "all", onExcessProperty: "error" })(input),
    (failure): MappingMalformed => ({ _tag: "MappingMalformed", problem: failure.message })
  )

const allowsNobody = (rules: Rules | undefined): boolean => (rules?.unknownCustomer ?? "reject") !== "reject"

/**
 * date-fns throws on tokens that it does not know. D and Y, mistaken for d and y, are refused before it warns of
 * them.
 */
const isDateFormat = (format: string): boolean => {
  const tokens = format.replaceAll(/'[^']*'/g, "")
  if (!/[a-zA-Z]/.test(tokens) || /[DY]/.test(tokens)) return false
  try {
    return parse("", format, new Date(0), { in: tz("UTC") }) instanceof Date
  } catch {
    return false
  }
}
