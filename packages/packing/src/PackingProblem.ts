/**
 * What is to be packed, in what, and what it should save. Lengths in mm, masses in grams, all whole numbers.
 *
 * Axes: x runs along a carton's length, y along its width, z upwards from its floor.
 */

/**
 * Which way an item may lie: `any` of its six faces down; `upright`, its height vertical and free to turn on the spot;
 * `fixed`, its length along the carton's length as well.
 */
export type Orientations = "any" | "upright" | "fixed"

/** One kind of thing to pack, `quantity` times. */
export interface PackItem {
  /** The caller's name for it: a SKU or an order line. Unique in the problem. */
  readonly id: string
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  readonly massGrams: number
  readonly quantity: number
  readonly orientations: Orientations
}

/** One size of the carton range. There are as many cartons of it as needed. */
export interface CartonType {
  readonly id: string
  readonly innerLengthMm: number
  readonly innerWidthMm: number
  readonly innerHeightMm: number
  readonly outerLengthMm: number
  readonly outerWidthMm: number
  readonly outerHeightMm: number
  /** Mass of the empty carton. */
  readonly tareGrams: number
  /** The most it may weigh when packed, tare included. */
  readonly maxGrossGrams: number
  /** Price of using one, in minor units of the caller's currency. Needed when the objective is `leastCost`. */
  readonly costMinor?: number
}

/**
 * What a plan should save.
 *
 * - `fewestThenSmallest`: fewest cartons and, among plans of as many, least outer volume. A carton costs 10^12 plus its
 *   outer volume in mm³, so that no plan of fewer cartons costs more, up to 1,000 m³ in all.
 * - `leastCost`: least sum of `costMinor`.
 */
export type PackingObjective = "fewestThenSmallest" | "leastCost"

export interface PackingProblem {
  readonly items: ReadonlyArray<PackItem>
  readonly cartons: ReadonlyArray<CartonType>
  readonly objective: PackingObjective
}

/** What using one more carton costs under `fewestThenSmallest` before its volume is counted. */
export const costPerCarton = 1e12

/** What one carton of this type costs, in the objective's unit. */
export const cartonCost = (carton: CartonType, objective: PackingObjective): number => {
  switch (objective) {
    case "fewestThenSmallest":
      return costPerCarton + carton.outerLengthMm * carton.outerWidthMm * carton.outerHeightMm
    case "leastCost":
      return carton.costMinor ?? 0
  }
}

/** Cubic millimetres inside. */
export const innerVolumeMm3 = (carton: CartonType): number =>
  carton.innerLengthMm * carton.innerWidthMm * carton.innerHeightMm

/** What a carton of this type may hold, in grams. */
export const payloadGrams = (carton: CartonType): number => carton.maxGrossGrams - carton.tareGrams

/** Cubic millimetres of one unit. */
export const unitVolumeMm3 = (item: PackItem): number => item.lengthMm * item.widthMm * item.heightMm
