/**
 * One row as facts: what each field of it says, or the first field that says nothing usable.
 */
import type { Currency } from "@stowage/kernel/Currency"
import { CustomerId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MinorUnits } from "@stowage/kernel/Money"
import type { ShipTo } from "@stowage/orders/OrderTerms"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { dateReader } from "./csvDates.ts"
import type { CsvMapping, FieldSources, Rules, Source } from "./CsvMapping.ts"
import { amountOf, numberReader, timesWhole, wholeNumber } from "./csvNumbers.ts"
import { isFault, readerOf, type ColumnFault, type Columns, type Reader } from "./sources.ts"

/** A field that is not what its place asks for. */
export interface Fault {
  readonly column: string
  readonly value: string
  readonly expected: string
}

/** What a row says. Quantity and amounts have the sign that the file gives them. */
export interface RowFacts {
  readonly externalId: string
  readonly sku: Sku
  readonly description?: string
  readonly quantity: number
  readonly goodsMinor: MinorUnits
  readonly discountMinor: MinorUnits
  readonly taxMinor: MinorUnits
  readonly placedAt: Instant
  readonly customerId?: CustomerId
  /** Columns whose amount was rounded. */
  readonly rounded: ReadonlyArray<string>
}

/** What the first row of an order says about all of it. */
export interface HeaderFacts {
  readonly dueAt?: Instant
  readonly customerName?: string
  readonly shipTo: ShipTo
  readonly shipMode?: string
}

/** Reads rows of one file. */
export interface RowReader {
  readonly externalId: (cells: ReadonlyArray<string>) => Result.Result<string, Fault>
  readonly facts: (cells: ReadonlyArray<string>) => Result.Result<RowFacts, Fault>
  readonly header: (cells: ReadonlyArray<string>) => Result.Result<HeaderFacts, Fault>
  /**
   * Whether the price column is of one unit; else it is of the whole line, in the sign of its quantity or without
   * one.
   */
  readonly pricedPerUnit: boolean
  readonly quantity: Reader
  readonly price: Reader
}

type Cells = ReadonlyArray<string>
type Readers = { [Field in Exclude<keyof FieldSources, "price">]?: Reader }

/** The reader of rows of a file with these columns; the fault when the mapping names one it does not have. */
export const rowReader = (mapping: CsvMapping, columns: Columns): RowReader | ColumnFault => {
  const { price, ...fields } = mapping.fields
  const perUnit = "unitPrice" in price
  const priceReader = readerOf(perUnit ? price.unitPrice : price.lineTotal, columns)
  if (isFault(priceReader)) return priceReader
  const readers: Readers = {}
  for (const [field, source] of Object.entries(fields) as Array<[keyof Readers, Source]>) {
    const reader = readerOf(source, columns)
    if (isFault(reader)) return reader
    readers[field] = reader
  }
  const quantity = readerOf(fields.quantity, columns)
  if (isFault(quantity)) return quantity
  return {
    externalId: (cells) => required(readers.orderId, cells, "an order id", externalIdOf),
    facts: factsReader(mapping, readers, priceReader, perUnit),
    header: headerReader(mapping, readers),
    pricedPerUnit: perUnit,
    quantity,
    price: priceReader
  }
}

const factsReader = (
  mapping: CsvMapping,
  readers: Readers,
  priceReader: Reader,
  perUnit: boolean
): RowReader["facts"] => {
  const number = numberReader(mapping.csv ?? {})
  const date = dateReader(mapping.dates, mapping.dates.orderTime)
  const amount = amountReader(mapping.currency, number, mapping.rules)
  const skuOf = cached((text) => accepted(Sku, text))
  const describe = cached(tidyText)
  const customer = customerReader(readers.customerId, mapping.rules?.unknownCustomer ?? "reject")
  return (cells) =>
    Result.gen(function* () {
      const externalId = yield* required(readers.orderId, cells, "an order id", externalIdOf)
      const sku = yield* required(readers.sku, cells, "a SKU of 1 to 120 printable characters without | and =", skuOf)
      const quantity = yield* required(readers.quantity, cells, "a whole number of units other than 0", (text) => {
        const decimal = number(text)
        const whole = decimal === undefined ? undefined : wholeNumber(decimal)
        return whole === 0 ? undefined : whole
      })
      const goods = yield* amount(priceReader, cells, perUnit ? quantity : 1)
      const discount = readers.discount === undefined ? free : yield* amount(readers.discount, cells, 1)
      const tax = readers.tax === undefined ? free : yield* amount(readers.tax, cells, 1)
      const placedAt = yield* required(readers.orderDate, cells, `a date like ${mapping.dates.format}`, date)
      const customerId = yield* customer(cells)
      const described = readers.description?.read(cells)
      const description = described === undefined ? undefined : describe(described)
      const rounded = [goods, discount, tax].flatMap((each) => (each.rounded === undefined ? [] : [each.rounded]))
      const facts: RowFacts = {
        externalId,
        sku,
        ...(description === undefined ? {} : { description }),
        quantity,
        goodsMinor: goods.amountMinor,
        discountMinor: discount.amountMinor,
        taxMinor: tax.amountMinor,
        placedAt,
        ...(customerId === undefined ? {} : { customerId }),
        rounded
      }
      return facts
    })
}

const headerReader = (mapping: CsvMapping, readers: Readers): RowReader["header"] => {
  const due = dateReader(mapping.dates, mapping.dates.dueTime)
  const field = <Key extends string>(key: Key, reader: Reader | undefined, cells: Cells): { [_ in Key]?: string } => {
    const text = textOf(reader, cells)
    return (text === undefined ? {} : { [key]: text }) as { [_ in Key]?: string }
  }
  return (cells) =>
    Result.gen(function* () {
      const dueAt =
        readers.dueDate?.read(cells) === undefined
          ? undefined
          : yield* required(readers.dueDate, cells, `a date like ${mapping.dates.format}`, due)
      const country = yield* required(readers.country, cells, "a country", tidyText)
      const street = textOf(readers.street, cells)
      const shipTo: ShipTo = {
        ...field("name", readers.customerName, cells),
        ...(street === undefined ? {} : { street: [street] }),
        ...field("city", readers.city, cells),
        ...field("region", readers.region, cells),
        ...field("postalCode", readers.postalCode, cells),
        country
      }
      const header: HeaderFacts = {
        ...(dueAt === undefined ? {} : { dueAt }),
        ...field("customerName", readers.customerName, cells),
        shipTo,
        ...field("shipMode", readers.shipMode, cells)
      }
      return header
    })
}

interface Amount {
  readonly amountMinor: MinorUnits
  readonly rounded?: string
}

const free: Amount = { amountMinor: 0 as MinorUnits }

const amountReader =
  (currency: Currency, number: (text: string) => string | undefined, rules: Rules | undefined) =>
  (reader: Reader, cells: Cells, times: number): Result.Result<Amount, Fault> => {
    const text = reader.read(cells)
    const decimal = text === undefined ? undefined : number(text)
    const product = decimal === undefined || times === 1 ? decimal : timesWhole(decimal, times)
    const surplus = rules?.surplusDecimals ?? "refuse"
    const amount = product === undefined ? undefined : amountOf(product, currency, surplus)
    if (amount === undefined) {
      const expected = decimal === undefined ? `an amount of ${currency}` : `an amount that ${currency} has coins for`
      return fault(reader, text, expected)
    }
    const { amountMinor, rounded } = amount
    return Result.succeed(rounded ? { amountMinor, rounded: reader.column } : { amountMinor })
  }

const customerReader = (reader: Reader | undefined, unknown: NonNullable<Rules["unknownCustomer"]>) => {
  const idOf = cached((text) => accepted(CustomerId, text))
  const substitute = typeof unknown === "string" ? undefined : unknown.customerId
  return (cells: Cells): Result.Result<CustomerId | undefined, Fault> => {
    const empty = reader?.read(cells) === undefined
    if (empty && unknown !== "reject") return Result.succeed(substitute)
    return required(reader, cells, "a customer id of 1 to 120 printable characters without | and =", idOf)
  }
}

/** Ids are made from it, so it may not be long, and not hold what an id may not. */
const externalIdOf = (text: string): string | undefined => (/^[^\p{Cc}|=]{1,70}$/u.test(text) ? text : undefined)

const required = <A>(
  reader: Reader | undefined,
  cells: Cells,
  expected: string,
  parse: (text: string) => A | undefined
): Result.Result<A, Fault> => {
  const text = reader?.read(cells)
  const value = text === undefined ? undefined : parse(text)
  return value === undefined ? fault(reader, text, expected) : Result.succeed(value)
}

const fault = (reader: Reader | undefined, text: string | undefined, expected: string): Result.Result<never, Fault> =>
  Result.fail({ column: reader?.column ?? "", value: (text ?? "").slice(0, 200), expected })

/** Text for people: control characters become blanks, and what is over 1,000 characters is cut off. */
const textOf = (reader: Reader | undefined, cells: Cells): string | undefined => {
  const text = reader?.read(cells)
  return text === undefined ? undefined : tidyText(text)
}

const tidyText = (text: string): string | undefined => {
  const tidy = text
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 1000)
  return tidy === "" ? undefined : tidy
}

const accepted = <A>(schema: Schema.Codec<A, string>, text: string): A | undefined => {
  const decoded = Schema.decodeUnknownResult(schema)(text)
  return Result.isSuccess(decoded) ? decoded.success : undefined
}

/** Ids repeat on many rows; a decoder is asked once for each. */
const cached = <A>(parse: (text: string) => A | undefined): ((text: string) => A | undefined) => {
  const known = new Map<string, A | undefined>()
  return (text) => {
    if (known.has(text)) return known.get(text)
    const value = parse(text)
    if (known.size < 100_000) known.set(text, value)
    return value
  }
}
