/**
 * An order file: CSV with the columns `order`, `location` and `units`, one row a line, in the order they came in.
 */
import type { FulfilmentOrderId, LocationId } from "@stowage/kernel"
import { parse } from "csv-parse/sync"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** An order, and where its lines are. */
export interface PickListOrder {
  readonly id: FulfilmentOrderId
  readonly locations: ReadonlyArray<LocationId>
}

const Row = Schema.Struct({
  order: Schema.NonEmptyString,
  location: Schema.NonEmptyString,
  units: Schema.String.check(Schema.isPattern(/^[1-9]\d{0,5}$/, { expected: "a whole number above 0" }))
})
const decodeRow = Schema.decodeUnknownResult(Row)

/** The orders of a file, or what is wrong with it and in which line. */
export const readOrders = (text: string): Result.Result<ReadonlyArray<PickListOrder>, string> => {
  const rows = Result.try({
    try: (): ReadonlyArray<unknown> => parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true }),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
  if (Result.isFailure(rows)) return Result.fail(rows.failure)
  const orders = new Map<string, Array<LocationId>>()
  for (const [index, row] of rows.success.entries()) {
    const read = decodeRow(row)
    if (Result.isFailure(read)) return Result.fail(`row ${index + 1} after the header: ${read.failure.message}`)
    const { location, order } = read.success
    orders.set(order, [...(orders.get(order) ?? []), location as LocationId])
  }
  return Result.succeed(Array.from(orders, ([id, locations]) => ({ id: id as FulfilmentOrderId, locations })))
}
