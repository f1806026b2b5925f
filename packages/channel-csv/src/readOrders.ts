/**
 * Order lines from a file, by a mapping of its columns.
 */
import * as Result from "effect/Result"
import type { CsvMapping } from "./CsvMapping.ts"
import type { CsvOrders } from "./CsvOrders.ts"
import { addBadLine, addRow, beginGathering, gathered, ordersFile } from "./gatherOrders.ts"
import { readRows, type FileRefusal } from "./csvRows.ts"
import { rowReader, type RowReader } from "./rowReader.ts"
import { faultOf, isFault, lookupTable, type Columns, type ColumnFault } from "./sources.ts"

/** The file, and the lookup files that its mapping names. Whoever calls has decompressed them. */
export interface CsvFiles {
  readonly orders: Uint8Array
  readonly lookups?: Readonly<Record<string, Uint8Array>>
}

/**
 * Everything that the files say. A row that cannot be used is a reject and never stops the others; a file that has no
 * rows or lacks a column that the mapping names is refused. The same files give the same result, whoever reads them
 * when.
 *
 * One pass over each file; time linear in its bytes, memory in its orders.
 */
export const readOrders = (files: CsvFiles, mapping: CsvMapping): Result.Result<CsvOrders, FileRefusal> => {
  const gathering = beginGathering(mapping)
  const lookups: Array<Columns["lookups"][number]> = []
  for (const lookup of mapping.lookups ?? []) {
    const { name } = lookup
    const bytes = Object.hasOwn(files.lookups ?? {}, name) ? files.lookups?.[name] : undefined
    if (bytes === undefined) return Result.fail({ _tag: "LookupMissing", file: name })
    const table = lookupTable(lookup, bytes, mapping.csv ?? {}, (line, text, problem) =>
      addBadLine(gathering, name, line, text, `a row of RFC 4180 (${problem})`)
    )
    if ("_tag" in table) return Result.fail(table)
    lookups.push({ lookup, table })
  }
  let reader: RowReader | ColumnFault | undefined
  let width = 0
  const refusal = readRows(ordersFile, files.orders, mapping.csv ?? {}, {
    header: (cells) => {
      width = cells.length
      reader = rowReader(mapping, { header: cells, lookups })
      return isFault(reader) ? faultOf(reader, ordersFile, cells) : undefined
    },
    row: (cells, line) => {
      if (reader === undefined || isFault(reader)) return
      if (cells.length === width) addRow(gathering, reader, cells, line)
      else addBadLine(gathering, ordersFile, line, cells.join(" "), `${width} columns, not ${cells.length}`)
    },
    bad: (line, text, problem) => addBadLine(gathering, ordersFile, line, text, `a row of RFC 4180 (${problem})`)
  })
  return refusal === undefined ? Result.succeed(gathered(gathering)) : Result.fail(refusal)
}
