/**
 * Which item goes where in which carton, and an independent check of it. Nothing here is used by a solver to search.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import { cartonCost, type CartonType, type PackingProblem, type PackItem } from "./PackingProblem.ts"

/**
 * One unit, packed: its corner nearest the carton's origin, and its extents along x, y and z (length, width and height
 * of the carton) as it lies. All in mm.
 */
export interface Placement {
  readonly item: string
  readonly x: number
  readonly y: number
  readonly z: number
  readonly l: number
  readonly w: number
  readonly h: number
}

/** One carton and what is in it, in an order in which it can be loaded: nothing before what it stands on. */
export interface PackedCarton {
  readonly carton: string
  readonly placements: ReadonlyArray<Placement>
}

export interface PackPlan {
  readonly cartons: ReadonlyArray<PackedCarton>
}

/** What is wrong with a plan. `index` counts cartons of the plan, `placement` what is in one, both from 0. */
export type PackViolation =
  | { readonly _tag: "UnknownCarton"; readonly index: number; readonly carton: string }
  | { readonly _tag: "EmptyCarton"; readonly index: number; readonly carton: string }
  | { readonly _tag: "UnknownItem"; readonly index: number; readonly placement: number; readonly item: string }
  | { readonly _tag: "WrongOrientation"; readonly index: number; readonly placement: number; readonly item: string }
  | { readonly _tag: "OutOfBounds"; readonly index: number; readonly placement: number; readonly item: string }
  | { readonly _tag: "Overlap"; readonly index: number; readonly placement: number; readonly other: number }
  | NotSupported
  | { readonly _tag: "LoadedTooEarly"; readonly index: number; readonly placement: number; readonly item: string }
  | { readonly _tag: "TooHeavy"; readonly index: number; readonly grossGrams: number; readonly maxGrossGrams: number }
  | { readonly _tag: "WrongCount"; readonly item: string; readonly asked: number; readonly packed: number }

/** Less than the whole base rests on the floor or on the tops of other items. */
export interface NotSupported {
  readonly _tag: "NotSupported"
  readonly index: number
  readonly placement: number
  readonly item: string
  readonly supportedMm2: number
  readonly baseMm2: number
}

/** What each carton of the plan costs, in the objective's unit. Cartons the problem does not know are not charged. */
export const packCharges = (problem: PackingProblem, plan: PackPlan): ReadonlyArray<Charge> => {
  const types = new Map(problem.cartons.map((type) => [type.id, type]))
  return plan.cartons.flatMap(({ carton }) => {
    const type = types.get(carton)
    return type === undefined
      ? []
      : [{ reason: "carton", subject: carton, amount: cartonCost(type, problem.objective) }]
  })
}

/**
 * Every rule the plan breaks; empty when it can be carried out.
 *
 * Rules: known cartons, none empty; known items, each lying in an orientation it allows, inside its carton, apart
 * from every other; **full support**: the whole base of every item rests on the carton's floor or on tops of items
 * at exactly that height, loaded before it; no carton above its gross mass; every unit packed exactly once. Time
 * O(n²) in the units of one carton.
 */
export const violations = (problem: PackingProblem, plan: PackPlan): ReadonlyArray<PackViolation> => {
  const types = new Map(problem.cartons.map((type) => [type.id, type]))
  const items = new Map(problem.items.map((item) => [item.id, item]))
  const found: Array<PackViolation> = []
  const packed = new Map<string, number>()
  for (const [index, { carton, placements }] of plan.cartons.entries()) {
    const type = types.get(carton)
    if (type === undefined) found.push({ _tag: "UnknownCarton", index, carton })
    else found.push(...inBounds(type, index, placements), ...inMass(type, items, index, placements))
    if (placements.length === 0) found.push({ _tag: "EmptyCarton", index, carton })
    found.push(...lyingRight(items, index, placements), ...apart(index, placements), ...supported(index, placements))
    for (const { item } of placements) packed.set(item, (packed.get(item) ?? 0) + 1)
  }
  for (const { id, quantity } of problem.items) {
    const count = packed.get(id) ?? 0
    if (count !== quantity) found.push({ _tag: "WrongCount", item: id, asked: quantity, packed: count })
  }
  return found
}

const lyingRight = (
  items: ReadonlyMap<string, PackItem>,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<PackViolation> =>
  placements.flatMap(({ item, l, w, h }, placement): Array<PackViolation> => {
    const known = items.get(item)
    if (known === undefined) return [{ _tag: "UnknownItem", index, placement, item }]
    return mayLie(known, l, w, h) ? [] : [{ _tag: "WrongOrientation", index, placement, item }]
  })

const mayLie = ({ lengthMm, widthMm, heightMm, orientations }: PackItem, l: number, w: number, h: number): boolean => {
  const turned = h === heightMm && l === widthMm && w === lengthMm
  const asGiven = h === heightMm && l === lengthMm && w === widthMm
  switch (orientations) {
    case "fixed":
      return asGiven
    case "upright":
      return asGiven || turned
    case "any": {
      const ascending = (sides: ReadonlyArray<number>): string => [...sides].sort((a, b) => a - b).join()
      return ascending([l, w, h]) === ascending([lengthMm, widthMm, heightMm])
    }
  }
}

const inBounds = (type: CartonType, index: number, placements: ReadonlyArray<Placement>): Array<PackViolation> =>
  placements.flatMap(({ item, x, y, z, l, w, h }, placement): Array<PackViolation> => {
    const low = x >= 0 && y >= 0 && z >= 0
    const high = x + l <= type.innerLengthMm && y + w <= type.innerWidthMm && z + h <= type.innerHeightMm
    return low && high ? [] : [{ _tag: "OutOfBounds", index, placement, item }]
  })

const inMass = (
  type: CartonType,
  items: ReadonlyMap<string, PackItem>,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<PackViolation> => {
  let grossGrams = type.tareGrams
  for (const { item } of placements) grossGrams += items.get(item)?.massGrams ?? 0
  const { maxGrossGrams } = type
  return grossGrams <= maxGrossGrams ? [] : [{ _tag: "TooHeavy", index, grossGrams, maxGrossGrams }]
}

/** Length of the part that two stretches of a line have in common. */
const common = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom))

const commonFloor = (a: Placement, b: Placement): number => common(a.x, a.l, b.x, b.l) * common(a.y, a.w, b.y, b.w)

const apart = (index: number, placements: ReadonlyArray<Placement>): Array<PackViolation> => {
  const found: Array<PackViolation> = []
  for (const [placement, a] of placements.entries()) {
    for (let other = 0; other < placement; other++) {
      const b = placements[other]
      if (b === undefined || commonFloor(a, b) === 0 || common(a.z, a.h, b.z, b.h) === 0) continue
      found.push({ _tag: "Overlap", index, placement, other })
    }
  }
  return found
}

const supported = (index: number, placements: ReadonlyArray<Placement>): Array<PackViolation> => {
  const found: Array<PackViolation> = []
  for (const [placement, above] of placements.entries()) {
    const { item, z, l, w } = above
    if (z === 0) continue
    let supportedMm2 = 0
    let byEarlierMm2 = 0
    for (const [other, below] of placements.entries()) {
      if (other === placement || below.z + below.h !== z) continue
      supportedMm2 += commonFloor(above, below)
      if (other < placement) byEarlierMm2 += commonFloor(above, below)
    }
    const baseMm2 = l * w
    if (supportedMm2 < baseMm2) found.push({ _tag: "NotSupported", index, placement, item, supportedMm2, baseMm2 })
    else if (byEarlierMm2 < baseMm2) found.push({ _tag: "LoadedTooEarly", index, placement, item })
  }
  return found
}
