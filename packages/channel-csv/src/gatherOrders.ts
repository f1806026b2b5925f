/**
 * Rows gathered into orders. All that changes while a file is read is in a `Gathering`, which nobody else sees.
 */
import { eaches } from "@stowage/kernel/Eaches"
import type { MinorUnits } from "@stowage/kernel/Money"
import * as Result from "effect/Result"
import type { CsvMapping, Rules } from "./CsvMapping.ts"
import type {
  CsvOrders,
  IncomingCancellation,
  IncomingCharge,
  IncomingLine,
  IncomingOrder,
  Note,
  Reject
} from "./CsvOrders.ts"
import type { Reader } from "./sources.ts"
import type { Fault, HeaderFacts, RowFacts, RowReader } from "./rowReader.ts"

/** What rejects of the main file call it. */
export const ordersFile = "orders"

type WithLines<A extends { readonly lines: ReadonlyArray<unknown> }> = Omit<A, "lines"> & {
  readonly lines: Array<A["lines"][number]>
}

/** What has been read so far. */
export interface Gathering {
  readonly rules: Rules
  readonly nonProducts: ReadonlySet<string>
  readonly orders: Map<string, WithLines<IncomingOrder>>
  readonly cancellations: Map<string, WithLines<IncomingCancellation>>
  readonly charges: Array<IncomingCharge>
  readonly rejects: Array<Reject>
  readonly rejectedOf: Map<string, Array<number>>
  readonly notes: Map<string, Note>
  rows: number
}

/** Nothing yet. */
export const beginGathering = (mapping: CsvMapping): Gathering => ({
  rules: mapping.rules ?? {},
  nonProducts: new Set(mapping.rules?.nonProductCodes),
  orders: new Map(),
  cancellations: new Map(),
  charges: [],
  rejects: [],
  rejectedOf: new Map(),
  notes: new Map(),
  rows: 0
})

/** A line that is no row of the file. */
export const addBadLine = (into: Gathering, file: string, line: number, text: string, expected: string): void => {
  if (file === ordersFile) into.rows++
  into.rejects.push({ file, line, column: "the row", value: text.slice(0, 200), expected })
}

/** A row: a line of an order or of a cancellation, a charge, or a reject. */
export const addRow = (into: Gathering, reader: RowReader, cells: ReadonlyArray<string>, line: number): void => {
  into.rows++
  const read = reader.facts(cells)
  if (Result.isFailure(read)) {
    return reject(into, line, read.failure, Result.getOrUndefined(reader.externalId(cells)))
  }
  const facts = read.success
  if (facts.description?.includes("\uFFFD") === true) note(into, "BytesNotUtf8", "the description", line)
  for (const column of facts.rounded) note(into, "AmountRounded", column, line)
  if (into.nonProducts.has(facts.sku)) return addCharge(into, facts, line)
  const fault = saleFault(facts, reader, cells, into.rules)
  if (fault !== undefined) return reject(into, line, fault, facts.externalId)
  if (isCancellation(facts, into.rules)) addCancellation(into, facts, line)
  else addLine(into, facts, () => reader.header(cells), line)
}

/** All of it. A charge goes with the order of its id, where there is one and it is not given back. */
export const gathered = (from: Gathering): CsvOrders => {
  const charges: Array<IncomingCharge> = []
  const ofOrders = new Map<string, Array<IncomingCharge>>()
  for (const charge of from.charges) {
    const alone = charge.amountMinor < 0 || !from.orders.has(charge.externalId)
    if (alone) charges.push(charge)
    else ofOrders.set(charge.externalId, [...(ofOrders.get(charge.externalId) ?? []), charge])
  }
  return {
    orders: Array.from(from.orders.values(), (order) => ({
      ...order,
      charges: ofOrders.get(order.externalId) ?? [],
      rejectedLines: from.rejectedOf.get(order.externalId) ?? []
    })),
    cancellations: [...from.cancellations.values()],
    charges,
    rejects: from.rejects,
    notes: [...from.notes.values()],
    rows: from.rows
  }
}

const note = (into: Gathering, _tag: Note["_tag"], subject: string, line: number): void => {
  const key = `${_tag} ${subject}`
  const { count, firstLine } = into.notes.get(key) ?? { count: 0, firstLine: line }
  into.notes.set(key, { _tag, subject, count: count + 1, firstLine })
}

const reject = (into: Gathering, line: number, fault: Fault, externalId: string | undefined): void => {
  into.rejects.push({ file: ordersFile, line, ...fault })
  if (externalId === undefined) return
  const known = into.rejectedOf.get(externalId)
  if (known === undefined) into.rejectedOf.set(externalId, [line])
  else known.push(line)
}

const addCancellation = (into: Gathering, facts: RowFacts, line: number): void => {
  const { externalId, sku, placedAt: at, customerId } = facts
  const taken = { line, sku, quantity: eaches(Math.abs(facts.quantity)) }
  const known = into.cancellations.get(externalId)
  if (known !== undefined) known.lines.push(taken)
  else {
    const customer = customerId === undefined ? {} : { customerId }
    into.cancellations.set(externalId, { externalId, at, ...customer, lines: [taken] })
  }
}

const addCharge = (into: Gathering, facts: RowFacts, line: number): void => {
  if (into.rules.nonProductLines === "skip") return note(into, "NonProductSkipped", facts.sku, line)
  const { externalId, sku: code, description, goodsMinor, discountMinor } = facts
  const amountMinor = (goodsMinor - discountMinor) as MinorUnits
  into.charges.push({ line, externalId, code, ...(description === undefined ? {} : { description }), amountMinor })
}

const addLine = (
  into: Gathering,
  facts: RowFacts,
  header: () => Result.Result<HeaderFacts, Fault>,
  line: number
): void => {
  const known = into.orders.get(facts.externalId)
  if (known !== undefined) {
    if (known.customerId !== facts.customerId) note(into, "OrderDisagrees", "the customer", line)
    if (known.placedAt !== facts.placedAt) note(into, "OrderDisagrees", "the order date", line)
    known.lines.push(lineOf(facts, line))
    return
  }
  const first = header()
  if (Result.isFailure(first)) reject(into, line, first.failure, facts.externalId)
  else into.orders.set(facts.externalId, openOrder(facts, first.success, lineOf(facts, line)))
}

const isCancellation = ({ externalId, quantity }: RowFacts, { cancellation }: Rules): boolean => {
  if (cancellation === undefined) return false
  return "orderIdPrefix" in cancellation ? externalId.startsWith(cancellation.orderIdPrefix) : quantity < 0
}

/** What keeps a line of goods from being a sale or a cancellation. */
const saleFault = (
  facts: RowFacts,
  reader: RowReader,
  cells: ReadonlyArray<string>,
  rules: Rules
): Fault | undefined => {
  const { quantity, goodsMinor, discountMinor, taxMinor } = facts
  const faultOf = ({ column, read }: Reader, expected: string): Fault => {
    const value = (read(cells) ?? "").slice(0, 200)
    return { column, value, expected }
  }
  const cancelled = isCancellation(facts, rules)
  if (cancelled !== quantity < 0) {
    return faultOf(reader.quantity, cancelled ? "a quantity below 0 on a cancellation" : "a quantity above 0")
  }
  const unsigned = cancelled && !reader.pricedPerUnit
  const price = unsigned ? Math.abs(goodsMinor) : Math.sign(quantity) * goodsMinor
  if (price < 0) return faultOf(reader.price, "a price that is not negative")
  if (price === 0 && rules.zeroPrice !== "accept") return faultOf(reader.price, "a price above 0")
  if (!cancelled && (discountMinor < 0 || discountMinor > goodsMinor || taxMinor < 0)) {
    return faultOf(reader.price, "a discount of at most the price, and neither it nor the tax below 0")
  }
  return undefined
}

const openOrder = (facts: RowFacts, header: HeaderFacts, line: IncomingLine): WithLines<IncomingOrder> => ({
  externalId: facts.externalId,
  placedAt: facts.placedAt,
  ...(facts.customerId === undefined ? {} : { customerId: facts.customerId }),
  ...header,
  lines: [line],
  charges: [],
  rejectedLines: []
})

const lineOf = (facts: RowFacts, line: number): IncomingLine => ({
  line,
  sku: facts.sku,
  ...(facts.description === undefined ? {} : { description: facts.description }),
  quantity: eaches(facts.quantity),
  price: { goodsMinor: facts.goodsMinor, discountMinor: facts.discountMinor, taxMinor: facts.taxMinor }
})
