/**
 * What a file of order lines turned out to say.
 */
import type { Eaches } from "@stowage/kernel/Eaches"
import type { CustomerId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MinorUnits } from "@stowage/kernel/Money"
import type { LinePrice, ShipTo } from "@stowage/orders/OrderTerms"
import type { FileRefusal } from "./csvRows.ts"

/** A line of an order as read. Lines of a file are kept as they come: real orders have one SKU on two lines. */
export interface IncomingLine {
  /** Where it stands in the file, from 1; the header is line 1. */
  readonly line: number
  readonly sku: Sku
  readonly description?: string
  readonly quantity: Eaches
  readonly price: LinePrice
}

/** A line whose code is no SKU, with the order it came with. The amount is negative when it is given back. */
export interface IncomingCharge {
  readonly line: number
  readonly externalId: string
  readonly code: string
  readonly description?: string
  readonly amountMinor: MinorUnits
}

/** The lines of a file that share an order id, with what the first of them says about the order. */
export interface IncomingOrder {
  readonly externalId: string
  readonly placedAt: Instant
  readonly dueAt?: Instant
  readonly customerId?: CustomerId
  readonly customerName?: string
  readonly shipTo: ShipTo
  readonly shipMode?: string
  readonly lines: ReadonlyArray<IncomingLine>
  readonly charges: ReadonlyArray<IncomingCharge>
  /** Lines of this order that were rejected: without them the order is not whole. */
  readonly rejectedLines: ReadonlyArray<number>
}

/** Units that a customer gives back or does not want any more, of some order that the file does not name. */
export interface IncomingCancellation {
  readonly externalId: string
  readonly at: Instant
  readonly customerId?: CustomerId
  readonly lines: ReadonlyArray<{ readonly line: number; readonly sku: Sku; readonly quantity: Eaches }>
}

/** A line that was left out: which column says what, and what was expected there. `value` is cut at 200 characters. */
export interface Reject {
  readonly file: string
  readonly line: number
  readonly column: string
  readonly value: string
  readonly expected: string
}

/** Something that was done with lines without being asked for each: how often, and where first. */
export interface Note {
  readonly _tag: "AmountRounded" | "NonProductSkipped" | "OrderDisagrees" | "BytesNotUtf8"
  readonly subject: string
  readonly count: number
  readonly firstLine: number
}

/** Everything in a file. Every row is a line of an order or a cancellation, a charge, a skipped one or a reject. */
export interface CsvOrders {
  /** In the order of their first lines. */
  readonly orders: ReadonlyArray<IncomingOrder>
  readonly cancellations: ReadonlyArray<IncomingCancellation>
  /** Charges with no order to go with: credits, and those of orders without goods. */
  readonly charges: ReadonlyArray<IncomingCharge>
  readonly rejects: ReadonlyArray<Reject>
  readonly notes: ReadonlyArray<Note>
  /** Rows seen, header and blank ones not counted. */
  readonly rows: number
}

/** A reject as a sentence. */
export const sayReject = ({ file, line, column, value, expected }: Reject): string =>
  `${file} line ${line}, ${column}: expected ${expected}, got ${JSON.stringify(value)}`

/** A note as a sentence. */
export const sayNote = ({ _tag, subject, count, firstLine }: Note): string => {
  const lines = count === 1 ? `line ${firstLine}` : `${count} lines, the first of them ${firstLine}`
  switch (_tag) {
    case "AmountRounded":
      return `Rounded ${subject} to the currency's decimals on ${lines}`
    case "NonProductSkipped":
      return `Left out ${subject}, which is no product, on ${lines}`
    case "OrderDisagrees":
      return `Kept what the first line of each order says where ${subject} differs, on ${lines}`
    case "BytesNotUtf8":
      return `Found bytes that are not UTF-8 in ${subject} on ${lines}: is the file latin1?`
  }
}

/** A file refusal as a sentence. */
export const sayFileRefusal = (refusal: FileRefusal): string => {
  switch (refusal._tag) {
    case "FileIsUtf16":
      return `${refusal.file}: expected UTF-8 or latin1, got UTF-16; save it as UTF-8`
    case "FileIsEmpty":
      return `${refusal.file}: expected a header and rows, got nothing`
    case "HeaderMalformed":
      return `${refusal.file}: expected a header on the first line, got one that cannot be read: ${refusal.problem}`
    case "LookupMissing":
      return `${refusal.file}: expected a file for the lookup of that name, got none`
    case "ColumnMissing":
      return `${refusal.file}: expected a column "${refusal.column}", got ${refusal.header.join(", ").slice(0, 400)}`
    case "ColumnTwice":
      return `${refusal.file}: expected one column "${refusal.column}", got two`
  }
}
