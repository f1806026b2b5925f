/**
 * What is to be packed, in what, and what it should save. Lengths in mm, masses in grams, all whole numbers.
 *
 * Axes: x runs along a carton's length, y along its width, z upwards from its floor. A pallet, a truck and a sea
 * container are cartons too.
 */

/** An edge of an item, by the side it measures. */
export type Edge = "length" | "width" | "height"

/**
 * Which way an item may lie: `any` of its six faces down; `upright`, its height vertical and free to turn on the spot
 * (liquids); `flat`, on its largest face and free to turn on the spot; `fixed`, upright with its length along the
 * carton's length; or a list of the edges that may stand vertical, free to turn on the spot.
 */
export type Orientations = "any" | "upright" | "flat" | "fixed" | ReadonlyArray<Edge>

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
  /** The most mass that one unit bears on its top, through every layer above it. 0: nothing may stand on it. */
  readonly maxTopGrams?: number
  /** The most pressure that one unit bears on its top, where another stands on it, in grams per dm² of contact. */
  readonly maxTopGramsPerDm2?: number
  /** Height that a unit adds when nested, upright, in another of its kind: buckets, cups. Below the height. */
  readonly nestMm?: number
  /** Thickness of the padding on all six sides: the unit takes up twice as much more along each. */
  readonly paddingMm?: number
  /** All units of all items of one group go in one carton. */
  readonly group?: string
  /** What it must be kept apart by: a hazard or temperature class, see `PackingProblem.separations`. */
  readonly separationClass?: string
  /** Units of different keys (a lot, an order, an owner) never share a carton. Without one it goes with all. */
  readonly mixKey?: string
  /** The stop at which it is unloaded, from 1; what is unloaded later never stands in its way. Without: the last. */
  readonly drop?: number
  /** What packing one unit is worth when not all can be, in a unit of the caller's. Volume in mm³ when not said. */
  readonly value?: number
}

/** Where the centre of mass of the content may be, in mm from the origin. A limit left out does not bind. */
export interface Balance {
  readonly leastXMm?: number
  readonly mostXMm?: number
  readonly leastYMm?: number
  readonly mostYMm?: number
}

/** An axle: where it stands along x (also before 0 or behind the end), and what of the content it may carry. */
export interface Axle {
  readonly xMm: number
  readonly leastGrams?: number
  readonly mostGrams: number
}

/** A row of a carrier's rate table: what a carton costs up to this billed mass. */
export interface Rate {
  readonly upToGrams: number
  readonly costMinor: number
}

/** One size of the carton range. There are as many cartons of it as needed, or as `stock` says. */
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
  /** How many there are. No limit when not said. */
  readonly stock?: number
  /** mm³ of outer volume that a carrier bills as one gram, the same figure as cm³ per kg: 5,000, say. */
  readonly dimDivisor?: number
  /**
   * What shipping one costs by its billed mass (gross or dimensional, whichever is more), lightest first, and never
   * less than for less mass.
   */
  readonly rates?: ReadonlyArray<Rate>
  /** How far content may reach out over each side of a pallet; it needs no support there. */
  readonly overhangMm?: { readonly lengthMm: number; readonly widthMm: number }
  readonly balance?: Balance
  /** The two axles that carry the content, front (lower x) first. */
  readonly axles?: readonly [Axle, Axle]
  /** From where drops are unloaded: the door at the far `end` of x (a truck; the default), or only the `top`. */
  readonly unloadFrom?: "end" | "top"
}

/**
 * What a plan should save.
 *
 * - `fewestThenSmallest`: fewest cartons and, among plans of as many, least outer volume. A carton costs 10^12 plus its
 *   outer volume in mm³, so that no plan of fewer cartons costs more, up to 1,000 m³ in all.
 * - `leastCost`: least sum of `costMinor`.
 * - `leastVolume`: least outer volume shipped, in mm³.
 * - `leastBilled`: least mass billed, in grams: of each carton its gross or its dimensional mass, whichever is more.
 * - `leastShipping`: least sum of `costMinor`, 0 when not said, and of what `rates` ask for the mass billed.
 */
export const packingObjectives = [
  "fewestThenSmallest",
  "leastCost",
  "leastVolume",
  "leastBilled",
  "leastShipping"
] as const
export type PackingObjective = (typeof packingObjectives)[number]

/** How much of a base must rest on the floor or on other items: all of it, nothing, or at least this share. */
export type Support = "full" | "none" | number

/** Rules between items, the same for every carton. */
export interface PackingRules {
  /** `full` when not said. */
  readonly support?: Support
  /** Pairs of separation classes that never share a carton. */
  readonly separations?: ReadonlyArray<readonly [string, string]>
}

export interface PackingProblem extends PackingRules {
  readonly items: ReadonlyArray<PackItem>
  readonly cartons: ReadonlyArray<CartonType>
  readonly objective: PackingObjective
}

/** What using one more carton costs under `fewestThenSmallest` before its volume is counted. */
export const costPerCarton = 1e12

/**
 * What one carton of this type costs with so much in it, in the objective's unit; never less than with less in it.
 * Infinite under `leastShipping` when it is billed for more than its last rate.
 */
export const cartonCost = (carton: CartonType, objective: PackingObjective, contentGrams = 0): number => {
  switch (objective) {
    case "fewestThenSmallest":
      return costPerCarton + outerVolumeMm3(carton)
    case "leastCost":
      return carton.costMinor ?? 0
    case "leastVolume":
      return outerVolumeMm3(carton)
    case "leastBilled":
      return billedGrams(carton, contentGrams)
    case "leastShipping":
      return (carton.costMinor ?? 0) + rateFor(carton, billedGrams(carton, contentGrams))
  }
}

/**
 * What a carrier bills: the gross mass or, where the carton has a `dimDivisor`, the outer volume divided by it, rounded
 * up to whole grams, whichever is more.
 */
export const billedGrams = (carton: CartonType, contentGrams: number): number => {
  const { dimDivisor, tareGrams } = carton
  const dimensional = dimDivisor === undefined ? 0 : Math.ceil(outerVolumeMm3(carton) / dimDivisor)
  return Math.max(tareGrams + contentGrams, dimensional)
}

const rateFor = ({ rates = [] }: CartonType, grams: number): number =>
  rates.length === 0 ? 0 : (rates.find(({ upToGrams }) => grams <= upToGrams)?.costMinor ?? Number.POSITIVE_INFINITY)

/** Cubic millimetres that a carton takes up in a van. */
export const outerVolumeMm3 = (carton: CartonType): number =>
  carton.outerLengthMm * carton.outerWidthMm * carton.outerHeightMm

/** Cubic millimetres inside. */
export const innerVolumeMm3 = (carton: CartonType): number =>
  carton.innerLengthMm * carton.innerWidthMm * carton.innerHeightMm

/** What a carton of this type may hold, in grams. */
export const payloadGrams = (carton: CartonType): number => carton.maxGrossGrams - carton.tareGrams

/** Cubic millimetres of one unit, without padding. */
export const unitVolumeMm3 = (item: PackItem): number => item.lengthMm * item.widthMm * item.heightMm

/** The sides that a unit takes up, padding included: along its length, its width and its height. */
export const paddedSides = ({ lengthMm, widthMm, heightMm, paddingMm = 0 }: PackItem): Sides => [
  lengthMm + 2 * paddingMm,
  widthMm + 2 * paddingMm,
  heightMm + 2 * paddingMm
]

/** Length, width and height in mm. */
export type Sides = readonly [lengthMm: number, widthMm: number, heightMm: number]

/** The edges of an item that may stand vertical. */
export const verticalEdges = (item: PackItem): ReadonlyArray<Edge> => {
  const { orientations, lengthMm, widthMm, heightMm } = item
  switch (orientations) {
    case "any":
      return ["height", "width", "length"]
    case "upright":
    case "fixed":
      return ["height"]
    case "flat": {
      const least = Math.min(lengthMm, widthMm, heightMm)
      const sides = { height: heightMm, width: widthMm, length: lengthMm }
      return (["height", "width", "length"] as const).filter((edge) => sides[edge] === least)
    }
    default:
      return orientations
  }
}
