/**
 * Picked lines → cartons, with the reasons. What no carton takes ships in its own packaging, a unit at a time.
 */
import type { LineId, Sku } from "@stowage/kernel/Ids"
import type { Catalog } from "@stowage/catalog/Catalog"
import { type CartonReason, explainPacking } from "@stowage/packing/cartons/explainPacking"
import { type Fit, describeFit, fit } from "@stowage/packing/cartons/fit"
import { type PackOptions, solve } from "@stowage/packing/cartons/pack"
import type { CartonType, PackItem, PackingProblem } from "@stowage/packing/problem/PackingProblem"
import { type PackingRefusal, describePackingRefusal } from "@stowage/packing/problem/PackingRefusal"
import type { PackedCarton } from "@stowage/packing/problem/PackPlan"
import * as Result from "effect/Result"

/** Units of a line to be packed. */
export interface PackLine {
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
}

/** A carton before it has a number. */
export interface ChosenCarton {
  readonly carton: string
  readonly contents: ReadonlyArray<{ readonly line: LineId; readonly quantity: number }>
  readonly grossGrams: number
  readonly why: ReadonlyArray<string>
  /** How the units lie in it; empty for a unit in its own packaging. */
  readonly placements: PackedCarton["placements"]
}

/** Name of the carton that is none: the unit's own packaging with a label on it. */
export const ownPackaging = "own packaging"

const itemFor = (catalog: Catalog, { line, quantity, sku }: PackLine): PackItem => {
  const item = catalog.bySku.get(sku)
  if (item === undefined) throw new Error(`${sku} is in a tote but not in the catalogue`)
  const { heightMm, lengthMm, widthMm } = item.dimensions
  const { orientation } = item.handling
  return { id: line, lengthMm, widthMm, heightMm, massGrams: item.massGrams, quantity, orientations: orientation }
}

const unitAlone = (item: PackItem): ChosenCarton => ({
  carton: ownPackaging,
  contents: [{ line: item.id as LineId, quantity: 1 }],
  grossGrams: item.massGrams,
  why: [
    `${item.lengthMm} × ${item.widthMm} × ${item.heightMm} mm and ${item.massGrams} g go in no carton of the range`
  ],
  placements: []
})

const contentsOf = (packed: PackedCarton): ChosenCarton["contents"] => {
  const units = new Map<string, number>()
  for (const { item } of packed.placements) units.set(item, (units.get(item) ?? 0) + 1)
  return [...units].map(([line, quantity]) => ({ line: line as LineId, quantity }))
}

/** The cartoniser speaks of lines; people of SKUs. */
const sayFit = (fit: Fit, skuOf: ReadonlyMap<string, Sku>): string =>
  describeFit(fit._tag === "ItemTooLarge" ? { ...fit, item: skuOf.get(fit.item) ?? fit.item } : fit)

const reasonsFor = (reason: CartonReason, skuOf: ReadonlyMap<string, Sku>): ReadonlyArray<string> => {
  const tried = reason.cheaper.slice(-2).map((other) => `not ${other.carton}: ${sayFit(other.fit, skuOf)}`)
  const next = reason.nextBest === undefined ? [] : [`the next that fits is ${reason.nextBest.carton}`]
  return [`${reason.carton}, ${reason.fillPercent.toFixed(0)} % full`, ...tried, ...next]
}

/** Work in vain after which a smaller carton is said not to do, where the caller does not say. */
const usualPatience = 50_000
/** What is explained was searched for already: looking again may take that much less. */
const againShare = 5

const chosen = (
  problem: PackingProblem,
  cartons: ReadonlyArray<PackedCarton>,
  skuOf: ReadonlyMap<string, Sku>,
  { patience = usualPatience }: PackOptions
): ReadonlyArray<ChosenCarton> => {
  const { cartons: reasons } = explainPacking(problem, { cartons }, { patience: patience / againShare })
  return cartons.map((packed, at) => {
    const reason = reasons[at] as CartonReason
    const { carton, placements } = packed
    const contents = contentsOf(packed)
    return { carton, contents, grossGrams: reason.grossGrams, why: reasonsFor(reason, skuOf), placements }
  })
}

/**
 * The cartons for these lines. Refuses what the cartoniser refuses, in words; an item too large for every carton is not
 * refused.
 */
export const cartonise = (
  catalog: Catalog,
  lines: ReadonlyArray<PackLine>,
  range: ReadonlyArray<CartonType>,
  options: PackOptions
): Result.Result<ReadonlyArray<ChosenCarton>, PackingRefusal> => {
  const items = lines.map((line) => itemFor(catalog, line))
  const fits = (item: PackItem): boolean =>
    range.some((carton) => fit([{ ...item, quantity: 1 }], carton)._tag === "Fits")
  const small = items.filter(fits)
  const alone = items
    .filter((item) => !small.includes(item))
    .flatMap((item) => Array.from({ length: item.quantity }, () => unitAlone(item)))
  if (small.length === 0) return Result.succeed(alone)
  const problem: PackingProblem = { items: small, cartons: range, objective: "fewestThenSmallest" }
  const skuOf = new Map<string, Sku>(lines.map(({ line, sku }) => [line, sku]))
  return Result.map(solve(problem, options), ({ plan }) => [...chosen(problem, plan.cartons, skuOf, options), ...alone])
}

/** A refusal of `cartonise` as a sentence. */
export const sayCartonRefusal = (refusal: PackingRefusal): string => describePackingRefusal(refusal)
