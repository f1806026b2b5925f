/**
 * Which SKU lives in which face, what that costs, and an independent check of it. No solver's code is used here.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Charge } from "@stowage/kernel/Outcome"
import type { PickFace, Sides, SlotSku, SlottingProblem } from "./SlottingProblem.ts"

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

/** More volume (mm³) or mass (g) than the face takes. */
export interface TooMuch {
  readonly _tag: "TooMuchVolume" | "TooMuchMass"
  readonly sku: Sku
  readonly face: LocationId
  readonly kept: number
  readonly most: number
}

/** Every rule the plan breaks; empty when it can be carried out. Time O(SKUs + faces + assignments). */
export const violations = (problem: SlottingProblem, plan: SlotPlan): ReadonlyArray<SlotViolation> => {
  const skus = new Map(problem.skus.map((sku) => [sku.sku, sku]))
  const faces = new Map(problem.faces.map((face) => [face.face, face]))
  const found: Array<SlotViolation> = []
  const tenants = new Map<LocationId, Sku>()
  const given = new Map<Sku, number>()
  for (const { sku, face } of plan.assignments) {
    const other = tenants.get(face)
    if (other !== undefined) found.push({ _tag: "FaceGivenTwice", face, sku, other })
    tenants.set(face, sku)
    given.set(sku, (given.get(sku) ?? 0) + 1)
    const knownSku = skus.get(sku)
    const knownFace = faces.get(face)
    if (knownSku === undefined) found.push({ _tag: "UnknownSku", sku })
    if (knownFace === undefined) found.push({ _tag: "UnknownFace", sku, face })
    if (knownSku !== undefined && knownFace !== undefined) found.push(...misfits(knownSku, knownFace))
  }
  for (const { sku, faces: asked = 1 } of problem.skus) {
    const count = given.get(sku) ?? 0
    if (count !== asked) found.push({ _tag: "WrongFaceCount", sku, asked, given: count })
  }
  return found
}

/** What living in these faces costs, in milliseconds a day: visits times travel, and visits times reach, of each. */
export const slotCharges = (problem: SlottingProblem, plan: SlotPlan): ReadonlyArray<Charge> => {
  const skus = new Map(problem.skus.map((sku) => [sku.sku, sku]))
  const faces = new Map(problem.faces.map((face) => [face.face, face]))
  return plan.assignments.flatMap((assignment) => {
    const sku = skus.get(assignment.sku)
    const face = faces.get(assignment.face)
    if (sku === undefined || face === undefined) return []
    const visits = sku.visitsPerDay / (sku.faces ?? 1)
    const travelMillis = (face.roundTripMm * 1000) / problem.walkMmPerSecond
    return [
      { reason: "travel", subject: sku.sku, amount: visits * travelMillis },
      { reason: "reach", subject: sku.sku, amount: visits * face.reachMillis }
    ]
  })
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
  if (sku.sides !== undefined && face.inner !== undefined && !someWay(sku.sides, face.inner)) {
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

/** Whether a unit goes in, in one of its six orientations. */
const someWay = ({ lengthMm: l, widthMm: w, heightMm: h }: Sides, room: Sides): boolean =>
  [
    [l, w, h],
    [l, h, w],
    [w, l, h],
    [w, h, l],
    [h, l, w],
    [h, w, l]
  ].some(([x = 0, y = 0, z = 0]) => x <= room.lengthMm && y <= room.widthMm && z <= room.heightMm)
