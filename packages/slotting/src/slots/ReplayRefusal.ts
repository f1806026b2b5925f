/**
 * Why past orders cannot be picked again from a plan.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { OrderLine } from "../demand/demandOf.ts"
import { count, countOr0, offLimit, type Limit } from "../rules/Limit.ts"
import { violations, type SlotPlan, type SlotViolation } from "./SlotPlan.ts"
import { describeSlotRefusal, measuresRefused, type MeasureRefusal } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** In order of precedence: when several apply, the first listed is returned. */
export type ReplayRefusal =
  | { readonly _tag: "ProblemInvalid"; readonly refusal: MeasureRefusal }
  | AssignmentUnknown
  | AssignmentTwice
  | PlanBroken
  | ReplayMeasureInvalid

/** The plan gives a face to a SKU, and the problem does not have the one, or the other. */
export interface AssignmentUnknown {
  readonly _tag: "AssignmentUnknown"
  readonly of: "sku" | "face"
  readonly sku: Sku
  readonly face: LocationId
}

/** The plan gives this SKU this face twice. */
export interface AssignmentTwice {
  readonly _tag: "AssignmentTwice"
  readonly sku: Sku
  readonly face: LocationId
}

/** The plan breaks a rule, and only one that breaks none is taken. */
export interface PlanBroken {
  readonly _tag: "PlanBroken"
  readonly violation: SlotViolation
}

/** A measure of a line, of what scattering is judged by, or the length of the walk of an order that is none. */
export interface ReplayMeasureInvalid {
  readonly _tag: "ReplayMeasureInvalid"
  readonly of: "line" | "walk" | "options"
  /** `SKU of ORDER`, or the order; empty for options. */
  readonly id: string
  readonly field: string
  readonly value: number
  readonly expected: string
}

/** The refusal as a sentence for people. */
export const replayRefusalText = (refusal: ReplayRefusal): string => {
  switch (refusal._tag) {
    case "ProblemInvalid":
      return describeSlotRefusal(refusal.refusal)
    case "AssignmentUnknown": {
      const { face, of, sku } = refusal
      return `plan: expected a ${of} of the problem, got ${of === "sku" ? sku : face} in ${sku} at ${face}`
    }
    case "AssignmentTwice":
      return `plan: expected SKU ${refusal.sku} once at face ${refusal.face}, got it twice`
    case "PlanBroken": {
      const { violation } = refusal
      const about = "face" in violation ? `${violation.sku} at ${violation.face}` : violation.sku
      const rule = "rule" in violation ? `${violation._tag} ${violation.rule}` : violation._tag
      return `plan: expected one that breaks no rule, got ${rule} for ${about}`
    }
    case "ReplayMeasureInvalid": {
      const { expected, field, id, of, value } = refusal
      return `${id === "" ? of : `${of} ${id}`}: expected ${field} to be ${expected}, got ${value}`
    }
  }
}

/**
 * The first reason not to pick these lines from this plan. A plan may break rules, as a floor does as it stands, and
 * lines may ask for SKUs that no plan has. Time O(SKUs + faces + lines).
 */
export const illPosedReplay = (
  problem: SlottingProblem,
  plan: SlotPlan,
  lines: ReadonlyArray<OrderLine & { readonly period?: number }>
): ReplayRefusal | undefined => {
  const refusal = measuresRefused(problem)
  if (refusal !== undefined) return { _tag: "ProblemInvalid", refusal }
  const assigned = badAssignment(problem, plan)
  if (assigned !== undefined) return assigned
  for (const { order, period = 0, sku, units } of lines) {
    const off = offLimit({ units }, count) ?? offLimit({ period }, countOr0)
    if (off !== undefined) return { _tag: "ReplayMeasureInvalid", of: "line", id: `${sku} of ${order}`, ...off }
  }
  return undefined
}

/** The first rule that a plan breaks. Time that of `violations`. */
export const planBroken = (problem: SlottingProblem, plan: SlotPlan): PlanBroken | undefined => {
  const [violation] = violations(problem, plan)
  return violation && { _tag: "PlanBroken", violation }
}

/** The first of some measures that is none. */
export const badReplayMeasure = (
  of: "walk" | "options",
  id: string,
  fields: Readonly<Record<string, number>>,
  limit: Limit
): ReplayMeasureInvalid | undefined => {
  const off = offLimit(fields, limit)
  return off && { _tag: "ReplayMeasureInvalid", of, id, ...off }
}

const badAssignment = (
  { faces, skus }: SlottingProblem,
  { assignments }: SlotPlan
): AssignmentUnknown | AssignmentTwice | undefined => {
  const known = { sku: new Set(skus.map(({ sku }) => sku)), face: new Set(faces.map(({ face }) => face)) }
  const seen = new Map<Sku, Set<LocationId>>()
  for (const { face, sku } of assignments) {
    if (!known.sku.has(sku)) return { _tag: "AssignmentUnknown", of: "sku", sku, face }
    if (!known.face.has(face)) return { _tag: "AssignmentUnknown", of: "face", sku, face }
    const ofSku = seen.get(sku) ?? new Set<LocationId>()
    if (ofSku.has(face)) return { _tag: "AssignmentTwice", sku, face }
    seen.set(sku, ofSku.add(face))
  }
  return undefined
}
