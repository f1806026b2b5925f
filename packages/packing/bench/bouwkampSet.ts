/**
 * Squared rectangles by Bouwkamp code, one unit high: the squares fill the rectangle without a rest, and a solver that
 * finds it leaves nothing out. A line has the number of squares, the sides of the rectangle and the squares in
 * brackets. Files `*.bkp` in a folder and those below it, or one of them.
 */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import type { PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { loadAll, plainContainer, type LoadInstance } from "./loadSet.ts"

export const bouwkampSet: BenchSet = (options) => {
  const { path } = options
  const files = statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".bkp"))
        .sort()
        .map((name) => join(path, name))
  return loadAll(files.flatMap(readRectangles), options)
}

const readRectangles = (file: string): ReadonlyArray<LoadInstance> =>
  readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter((line) => /^\s*\d+ \d+ \d+ \(/.test(line))
    .map((line, index) => {
      const [, length, width] = line.trim().split(" ").map(Number)
      const squares = [...line.matchAll(/\(([\d,]+)\)/g)].flatMap(([, sides = ""]) => sides.split(",").map(Number))
      const sides = [...new Set(squares)]
      const items = sides.map((side): PackItem => ({
        id: String(side),
        lengthMm: side,
        widthMm: side,
        heightMm: 1,
        massGrams: 0,
        quantity: squares.filter((other) => other === side).length,
        orientations: "fixed"
      }))
      const problem = { items, container: plainContainer(length ?? 0, width ?? 0, 1) }
      return { name: `${basename(file, ".bkp")}/${index + 1}`, problem, bestWorth: (length ?? 0) * (width ?? 0) }
    })
