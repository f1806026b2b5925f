/**
 * Published mixed-shelves instances: one JSON object a file, gzipped or not, of parameters, articles, orders and
 * warehouse items.
 *
 * Rows and aisles are numbered from the conveyor outward, to both sides, and are one step apart; there are cross-aisles
 * at row 0 and at the first and the last row, and the conveyor is at row 0 of aisle 0 in every zone. A step is taken as
 * a millimetre. In the published distances an item is reached from a cross-aisle alone, also from its own aisle.
 *
 * Source of the set: Abelli and others (2024), arXiv 2401.04563.
 */
import { readdirSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type FulfilmentOrderId, type SerialId, type Sku } from "@stowage/kernel/Ids"
import { type MixedShelvesProblem } from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { readText } from "./jsonLines.ts"

/** What is in a file. */
export const PublishedShelves = Schema.Struct({
  parameters: Schema.Struct({
    min_number_requested_items: Schema.Int,
    max_orders_per_batch: Schema.Int,
    max_container_volume: Schema.Number,
    first_row: Schema.Int,
    last_row: Schema.Int,
    first_aisle: Schema.Int,
    last_aisle: Schema.Int
  }),
  articles: Schema.Array(Schema.Struct({ id: Schema.String, volume: Schema.Number })),
  orders: Schema.Array(Schema.Struct({ id: Schema.String, positions: Schema.Array(Schema.String) })),
  warehouse_items: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      row: Schema.Int,
      aisle: Schema.Int,
      article: Schema.String,
      zone: Schema.String
    })
  )
})
export type PublishedShelves = typeof PublishedShelves.Type

/** How items of one aisle are reached from each other; `byCrossAisle` is what is published. */
export type WithinAisle = MixedShelvesProblem["withinAisle"]

/** The file, or every such file of a folder by name, with the name of its instance. */
export const instanceFiles = (
  path: string
): Result.Result<ReadonlyArray<readonly [name: string, file: string]>, string> =>
  Result.try({
    try: () => {
      const ending = /\.json(?:\.gz)?$/
      if (!statSync(path).isDirectory()) return [[basename(path).replace(ending, ""), path] as const]
      const names = readdirSync(path).filter((name) => ending.test(name))
      return names.sort().map((name) => [name.replace(ending, ""), join(path, name)] as const)
    },
    catch: (error) => `--instances ${path}: expected a file or folder that can be read, got ${String(error)}`
  })

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(PublishedShelves))

export const readShelves = (file: string): Result.Result<PublishedShelves, string> =>
  Result.flatMap(readText(file), (text) => Result.mapError(decode(text), ({ message }) => `${file}: ${message}`))

export const shelvesProblem = (
  { articles, orders, parameters, warehouse_items: items }: PublishedShelves,
  withinAisle: WithinAisle
): MixedShelvesProblem => {
  const { first_aisle: firstAisle, first_row: firstRow, last_aisle: lastAisle, last_row: lastRow } = parameters
  const aisleXMm = Array.from({ length: lastAisle - firstAisle + 1 }, (_, aisle) => firstAisle + aisle)
  return {
    floor: { _tag: "RectangularFloor", aisleXMm, crossAisleYMm: [firstRow, 0, lastRow] },
    depotAisle: -firstAisle,
    withinAisle,
    skus: articles.map(({ id, volume }) => ({ sku: id as Sku, volumeMm3: volume })),
    units: items.map(({ aisle, article, id, row, zone }) => ({
      id: id as SerialId,
      sku: article as Sku,
      zone,
      aisle: aisle - firstAisle,
      yMm: row
    })),
    orders: orders.map(({ id, positions }) => ({
      id: id as FulfilmentOrderId,
      lines: positions.map((sku) => ({ sku: sku as Sku, quantity: 1 }))
    })),
    limits: { orders: parameters.max_orders_per_batch, volumeMm3: parameters.max_container_volume },
    leastUnits: parameters.min_number_requested_items
  }
}
