/**
 * The knapsack problems of Egeblad and Pisinger (2009): boxes that must not be turned and have a profit each. Files
 * `*.3kp` in a folder, or one of them.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { PackItem } from "../src/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { loadAll, plainContainer, type LoadInstance } from "./loadSet.ts"

export const egebladSet: BenchSet = (options) => {
  const { path } = options
  const isFile = statSync(path).isFile()
  const names = isFile ? [basename(path)] : readdirSync(path).filter((name) => name.endsWith(".3kp"))
  const folder = isFile ? dirname(path) : path
  const best = bestProfits(join(folder, "best_known.csv"))
  return loadAll(
    names.sort().map((name) => readProblem(join(folder, name), best)),
    options
  )
}

const readProblem = (file: string, best: ReadonlyMap<string, number>): LoadInstance => {
  const rows = readFileSync(file, "utf8")
    .split(/\r?\n/)
    .map((line) => line.split(",").map((cell) => cell.trim()))
  const [, length = 0, width = 0, height = 0] = rows.find(([word]) => word === "dim")?.map(Number) ?? []
  const boxes = rows.filter(([word]) => word === "box")
  const items = boxes.map((cells): PackItem => {
    const [, , lengthMm = 0, widthMm = 0, heightMm = 0, value = 0, quantity = 0] = cells.map(Number)
    return { id: cells[1]!, lengthMm, widthMm, heightMm, massGrams: 0, quantity, orientations: "fixed", value }
  })
  const name = basename(file)
  return { name, problem: { items, container: plainContainer(length, width, height) }, bestWorth: best.get(name) }
}

/** Columns: file, the best profit known. */
const bestProfits = (file: string): ReadonlyMap<string, number> => {
  if (!existsSync(file)) return new Map()
  const rows = readFileSync(file, "utf8").matchAll(/([^/\s]+\.3kp),(\d+)/g)
  return new Map([...rows].map(([, name, profit]) => [name!, Number(profit)]))
}
