/**
 * Which item is in which zone, what that costs, and an independent check of it. No solver's code is used here.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import type { GeneralisedProblem } from "./GeneralisedProblem.ts"

/** The zone of each item, by number, in the order of the problem's items. */
export interface GeneralisedPlan {
  readonly zones: ReadonlyArray<number>
}

export type GeneralisedViolation =
  | { readonly _tag: "WrongItemCount"; readonly items: number; readonly placed: number }
  | { readonly _tag: "UnknownZone"; readonly item: number; readonly zone: number }
  | { readonly _tag: "ZoneOverfull"; readonly zone: number; readonly load: number; readonly capacity: number }

/** Every rule the plan breaks; empty when it can be carried out. */
export const generalisedViolations = (
  { capacities, loads }: GeneralisedProblem,
  { zones }: GeneralisedPlan
): ReadonlyArray<GeneralisedViolation> => {
  const found: Array<GeneralisedViolation> = []
  const items = loads[0]?.length ?? 0
  if (zones.length !== items) found.push({ _tag: "WrongItemCount", items, placed: zones.length })
  for (const [item, zone] of zones.entries()) {
    if (capacities[zone] === undefined) found.push({ _tag: "UnknownZone", item, zone })
  }
  for (const [zone, capacity] of capacities.entries()) {
    let load = 0
    for (const [item, at] of zones.entries()) if (at === zone) load += loads[zone]?.[item] ?? 0
    // What fits by a rounding of the sum fits.
    if (load > capacity * (1 + 1e-12)) found.push({ _tag: "ZoneOverfull", zone, load, capacity })
  }
  return found
}

/** What each item costs in its zone; items that cost 0 are left out. */
export const generalisedCharges = ({ costs }: GeneralisedProblem, { zones }: GeneralisedPlan): ReadonlyArray<Charge> =>
  zones.flatMap((zone, item) => {
    const amount = costs[zone]?.[item] ?? 0
    return amount === 0 ? [] : [{ reason: "zone", subject: String(item), amount }]
  })

/** The sum of the charges. */
export const generalisedCost = (problem: GeneralisedProblem, plan: GeneralisedPlan): number => {
  let sum = 0
  for (const { amount } of generalisedCharges(problem, plan)) sum += amount
  return sum
}
