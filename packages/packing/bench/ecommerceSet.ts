/**
 * Reads the published orders of BoxPacker's test suite (dvdoug/BoxPacker, `tests/data`, MIT): boxes.csv, items.csv and
 * expected.csv in one folder, without headings. Lengths in mm, masses in grams.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { CartonType, PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { manyCartons, type CartonsInstance } from "./manyCartons.ts"

export const ecommerceSet: BenchSet = function* (options) {
  const instances = ordersIn(options.path)
  // The compiler sees the code before anything is timed.
  for (const _ of manyCartons(instances, { ...options, limit: 300 })) continue
  yield* manyCartons(instances, options)
}

/** Orders with what BoxPacker uses when items may lie any way. BoxPacker knows no support, so none is asked. */
const ordersIn = (folder: string): ReadonlyArray<CartonsInstance> => {
  const cartons = readRows(folder, "boxes.csv", 9).map(cartonFrom)
  const orders = new Map<string, Map<string, PackItem>>()
  for (const row of readRows(folder, "items.csv", 7)) {
    const order = orders.get(row.name) ?? new Map<string, PackItem>()
    orders.set(row.name, order)
    const item = itemFrom(row, order)
    const quantity = item.quantity + (order.get(item.id)?.quantity ?? 0)
    order.set(item.id, { ...item, quantity })
  }
  const expected = new Map(readRows(folder, "expected.csv", 7).map(({ name, cells }) => [name, Number(cells[4])]))
  return [...orders].map(([name, items]) => {
    const problem = {
      items: [...items.values()],
      cartons,
      objective: "fewestThenSmallest",
      support: "none"
    } as const
    return { name, problem, reference: expected.get(name) }
  })
}

interface Row {
  readonly name: string
  readonly cells: ReadonlyArray<string>
}

const readRows = (folder: string, file: string, columns: number): ReadonlyArray<Row> => {
  const path = join(folder, file)
  if (!existsSync(path)) throw new RangeError(`--instances: expected a folder with ${file}, got ${folder}`)
  const lines = readFileSync(path, "utf8").split(/\r?\n/)
  return lines.flatMap((line, index) => {
    if (line === "") return []
    const cells = line.split(",")
    if (cells.length === columns) return [{ name: String(cells[0]), cells }]
    throw new RangeError(`${file} line ${index + 1}: expected ${columns} columns, got ${cells.length}`)
  })
}

/** Columns: name, outer width, length, depth, empty mass, inner width, length, depth, most gross mass. */
const cartonFrom = ({ name, cells }: Row): CartonType => ({
  id: name,
  outerWidthMm: Number(cells[1]),
  outerLengthMm: Number(cells[2]),
  outerHeightMm: Number(cells[3]),
  tareGrams: Number(cells[4]),
  innerWidthMm: Number(cells[5]),
  innerLengthMm: Number(cells[6]),
  innerHeightMm: Number(cells[7]),
  maxGrossGrams: Number(cells[8])
})

/** Columns: order, quantity, name, width, length, depth, mass. One name with two sizes in an order gives two items. */
const itemFrom = ({ cells }: Row, order: ReadonlyMap<string, PackItem>): PackItem => {
  const name = String(cells[2])
  const sizes = { widthMm: Number(cells[3]), lengthMm: Number(cells[4]), heightMm: Number(cells[5]) }
  const massGrams = Number(cells[6])
  const alike = (other: PackItem): boolean =>
    other.widthMm === sizes.widthMm &&
    other.lengthMm === sizes.lengthMm &&
    other.heightMm === sizes.heightMm &&
    other.massGrams === massGrams
  let id = name
  for (let copy = 2; ; copy++) {
    const other = order.get(id)
    if (other === undefined || alike(other)) break
    id = `${name}#${copy}`
  }
  return { id, ...sizes, massGrams, quantity: Number(cells[1]), orientations: "any" }
}
