/**
 * One carton, packed step by step. How its units lie is not recorded; the cartoniser is asked again and gives the same
 * answer.
 */
import type { Catalog } from "@stowage/catalog/Catalog"
import type { Sku } from "@stowage/kernel/Ids"
import { afterIterations } from "@stowage/kernel/Stop"
import { cartonise } from "@stowage/operations/cartonise"
import { packingInstructions } from "@stowage/packing/cartons/packingInstructions"
import type { CartonType, PackItem } from "@stowage/packing/problem/PackingProblem"
import { packedCartonSvg } from "@stowage/viz/packedCartonSvg"
import * as Result from "effect/Result"
import { type Markup, each, markup, ready } from "./Markup.ts"
import type { PackSample } from "./PackSample.ts"
import type { ReportInput } from "./ReportInput.ts"

/** As often as the pack bench lets the cartoniser try. */
const tries = afterIterations(12)
const patience = 1000

/** The item as instructions speak of it: by its SKU. */
const itemOf = (catalog: Catalog, sku: Sku): ReadonlyArray<PackItem> => {
  const item = catalog.bySku.get(sku)
  if (item === undefined) return []
  const { dimensions, handling, massGrams } = item
  const { heightMm, lengthMm, widthMm } = dimensions
  return [{ id: sku, lengthMm, widthMm, heightMm, massGrams, quantity: 1, orientations: handling.orientation }]
}

const drawn = (
  sample: PackSample,
  catalog: Catalog,
  range: ReadonlyArray<CartonType>,
  seed: number
): Markup | undefined => {
  const chosen = cartonise(catalog, sample.lines, range, { seed, stop: tries, patience })
  if (Result.isFailure(chosen)) return undefined
  const [carton, ...others] = chosen.success
  const type = range.find(({ id }) => id === sample.carton)
  if (carton === undefined || others.length > 0 || carton.carton !== sample.carton || type === undefined)
    return undefined
  const skuOf = new Map<string, string>(sample.lines.map(({ line, sku }) => [line, sku]))
  const named = (item: string): string => skuOf.get(item) ?? item
  const placements = carton.placements.map((placement) => ({ ...placement, item: named(placement.item) }))
  const items = sample.lines.flatMap(({ sku }) => itemOf(catalog, sku))
  const problem = { items, cartons: range, objective: "fewestThenSmallest" } as const
  const steps = packingInstructions(problem, { carton: carton.carton, placements })
  const title = `Carton ${sample.carton} of ${sample.work}`
  return ready(packedCartonSvg({ title, ...type, placements, steps }))
}

/** Nothing when no single carton was packed, or the range is not given. */
export const cartonSection = ({ catalog, optimised, seed }: ReportInput): Markup => {
  const { sampler, settings } = optimised
  const { best } = sampler
  const svg = best === undefined ? undefined : drawn(best, catalog, settings.cartons ?? [], seed)
  if (best === undefined || svg === undefined) return markup``
  return markup`<section id="carton"><h2>One carton</h2>
<p>The carton of <code>${best.work}</code>: ${best.units} units of ${best.kinds} SKUs. Why this one:</p>
<ul class="plain">${each(best.why, (reason) => markup`<li>${reason}</li>`)}</ul>
<div class="figure carton">${svg}</div></section>`
}
