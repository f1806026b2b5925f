/**
 * Why an order cannot be packed, found before anything is tried.
 */
import { innerVolumeMm3, payloadGrams, type CartonType, type PackingProblem, type PackItem } from "./PackingProblem.ts"

/**
 * In order of precedence: when several apply, the first listed is returned, for the first item or carton it applies
 * to.
 */
export type PackingRefusal =
  /** A size or mass that is not a whole number within its limits. */
  | {
      readonly _tag: "MeasureInvalid"
      readonly of: "item" | "carton"
      readonly id: string
      readonly field: string
      readonly value: number
      readonly expected: string
    }
  | { readonly _tag: "IdTaken"; readonly of: "item" | "carton"; readonly id: string }
  /** The objective is `leastCost` and this carton has no `costMinor`. */
  | { readonly _tag: "CartonCostMissing"; readonly carton: string }
  /** Larger inside than outside along this side, or heavier empty than it may be packed. */
  | { readonly _tag: "CartonContradictory"; readonly carton: string; readonly rule: string }
  | { readonly _tag: "NoCartons" }
  | ItemFitsNoCarton

/**
 * No carton of the range can hold one unit: by `size` none is large enough in any orientation allowed; by `mass`
 * none is strong enough; by `size and mass` those large enough are not strong enough. `closest` is the carton that
 * comes nearest: the largest by size, the strongest (of those large enough) by mass.
 */
export interface ItemFitsNoCarton {
  readonly _tag: "ItemFitsNoCarton"
  readonly item: string
  readonly rule: "size" | "mass" | "size and mass"
  readonly closest: string
}

/** Longest side taken: 100 m. Its cube is still a safe integer. */
const mostMm = 100_000
/** Largest mass taken: 1,000 t. */
const mostGrams = 1_000_000_000
/** Most units of one item: each gets a placement of its own. */
const mostUnits = 100_000

/** The first reason to refuse; undefined when the problem can be solved. */
export const illPosed = (problem: PackingProblem): PackingRefusal | undefined =>
  firstOf(problem.items, badItem) ??
  firstOf(problem.cartons, badCarton) ??
  idTaken("item", problem.items) ??
  idTaken("carton", problem.cartons) ??
  (problem.objective === "leastCost" ? firstOf(problem.cartons, withoutCost) : undefined) ??
  firstOf(problem.cartons, contradictory) ??
  (problem.items.length > 0 && problem.cartons.length === 0 ? { _tag: "NoCartons" } : undefined) ??
  firstOf(problem.items, (item) => fitsNone(item, problem.cartons))

/** The refusal as a sentence for people. */
export const describePackingRefusal = (refusal: PackingRefusal): string => {
  switch (refusal._tag) {
    case "MeasureInvalid":
      return `${refusal.of} ${refusal.id}: expected ${refusal.field} to be ${refusal.expected}, got ${refusal.value}`
    case "IdTaken":
      return `${refusal.of} ${refusal.id}: expected each id once, got it twice`
    case "CartonCostMissing":
      return `carton ${refusal.carton}: expected costMinor, since the objective is least cost, got none`
    case "CartonContradictory":
      return `carton ${refusal.carton}: expected ${refusal.rule}`
    case "NoCartons":
      return "expected at least one carton type to pack in, got none"
    case "ItemFitsNoCarton": {
      const { item, rule, closest } = refusal
      return `item ${item}: expected a carton that holds one by ${rule}; the closest is ${closest}`
    }
  }
}

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

const idTaken = (of: "item" | "carton", things: ReadonlyArray<{ readonly id: string }>): PackingRefusal | undefined => {
  const taken = new Set<string>()
  for (const { id } of things) {
    if (taken.has(id)) return { _tag: "IdTaken", of, id }
    taken.add(id)
  }
  return undefined
}

const badItem = (item: PackItem): PackingRefusal | undefined => {
  const { id, lengthMm, widthMm, heightMm, massGrams, quantity } = item
  return (
    firstBad("item", id, { lengthMm, widthMm, heightMm }, 1, mostMm) ??
    firstBad("item", id, { massGrams }, 0, mostGrams) ??
    firstBad("item", id, { quantity }, 1, mostUnits)
  )
}

const badCarton = (carton: CartonType): PackingRefusal | undefined => {
  const { id, innerLengthMm, innerWidthMm, innerHeightMm, outerLengthMm, outerWidthMm, outerHeightMm } = carton
  const sides = { innerLengthMm, innerWidthMm, innerHeightMm, outerLengthMm, outerWidthMm, outerHeightMm }
  const { tareGrams, maxGrossGrams, costMinor = 0 } = carton
  return (
    firstBad("carton", id, sides, 1, mostMm) ??
    firstBad("carton", id, { tareGrams, maxGrossGrams }, 0, mostGrams) ??
    firstBad("carton", id, { costMinor }, 0, Number.MAX_SAFE_INTEGER)
  )
}

const firstBad = (
  of: "item" | "carton",
  id: string,
  fields: Readonly<Record<string, number>>,
  least: number,
  most: number
): PackingRefusal | undefined => {
  for (const [field, value] of Object.entries(fields)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue
    return { _tag: "MeasureInvalid", of, id, field, value, expected: `a whole number from ${least} to ${most}` }
  }
  return undefined
}

const withoutCost = ({ id, costMinor }: CartonType): PackingRefusal | undefined =>
  costMinor === undefined ? { _tag: "CartonCostMissing", carton: id } : undefined

const contradictory = (carton: CartonType): PackingRefusal | undefined => {
  const smallerOutside =
    carton.innerLengthMm > carton.outerLengthMm ||
    carton.innerWidthMm > carton.outerWidthMm ||
    carton.innerHeightMm > carton.outerHeightMm
  if (smallerOutside)
    return { _tag: "CartonContradictory", carton: carton.id, rule: "no inner side above its outer side" }
  if (carton.tareGrams <= carton.maxGrossGrams) return undefined
  return { _tag: "CartonContradictory", carton: carton.id, rule: "tareGrams of at most maxGrossGrams" }
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
  const { lengthMm: l, widthMm: w, heightMm: h } = item
  const { innerLengthMm: x, innerWidthMm: y, innerHeightMm: z } = carton
  switch (item.orientations) {
    case "fixed":
      return l <= x && w <= y && h <= z
    case "upright":
      return h <= z && ((l <= x && w <= y) || (w <= x && l <= y))
    case "any": {
      const sides = [l, w, h].sort((a, b) => a - b)
      const room = [x, y, z].sort((a, b) => a - b)
      return sides.every((side, index) => side <= room[index]!)
    }
  }
}
