/**
 * Which SKU lives in which face, what that costs, and an independent check of it. No solver's code is used here.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Charge } from "@stowage/kernel/Outcome"
import { placesMisused, type PlacedSku } from "../rules/placesMisused.ts"
import type { PickFace, SlotSku, SlottingProblem } from "./SlottingProblem.ts"
import type { Sides, StorageRule } from "../rules/StorageRules.ts"

/** One face given to one SKU. */
export interface Assignment {
  readonly sku: Sku
  readonly face: LocationId
}

/** Assignments in the order of the problem's SKUs; a SKU with several faces has several. */
export interface SlotPlan {
  readonly assignments: ReadonlyArray<Assignment>
}

export type SlotViolation =
  | { readonly _tag: "UnknownSku"; readonly sku: Sku }
  | { readonly _tag: "UnknownFace"; readonly sku: Sku; readonly face: LocationId }
  | { readonly _tag: "FaceGivenTwice"; readonly face: LocationId; readonly sku: Sku; readonly other: Sku }
  | { readonly _tag: "WrongFaceCount"; readonly sku: Sku; readonly asked: number; readonly given: number }
  | { readonly _tag: "HandlingClassNotTaken"; readonly sku: Sku; readonly face: LocationId; readonly class: string }
  | { readonly _tag: "UnitTooLarge"; readonly sku: Sku; readonly face: LocationId }
  | TooMuch
  | RuleBroken

/** A rule of the site, of the face or of the SKU; `other` is whom it stands too near, or too far from. */
export interface RuleBroken {
  readonly _tag: "RuleBroken"
  readonly rule: StorageRule
  readonly sku: Sku
  readonly face: LocationId
  readonly other?: Sku
}

/** More volume (mm³) or mass (g) than the face takes. */
export interface TooMuch {
  readonly _tag: "TooMuchVolume" | "TooMuchMass"
  readonly sku: Sku
  readonly face: LocationId
  readonly kept: number
  readonly most: number
}

/**
 * Every rule the plan breaks; empty when it can be carried out. Time O(SKUs + faces + assignments), and O(m²) for the m
 * faces that a rule between SKUs keeps a distance between.
 */
export const violations = (problem: SlottingProblem, plan: SlotPlan): ReadonlyArray<SlotViolation> => {
  const skus = new Map(problem.skus.map((sku) => [sku.sku, sku]))
  const faces = new Map(problem.faces.map((face) => [face.face, face]))
  const found: Array<SlotViolation> = []
  const tenants = new Map<LocationId, Sku>()
  const given = new Map<Sku, number>()
  const placed: Array<PlacedSku<Sku, PickFace>> = []
  for (const { sku, face } of plan.assignments) {
    const other = tenants.get(face)
    if (other !== undefined) found.push({ _tag: "FaceGivenTwice", face, sku, other })
    tenants.set(face, sku)
    given.set(sku, (given.get(sku) ?? 0) + 1)
    const knownSku = skus.get(sku)
    const knownFace = faces.get(face)
    if (knownSku === undefined) found.push({ _tag: "UnknownSku", sku })
    if (knownFace === undefined) found.push({ _tag: "UnknownFace", sku, face })
    if (knownSku === undefined || knownFace === undefined) continue
    found.push(...misfits(knownSku, knownFace), ...unruly(problem, knownSku, knownFace))
    placed.push({ ...knownSku, place: knownFace })
  }
  for (const { sku, fixed = [] } of problem.skus) {
    for (const face of fixed)
      if (tenants.get(face) !== sku) found.push({ _tag: "RuleBroken", rule: "fixed", sku, face })
  }
  for (const { other, rule, sku, place } of placesMisused(problem.rules ?? {}, placed)) {
    found.push({ _tag: "RuleBroken", rule, sku, face: place.face, other })
  }
  for (const { sku, faces: asked = 1 } of problem.skus) {
    const count = given.get(sku) ?? 0
    if (count !== asked) found.push({ _tag: "WrongFaceCount", sku, asked, given: count })
  }
  return found
}

/**
 * What living in these faces costs, in milliseconds a day: visits times travel, and visits times reach, of each, and
 * the walks between SKUs that are ordered together.
 */
export const slotCharges = (problem: SlottingProblem, plan: SlotPlan): ReadonlyArray<Charge> => {
  const skus = new Map(problem.skus.map((sku) => [sku.sku, sku]))
  const faces = new Map(problem.faces.map((face) => [face.face, face]))
  const charges: Array<Charge> = []
  const homes = new Map<Sku, Array<PickFace>>()
  for (const assignment of plan.assignments) {
    const sku = skus.get(assignment.sku)
    const face = faces.get(assignment.face)
    if (sku === undefined || face === undefined) continue
    const visits = sku.visitsPerDay / (sku.faces ?? 1)
    const travelMillis = (face.roundTripMm * 1000) / problem.walkMmPerSecond
    charges.push({ reason: "travel", subject: sku.sku, amount: visits * travelMillis })
    charges.push({ reason: "reach", subject: sku.sku, amount: visits * face.reachMillis })
    const ofSku = homes.get(sku.sku)
    if (ofSku === undefined) homes.set(sku.sku, [face])
    else ofSku.push(face)
  }
  for (const { between, ordersPerDay } of problem.affinity ?? []) {
    const [ones, others] = [homes.get(between[0]) ?? [], homes.get(between[1]) ?? []]
    let mm = 0
    for (const { at: a } of ones) {
      for (const { at: b } of others) if (a && b) mm += Math.abs(a.xMm - b.xMm) + Math.abs(a.yMm - b.yMm)
    }
    const walks = ones.length * others.length
    if (walks === 0) continue
    const amount = ((ordersPerDay / walks) * mm * 1000) / problem.walkMmPerSecond
    charges.push({ reason: "between", subject: between.join(" and "), amount })
  }
  return charges
}

/** Milliseconds a day: the sum of the charges. Assignments that the problem does not know cost nothing. */
export const cost = (problem: SlottingProblem, plan: SlotPlan): number => {
  let millis = 0
  for (const { amount } of slotCharges(problem, plan)) millis += amount
  return millis
}

const misfits = (sku: SlotSku, face: PickFace): ReadonlyArray<SlotViolation> => {
  const found: Array<SlotViolation> = []
  const about = { sku: sku.sku, face: face.face }
  const { handlingClass } = sku
  if (!face.handlingClasses.some((taken) => taken === handlingClass)) {
    found.push({ _tag: "HandlingClassNotTaken", ...about, class: handlingClass })
  }
  if (sku.sides !== undefined && face.inner !== undefined && !someWay(sku.sides, face.inner, sku.upright === true)) {
    found.push({ _tag: "UnitTooLarge", ...about })
  }
  const units = Math.ceil((sku.unitsKept ?? (sku.unitsPerDay > 1 ? Math.ceil(sku.unitsPerDay) : 1)) / (sku.faces ?? 1))
  const volume = units * sku.unitVolumeMm3
  const mass = units * sku.unitMassGrams
  if (volume > face.capacityVolumeMm3) {
    found.push({ _tag: "TooMuchVolume", ...about, kept: volume, most: face.capacityVolumeMm3 })
  }
  if (mass > face.maxMassGrams) found.push({ _tag: "TooMuchMass", ...about, kept: mass, most: face.maxMassGrams })
  return found
}

const unruly = ({ rules = {} }: SlottingProblem, sku: SlotSku, face: PickFace): ReadonlyArray<SlotViolation> => {
  const { equipment, hazmatClass, owner, temperature: borne, unitMassGrams, zones } = sku
  const kept = face.temperature
  const tooWarm = borne && (kept === undefined || kept.mostCelsius > borne.mostCelsius)
  const tooCold = borne && (kept === undefined || kept.leastCelsius < borne.leastCelsius)
  const tooHeavy = rules.heavyLow !== undefined && unitMassGrams > rules.heavyLow.overGrams
  const broken: Partial<Record<StorageRule, boolean>> = {
    closed: face.closed ?? false,
    forbidden: (sku.forbidden ?? []).includes(face.face),
    temperature: (tooWarm ?? false) || (tooCold ?? false),
    hazmat: hazmatClass !== undefined && !new Set(face.hazmatClasses).has(hazmatClass),
    equipment: equipment !== undefined && face.equipment !== undefined && !new Set(face.equipment).has(equipment),
    owner: face.owners !== undefined && !face.owners.some((taken) => taken === owner),
    zone: zones !== undefined && !zones.some((zone) => zone === face.zone),
    heavyLow: tooHeavy && (face.level ?? 1) > rules.heavyLow.topLevel
  }
  return Object.entries(broken).flatMap(([rule, isBroken]): ReadonlyArray<SlotViolation> =>
    isBroken ? [{ _tag: "RuleBroken", rule: rule as StorageRule, sku: sku.sku, face: face.face }] : []
  )
}

/** Whether a unit goes in, in one of its six orientations, or of the two that keep it upright. */
const someWay = ({ lengthMm: l, widthMm: w, heightMm: h }: Sides, room: Sides, upright: boolean): boolean =>
  [
    [l, w, h],
    [w, l, h],
    [l, h, w],
    [w, h, l],
    [h, l, w],
    [h, w, l]
  ]
    .slice(0, upright ? 2 : 6)
    .some(([x = 0, y = 0, z = 0]) => x <= room.lengthMm && y <= room.widthMm && z <= room.heightMm)
