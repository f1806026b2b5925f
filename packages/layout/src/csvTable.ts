/**
 * A small table in CSV, read strictly.
 */
import * as Result from "effect/Result"

/** A line of a table: the text of each column that has one, by the column's name, trimmed. */
export interface TableRow {
  /** Of the file, from 1. */
  readonly line: number
  readonly text: ReadonlyMap<string, string>
}

/** What of a table cannot be read. */
export interface TableRefusal {
  readonly line: number
  readonly column: string
  readonly expected: string
  readonly found: string
}

/**
 * The rows below a line of column names. Fields are separated by commas and may be quoted; a quote in one is written
 * twice. Empty lines are left out. Refuses a column that is not one of `columns`, one of `needed` that is missing,
 * and a row of more fields than columns. O(text).
 */
export const readCsvTable = (
  text: string,
  columns: ReadonlyArray<string>,
  needed: ReadonlyArray<string>
): Result.Result<ReadonlyArray<TableRow>, TableRefusal> => {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)
  const names = fieldsOf(lines[0] ?? "")
  const unknown = names.find((name) => !columns.includes(name))
  if (unknown !== undefined) {
    return Result.fail({
      line: 1,
      column: unknown,
      expected: `one of ${columns.join(", ")}`,
      found: unknown || "nothing"
    })
  }
  const missing = needed.find((name) => !names.includes(name))
  if (missing !== undefined) return Result.fail({ line: 1, column: missing, expected: "this column", found: "nothing" })
  const rows: Array<TableRow> = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue
    const fields = fieldsOf(line)
    if (fields.length > names.length) {
      const found = `${fields.length} fields`
      return Result.fail({
        line: index + 1,
        column: names.at(-1) ?? "",
        expected: `at most ${names.length} fields`,
        found
      })
    }
    rows.push({
      line: index + 1,
      text: new Map(names.flatMap((name, column) => (fields[column] ? [[name, fields[column]] as const] : [])))
    })
  }
  return Result.succeed(rows)
}

const field = /(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/y

const fieldsOf = (line: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  field.lastIndex = 0
  while (field.lastIndex <= line.length) {
    const from = field.lastIndex
    const match = field.exec(line)
    if (match === null) return [...found, line.slice(from).trim()]
    found.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim())
    if (!match[0].endsWith(",")) break
  }
  return found
}
