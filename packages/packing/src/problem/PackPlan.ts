/**
 * Which item goes where in which carton. `violations` checks it.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import { cartonCost, type PackingProblem } from "./PackingProblem.ts"

/**
 * One unit, packed: its corner nearest the carton's origin, and its extents along x, y and z (length, width and height
 * of the carton) as it lies, padding included. All in mm.
 */
export interface Placement {
  readonly item: string
  readonly x: number
  readonly y: number
  readonly z: number
  readonly l: number
  readonly w: number
  readonly h: number
}

/** One carton and what is in it, in an order in which it can be loaded: nothing before what it stands on. */
export interface PackedCarton {
  readonly carton: string
  readonly placements: ReadonlyArray<Placement>
}

export interface PackPlan {
  readonly cartons: ReadonlyArray<PackedCarton>
}

/** What each carton of the plan costs, in the objective's unit. Cartons the problem does not know are not charged. */
export const packCharges = (problem: PackingProblem, plan: PackPlan): ReadonlyArray<Charge> => {
  const types = new Map(problem.cartons.map((type) => [type.id, type]))
  const grams = new Map(problem.items.map((item) => [item.id, item.massGrams]))
  return plan.cartons.flatMap(({ carton, placements }) => {
    const type = types.get(carton)
    const contentGrams = placements.reduce((sum, { item }) => sum + (grams.get(item) ?? 0), 0)
    return type === undefined
      ? []
      : [{ reason: "carton", subject: carton, amount: cartonCost(type, problem.objective, contentGrams) }]
  })
}
