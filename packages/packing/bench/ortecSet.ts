/**
 * Pallets of real products after Alonso, Alvarez-Valdes, Iori and Parreño (2019, 2020; instances by courtesy of ORTEC):
 * fewest pallets, a day's cases apart from another day's. A file `inst3d*.csv`, or a folder of them or of such folders.
 *
 * Products that may turn about three axes lie on any face, all others upright. A pallet is loaded up to the height of
 * the truck and the truck's payload; layers may reach out over it as far as the largest layer of the file. Where fewer
 * layers of a product may be piled than the height allows, one unit bears so many less one of its mass. All products of
 * the files are of one stacking group, and none is always on top or at the bottom. How much of a base must rest on
 * what is below the files do not say: seven tenths, unless `--support` says otherwise. The reference is `layerGreedy`.
 */
import * as Result from "effect/Result"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { buildPallets } from "../src/pallets/buildPallets.ts"
import { costPerCarton, innerVolumeMm3, unitVolumeMm3, type PackItem } from "../src/problem/PackingProblem.ts"
import { describePackingRefusal } from "../src/problem/PackingRefusal.ts"
import { palletsAsPacking, type PalletProblem } from "../src/pallets/PalletProblem.ts"
import { violations } from "../src/problem/violations.ts"
import { nowMs, spread, stopAfter, type BenchSet } from "./BenchSet.ts"
import { layerGreedy } from "./layerGreedy.ts"
import { plainCarton } from "./plainCarton.ts"

const usualSupport = 0.7

export const ortecSet: BenchSet = function* ({ limit, path, seconds, seed, support = usualSupport }) {
  for (const file of spread(filesIn(path), limit)) {
    const name = file.split("/").slice(-2).join("/").replace(".csv", "")
    const problem = { ...problemFrom(readFileSync(file, "utf8")), support }
    const begun = nowMs()
    const solved = buildPallets(problem, { seed, stop: stopAfter(seconds) })
    const ms = nowMs() - begun
    if (Result.isFailure(solved)) throw new RangeError(`${name}: ${describePackingRefusal(solved.failure)}`)
    const { plan, bound } = solved.success
    const cost = plan.cartons.length
    const reference = layerGreedy(problem)
    const packing = palletsAsPacking(problem)
    if (violations(packing, reference).length > 0) throw new RangeError(`${name}: the reference breaks rules`)
    const insideMm3 = cost * innerVolumeMm3(problem.pallet)
    const itemsMm3 = problem.items.reduce((sum, item) => sum + item.quantity * unitVolumeMm3(item), 0)
    const line = {
      instance: name,
      cost,
      bound: Math.floor(bound / costPerCarton),
      reference: reference.cartons.length,
      gapPercent: (100 * (cost - reference.cartons.length)) / reference.cartons.length,
      fillPercent: (100 * itemsMm3) / insideMm3,
      ms,
      violations: violations(packing, plan).length
    }
    yield { line, bins: plan.cartons, litres: insideMm3 / 1e6 }
  }
}

const filesIn = (path: string): ReadonlyArray<string> =>
  statSync(path).isFile()
    ? /^inst3d.*\.csv$/.test(basename(path))
      ? [path]
      : []
    : readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(join(path, name)))

type Row = ReadonlyArray<number>

/** The rows under each heading. */
const sectionsOf = (text: string): ReadonlyMap<string, ReadonlyArray<Row>> => {
  const sections = new Map<string, Array<Row>>()
  let rows: Array<Row> = []
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/)
    if (words[0] === "") continue
    if (words[0]!.startsWith("#")) sections.set(words[0]!, (rows = []))
    else rows.push(words.map(Number))
  }
  return sections
}

/** Columns of a product, from its last: the earlier ones are fewer in the files of 2019. */
const productColumns = 11

const problemFrom = (text: string): PalletProblem => {
  const sections = sectionsOf(text)
  const [products = [], layers = []] = [sections.get("#products"), sections.get("#layers")]
  const [, palletWidth = 0, palletLength = 0, palletHeight = 0, palletKg = 0] = sections.get("#pallets")?.[0] ?? []
  const [, , , truckHeight = 0, truckKg = 0] = sections.get("#trucks")?.[0] ?? []
  const heightMm = Math.floor(truckHeight - palletHeight)
  const over = (column: number, side: number): number =>
    Math.max(0, Math.ceil((Math.max(...layers.map((layer) => layer[column]!)) - side) / 2))
  const pallet = {
    ...plainCarton("pallet", palletLength, palletWidth, heightMm),
    tareGrams: Math.round(palletKg * 1000),
    maxGrossGrams: Math.floor(truckKg * 1000),
    overhangMm: { lengthMm: over(2, palletLength), widthMm: over(1, palletWidth) }
  }
  const mostPiled = new Map(layers.map((layer) => [layer[0]!, layer[7]!]))
  const items = products.flatMap((row) => itemsOf(row, heightMm, mostPiled.get(row.at(-1)!) ?? Infinity))
  return { items, pallet }
}

/** One item for each day on which there is demand for the product. */
const itemsOf = (row: Row, heightMm: number, mostPiled: number): ReadonlyArray<PackItem> => {
  const [widthMm = 0, lengthMm = 0, unitHeightMm = 0, kg = 0, x = 0, y = 0, z = 0] = row.slice(-productColumns)
  const massGrams = Math.round(kg * 1000)
  const bears = mostPiled < Math.floor(heightMm / unitHeightMm) ? { maxTopGrams: (mostPiled - 1) * massGrams } : {}
  return demandOf(row).flatMap(([day, quantity]) =>
    quantity === 0
      ? []
      : [
          {
            id: `${row[0]}/${day}`,
            lengthMm,
            widthMm,
            heightMm: unitHeightMm,
            massGrams,
            quantity,
            mixKey: String(day),
            orientations: x * y * z === 1 ? ("any" as const) : ("upright" as const),
            ...bears
          }
        ]
  )
}

/** Day and units: in 2019 in one row a day, in 2020 in three columns (rest, stock and case pallets) a day. */
const demandOf = (row: Row): ReadonlyArray<readonly [day: number, units: number]> =>
  row.length === 14
    ? [[row[1]!, row[2]!]]
    : [1, 2, 3].map((day) => [day, row.slice(2 + 3 * day, 5 + 3 * day).reduce((sum, units) => sum + units, 0)])
