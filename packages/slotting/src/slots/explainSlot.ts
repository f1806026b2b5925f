/**
 * Why this face.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import { cubePerOrder } from "./cubePerOrderIndex.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import { facesOf, fixedFaces, refusedBy, visitMillis, type PickFace, type SlottingProblem } from "./SlottingProblem.ts"
import { standingOf, type Conflict } from "../rules/Standing.ts"
import type { StorageRule } from "../rules/StorageRules.ts"

/**
 * A face nearer than the one a SKU got, and why it did not get it. One that is `Free` shows the plan can be
 * improved.
 */
export interface NearerFace {
  readonly face: LocationId
  readonly millisPerVisit: number
  readonly because:
    | { readonly _tag: "Refused"; readonly rule: StorageRule; readonly other?: Sku }
    | { readonly _tag: "TakenBy"; readonly sku: Sku; readonly visitsPerDay: number }
    | { readonly _tag: "Free" }
}

export interface SlotExplanation {
  readonly sku: Sku
  /** Cube-per-order index: faces per daily visit. */
  readonly index: number
  /** From 1, the lowest index, to the number of SKUs; ties by SKU. */
  readonly rank: number
  /** Its faces, nearest first. */
  readonly faces: ReadonlyArray<{ readonly face: LocationId; readonly millisPerVisit: number }>
  /** Faces nearer than the farthest of its own, nearest first. */
  readonly nearer: ReadonlyArray<NearerFace>
  /** The nearest free face beyond, that fits, and how much a day would cost more there. Absent when there is none. */
  readonly nextBest?: { readonly face: LocationId; readonly extraMillisPerDay: number }
}

/** The problem or the plan does not have this SKU. */
export interface SkuNotSlotted {
  readonly _tag: "SkuNotSlotted"
  readonly sku: Sku
}

/**
 * Why `sku` lives where it does: its index and rank, each nearer face with the rule that refuses the SKU or the SKU
 * that has it, and what the next best would cost. When it has several faces, the farthest is the one explained. Time
 * O((n + f) log (n + f)). The plan must have no `violations`.
 */
export const explainSlot = (
  problem: SlottingProblem,
  plan: SlotPlan,
  sku: Sku
): Result.Result<SlotExplanation, SkuNotSlotted> => {
  const wanted = problem.skus.find((other) => other.sku === sku)
  const tenants = new Map(plan.assignments.map((assignment) => [assignment.face, assignment.sku]))
  const faces = problem.faces
    .map((face) => ({ face, millis: visitMillis(problem, face) }))
    .sort((a, b) => a.millis - b.millis || (a.face.face < b.face.face ? -1 : 1))
  const own = faces.filter(({ face }) => tenants.get(face.face) === sku)
  const last = own.at(-1)
  if (wanted === undefined || last === undefined) return Result.fail({ _tag: "SkuNotSlotted", sku })
  const visits = new Map(problem.skus.map((other) => [other.sku, other.visitsPerDay]))
  const fixed = fixedFaces(problem)
  const inConflict = conflictsOf(problem, tenants, sku)
  const because = (face: PickFace): NearerFace["because"] => {
    const rule = refusedBy(wanted, face, problem.rules, fixed)
    if (rule !== undefined) return { _tag: "Refused", rule }
    const conflict = inConflict(face)
    if (conflict !== undefined) return { _tag: "Refused", rule: conflict.rule, other: conflict.with }
    const tenant = tenants.get(face.face)
    if (tenant === undefined) return { _tag: "Free" }
    return { _tag: "TakenBy", sku: tenant, visitsPerDay: visits.get(tenant) ?? 0 }
  }
  const at = faces.indexOf(last)
  const next = faces.slice(at + 1).find(({ face }) => because(face)._tag === "Free")
  const nextBest = next && {
    face: next.face.face,
    extraMillisPerDay: ((next.millis - last.millis) * wanted.visitsPerDay) / facesOf(wanted)
  }
  return Result.succeed({
    sku,
    index: cubePerOrder(wanted),
    rank: rankOf(problem, sku),
    faces: own.map(({ face, millis }) => ({ face: face.face, millisPerVisit: millis })),
    nearer: faces
      .slice(0, at)
      .filter((other) => !own.includes(other))
      .map(({ face, millis }) => ({ face: face.face, millisPerVisit: millis, because: because(face) })),
    ...(nextBest === undefined ? {} : { nextBest })
  })
}

/** Whether a rule between SKUs keeps this one from a face, as all others stand. */
const conflictsOf = (
  { faces, rules = {}, skus }: SlottingProblem,
  tenants: ReadonlyMap<LocationId, Sku>,
  sku: Sku
): ((face: PickFace) => Conflict | undefined) => {
  const standing = standingOf(rules, faces)
  const positions = new Map(faces.map(({ face }, at) => [face, at]))
  const groups = new Map(skus.map((one) => [one.sku, standing.groupsOf(one)]))
  for (const [at, { face }] of faces.entries()) {
    const tenant = tenants.get(face)
    if (tenant !== undefined && tenant !== sku) standing.add(groups.get(tenant) ?? [], tenant, at)
  }
  return (face) => standing.conflict(groups.get(sku) ?? [], sku, positions.get(face.face) ?? 0)
}

const rankOf = ({ skus }: SlottingProblem, sku: Sku): number => {
  const wanted = skus.find((other) => other.sku === sku)
  if (wanted === undefined) return 0
  const index = cubePerOrder(wanted)
  const before = skus.filter((other) => {
    const theirs = cubePerOrder(other)
    return theirs < index || (theirs === index && other.sku < sku)
  })
  return before.length + 1
}
