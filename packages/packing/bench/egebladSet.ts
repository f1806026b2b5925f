/**
 * The knapsack problems of Egeblad and Pisinger (2009): boxes that must not be turned and have a profit each. Files
 * `*.3kp` in a folder, or one of them. The profits published as best beside these files are far below that of a single
 * box of theirs, so there is no reference to compare with, only the bound.
 */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { loadAll, plainContainer, type LoadInstance } from "./loadSet.ts"

export const egebladSet: BenchSet = (options) => {
  const { path } = options
  const isFile = statSync(path).isFile()
  const names = isFile ? [basename(path)] : readdirSync(path).filter((name) => name.endsWith(".3kp"))
  const folder = isFile ? dirname(path) : path
  return loadAll(
    names.sort().map((name) => readProblem(join(folder, name))),
    options
  )
}

const readProblem = (file: string): LoadInstance => {
  const rows = readFileSync(file, "utf8")
    .split(/\r?\n/)
    .map((line) => line.split(",").map((cell) => cell.trim()))
  const [, length = 0, width = 0, height = 0] = rows.find(([word]) => word === "dim")?.map(Number) ?? []
  const boxes = rows.filter(([word]) => word === "box")
  const items = boxes.map((cells): PackItem => {
    const [, , lengthMm = 0, widthMm = 0, heightMm = 0, value = 0, quantity = 0] = cells.map(Number)
    return { id: cells[1]!, lengthMm, widthMm, heightMm, massGrams: 0, quantity, orientations: "fixed", value }
  })
  return {
    name: basename(file),
    problem: { items, container: plainContainer(length, width, height) },
    bestWorth: undefined
  }
}
