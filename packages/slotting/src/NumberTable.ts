/**
 * Tables of numbers at a door: each row as long as it must be, each entry a number of 0 to 10^15.
 */
import { isMeasure } from "@stowage/kernel/Measure"

export type NumberTable = ReadonlyArray<ReadonlyArray<number>>

/** Why a table is none. `of` names it. */
export type TableRefusal<Of> =
  | {
      readonly _tag: "RowLengthWrong"
      readonly of: Of
      readonly row: number
      readonly length: number
      readonly expected: number
    }
  | {
      readonly _tag: "EntryInvalid"
      readonly of: Of
      readonly row: number
      readonly column: number
      readonly value: number
    }

/** The first reason to refuse a table of so many rows and columns. A row that is missing, or too much, has no entries. */
export const badTable = <Of extends string>(
  of: Of,
  table: NumberTable,
  rows: number,
  columns: number
): TableRefusal<Of> | undefined => {
  if (table.length !== rows) return { _tag: "RowLengthWrong", of, row: table.length, length: 0, expected: columns }
  for (const [row, entries] of table.entries()) {
    if (entries.length !== columns) {
      return { _tag: "RowLengthWrong", of, row, length: entries.length, expected: columns }
    }
    const bad = badRow(of, row, entries)
    if (bad !== undefined) return bad
  }
  return undefined
}

/** The first entry of a row that is no finite number of 0 or more. */
export const badRow = <Of extends string>(
  of: Of,
  row: number,
  entries: ReadonlyArray<number>
): TableRefusal<Of> | undefined => {
  for (const [column, value] of entries.entries()) {
    if (!isMeasure(value)) return { _tag: "EntryInvalid", of, row, column, value }
  }
  return undefined
}

/** The refusal as a sentence for people. */
export const tableRefusalText = (refusal: TableRefusal<string>): string => {
  switch (refusal._tag) {
    case "RowLengthWrong":
      return `${refusal.of}, row ${refusal.row}: expected ${refusal.expected} entries, got ${refusal.length}`
    case "EntryInvalid": {
      const { column, of, row, value } = refusal
      return `${of}, row ${row}, column ${column}: expected a number of 0 to 10^15, got ${value}`
    }
  }
}
