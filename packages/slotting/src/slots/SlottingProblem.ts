/**
 * Which SKUs are to live in which pick faces, by which rules, and what a visit to each costs.
 *
 * A visit is one round trip from the pack station to a face (single command). What it costs is time: the walk at a
 * given speed, and the reach, which depends on the level: least in the golden zone between waist and shoulder. Where
 * SKUs are known to be ordered together, the way between their faces costs time as well.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Affinity } from "../demand/affinityOf.ts"
import {
  refusedByRoom,
  type Load,
  type StorageNeeds,
  type StorageRoom,
  type StorageRule,
  type StorageRules
} from "../rules/StorageRules.ts"

/** A SKU that wants a pick face. */
export interface SlotSku extends StorageNeeds {
  readonly sku: Sku
  /** Pick visits a day, on average. */
  readonly visitsPerDay: number
  /** Units picked a day, on average. */
  readonly unitsPerDay: number
  /** Units the face, or all its faces together, must hold; a day's demand rounded up, at least one, when not said. */
  readonly unitsKept?: number
  /** How many faces it gets, its stock and its visits spread evenly over them; 1 when not said. */
  readonly faces?: number
  /** Faces that it has whatever they cost, at most as many as it gets; no other SKU gets one of them. */
  readonly fixed?: ReadonlyArray<LocationId>
  /** Faces that it does not get. */
  readonly forbidden?: ReadonlyArray<LocationId>
}

/** A place that one SKU at a time is picked from. */
export interface PickFace extends StorageRoom {
  readonly face: LocationId
  /** The walk from the pack station and back. */
  readonly roundTripMm: number
  /** What one visit costs beside the walk: bending to the floor, a step to the top. */
  readonly reachMillis: number
}

export interface SlottingProblem {
  readonly skus: ReadonlyArray<SlotSku>
  readonly faces: ReadonlyArray<PickFace>
  readonly walkMmPerSecond: number
  readonly rules?: StorageRules
  /**
   * SKUs ordered together. Each joint order costs the walk between the two faces, along and across aisles
   * (|dx| + |dy|); a SKU of several faces is at each of them equally often.
   */
  readonly affinity?: ReadonlyArray<Affinity>
}

/** Which face is fixed for which SKU. */
export const fixedFaces = (problem: SlottingProblem): ReadonlyMap<LocationId, Sku> =>
  new Map(problem.skus.flatMap(({ fixed = [], sku }) => fixed.map((face) => [face, sku] as const)))

/** Units that each face of a SKU must hold. */
export const unitsInFace = (sku: SlotSku): number =>
  Math.ceil((sku.unitsKept ?? Math.max(1, Math.ceil(sku.unitsPerDay))) / facesOf(sku))

/** How many faces a SKU gets. */
export const facesOf = (sku: SlotSku): number => sku.faces ?? 1

/** What each of its faces must hold. */
export const loadOf = (sku: SlotSku): Load => {
  const units = unitsInFace(sku)
  return { volumeMm3: units * sku.unitVolumeMm3, massGrams: units * sku.unitMassGrams }
}

/** What the walk of one visit costs. */
export const travelMillis = (problem: SlottingProblem, face: PickFace): number =>
  (face.roundTripMm * 1000) / problem.walkMmPerSecond

/** What one visit costs. */
export const visitMillis = (problem: SlottingProblem, face: PickFace): number =>
  travelMillis(problem, face) + face.reachMillis

/**
 * The first rule about the two by which `face` refuses `sku`; undefined when it may live there as far as nothing else
 * is in the way. `fixed` says which faces are kept for whom.
 */
export const refusedBy = (
  sku: SlotSku,
  face: PickFace,
  rules: StorageRules = {},
  fixed: ReadonlyMap<LocationId, Sku> = new Map()
): StorageRule | undefined => {
  if (face.closed === true) return "closed"
  const owner = fixed.get(face.face)
  const hasOthers = owner === undefined && sku.fixed?.length === facesOf(sku)
  if ((owner !== undefined && owner !== sku.sku) || hasOthers) return "fixed"
  if (sku.forbidden?.includes(face.face) === true) return "forbidden"
  return refusedByRoom(rules, sku, loadOf(sku), face)
}
