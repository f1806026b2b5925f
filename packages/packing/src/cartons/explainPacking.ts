/**
 * Why these cartons.
 */
import { fit, type Fit, type FitOptions } from "./fit.ts"
import {
  cartonCost,
  innerVolumeMm3,
  unitVolumeMm3,
  type CartonType,
  type PackingProblem,
  type PackItem
} from "../problem/PackingProblem.ts"
import type { PackedCarton, PackPlan, Placement } from "../problem/PackPlan.ts"
import { topLoads } from "../problem/topLoads.ts"

/** Another carton type, what it costs in the objective's unit, and whether the content in question fits it. */
export interface Alternative {
  readonly carton: string
  readonly cost: number
  readonly fit: Fit
}

/** What one unit bears and what it rests on. */
export interface UnitReason {
  readonly item: string
  /** Mass on its top, through every layer above it, each handing on its own in proportion to contact area. */
  readonly topGrams: number
  /** Part of its base that rests on the floor or on other units, in percent. */
  readonly supportPercent: number
}

export interface CartonReason {
  readonly carton: string
  readonly cost: number
  /** Volume of the content, in percent of the volume inside. */
  readonly fillPercent: number
  readonly grossGrams: number
  /** Where the centre of mass of the content is, in mm; the middle of the floor for what weighs nothing. */
  readonly centreMm: { readonly x: number; readonly y: number; readonly z: number }
  /** One a placement, in the same order. */
  readonly units: ReadonlyArray<UnitReason>
  /** The cheaper types, cheapest first, and why they do not do. One that `Fits` shows that the plan can be improved. */
  readonly cheaper: ReadonlyArray<Alternative>
  /** The cheapest other type, as dear or dearer, that the same content fits. Absent when there is none. */
  readonly nextBest?: { readonly carton: string; readonly cost: number }
}

export interface PackExplanation {
  /** One a carton of the plan, in its order. */
  readonly cartons: ReadonlyArray<CartonReason>
  /** When the order is split: each type of the range, cheapest first, and why it does not take the whole order. */
  readonly inOneCarton: ReadonlyArray<Alternative>
}

/**
 * For each carton why this one: which cheaper ones its content does not fit, how full and heavy it is, what each unit
 * bears and rests on, and what the next best would have cost. Asks `fit` once per carton and type, with the patience
 * of `options`. The plan must have no `violations`.
 */
export const explainPacking = (problem: PackingProblem, plan: PackPlan, options: FitOptions = {}): PackExplanation => ({
  cartons: plan.cartons.flatMap((packed) => reasonFor(problem, packed, options)),
  inOneCarton: plan.cartons.length > 1 ? alternatives(problem, problem.cartons, problem.items, options) : []
})

const reasonFor = (
  problem: PackingProblem,
  { carton, placements }: PackedCarton,
  options: FitOptions
): ReadonlyArray<CartonReason> => {
  const type = problem.cartons.find(({ id }) => id === carton)
  if (type === undefined) return []
  const units = new Map<string, number>()
  for (const { item } of placements) units.set(item, (units.get(item) ?? 0) + 1)
  const content = problem.items.flatMap((item) => {
    const quantity = units.get(item.id)
    return quantity === undefined ? [] : [{ ...item, quantity }]
  })
  const contentGrams = content.reduce((sum, item) => sum + item.quantity * item.massGrams, 0)
  const cost = cartonCost(type, problem.objective, contentGrams)
  const priced = (other: CartonType): number => cartonCost(other, problem.objective, contentGrams)
  const others = problem.cartons.filter(({ id }) => id !== carton)
  // Asked one by one: what is dearer than the next best need not be.
  const nextBest = others
    .filter((other) => priced(other) >= cost)
    .toSorted((a, b) => priced(a) - priced(b))
    .find((other) => fit(content, other, problem, options)._tag === "Fits")
  const cheaper = others.filter((other) => priced(other) < cost)
  const volumeMm3 = content.reduce((sum, item) => sum + item.quantity * unitVolumeMm3(item), 0)
  return [
    {
      carton,
      cost,
      fillPercent: (100 * volumeMm3) / innerVolumeMm3(type),
      grossGrams: type.tareGrams + contentGrams,
      centreMm: centreOf(problem, type, placements, contentGrams),
      units: unitReasons(problem, placements),
      cheaper: alternatives(problem, cheaper, content, options),
      ...(nextBest === undefined ? {} : { nextBest: { carton: nextBest.id, cost: priced(nextBest) } })
    }
  ]
}

const unitReasons = ({ items }: PackingProblem, placements: ReadonlyArray<Placement>): ReadonlyArray<UnitReason> => {
  const { supportedMm2, topGrams } = topLoads(new Map(items.map((item) => [item.id, item])), placements)
  return placements.map(({ item, l, w }, at) => ({
    item,
    topGrams: topGrams[at]!,
    supportPercent: (100 * supportedMm2[at]!) / (l * w)
  }))
}

const centreOf = (
  { items }: PackingProblem,
  type: CartonType,
  placements: ReadonlyArray<Placement>,
  contentGrams: number
): CartonReason["centreMm"] => {
  if (contentGrams === 0) return { x: type.innerLengthMm / 2, y: type.innerWidthMm / 2, z: 0 }
  const grams = new Map(items.map((item) => [item.id, item.massGrams]))
  const mean = (of: (placed: Placement) => number): number =>
    placements.reduce((sum, placed) => sum + (grams.get(placed.item) ?? 0) * of(placed), 0) / contentGrams
  return { x: mean(({ l, x }) => x + l / 2), y: mean(({ w, y }) => y + w / 2), z: mean(({ h, z }) => z + h / 2) }
}

const alternatives = (
  problem: PackingProblem,
  cartons: ReadonlyArray<CartonType>,
  content: ReadonlyArray<PackItem>,
  options: FitOptions
): ReadonlyArray<Alternative> => {
  const grams = content.reduce((sum, item) => sum + item.quantity * item.massGrams, 0)
  return cartons
    .map((type) => ({
      carton: type.id,
      cost: cartonCost(type, problem.objective, grams),
      fit: fit(content, type, problem, options)
    }))
    .sort((a, b) => a.cost - b.cost)
}
