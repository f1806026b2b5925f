/**
 * Small files and mappings for tests.
 */
import * as Result from "effect/Result"
import { decodeCsvMapping, type CsvMapping } from "@stowage/channel-csv/CsvMapping"
import { sayFileRefusal, sayReject, type CsvOrders } from "@stowage/channel-csv/CsvOrders"
import { readOrders } from "@stowage/channel-csv/readOrders"

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** One byte for each character, as Latin-1 has it. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** A mapping of the columns order, sku, qty, price, customer, country, date. */
export const plainMapping = {
  channel: "shop",
  currency: "GBP",
  dates: { format: "yyyy-MM-dd HH:mm", zone: "Europe/London" },
  fields: {
    orderId: "order",
    sku: "sku",
    quantity: "qty",
    price: { unitPrice: "price" },
    customerId: "customer",
    country: "country",
    orderDate: "date"
  }
} as const

/** `plainMapping` with more at the top, and in `fields` and `rules`. */
export const mappingOf = (more: Readonly<Record<string, unknown>> = {}): CsvMapping => {
  const { fields, ...rest } = more
  const input = { ...plainMapping, ...rest, fields: { ...plainMapping.fields, ...(fields as object | undefined) } }
  const decoded = decodeCsvMapping(input)
  if (Result.isFailure(decoded)) throw new Error(decoded.failure.problem)
  return decoded.success
}

export const header = "order,sku,qty,price,customer,country,date"

/** What the file says; throws when it is refused. */
export const read = (
  text: string | Uint8Array,
  mapping = mappingOf(),
  lookups: Record<string, string> = {}
): CsvOrders => {
  const files = Object.fromEntries(Object.entries(lookups).map(([name, content]) => [name, utf8(content)]))
  const result = readOrders({ orders: typeof text === "string" ? utf8(text) : text, lookups: files }, mapping)
  if (Result.isFailure(result)) throw new Error(sayFileRefusal(result.failure))
  return result.success
}

/** The rejects of the file as sentences. */
export const rejectsOf = (text: string | Uint8Array, mapping = mappingOf()): ReadonlyArray<string> =>
  read(text, mapping).rejects.map(sayReject)
