/**
 * Whether a packing problem can be solved at all.
 */
import { badCarton, badItem, badRules } from "./badMeasure.ts"
import { contradictoryCarton, contradictoryItem } from "./contradiction.ts"
import {
  innerVolumeMm3,
  packingObjectives,
  paddedSides,
  payloadGrams,
  verticalEdges,
  type CartonType,
  type PackingProblem,
  type PackingRules,
  type PackItem
} from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"
import { tooMuch } from "./tooMuch.ts"

/** The first reason to refuse; undefined when the problem can be solved. */
export const illPosed = (problem: PackingProblem): PackingRefusal | undefined =>
  firstOf(problem.items, badItem) ??
  firstOf(problem.cartons, badCarton) ??
  badRules(problem) ??
  idTaken("item", problem.items) ??
  idTaken("carton", problem.cartons) ??
  unknownObjective(problem.objective) ??
  (problem.objective === "leastCost" ? firstOf(problem.cartons, withoutCost) : undefined) ??
  (problem.objective === "leastShipping" ? firstOf(problem.cartons, withoutRates) : undefined) ??
  firstOf(problem.items, contradictoryItem) ??
  firstOf(problem.cartons, contradictoryCarton) ??
  contradictoryRules(problem, problem.items) ??
  (problem.items.length > 0 && problem.cartons.length === 0 ? { _tag: "NoCartons" } : undefined) ??
  firstOf(problem.items, (item) => fitsNone(item, problem.cartons)) ??
  tooMuch(problem)

/** The first reason why `items` cannot be loaded in `container`; items too large for it are no reason. */
export const illPosedLoad = (
  rules: PackingRules,
  items: ReadonlyArray<PackItem>,
  container: CartonType
): PackingRefusal | undefined =>
  firstOf(items, badItem) ??
  badCarton(container) ??
  badRules(rules) ??
  idTaken("item", items) ??
  firstOf(items, contradictoryItem) ??
  contradictoryCarton(container) ??
  contradictoryRules(rules, items)

const firstOf = <A>(
  things: ReadonlyArray<A>,
  refuse: (thing: A) => PackingRefusal | undefined
): PackingRefusal | undefined => {
  for (const thing of things) {
    const refusal = refuse(thing)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** An objective that no switch knows. */
export const unknownObjective = (
  objective: string
): Extract<PackingRefusal, { readonly _tag: "ObjectiveUnknown" }> | undefined =>
  packingObjectives.some((known) => known === objective) ? undefined : { _tag: "ObjectiveUnknown", objective }

const idTaken = (of: "item" | "carton", things: ReadonlyArray<{ readonly id: string }>): PackingRefusal | undefined => {
  const taken = new Set<string>()
  for (const { id } of things) {
    if (taken.has(id)) return { _tag: "IdTaken", of, id }
    taken.add(id)
  }
  return undefined
}

const withoutCost = ({ id, costMinor }: CartonType): PackingRefusal | undefined =>
  costMinor === undefined ? { _tag: "CartonCostMissing", carton: id } : undefined

const withoutRates = ({ id, rates = [] }: CartonType): PackingRefusal | undefined =>
  rates.length === 0 ? { _tag: "CartonRatesMissing", carton: id } : undefined

const contradictoryRules = (
  { separations = [] }: PackingRules,
  items: ReadonlyArray<PackItem>
): PackingRefusal | undefined => {
  const itself = separations.find(([a, b]) => a === b)
  if (itself !== undefined) return { _tag: "SeparatedFromItself", separationClass: itself[0] }
  const groups = new Map<string, Array<PackItem>>()
  for (const item of items) {
    if (item.group !== undefined) groups.set(item.group, [...(groups.get(item.group) ?? []), item])
  }
  for (const [group, members] of groups) {
    const classes = new Set(members.map(({ separationClass }) => separationClass))
    const apart = separations.find(([a, b]) => classes.has(a) && classes.has(b))
    const together = `classes that may share a carton, got ${apart?.join(" and ")}`
    if (apart !== undefined) return { _tag: "GroupContradictory", group, rule: together }
    const keys = new Set(members.flatMap(({ mixKey }) => mixKey ?? []))
    const oneKey = `one mix key, got ${[...keys].join(" and ")}`
    if (keys.size > 1) return { _tag: "GroupContradictory", group, rule: oneKey }
  }
  return undefined
}

const fitsNone = (item: PackItem, cartons: ReadonlyArray<CartonType>): PackingRefusal | undefined => {
  const largeEnough = cartons.filter((carton) => holdsBySize(carton, item))
  const strongEnough = cartons.filter((carton) => item.massGrams <= payloadGrams(carton))
  if (largeEnough.some((carton) => strongEnough.includes(carton))) return undefined
  const rule = largeEnough.length === 0 ? "size" : strongEnough.length === 0 ? "mass" : "size and mass"
  const closest = rule === "size" ? greatest(cartons, innerVolumeMm3) : greatest(largeEnough, payloadGrams)
  return { _tag: "ItemFitsNoCarton", item: item.id, rule, closest }
}

const greatest = (cartons: ReadonlyArray<CartonType>, measure: (carton: CartonType) => number): string =>
  cartons.reduce((best, carton) => (measure(carton) > measure(best) ? carton : best)).id

const holdsBySize = (carton: CartonType, item: PackItem): boolean => {
  const [l, w, h] = paddedSides(item)
  const { lengthMm = 0, widthMm = 0 } = carton.overhangMm ?? {}
  const x = carton.innerLengthMm + 2 * lengthMm
  const y = carton.innerWidthMm + 2 * widthMm
  const z = carton.innerHeightMm
  if (item.orientations === "fixed") return l <= x && w <= y && h <= z
  const lies = (a: number, b: number, up: number): boolean => up <= z && ((a <= x && b <= y) || (b <= x && a <= y))
  return verticalEdges(item).some((edge) =>
    edge === "height" ? lies(l, w, h) : edge === "width" ? lies(l, h, w) : lies(w, h, l)
  )
}
