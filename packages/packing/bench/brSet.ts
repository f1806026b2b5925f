/**
 * The OR-Library's container loading problems: `BR0.txt` to `BR15.txt` of Bischoff and Ratcliff (1995) and Davies and
 * Bischoff (1999), or `thpack8.txt` of Loh and Nee (1992), in a folder or one file. Lengths in cm, taken as mm.
 */
import { existsSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { Edge, PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { loadAll, plainContainer, type LoadInstance } from "./loadSet.ts"

/** All of BR1 to BR15 that the folder has, or one of them. */
export const brSet =
  (number?: number): BenchSet =>
  (options) => {
    const numbers = number === undefined ? Array.from({ length: 15 }, (_, index) => index + 1) : [number]
    const files = numbers.map((each) => join(options.path, `BR${each}.txt`))
    const isFile = statSync(options.path).isFile()
    return loadAll((isFile ? [options.path] : files.filter((file) => existsSync(file))).flatMap(readProblems), options)
  }

/** Loh and Nee's fifteen. */
export const lohSet: BenchSet = (options) => {
  const isFile = statSync(options.path).isFile()
  return loadAll(readProblems(isFile ? options.path : join(options.path, "thpack8.txt")), options)
}

const readProblems = (file: string): ReadonlyArray<LoadInstance> => {
  const set = basename(file, ".txt")
  const best = bestWorths(join(dirname(file), "best_known_per_instance.csv"), set)
  const numbers = readFileSync(file, "utf8").split(/\s+/).filter(Boolean).map(Number)
  let at = 0
  const next = (): number => numbers[at++] ?? Number.NaN
  const hasSeeds = set.startsWith("BR")
  return Array.from({ length: next() }, (_, index) => {
    next()
    if (hasSeeds) next()
    const container = plainContainer(next(), next(), next())
    const items = Array.from({ length: next() }, () => readItem(next))
    return { name: `${set}/${index + 1}`, problem: { items, container }, bestWorth: best.get(index + 1) }
  })
}

const readItem = (next: () => number): PackItem => {
  const id = String(next())
  const upright: Array<Edge> = []
  const side = (edge: Edge): number => {
    const length = next()
    if (next() === 1) upright.push(edge)
    return length
  }
  const [lengthMm, widthMm, heightMm] = [side("length"), side("width"), side("height")]
  return { id, lengthMm, widthMm, heightMm, massGrams: 0, quantity: next(), orientations: upright }
}

/** Columns: folder, file and number of the instance in one; volume packed. */
const bestWorths = (file: string, set: string): ReadonlyMap<number, number> => {
  if (!existsSync(file)) return new Map()
  const rows = readFileSync(file, "utf8").matchAll(new RegExp(`/${set}\\.txt_(\\d+),(\\d+)`, "g"))
  return new Map([...rows].map(([, number, worth]) => [Number(number), Number(worth)]))
}
