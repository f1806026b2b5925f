/**
 * A slotting problem from tables: past orders, locations and, where they are known, items.
 *
 * ```csv
 * order,sku,units,day
 * web-1,TEA-1,2,0
 * ```
 * ```csv
 * location,xMm,yMm,aisle,zone,level,capacityVolumeMm3,maxMassGrams,handlingClasses,hazmatClasses,owners,equipment
 * A01-01-1,0,1200,A01,dry,1,90000000,200000,ambient;chilled,3;8,,
 * ```
 * ```csv
 * sku,lengthMm,widthMm,heightMm,unitMassGrams,handlingClass,hazmatClass,family,owner,equipment,location
 * TEA-1,120,80,60,250,ambient,,tea,,,A01-03-2
 * ```
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { readCsvTable, type TableRefusal, type TableRow } from "@stowage/layout/csvTable"
import type { Point } from "@stowage/layout/Location"
import * as Result from "effect/Result"
import { affinityOf } from "../demand/affinityOf.ts"
import { demandOf, type OrderLine } from "../demand/demandOf.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { PickFace, SlotSku, SlottingProblem } from "./SlottingProblem.ts"
import type { StorageRules } from "../rules/StorageRules.ts"

/** The texts of the files. */
export interface SlottingTables {
  readonly orders: string
  readonly locations: string
  /** Without it every unit is a litre of one kilogram. */
  readonly items?: string
}

/** What no table says. */
export interface TableOptions {
  /** Where pickers come from and go to; walks go along and across aisles. */
  readonly depot: Point
  readonly walkMmPerSecond: number
  /** What a visit to each level costs beside the walk, from level 1: as `reachByLevel` has it. */
  readonly reachMillis: ReadonlyArray<number>
  readonly rules?: StorageRules
}

/** The problem, the lines it was made from, and where the items say that their SKUs are now. */
export interface SlottingFromTables {
  readonly problem: SlottingProblem
  readonly lines: ReadonlyArray<OrderLine>
  readonly current: SlotPlan
}

/** What of which table cannot be read. */
export type TablesRefusal = TableRefusal & { readonly table: keyof SlottingTables }

/** The refusal in words, for whoever wrote the file. */
export const tablesRefusalText = ({ column, expected, found, line, table }: TablesRefusal): string =>
  `${table}, line ${line}, ${column}: expected ${expected}, got ${found}`

/**
 * SKUs with the demand of the orders, their affinity, and faces with their walks. A history is as many days as its last
 * day says. Refuses the first field that is not what it should be, by table, line and column. Lists within a field are
 * separated by semicolons. Time that of `demandOf` and `affinityOf`.
 */
export const slottingFromTables = (
  tables: SlottingTables,
  options: TableOptions
): Result.Result<SlottingFromTables, TablesRefusal> => {
  const lines = table("orders", tables.orders, ["order", "sku", "units", "day"], ["order", "sku"], lineOf)
  if (Result.isFailure(lines)) return Result.fail(lines.failure)
  const faces = table("locations", tables.locations, faceColumns, ["location", "xMm", "yMm"], faceOf(options))
  if (Result.isFailure(faces)) return Result.fail(faces.failure)
  const items = table("items", tables.items ?? "sku", itemColumns, ["sku"], itemOf)
  if (Result.isFailure(items)) return Result.fail(items.failure)
  const days = lines.success.reduce((most, { day = 0 }) => Math.max(most, day + 1), 1)
  const byName = new Map(items.success.map((item) => [item.sku, item]))
  const skus = demandOf(lines.success, days).map(({ sku, unitsPerDay, visitsPerDay }): SlotSku => {
    const { location: _, ...item } = byName.get(sku) ?? { ...aLitre, sku, location: undefined }
    return { ...item, visitsPerDay, unitsPerDay }
  })
  const { rules, walkMmPerSecond } = options
  const assignments = skus.flatMap(({ sku }) => {
    const face = byName.get(sku)?.location
    return face === undefined ? [] : [{ sku, face }]
  })
  const affinity = affinityOf(lines.success, { days })
  const problem = { skus, faces: faces.success, walkMmPerSecond, affinity, ...(rules === undefined ? {} : { rules }) }
  return Result.succeed({ problem, lines: lines.success, current: { assignments } })
}

const faceColumns = [
  ..."location xMm yMm aisle zone level capacityVolumeMm3 maxMassGrams lengthMm widthMm heightMm".split(" "),
  ..."handlingClasses hazmatClasses owners equipment".split(" ")
]
const itemColumns =
  "sku lengthMm widthMm heightMm unitMassGrams handlingClass hazmatClass family owner equipment location".split(" ")

/** One row, read field by field; the first that is wrong is kept. */
interface Fields {
  readonly text: (column: string) => string | undefined
  readonly list: (column: string) => ReadonlyArray<string> | undefined
  /** A number of `least` or more; `otherwise` where there is none. */
  readonly number: (column: string, otherwise: number, least?: number) => number
  readonly has: (column: string) => boolean
}

const table = <A>(
  name: keyof SlottingTables,
  text: string,
  columns: ReadonlyArray<string>,
  needed: ReadonlyArray<string>,
  read: (fields: Fields) => A
): Result.Result<ReadonlyArray<A>, TablesRefusal> => {
  const rows = readCsvTable(text, columns, needed)
  if (Result.isFailure(rows)) return Result.fail({ ...rows.failure, table: name })
  const wrong: Array<TableRefusal> = []
  const things = rows.success.map((row) => {
    const empty = needed.find((column) => !row.text.has(column))
    if (empty !== undefined) {
      wrong.push({ line: row.line, column: empty, expected: "something in this column", found: "nothing" })
    }
    return read(fieldsOf(row, wrong))
  })
  const [first] = wrong
  return first === undefined ? Result.succeed(things) : Result.fail({ ...first, table: name })
}

const fieldsOf = ({ line, text }: TableRow, wrong: Array<TableRefusal>): Fields => ({
  text: (column) => text.get(column),
  list: (column) =>
    text
      .get(column)
      ?.split(";")
      .map((item) => item.trim()),
  number: (column, otherwise, least = 0) => {
    const found = text.get(column)
    if (found === undefined) return otherwise
    const value = Number(found)
    if (Number.isFinite(value) && value >= least) return value
    const expected = least === -Infinity ? "a number" : `a number of ${least} or more`
    wrong.push({ line, column, expected, found })
    return otherwise
  },
  has: (column) => text.has(column)
})

const lineOf = ({ number, text }: Fields): OrderLine => ({
  order: text("order") ?? "",
  sku: (text("sku") ?? "") as Sku,
  units: number("units", 1, 1),
  day: number("day", 0)
})

const sidesOf = ({ has, number }: Fields) =>
  ["lengthMm", "widthMm", "heightMm"].every(has)
    ? { lengthMm: number("lengthMm", 1, 1), widthMm: number("widthMm", 1, 1), heightMm: number("heightMm", 1, 1) }
    : undefined

/** Fields with a value: a table has no other way to say that something is not known. */
const known = <A extends object>(fields: A): { readonly [Key in keyof A]?: Exclude<A[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof A]?: Exclude<A[Key], undefined>
  }

const faceOf =
  ({ depot, reachMillis }: TableOptions) =>
  (fields: Fields): PickFace => {
    const { list, number, text } = fields
    const at = { xMm: number("xMm", 0, -Infinity), yMm: number("yMm", 0, -Infinity) }
    const level = number("level", 1)
    const inner = sidesOf(fields)
    const whole = inner === undefined ? 1e12 : inner.lengthMm * inner.widthMm * inner.heightMm
    return {
      face: (text("location") ?? "") as LocationId,
      roundTripMm: 2 * (Math.abs(at.xMm - depot.xMm) + Math.abs(at.yMm - depot.yMm)),
      reachMillis: reachMillis[level - 1] ?? reachMillis.at(-1) ?? 0,
      capacityVolumeMm3: number("capacityVolumeMm3", whole, 1),
      maxMassGrams: number("maxMassGrams", 1e12, 1),
      handlingClasses: list("handlingClasses") ?? ["ambient"],
      level,
      at,
      ...known({
        inner,
        aisle: text("aisle"),
        zone: text("zone"),
        hazmatClasses: list("hazmatClasses"),
        owners: list("owners"),
        equipment: list("equipment")
      })
    }
  }

const aLitre = { unitVolumeMm3: 1_000_000, unitMassGrams: 1_000, handlingClass: "ambient" }

const itemOf = (fields: Fields) => {
  const { number, text } = fields
  const sides = sidesOf(fields)
  return {
    sku: (text("sku") ?? "") as Sku,
    location: text("location") as LocationId | undefined,
    unitVolumeMm3: sides === undefined ? aLitre.unitVolumeMm3 : sides.lengthMm * sides.widthMm * sides.heightMm,
    unitMassGrams: number("unitMassGrams", aLitre.unitMassGrams),
    handlingClass: text("handlingClass") ?? aLitre.handlingClass,
    ...known({
      sides,
      hazmatClass: text("hazmatClass"),
      family: text("family"),
      owner: text("owner"),
      equipment: text("equipment")
    })
  }
}
