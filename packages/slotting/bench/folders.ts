/** Files of published instances. */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"

/** Every file below a folder, in the order of names; the path itself when it is a file. */
export const filesBelow = (path: string): ReadonlyArray<string> => {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** Every number of a text, in order. */
const numbersOf = (text: string): ReadonlyArray<number> =>
  text
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .map(Number)

/** Every number of a file; none when there is no such file. */
export const numbersIn = (file: string): ReadonlyArray<number> =>
  statSync(file, { throwIfNoEntry: false }) === undefined ? [] : numbersOf(readFileSync(file, "utf8"))
