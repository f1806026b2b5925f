/**
 * Which SKUs get a face in the forward area and how much room, what that costs, and an independent check of it.
 *
 * Picking from the forward area is quick; what it holds must be brought from reserve again and again. The model is a
 * fluid one: a SKU whose face holds `v` is restocked `flow / v` times a day.
 *
 * Source: Bartholdi and Hackman, Warehouse and distribution science, the chapter on the forward area; Hackman and
 * Rosenblatt (1990), Allocating items to an automated storage and retrieval system, IIE Transactions 22.
 */
import { isMeasure } from "@stowage/kernel/Measure"
import type { Sku } from "@stowage/kernel/Ids"
import type { Charge } from "@stowage/kernel/Outcome"

/** A SKU that may be picked forward. */
export interface ForwardSku {
  readonly sku: Sku
  readonly picksPerDay: number
  /** Volume picked a day. */
  readonly flowMm3PerDay: number
  /** What the face is filled by: it holds whole cases, at least one. Any volume when not said. */
  readonly caseMm3?: number
  /** The least the face holds, safety stock included. */
  readonly leastMm3?: number
  /** The most: all that there is of it, or all that a face can be. */
  readonly mostMm3?: number
}

export interface ForwardProblem {
  readonly skus: ReadonlyArray<ForwardSku>
  readonly volumeMm3: number
  readonly forwardPickMillis: number
  /** What a pick costs from reserve. */
  readonly reservePickMillis: number
  readonly restockMillis: number
}

export interface ForwardFace {
  readonly sku: Sku
  readonly volumeMm3: number
}

/** The faces, in the order of the problem's SKUs; who is not there is picked from reserve. */
export interface ForwardPlan {
  readonly faces: ReadonlyArray<ForwardFace>
}

export type ForwardViolation =
  | { readonly _tag: "UnknownSku" | "GivenTwice"; readonly sku: Sku }
  | { readonly _tag: "TooLittle" | "TooMuch" | "BrokenCase"; readonly sku: Sku; readonly volumeMm3: number }
  | { readonly _tag: "AreaTooSmall"; readonly givenMm3: number; readonly volumeMm3: number }

/** What two sums of the same volumes may differ by, as a part of them. */
const rounding = 1e-9

/** Everything that is wrong with a plan. Time O(SKUs). */
export const forwardViolations = (problem: ForwardProblem, plan: ForwardPlan): ReadonlyArray<ForwardViolation> => {
  const known = new Map(problem.skus.map((sku) => [sku.sku, sku]))
  const seen = new Set<Sku>()
  const found: Array<ForwardViolation> = []
  let givenMm3 = 0
  for (const { sku, volumeMm3 } of plan.faces) {
    const wanted = known.get(sku)
    givenMm3 += volumeMm3
    if (seen.has(sku)) found.push({ _tag: "GivenTwice", sku })
    seen.add(sku)
    if (wanted === undefined) {
      found.push({ _tag: "UnknownSku", sku })
      continue
    }
    const { caseMm3, leastMm3 = 0, mostMm3 = Infinity } = wanted
    const room = rounding * volumeMm3
    if (volumeMm3 + room < leastMm3 || !(volumeMm3 > 0)) found.push({ _tag: "TooLittle", sku, volumeMm3 })
    if (volumeMm3 - room > mostMm3) found.push({ _tag: "TooMuch", sku, volumeMm3 })
    const cases = caseMm3 === undefined ? 1 : volumeMm3 / caseMm3
    if (Math.abs(cases - Math.round(cases)) > rounding * cases) found.push({ _tag: "BrokenCase", sku, volumeMm3 })
  }
  const { volumeMm3 } = problem
  if (givenMm3 > volumeMm3 * (1 + rounding)) found.push({ _tag: "AreaTooSmall", givenMm3, volumeMm3 })
  return found
}

/** Milliseconds a day, by SKU: `forward picks` and `restocks`, or `reserve picks`. */
export const forwardCharges = (problem: ForwardProblem, plan: ForwardPlan): ReadonlyArray<Charge> => {
  const given = new Map(plan.faces.map(({ sku, volumeMm3 }) => [sku, volumeMm3]))
  return problem.skus.flatMap(({ flowMm3PerDay, picksPerDay, sku }) => {
    const volumeMm3 = given.get(sku)
    if (volumeMm3 === undefined) {
      return [{ reason: "reserve picks", subject: sku, amount: picksPerDay * problem.reservePickMillis }]
    }
    return [
      { reason: "forward picks", subject: sku, amount: picksPerDay * problem.forwardPickMillis },
      { reason: "restocks", subject: sku, amount: (flowMm3PerDay / volumeMm3) * problem.restockMillis }
    ]
  })
}

/** In order of precedence: when several apply, the first listed is returned. */
export type ForwardRefusal =
  | {
      readonly _tag: "MeasureInvalid"
      /** Empty for a measure of the area. */
      readonly sku: string
      readonly field: string
      readonly value: number
      readonly expected: string
    }
  | { readonly _tag: "SkuTwice"; readonly sku: Sku }

/** The refusal as a sentence for people. */
export const forwardRefusalText = (refusal: ForwardRefusal): string => {
  if (refusal._tag === "SkuTwice") return `SKU ${refusal.sku}: expected each SKU once, got it twice`
  const { expected, field, sku, value } = refusal
  return `${sku === "" ? "the area" : `SKU ${sku}`}: expected ${field} to be ${expected}, got ${value}`
}

/** The first reason to refuse. */
export const illPosedForward = (problem: ForwardProblem): ForwardRefusal | undefined => {
  const { forwardPickMillis, reservePickMillis, restockMillis, volumeMm3 } = problem
  const wrong = wrongMeasure("", { forwardPickMillis, reservePickMillis, restockMillis, volumeMm3 })
  if (wrong !== undefined) return wrong
  for (const { caseMm3 = 1, flowMm3PerDay, leastMm3 = 0, mostMm3 = 1, picksPerDay, sku } of problem.skus) {
    const refusal =
      wrongMeasure(sku, { picksPerDay, flowMm3PerDay, leastMm3, mostMm3 }) ??
      (caseMm3 > 0 ? wrongMeasure(sku, { caseMm3 }) : measureInvalid(sku, "caseMm3", caseMm3, "above 0"))
    if (refusal !== undefined) return refusal
  }
  const seen = new Set<Sku>()
  for (const { sku } of problem.skus) {
    if (seen.has(sku)) return { _tag: "SkuTwice", sku }
    seen.add(sku)
  }
  return undefined
}

const measureInvalid = (sku: string, field: string, value: number, expected: string): ForwardRefusal => ({
  _tag: "MeasureInvalid",
  sku,
  field,
  value,
  expected
})

const wrongMeasure = (sku: string, fields: Readonly<Record<string, number>>): ForwardRefusal | undefined => {
  const wrong = Object.entries(fields).find(([, value]) => !isMeasure(value))
  return wrong && measureInvalid(sku, wrong[0], wrong[1], "0 to 10^15")
}
