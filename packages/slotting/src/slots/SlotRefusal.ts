/**
 * Why SKUs cannot be slotted.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { boardOf, none, type Board } from "./Board.ts"
import { faceTreeOf } from "./FaceTree.ts"
import { type FieldAsked, fieldMissingText, fieldsAsked, firstMissing } from "../rules/fieldsAsked.ts"
import { aNumber, above0, atLeast0, count, offLimit, type Limit } from "../rules/Limit.ts"
import { facesOf, fixedFaces, refusedBy, type PickFace, type SlotSku, type SlottingProblem } from "./SlottingProblem.ts"
import { storageRules, type StorageRule, type StorageRules } from "../rules/StorageRules.ts"

/** In order of precedence: when several apply, the first listed is returned. */
export type SlotRefusal =
  | MeasureRefusal
  | PlaceMissing
  | SkuUnknown
  | FixedRefused
  | TooFewFaces
  | NoFaceFits
  | FacesContended
  | RulesInTheWay

/** A measure that is none, or an id that comes twice: what is refused before anything is compared. */
export type MeasureRefusal =
  | {
      readonly _tag: "MeasureInvalid"
      readonly of: "sku" | "face" | "problem" | "rules" | "affinity"
      readonly id: string
      readonly field: string
      readonly value: number
      readonly expected: string
    }
  | { readonly _tag: "IdTaken"; readonly of: "sku" | "face"; readonly id: string }

/** A rule, or joint orders, ask where a face is, and it does not say. */
export interface PlaceMissing extends FieldAsked<"segregation" | "familyApart" | "familyTogether" | "affinity"> {
  readonly _tag: "PlaceMissing"
  readonly face: LocationId
}

/** Affinity with a SKU that is not to be slotted. */
export interface SkuUnknown {
  readonly _tag: "SkuUnknown"
  readonly sku: Sku
}

/** A face is fixed for a SKU that may not live there, by `rule`: `fixed` when it is fixed twice, or is not there. */
export interface FixedRefused {
  readonly _tag: "FixedRefused"
  readonly sku: Sku
  readonly face: LocationId
  readonly rule: StorageRule
}

/**
 * No plan was found in which the rules between SKUs hold: `face` is the nearest that would take `sku`, were it not for
 * `other`. `proved` when all plans have been tried, else there may be one.
 */
export interface RulesInTheWay {
  readonly _tag: "RulesInTheWay"
  readonly sku: Sku
  readonly face: LocationId
  readonly rule: StorageRule
  readonly other: Sku
  readonly proved: boolean
}

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
  readonly rule: StorageRule
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

/** The first reason to refuse but contention and rules between SKUs, which only a search finds. */
export const illPosed = (problem: SlottingProblem): SlotRefusal | undefined =>
  illPosedMeasures(problem) ?? noFaceFits(problem, boardOf(problem))

/** The first reason that shows before any SKU is held against any face. */
export const illPosedMeasures = (problem: SlottingProblem): SlotRefusal | undefined =>
  measuresRefused(problem) ??
  placeMissing(problem) ??
  skuUnknown(problem) ??
  fixedRefused(problem) ??
  tooFewFaces(problem)

/** The first measure that is none, or id that comes twice. */
export const measuresRefused = (problem: SlottingProblem): MeasureRefusal | undefined => {
  const { faces, rules, skus, walkMmPerSecond } = problem
  return (
    badMeasure("problem", "", { walkMmPerSecond }, above0) ??
    firstOf(skus, badSku) ??
    firstOf(faces, badFace) ??
    badRules(rules ?? {}) ??
    firstOf(problem.affinity ?? [], ({ between, ordersPerDay }) =>
      badMeasure("affinity", between.join(" and "), { ordersPerDay }, atLeast0)
    ) ??
    idTaken(
      "sku",
      skus.map(({ sku }) => sku)
    ) ??
    idTaken(
      "face",
      faces.map(({ face }) => face)
    )
  )
}

/** The refusal as a sentence for people. */
export const describeSlotRefusal = (refusal: SlotRefusal): string => {
  switch (refusal._tag) {
    case "MeasureInvalid": {
      const subject = refusal.id === "" ? "" : `${refusal.of} ${refusal.id}: `
      return `${subject}expected ${refusal.field} to be ${refusal.expected}, got ${refusal.value}`
    }
    case "IdTaken":
      return `${refusal.of} ${refusal.id}: expected each id once, got it twice`
    case "PlaceMissing":
      return `face ${refusal.face}: ${fieldMissingText(refusal)}`
    case "SkuUnknown":
      return `SKU ${refusal.sku}: expected a SKU that is to be slotted, as it is ordered together with others`
    case "FixedRefused":
      return `SKU ${refusal.sku}: expected a face that may be fixed for it, got ${refusal.face}, refused by the rule ${refusal.rule}`
    case "TooFewFaces":
      return `expected at least ${refusal.asked} faces, as the SKUs ask for, got ${refusal.faces}`
    case "NoFaceFits":
      return `SKU ${refusal.sku}: expected a face that takes it, got none by the rule ${refusal.rule}`
    case "FacesContended": {
      const { sku, skus, faces } = refusal
      const fitting = `${faces.join(", ")} that fit any of them`
      return `SKU ${sku}: expected a face for each of ${skus.join(", ")}, got only ${fitting}`
    }
    case "RulesInTheWay": {
      const { face, other, proved, rule, sku } = refusal
      const how = proved ? "there is no plan" : "no plan was found"
      return `SKU ${sku}: ${how} that keeps the rule ${rule}; face ${face} would take it but for ${other}`
    }
  }
}

const badSku = (sku: SlotSku): MeasureRefusal | undefined => {
  const { visitsPerDay, unitsPerDay, unitVolumeMm3, unitMassGrams, unitsKept = 1, faces = 1, sides, temperature } = sku
  return (
    badMeasure("sku", sku.sku, { visitsPerDay, unitsPerDay, unitMassGrams }, atLeast0) ??
    badMeasure("sku", sku.sku, { unitVolumeMm3, ...sides }, above0) ??
    badMeasure("sku", sku.sku, { unitsKept, faces }, count) ??
    badMeasure("sku", sku.sku, { ...temperature }, aNumber)
  )
}

const badFace = (face: PickFace): MeasureRefusal | undefined => {
  const { roundTripMm, reachMillis, capacityVolumeMm3, maxMassGrams, inner, level = 1, at, temperature } = face
  return (
    badMeasure("face", face.face, { roundTripMm, reachMillis, maxMassGrams }, atLeast0) ??
    badMeasure("face", face.face, { capacityVolumeMm3, ...inner }, above0) ??
    badMeasure("face", face.face, { level, ...at, ...temperature }, aNumber)
  )
}

const badMeasure = (
  of: "sku" | "face" | "problem" | "rules" | "affinity",
  id: string,
  fields: Readonly<Record<string, number>>,
  limit: Limit
): MeasureRefusal | undefined => {
  const off = offLimit(fields, limit)
  return off && { _tag: "MeasureInvalid", of, id, ...off }
}

const firstOf = <A>(
  things: ReadonlyArray<A>,
  refuse: (thing: A) => MeasureRefusal | undefined
): MeasureRefusal | undefined => {
  for (const thing of things) {
    const refusal = refuse(thing)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const idTaken = (of: "sku" | "face", ids: ReadonlyArray<string>): MeasureRefusal | undefined => {
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

const badRules = ({ familiesApart = [], heavyLow, segregation = [] }: StorageRules): MeasureRefusal | undefined =>
  (heavyLow === undefined ? undefined : badMeasure("rules", "heavyLow", { ...heavyLow }, atLeast0)) ??
  firstOf([...segregation, ...familiesApart], ({ between, by }) =>
    typeof by === "object" ? badMeasure("rules", between.join(" and "), { mm: by.mm }, atLeast0) : undefined
  )

const placeMissing = ({ affinity = [], faces, rules = {} }: SlottingProblem): PlaceMissing | undefined => {
  const byAffinity = affinity.slice(0, 1).map(() => ({ field: "at" as const, because: "affinity" as const }))
  const missing = firstMissing<PickFace, PlaceMissing["because"]>(faces, [...fieldsAsked(rules), ...byAffinity])
  if (missing === undefined) return undefined
  const { because, field, place } = missing
  return { _tag: "PlaceMissing", face: place.face, field, because }
}

const skuUnknown = ({ affinity = [], skus }: SlottingProblem): SkuUnknown | undefined => {
  if (affinity.length === 0) return undefined
  const known = new Set(skus.map(({ sku }) => sku))
  const sku = affinity.flatMap(({ between }) => between).find((candidate) => !known.has(candidate))
  return sku === undefined ? undefined : { _tag: "SkuUnknown", sku }
}

const fixedRefused = (problem: SlottingProblem): FixedRefused | undefined => {
  const { faces, rules, skus } = problem
  if (skus.every(({ fixed = [] }) => fixed.length === 0)) return undefined
  const [byId, owners] = [new Map(faces.map((face) => [face.face, face])), fixedFaces(problem)]
  for (const sku of skus) {
    for (const [index, face] of (sku.fixed ?? []).entries()) {
      const place = byId.get(face)
      const isOnce = sku.fixed?.indexOf(face) === index && index < facesOf(sku)
      const rule = place === undefined || !isOnce ? "fixed" : refusedBy(sku, place, rules, owners)
      if (rule !== undefined) return { _tag: "FixedRefused", sku: sku.sku, face, rule }
    }
  }
  return undefined
}

/** The first SKU that no face takes. Time O(log faces) for each SKU that some face takes. */
export const noFaceFits = (problem: SlottingProblem, board: Board): NoFaceFits | undefined => {
  const ranks = Int32Array.from({ length: board.faceCount }, (_, rank) => rank)
  const tree = faceTreeOf(board, ranks, 0)
  for (let berth = 0; berth < board.berthCount; berth++) {
    if (tree.first(berth, 0, Infinity) !== none) continue
    const sku = problem.skus[board.skuAt[berth]!]!
    const fixed = fixedFaces(problem)
    const rules = problem.faces.map((face) =>
      storageRules.indexOf(refusedBy(sku, face, problem.rules, fixed) ?? "fixed")
    )
    return { _tag: "NoFaceFits", sku: sku.sku, rule: storageRules[Math.max(...rules)]! }
  }
  return undefined
}
