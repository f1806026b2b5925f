/**
 * TSPLIB: files of symmetric travelling salesman problems, and their ways to measure.
 *
 * Source: Reinelt (1991), TSPLIB: a traveling salesman problem library, ORSA Journal on Computing 3(4).
 */
import { existsSync, readdirSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import * as Result from "effect/Result"
import { type PlacePoints } from "@stowage/picking-optimisation/tours/PlaceDistances"
import { readText } from "./jsonLines.ts"

/** An instance ready to be solved. Node `n` of the file is place `n - 1`. */
export interface TspInstance {
  readonly name: string
  readonly count: number
  readonly between: (from: number, to: number) => number
  /** Absent when distances are listed, or do not grow with how far apart points lie on paper. */
  readonly points?: PlacePoints
  /** The published length of the shortest tour; null when none is known. */
  readonly reference: number | null
}

/** The files of a folder by name, or the one file. */
export const tsplibFiles = (path: string): Result.Result<ReadonlyArray<string>, string> => {
  if (!existsSync(path)) return Result.fail(`--instances ${path}: expected a file or a folder, got neither`)
  if (!statSync(path).isDirectory()) return Result.succeed([path])
  const names = readdirSync(path).filter((name) => /\.tsp(?:\.gz)?$/.test(name))
  return Result.succeed(names.sort().map((name) => join(path, name)))
}

/** What a list of `name : length` lines says; `solutions` beside the instances when no file is named. */
export const tsplibReferences = (
  instances: string,
  named: string
): Result.Result<ReadonlyMap<string, number>, string> => {
  const folder = statSync(instances).isDirectory() ? instances : dirname(instances)
  const beside = join(folder, "solutions")
  if (named === "" && !existsSync(beside)) return Result.succeed(new Map())
  return Result.map(
    readText(named === "" ? beside : named),
    (text) =>
      new Map([...text.matchAll(/^\s*(\S+)\s*:\s*(\d+)/gm)].map(([, name = "", length]) => [name, Number(length)]))
  )
}

/** The instance in a file, or what about the file is not as expected. */
export const readTsplib = (
  file: string,
  references: ReadonlyMap<string, number>
): Result.Result<TspInstance, string> => {
  const text = readText(file)
  if (Result.isFailure(text)) return Result.fail(text.failure)
  const field = (key: string): string =>
    new RegExp(String.raw`^${key}\s*:\s*(.*?)\s*$`, "m").exec(text.success)?.[1] ?? ""
  const name = basename(file).replace(/\.tsp(?:\.gz)?$/, "")
  const count = Number(field("DIMENSION"))
  const kind = field("EDGE_WEIGHT_TYPE")
  const found = { name, count, reference: references.get(name) ?? null }
  if (!(count > 0)) return Result.fail(`${file}: expected DIMENSION above 0, got ${field("DIMENSION") || "nothing"}`)
  if (kind === "EXPLICIT") {
    const between = listed(numbersAfter(text.success, "EDGE_WEIGHT_SECTION"), count, field("EDGE_WEIGHT_FORMAT"))
    return Result.map(
      Result.mapError(between, (problem) => `${file}: ${problem}`),
      (between) => ({ ...found, between })
    )
  }
  const metric = metrics[kind]
  if (metric === undefined) return Result.fail(`${file}: expected a known EDGE_WEIGHT_TYPE, got ${kind || "nothing"}`)
  const numbers = numbersAfter(text.success, "NODE_COORD_SECTION")
  if (numbers.length !== 3 * count) return Result.fail(`${file}: expected ${count} nodes, got ${numbers.length / 3}`)
  const points = {
    x: Float64Array.from({ length: count }, (_, node) => numbers[3 * node + 1] as number),
    y: Float64Array.from({ length: count }, (_, node) => numbers[3 * node + 2] as number)
  }
  return Result.succeed({ ...found, between: metric(points), ...(kind === "GEO" ? {} : { points }) })
}

const numbersAfter = (text: string, section: string): ReadonlyArray<number> => {
  const from = text.indexOf(section)
  const body = from < 0 ? "" : text.slice(from + section.length)
  const end = /[A-Z]{3,}/.exec(body)?.index ?? body.length
  return body
    .slice(0, end)
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(Number)
}

type Metric = (points: PlacePoints) => TspInstance["between"]

const metrics: Readonly<Record<string, Metric>> = {
  EUC_2D:
    ({ x, y }) =>
    (from, to) => {
      const across = (x[from] as number) - (x[to] as number)
      const along = (y[from] as number) - (y[to] as number)
      return Math.floor(Math.sqrt(across * across + along * along) + 0.5)
    },
  CEIL_2D:
    ({ x, y }) =>
    (from, to) => {
      const across = (x[from] as number) - (x[to] as number)
      const along = (y[from] as number) - (y[to] as number)
      return Math.ceil(Math.sqrt(across * across + along * along))
    },
  ATT:
    ({ x, y }) =>
    (from, to) => {
      const across = (x[from] as number) - (x[to] as number)
      const along = (y[from] as number) - (y[to] as number)
      return Math.ceil(Math.sqrt((across * across + along * along) / 10))
    },
  GEO: ({ x, y }) => {
    const latitude = x.map(radians)
    const longitude = y.map(radians)
    return (from, to) => {
      if (from === to) return 0
      const q1 = Math.cos((longitude[from] as number) - (longitude[to] as number))
      const q2 = Math.cos((latitude[from] as number) - (latitude[to] as number))
      const q3 = Math.cos((latitude[from] as number) + (latitude[to] as number))
      return Math.floor(6378.388 * Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1)
    }
  }
}

/** Degrees and minutes written as `DDD.MM`, with the library's own value of pi. */
const radians = (written: number): number => {
  const degrees = Math.trunc(written)
  // eslint-disable-next-line oxc/approx-constant -- published lengths are made with it
  return (3.141592 * (degrees + (5 * (written - degrees)) / 3)) / 180
}

/**
 * Where the row of `from` begins in a list, less its first column, and whether rows go up to or on from the diagonal.
 */
const formats: Readonly<Record<string, (row: number, column: number, count: number) => number>> = {
  FULL_MATRIX: (row, column, count) => row * count + column,
  UPPER_ROW: (row, column, count) => row * count - (row * (row + 3)) / 2 + column - 1,
  UPPER_DIAG_ROW: (row, column, count) => row * count - (row * (row + 1)) / 2 + column,
  LOWER_ROW: (row, column) => (column * (column - 1)) / 2 + row,
  LOWER_DIAG_ROW: (row, column) => (column * (column + 1)) / 2 + row
}

const listed = (
  numbers: ReadonlyArray<number>,
  count: number,
  format: string
): Result.Result<TspInstance["between"], string> => {
  const slotOf = formats[format]
  if (slotOf === undefined) return Result.fail(`expected a known EDGE_WEIGHT_FORMAT, got ${format || "nothing"}`)
  const matrix = new Float64Array(count * count)
  for (let row = 0; row < count; row++) {
    for (let column = row + 1; column < count; column++) {
      const length = numbers[slotOf(row, column, count)]
      if (length === undefined) return Result.fail(`expected a length of edge ${row + 1}-${column + 1}, got none`)
      matrix[row * count + column] = length
      matrix[column * count + row] = length
    }
  }
  return Result.succeed((from, to) => matrix[from * count + to] as number)
}
