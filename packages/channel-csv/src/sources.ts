/**
 * Values of a row by what they mean: sources of a mapping tied to the columns of one file and the lookup files beside
 * it.
 */
import type { CsvFormat, Lookup, Source } from "./CsvMapping.ts"
import { readRows, type FileRefusal, type RowVisitor } from "./csvRows.ts"

/** A value of a row; undefined when it is empty. `column` names it to people. */
export interface Reader {
  readonly column: string
  readonly read: (cells: ReadonlyArray<string>) => string | undefined
}

/** A lookup file's rows by key: the wanted columns only, in the order of the lookup. */
export type LookupTable = ReadonlyMap<string, ReadonlyArray<string>>

/** A column that the file does not have, or has twice. */
export interface ColumnFault {
  readonly _tag: "ColumnMissing" | "ColumnTwice"
  readonly column: string
}

/** Where each column of a file is, those of its lookups included. */
export interface Columns {
  readonly header: ReadonlyArray<string>
  readonly lookups: ReadonlyArray<{ readonly lookup: Lookup; readonly table: LookupTable }>
}

/** How to read `source`; the fault when a column is not there, or there twice. */
export const readerOf = (source: Source, columns: Columns): Reader | ColumnFault => {
  if (typeof source === "string") return columnReader(source, columns)
  if ("constant" in source) return { column: `"${source.constant}"`, read: () => source.constant }
  if ("columns" in source) return joinedReader(source.columns, source.separator ?? "-", columns)
  const reader = columnReader(source.column, columns)
  if (isFault(reader)) return reader
  const { dropSuffix, default: otherwise } = source
  const read = (cells: ReadonlyArray<string>): string | undefined => {
    const text = reader.read(cells) ?? otherwise
    return dropSuffix !== undefined && text?.endsWith(dropSuffix) === true ? text.slice(0, -dropSuffix.length) : text
  }
  return { column: reader.column, read }
}

/** Whether reading came to nothing. */
export const isFault = (reader: object): reader is ColumnFault => "_tag" in reader

/** The table of a lookup file. The first row of a key counts. */
export const lookupTable = (
  lookup: Lookup,
  bytes: Uint8Array,
  format: CsvFormat,
  bad: RowVisitor["bad"]
): LookupTable | FileRefusal => {
  const table = new Map<string, ReadonlyArray<string>>()
  let readers: ReadonlyArray<Reader> = []
  const refusal = readRows(lookup.name, bytes, format, {
    header: (cells) => {
      const found = [lookup.key, ...lookup.columns].map((column) =>
        columnReader(column, { header: cells, lookups: [] })
      )
      const fault = found.find(isFault)
      if (fault !== undefined) return faultOf(fault, lookup.name, cells)
      readers = found.filter((reader): reader is Reader => !isFault(reader))
      return undefined
    },
    row: (cells) => {
      const [key, ...values] = readers.map((reader) => reader.read(cells) ?? "")
      if (key !== undefined && key !== "" && !table.has(key)) table.set(key, values)
    },
    bad
  })
  return refusal ?? table
}

/** A column fault as the refusal of a file. */
export const faultOf = (fault: ColumnFault, file: string, header: ReadonlyArray<string>): FileRefusal =>
  fault._tag === "ColumnMissing"
    ? { _tag: "ColumnMissing", file, column: fault.column, header }
    : { _tag: "ColumnTwice", file, column: fault.column }

const columnReader = (column: string, columns: Columns): Reader | ColumnFault => {
  const names = columns.header.map((name) => name.trim())
  const index = names.indexOf(column)
  if (index < 0) return lookupReader(column, columns) ?? { _tag: "ColumnMissing", column }
  if (names.includes(column, index + 1)) return { _tag: "ColumnTwice", column }
  return { column, read: (cells) => present(cells[index]) }
}

const lookupReader = (column: string, columns: Columns): Reader | ColumnFault | undefined => {
  for (const [position, { lookup, table }] of columns.lookups.entries()) {
    if (!column.startsWith(`${lookup.name}.`)) continue
    const index = lookup.columns.indexOf(column.slice(lookup.name.length + 1))
    // A lookup may start from the lookups before it, never from itself.
    const on = columnReader(lookup.on, { header: columns.header, lookups: columns.lookups.slice(0, position) })
    if (isFault(on)) return on
    if (index >= 0) return { column, read: (cells) => present(table.get(on.read(cells) ?? "")?.[index]) }
  }
  return undefined
}

const joinedReader = (names: ReadonlyArray<string>, separator: string, columns: Columns): Reader | ColumnFault => {
  const readers: Array<Reader> = []
  for (const name of names) {
    const reader = columnReader(name, columns)
    if (isFault(reader)) return reader
    readers.push(reader)
  }
  const read = (cells: ReadonlyArray<string>): string | undefined => {
    const parts: Array<string> = []
    for (const reader of readers) {
      const part = reader.read(cells)
      if (part === undefined) return undefined
      parts.push(part)
    }
    return parts.join(separator)
  }
  return { column: names.join(" + "), read }
}

const present = (cell: string | undefined): string | undefined => {
  const text = cell?.trim()
  return text === "" ? undefined : text
}
