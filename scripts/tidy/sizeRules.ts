/**
 * Budgets: a file is read in one sitting. Functions are measured by the linter, which parses
 * (`max-lines-per-function`).
 */
import { isSource, isTypeScript, packageOf, type Rule, type TextFile } from "./TextFile.ts"

const MEDIAN = 120
const MOST = 300
const LONGEST = 500
const COLUMNS = 120
const FILES = 50

/** Files that are tables: long because the world is. */
const tables: ReadonlySet<string> = new Set([])

const linesOf = (file: TextFile): number => file.text.trimEnd().split("\n").length

const quantile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0

/** No file over 500 lines. */
export const longestFile: Rule = (files) =>
  files
    .filter((file) => isTypeScript(file.path) && !tables.has(file.path) && linesOf(file) > LONGEST)
    .map((file) => `${file.path} has ${linesOf(file)} lines, over ${LONGEST}`)

/** In each package half of the source files have at most 120 lines, nine of ten at most 300. */
export const fileBudget: Rule = (files) => {
  const sources = files.filter((file) => isSource(file.path) && !tables.has(file.path))
  const names = new Set(sources.map((file) => packageOf(file.path) ?? ""))
  return [...names].flatMap((name) => {
    const lines = sources.filter((file) => packageOf(file.path) === name).map(linesOf)
    const sorted = lines.toSorted((a, b) => a - b)
    const [median, most] = [quantile(sorted, 0.5), quantile(sorted, 0.9)]
    return [
      ...(median > MEDIAN ? [`packages/${name} has files of ${median} lines in the median, over ${MEDIAN}`] : []),
      ...(most > MOST ? [`packages/${name} has files of ${most} lines at nine tenths, over ${MOST}`] : [])
    ]
  })
}

/** No folder of more than 50 sources: its names are read in one look. */
export const folderBudget: Rule = (files) => {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf("/"))
    if (isSource(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > FILES)
    .map(([folder, count]) => `${folder} has ${count} files, over ${FILES}: part it by what they solve`)
}

/**
 * A text, and what stands around it on a line of its own. A sentence that is cut in two cannot be searched for, so one
 * that is longer than the page may stand as it is; code beside it may not.
 */
const longText = /(["`'/]).{40,}\1/u

/** No line over 120 columns, but for the length of one text in it. */
export const lineWidth: Rule = (files) =>
  files
    .filter((file) => isTypeScript(file.path))
    .flatMap((file) =>
      file.text.split("\n").flatMap((line, index) => {
        const columns = Array.from(line).length
        const isText = columns - (longText.exec(line)?.[0].length ?? 0) <= 60
        return columns > COLUMNS && !isText
          ? [`${file.path}:${index + 1} is ${columns} columns wide, over ${COLUMNS}`]
          : []
      })
    )
