/**
 * Why SKUs cannot be slotted.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { facesOf, refusedBy, slotRules, type PickFace, type SlotRule, type SlotSku } from "./SlottingProblem.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** In order of precedence: when several apply, the first listed is returned. */
export type SlotRefusal =
  | {
      readonly _tag: "MeasureInvalid"
      readonly of: "sku" | "face" | "problem"
      readonly id: string
      readonly field: string
      readonly value: number
      readonly expected: string
    }
  | { readonly _tag: "IdTaken"; readonly of: "sku" | "face"; readonly id: string }
  | TooFewFaces
  | NoFaceFits
  | FacesContended

/** Fewer faces than the SKUs ask for together. */
export interface TooFewFaces {
  readonly _tag: "TooFewFaces"
  readonly asked: number
  readonly faces: number
}

/** No face takes this SKU: `rule` is the one that refuses all faces that the rules before it leave. */
export interface NoFaceFits {
  readonly _tag: "NoFaceFits"
  readonly sku: Sku
  readonly rule: SlotRule
}

/**
 * Each SKU fits some face, but not all at once: these SKUs, `sku` among them, ask for more faces than there are that
 * fit any of them. A proof, by Hall's theorem.
 */
export interface FacesContended {
  readonly _tag: "FacesContended"
  readonly sku: Sku
  readonly skus: ReadonlyArray<Sku>
  readonly faces: ReadonlyArray<LocationId>
}

/** The first reason to refuse but contention, which only a search finds. */
export const illPosed = (problem: SlottingProblem): SlotRefusal | undefined =>
  badMeasure("problem", "", { walkMmPerSecond: problem.walkMmPerSecond }, above0) ??
  firstOf(problem.skus, badSku) ??
  firstOf(problem.faces, badFace) ??
  idTaken(
    "sku",
    problem.skus.map(({ sku }) => sku)
  ) ??
  idTaken(
    "face",
    problem.faces.map(({ face }) => face)
  ) ??
  tooFewFaces(problem) ??
  firstOf(problem.skus, (sku) => noFaceFits(sku, problem.faces))

/** The refusal as a sentence for people. */
export const describeSlotRefusal = (refusal: SlotRefusal): string => {
  switch (refusal._tag) {
    case "MeasureInvalid": {
      const subject = refusal.id === "" ? "" : `${refusal.of} ${refusal.id}: `
      return `${subject}expected ${refusal.field} to be ${refusal.expected}, got ${refusal.value}`
    }
    case "IdTaken":
      return `${refusal.of} ${refusal.id}: expected each id once, got it twice`
    case "TooFewFaces":
      return `expected at least ${refusal.asked} faces, as the SKUs ask for, got ${refusal.faces}`
    case "NoFaceFits":
      return `SKU ${refusal.sku}: expected a face that takes it, got none by the rule ${refusal.rule}`
    case "FacesContended": {
      const { sku, skus, faces } = refusal
      const fitting = `${faces.join(", ")} that fit any of them`
      return `SKU ${sku}: expected a face for each of ${skus.join(", ")}, got only ${fitting}`
    }
  }
}

interface Limit {
  readonly holds: (value: number) => boolean
  readonly expected: string
}

const above0: Limit = { holds: (value) => Number.isFinite(value) && value > 0, expected: "above 0" }
const atLeast0: Limit = { holds: (value) => Number.isFinite(value) && value >= 0, expected: "0 or more" }
const count: Limit = { holds: (value) => Number.isSafeInteger(value) && value > 0, expected: "a whole number above 0" }

const badSku = (sku: SlotSku): SlotRefusal | undefined => {
  const { visitsPerDay, unitsPerDay, unitVolumeMm3, unitMassGrams, unitsKept = 1, faces = 1, sides } = sku
  return (
    badMeasure("sku", sku.sku, { visitsPerDay, unitsPerDay, unitMassGrams }, atLeast0) ??
    badMeasure("sku", sku.sku, { unitVolumeMm3, ...sides }, above0) ??
    badMeasure("sku", sku.sku, { unitsKept, faces }, count)
  )
}

const badFace = (face: PickFace): SlotRefusal | undefined => {
  const { roundTripMm, reachMillis, capacityVolumeMm3, maxMassGrams, inner } = face
  return (
    badMeasure("face", face.face, { roundTripMm, reachMillis, maxMassGrams }, atLeast0) ??
    badMeasure("face", face.face, { capacityVolumeMm3, ...inner }, above0)
  )
}

const badMeasure = (
  of: "sku" | "face" | "problem",
  id: string,
  fields: Readonly<Record<string, number>>,
  { holds, expected }: Limit
): SlotRefusal | undefined => {
  for (const [field, value] of Object.entries(fields)) {
    if (!holds(value)) return { _tag: "MeasureInvalid", of, id, field, value, expected }
  }
  return undefined
}

const firstOf = <A>(
  things: ReadonlyArray<A>,
  refuse: (thing: A) => SlotRefusal | undefined
): SlotRefusal | undefined => {
  for (const thing of things) {
    const refusal = refuse(thing)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const idTaken = (of: "sku" | "face", ids: ReadonlyArray<string>): SlotRefusal | undefined => {
  const taken = new Set<string>()
  for (const id of ids) {
    if (taken.has(id)) return { _tag: "IdTaken", of, id }
    taken.add(id)
  }
  return undefined
}

const tooFewFaces = ({ skus, faces }: SlottingProblem): SlotRefusal | undefined => {
  const asked = skus.reduce((sum, sku) => sum + facesOf(sku), 0)
  return asked > faces.length ? { _tag: "TooFewFaces", asked, faces: faces.length } : undefined
}

const noFaceFits = (sku: SlotSku, faces: ReadonlyArray<PickFace>): SlotRefusal | undefined => {
  let last = -1
  for (const face of faces) {
    const rule = refusedBy(sku, face)
    if (rule === undefined) return undefined
    last = Math.max(last, slotRules.indexOf(rule))
  }
  return last === -1 ? undefined : { _tag: "NoFaceFits", sku: sku.sku, rule: slotRules[last]! }
}
