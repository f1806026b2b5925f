/**
 * Which SKUs are to live in which pick faces, and what a visit to each costs.
 *
 * A visit is one round trip from the pack station to a face (single command). What it costs is time: the walk at a
 * given speed, and the reach, which depends on the level: least in the golden zone between waist and shoulder.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"

/** The sides of one unit, or the clear inside of a face. */
export interface Sides {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** A SKU that wants a pick face. */
export interface SlotSku {
  readonly sku: Sku
  /** Pick visits a day, on average. */
  readonly visitsPerDay: number
  /** Units picked a day, on average. */
  readonly unitsPerDay: number
  readonly unitVolumeMm3: number
  readonly unitMassGrams: number
  /** Units the face, or all its faces together, must hold; a day's demand rounded up, at least one, when not said. */
  readonly unitsKept?: number
  /** How many faces it gets, its stock and its visits spread evenly over them; 1 when not said. */
  readonly faces?: number
  /** The sides of one unit, when known: a unit must then go into the face in some orientation. */
  readonly sides?: Sides
  /** How it must be kept (`ambient`, `chilled`, `flammable`); the face must take that class. */
  readonly handlingClass: string
}

/** A place that one SKU at a time is picked from. */
export interface PickFace {
  readonly face: LocationId
  /** The walk from the pack station and back. */
  readonly roundTripMm: number
  /** What one visit costs beside the walk: bending to the floor, a step to the top. */
  readonly reachMillis: number
  readonly capacityVolumeMm3: number
  readonly maxMassGrams: number
  readonly inner?: Sides
  /** The handling classes it takes. */
  readonly handlingClasses: ReadonlyArray<string>
}

export interface SlottingProblem {
  readonly skus: ReadonlyArray<SlotSku>
  readonly faces: ReadonlyArray<PickFace>
  readonly walkMmPerSecond: number
}

/** Why a SKU may not live in a face, in the order checked. */
export const slotRules = ["handlingClass", "size", "volume", "mass"] as const
export type SlotRule = (typeof slotRules)[number]

/** Units that each face of a SKU must hold. */
export const unitsInFace = (sku: SlotSku): number =>
  Math.ceil((sku.unitsKept ?? Math.max(1, Math.ceil(sku.unitsPerDay))) / facesOf(sku))

/** How many faces a SKU gets. */
export const facesOf = (sku: SlotSku): number => sku.faces ?? 1

/** What the walk of one visit costs. */
export const travelMillis = (problem: SlottingProblem, face: PickFace): number =>
  (face.roundTripMm * 1000) / problem.walkMmPerSecond

/** What one visit costs. */
export const visitMillis = (problem: SlottingProblem, face: PickFace): number =>
  travelMillis(problem, face) + face.reachMillis

/** The first rule by which `face` refuses `sku`; undefined when it may live there. */
export const refusedBy = (sku: SlotSku, face: PickFace): SlotRule | undefined => {
  if (!face.handlingClasses.includes(sku.handlingClass)) return "handlingClass"
  if (sku.sides !== undefined && face.inner !== undefined && !goesIn(sku.sides, face.inner)) return "size"
  if (unitsInFace(sku) * sku.unitVolumeMm3 > face.capacityVolumeMm3) return "volume"
  return unitsInFace(sku) * sku.unitMassGrams > face.maxMassGrams ? "mass" : undefined
}

const goesIn = (unit: Sides, room: Sides): boolean => {
  const sides = ascending(unit)
  return ascending(room).every((side, index) => side >= sides[index]!)
}

/** Sides from shortest to longest: a thing goes into a room, turned as needed, when each is at most the room's. */
export const ascending = ({ lengthMm, widthMm, heightMm }: Sides): readonly [number, number, number] =>
  [lengthMm, widthMm, heightMm].sort((a, b) => a - b) as [number, number, number]
