/**
 * Which item is in which place, what that costs, and an independent check of it. No solver's code is used here.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import type { QuadraticProblem } from "./QuadraticProblem.ts"

/** The place of each item, by number, in the order of the problem's items. */
export interface QuadraticPlan {
  readonly places: ReadonlyArray<number>
}

export type QuadraticViolation =
  | { readonly _tag: "WrongItemCount"; readonly items: number; readonly placed: number }
  | { readonly _tag: "UnknownPlace"; readonly item: number; readonly place: number }
  | { readonly _tag: "PlaceTaken"; readonly item: number; readonly place: number; readonly other: number }

/** Every rule the plan breaks; empty when it can be carried out. */
export const quadraticViolations = (
  { distances, flows }: QuadraticProblem,
  { places }: QuadraticPlan
): ReadonlyArray<QuadraticViolation> => {
  const found: Array<QuadraticViolation> = []
  if (places.length !== flows.length) {
    found.push({ _tag: "WrongItemCount", items: flows.length, placed: places.length })
  }
  const itemIn = new Map<number, number>()
  for (const [item, place] of places.entries()) {
    if (distances[place] === undefined) found.push({ _tag: "UnknownPlace", item, place })
    const other = itemIn.get(place)
    if (other !== undefined) found.push({ _tag: "PlaceTaken", item, place, other })
    itemIn.set(place, item)
  }
  return found
}

/** What each item costs: its flow to all others over the distance to them, and its place. Charges of 0 are left out. */
export const quadraticCharges = (
  { distances, flows, placing }: QuadraticProblem,
  { places }: QuadraticPlan
): ReadonlyArray<Charge> =>
  places.flatMap((place, item) => {
    let flow = 0
    for (const [other, elsewhere] of places.entries()) {
      flow += (flows[item]?.[other] ?? 0) * (distances[place]?.[elsewhere] ?? 0)
    }
    const placed = placing?.[item]?.[place] ?? 0
    const subject = String(item)
    return [
      ...(flow === 0 ? [] : [{ reason: "flow", subject, amount: flow }]),
      ...(placed === 0 ? [] : [{ reason: "placing", subject, amount: placed }])
    ]
  })

/** The sum of the charges. O(items²). */
export const quadraticCost = (problem: QuadraticProblem, plan: QuadraticPlan): number => {
  let sum = 0
  for (const { amount } of quadraticCharges(problem, plan)) sum += amount
  return sum
}
