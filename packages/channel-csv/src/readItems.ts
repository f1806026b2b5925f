/**
 * Items from a file: what an order file does not say about the things it names.
 */
import type { Dimensions } from "@stowage/kernel/Dimensions"
import { Sku } from "@stowage/kernel/Ids"
import type { MassGrams } from "@stowage/kernel/Mass"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { CsvFormat } from "./CsvMapping.ts"
import { type NumberReader, numberReader, wholeNumber } from "./csvNumbers.ts"
import type { Reject } from "./CsvOrders.ts"
import { type FileRefusal, readRows } from "./csvRows.ts"
import type { ItemColumns, Measure } from "./ItemColumns.ts"

/** What a file says about one SKU; what it does not say is absent. */
export interface ItemFacts {
  readonly sku: Sku
  readonly description?: string
  readonly family?: string
  readonly dimensions?: Dimensions
  readonly massGrams?: MassGrams
  readonly unitsPerCase?: number
  readonly casesPerPallet?: number
}

/**
 * Everything in an item file. The first row of a SKU counts; a row that cannot be used is a reject and stops no other.
 */
export interface CsvItems {
  readonly items: ReadonlyMap<Sku, ItemFacts>
  readonly rejects: ReadonlyArray<Reject>
  readonly rows: number
}

/** A cell that says something else than its column should. */
interface Wrong {
  readonly column: string
  readonly value: string
  readonly expected: string
}

/** Reads the cell of a column; empty when the file has no such column. */
type Cell = (column: string | undefined) => string

const fileName = "items"
const asSku = Schema.decodeUnknownOption(Sku)

const measureOf = (measure: Measure | undefined, cell: Cell, numbers: NumberReader): number | Wrong | undefined => {
  if (measure === undefined) return undefined
  const [column, times] = typeof measure === "string" ? [measure, 1] : [measure.column, measure.times]
  const value = cell(column)
  if (value === "") return undefined
  const size = Math.round(Number(numbers(value) ?? Number.NaN) * times)
  return Number.isSafeInteger(size) && size >= 1 ? size : { column, value, expected: "a size above 0" }
}

const countOf = (column: string | undefined, cell: Cell, numbers: NumberReader): number | Wrong | undefined => {
  const value = cell(column)
  if (column === undefined || value === "") return undefined
  const count = wholeNumber(numbers(value) ?? "")
  return count !== undefined && count >= 1 ? count : { column, value, expected: "a whole number of at least 1" }
}

const isWrong = (value: unknown): value is Wrong => typeof value === "object" && value !== null

const sizesOf = (columns: ItemColumns, cell: Cell, numbers: NumberReader) => ({
  lengthMm: measureOf(columns.lengthMm, cell, numbers),
  widthMm: measureOf(columns.widthMm, cell, numbers),
  heightMm: measureOf(columns.heightMm, cell, numbers),
  massGrams: measureOf(columns.massGrams, cell, numbers),
  unitsPerCase: countOf(columns.unitsPerCase, cell, numbers),
  casesPerPallet: countOf(columns.casesPerPallet, cell, numbers)
})

const factsOf = (columns: ItemColumns, cell: Cell, numbers: NumberReader): ItemFacts | Wrong => {
  const value = cell(columns.sku)
  const sku = asSku(value)
  if (Option.isNone(sku)) return { column: columns.sku, value, expected: "a SKU" }
  const sizes = sizesOf(columns, cell, numbers)
  const wrong = Object.values(sizes).find(isWrong)
  if (isWrong(wrong)) return wrong
  const { casesPerPallet, heightMm, lengthMm, massGrams, unitsPerCase, widthMm } = sizes as Record<
    string,
    number | undefined
  >
  const description = cell(columns.description)
  const family = cell(columns.family)
  const whole = lengthMm !== undefined && widthMm !== undefined && heightMm !== undefined
  return {
    sku: sku.value,
    ...(description === "" ? {} : { description }),
    ...(family === "" ? {} : { family }),
    ...(whole ? { dimensions: { lengthMm, widthMm, heightMm } } : {}),
    ...(massGrams === undefined ? {} : { massGrams: massGrams as MassGrams }),
    ...(unitsPerCase === undefined ? {} : { unitsPerCase }),
    ...(casesPerPallet === undefined ? {} : { casesPerPallet })
  }
}

/** The items that `bytes` describe. Refused when there are no rows, or no column for the SKU. One pass. */
export const readItems = (
  bytes: Uint8Array,
  columns: ItemColumns,
  format: CsvFormat = {}
): Result.Result<CsvItems, FileRefusal> => {
  const items = new Map<Sku, ItemFacts>()
  const rejects: Array<Reject> = []
  const numbers = numberReader(format)
  let at: ReadonlyMap<string, number> = new Map()
  let rows = 0
  const refusal = readRows(fileName, bytes, format, {
    header: (cells) => {
      at = new Map(cells.map((name, index) => [name.trim(), index]))
      if (at.has(columns.sku)) return undefined
      return { _tag: "ColumnMissing", file: fileName, column: columns.sku, header: cells }
    },
    row: (cells, line) => {
      rows += 1
      const cell: Cell = (column) => (column === undefined ? "" : (cells[at.get(column) ?? -1] ?? "").trim())
      const facts = factsOf(columns, cell, numbers)
      if ("expected" in facts) rejects.push({ file: fileName, line, ...facts, value: facts.value.slice(0, 200) })
      else if (!items.has(facts.sku)) items.set(facts.sku, facts)
    },
    bad: (line, text, problem) => {
      rows += 1
      rejects.push({
        file: fileName,
        line,
        column: "",
        value: text.slice(0, 200),
        expected: `a row of RFC 4180 (${problem})`
      })
    }
  })
  return refusal === undefined ? Result.succeed({ items, rejects, rows }) : Result.fail(refusal)
}
