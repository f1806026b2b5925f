/**
 * One carton from the inside. How its units lie is not recorded; the cartoniser is asked again and gives the same
 * answer.
 */
import type { Catalog } from "@stowage/catalog/Catalog"
import { afterIterations } from "@stowage/kernel/Stop"
import { cartonise } from "@stowage/operations/cartonise"
import type { CartonType } from "@stowage/packing/PackingProblem"
import { cartonSvg } from "@stowage/viz/cartonSvg"
import * as Result from "effect/Result"
import { type Markup, each, markup, ready } from "./Markup.ts"
import type { PackSample } from "./PackSample.ts"
import type { ReportInput } from "./ReportInput.ts"

/** As often as the pack bench lets the cartoniser try. */
const tries = afterIterations(12)
const patience = 5000

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
  const placements = carton.placements.map((placement) => ({
    ...placement,
    item: skuOf.get(placement.item) ?? placement.item
  }))
  return ready(cartonSvg({ title: `Carton ${sample.carton} of ${sample.work}`, ...type, placements, widthPx: 560 }))
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
