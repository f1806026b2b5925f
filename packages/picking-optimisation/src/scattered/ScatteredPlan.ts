/**
 * What is taken where on a walk through scattered storage, and an independent judge of it.
 */
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type PickRoute, routeViolations, type RouteViolation, walkCharges } from "../routing/PickRoute.ts"
import { type RoutingProblem } from "../routing/RoutingProblem.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"

/** Units of one SKU taken at one location. */
export interface Take {
  readonly location: LocationId
  readonly sku: Sku
  readonly quantity: number
}

/** A walk and what is taken on it, in the order of the walk. */
export interface ScatteredPlan {
  readonly route: PickRoute
  readonly takes: ReadonlyArray<Take>
}

/** What is wrong with a plan. */
export type ScatteredViolation =
  /** The location does not have the SKU. */
  | { readonly _tag: "TakeUnknown"; readonly take: Take }
  | { readonly _tag: "TakeTwice"; readonly take: Take }
  /** Not a whole number of at least 1. */
  | { readonly _tag: "TakeNotWhole"; readonly take: Take }
  | { readonly _tag: "TakeOverStock"; readonly take: Take; readonly stock: number }
  | { readonly _tag: "DemandUnmet"; readonly sku: Sku; readonly asked: number; readonly taken: number }
  | { readonly _tag: "RouteWrong"; readonly violation: RouteViolation }

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const scatteredViolations = (
  problem: ScatteredProblem,
  plan: ScatteredPlan
): ReadonlyArray<ScatteredViolation> => {
  const found: Array<ScatteredViolation> = []
  const keyOf = (location: LocationId, sku: Sku): string => JSON.stringify([location, sku])
  const stockAt = new Map(problem.candidates.map(({ location, quantity, sku }) => [keyOf(location, sku), quantity]))
  const taken = new Map<Sku, number>()
  const seen = new Set<string>()
  for (const take of plan.takes) {
    const key = keyOf(take.location, take.sku)
    const stock = stockAt.get(key)
    if (stock === undefined) found.push({ _tag: "TakeUnknown", take })
    else if (take.quantity > stock) found.push({ _tag: "TakeOverStock", take, stock })
    if (!(Number.isInteger(take.quantity) && take.quantity >= 1)) found.push({ _tag: "TakeNotWhole", take })
    if (seen.has(key)) found.push({ _tag: "TakeTwice", take })
    seen.add(key)
    taken.set(take.sku, (taken.get(take.sku) ?? 0) + take.quantity)
  }
  for (const sku of new Set([...problem.demands.map((demand) => demand.sku), ...taken.keys()])) {
    const asked = problem.demands.find((demand) => demand.sku === sku)?.quantity ?? 0
    const sum = taken.get(sku) ?? 0
    if (sum !== asked) found.push({ _tag: "DemandUnmet", sku, asked, taken: sum })
  }
  for (const violation of routeViolations(takesRouting(problem, plan.takes), plan.route)) {
    found.push({ _tag: "RouteWrong", violation })
  }
  return found
}

/** The routing problem of visiting the locations of these takes, each once. */
export const takesRouting = (problem: ScatteredProblem, takes: ReadonlyArray<Take>): RoutingProblem => {
  const visited = new Set(takes.map((take) => take.location))
  const picks = new Map(
    problem.candidates
      .filter(({ location }) => visited.has(location))
      .map(({ aisle, location, yMm }) => [location, { id: location, aisle, yMm }])
  )
  return { floor: problem.floor, depot: problem.depot, picks: [...picks.values()] }
}

/** What the plan is charged for: its walk, by aisle and cross-aisle. */
export const scatteredCharges = (problem: ScatteredProblem, { route, takes }: ScatteredPlan): ReadonlyArray<Charge> =>
  walkCharges(takesRouting(problem, takes), route)
