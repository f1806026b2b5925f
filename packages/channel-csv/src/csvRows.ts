/**
 * The rows of a file, each with the number of the line it begins on. A row that cannot be read is named, and the next
 * line is tried: one stray quote never takes the rest of the file with it.
 *
 * Source: RFC 4180, as csv-parse reads it.
 */
import { parse } from "csv-parse/sync"
import type { CsvFormat } from "./CsvMapping.ts"

/** Why a file has no rows at all, in order of precedence. */
export type FileRefusal =
  | { readonly _tag: "FileIsUtf16"; readonly file: string }
  | { readonly _tag: "FileIsEmpty"; readonly file: string }
  | { readonly _tag: "HeaderMalformed"; readonly file: string; readonly problem: string }
  | { readonly _tag: "LookupMissing"; readonly file: string }
  | {
      readonly _tag: "ColumnMissing"
      readonly file: string
      readonly column: string
      readonly header: ReadonlyArray<string>
    }
  | { readonly _tag: "ColumnTwice"; readonly file: string; readonly column: string }

/** What a reader of rows is told. Lines count from 1, as editors show them, and quoted line breaks count. */
export interface RowVisitor {
  /** Once, first. A refusal ends the reading. */
  readonly header: (cells: ReadonlyArray<string>) => FileRefusal | undefined
  readonly row: (cells: ReadonlyArray<string>, line: number) => void
  /** A line that is no row: what it says and what is wrong with it. */
  readonly bad: (line: number, text: string, problem: string) => void
}

/**
 * Shows every row of `bytes` to `visitor`, in order, blank rows left out. One pass; memory is that of a row, beside a
 * UTF-8 copy of a Latin-1 file. After an unreadable row reading goes on with the line after the one it began on.
 */
export const readRows = (
  file: string,
  bytes: Uint8Array,
  format: CsvFormat,
  visitor: RowVisitor
): FileRefusal | undefined => {
  if (isUtf16(bytes)) return { _tag: "FileIsUtf16", file }
  const text = asUtf8(bytes, format)
  const start = skipBlank(text, hasUtf8Mark(text) ? { offset: 3, line: 1 } : { offset: 0, line: 1 })
  if (start.offset >= text.length) return { _tag: "FileIsEmpty", file }
  const delimiter = delimiterOf(lineAt(text, start.offset), format)
  const seen: { header: boolean; refusal?: FileRefusal } = { header: false }
  const take = (cells: ReadonlyArray<string>, line: number): void => {
    if (seen.refusal !== undefined) return
    if (seen.header) visitor.row(cells, line)
    else Object.assign(seen, { refusal: visitor.header(cells) })
    seen.header = true
  }
  let from = start
  while (from.offset < text.length && seen.refusal === undefined) {
    const fault = readFrom(text, from, delimiter, format.quote ?? '"', take)
    if (fault === undefined) break
    if (!seen.header) return { _tag: "HeaderMalformed", file, problem: fault.problem }
    const bad = skipBlank(text, fault)
    visitor.bad(bad.line, lineAt(text, bad.offset), fault.problem)
    from = skipBlank(text, { offset: endOfLine(text, bad.offset), line: bad.line })
  }
  return seen.refusal
}

interface Place {
  readonly offset: number
  readonly line: number
}

/** Reads until the end, or until a row that is none: then where the rows before it ended, and what is wrong. */
const readFrom = (
  text: Uint8Array,
  from: Place,
  delimiter: string,
  quote: string,
  take: (cells: ReadonlyArray<string>, line: number) => void
): (Place & { readonly problem: string }) | undefined => {
  let reached = from
  // Lines are counted here: csv-parse counts a quoted CR LF twice.
  const onRecord = (cells: ReadonlyArray<string>, info: { readonly bytes: number }): null => {
    const begin = skipBlank(text, reached)
    const offset = from.offset + info.bytes
    let { line } = begin
    for (let at = text.indexOf(newline, begin.offset); at >= 0 && at < offset; at = text.indexOf(newline, at + 1))
      line++
    reached = { offset, line }
    if (cells.some((cell) => cell.trim() !== "")) take(cells, begin.line)
    return null
  }
  try {
    parse(text.subarray(from.offset), {
      delimiter,
      quote: quote === "" ? false : quote,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: onRecord
    })
    return undefined
  } catch (error) {
    return { ...reached, problem: error instanceof Error ? (error.message.split(":")[0] as string) : String(error) }
  }
}

const newline = 10
const carriageReturn = 13

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

const hasUtf8Mark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/** UTF-8 with line feeds: Latin-1 is converted, and so are the lone carriage returns of old Macintosh files. */
const asUtf8 = (bytes: Uint8Array, format: CsvFormat): Uint8Array => {
  const utf8 =
    format.encoding === "latin1" ? new TextEncoder().encode(new TextDecoder("windows-1252").decode(bytes)) : bytes
  if (utf8.includes(newline) || !utf8.includes(carriageReturn)) return utf8
  return utf8.map((byte) => (byte === carriageReturn ? newline : byte))
}

/** Past the end of the line that `offset` is on. */
const endOfLine = (text: Uint8Array, offset: number): number => {
  const at = text.indexOf(newline, offset)
  return at < 0 ? text.length : at
}

/** The first place at or after `from` that is not a line break. */
const skipBlank = (text: Uint8Array, from: Place): Place => {
  let { offset, line } = from
  for (; text[offset] === newline || text[offset] === carriageReturn; offset++) if (text[offset] === newline) line++
  return { offset, line }
}

const lineAt = (text: Uint8Array, offset: number): string =>
  new TextDecoder().decode(text.subarray(offset, endOfLine(text, offset))).replace(/\r$/, "")

/** The delimiter that `header` has most of outside quotes; the comma on a tie. */
const delimiterOf = (header: string, format: CsvFormat): string => {
  if (format.delimiter !== undefined && format.delimiter !== "auto") return format.delimiter
  const bare = format.quote === "'" ? header.replaceAll(/'[^']*'/g, "") : header.replaceAll(/"[^"]*"/g, "")
  let best = ","
  for (const candidate of [";", "\t"]) if (bare.split(candidate).length > bare.split(best).length) best = candidate
  return best
}
