/**
 * Files of published instances: one JSON object per line, gzipped or not.
 */
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"

type Decoded<A> = Result.Result<A, Schema.SchemaError>

/**
 * The first `limit` lines of a file, decoded, or the first line that cannot be, by its number. Empty lines are left
 * out.
 */
export const readJsonLines = <A>(
  file: string,
  limit: number,
  decode: (line: string) => Decoded<A>
): Result.Result<ReadonlyArray<A>, string> => {
  const text = readText(file)
  if (Result.isFailure(text)) return Result.fail(text.failure)
  const lines: Array<A> = []
  for (const [index, line] of text.success.split("\n").entries()) {
    if (lines.length === limit) break
    if (line.trim() === "") continue
    const read = decode(line)
    if (Result.isFailure(read)) return Result.fail(`${file}, line ${index + 1}: ${read.failure.message}`)
    lines.push(read.success)
  }
  return Result.succeed(lines)
}

/** The text of a file, unzipped when it is zipped. */
export const readText = (file: string): Result.Result<string, string> => {
  const bytes = Result.try({ try: () => readFileSync(file), catch: (error) => String(error) })
  if (Result.isFailure(bytes)) {
    return Result.fail(`--instances ${file}: expected a file that can be read, got ${bytes.failure}`)
  }
  const zipped = bytes.success[0] === 0x1f && bytes.success[1] === 0x8b
  return Result.try({
    try: () => (zipped ? gunzipSync(bytes.success) : bytes.success).toString("utf8"),
    catch: (error) => `--instances ${file}: expected gzip to the end, got ${String(error)}`
  })
}
