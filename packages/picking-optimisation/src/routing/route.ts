/**
 * The walk of one picker: choose a method, walk, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type SolveOptions } from "@stowage/kernel/Stop"
import { aisleByAisle } from "./aisleByAisle.ts"
import { combined, combinedPlus } from "./combined.ts"
import { frontierSweep } from "./frontierSweep.ts"
import { largestGap } from "./largestGap.ts"
import { midpoint } from "./midpoint.ts"
import { type PickRoute, walkCharges } from "./PickRoute.ts"
import { ratliffRosenthal } from "./ratliffRosenthal.ts"
import { returnRoute } from "./returnRoute.ts"
import { routingBound } from "./routingBound.ts"
import { type RoutingProblem, type RoutingRefusal, routingRefusal } from "./RoutingProblem.ts"
import { sShape } from "./sShape.ts"

/** Ways to route: the shortest walk, or one that pickers know by name. */
export const routeMethods = [
  "exact",
  "sShape",
  "return",
  "midpoint",
  "largestGap",
  "aisleByAisle",
  "combined",
  "combinedPlus"
] as const
export type RouteMethod = (typeof routeMethods)[number]

/** No method draws or searches, so `seed` and `stop` make no difference. */
export interface RouteOptions extends Partial<SolveOptions> {
  /** `exact` when not given. */
  readonly method?: RouteMethod
}

/** The shortest route: by the method for one block where it is one, which is the fastest. */
const exact = (problem: RoutingProblem): PickRoute =>
  problem.floor.crossAisleYMm.length === 2 && problem.ends === undefined
    ? ratliffRosenthal(problem)
    : frontierSweep(problem)

/** The route by each method, of a problem that `routingRefusal` finds nothing wrong with. */
export const routeBy: Readonly<Record<RouteMethod, (problem: RoutingProblem) => PickRoute>> = {
  exact,
  sShape,
  return: returnRoute,
  midpoint,
  largestGap,
  aisleByAisle,
  combined,
  combinedPlus
}

/**
 * A walk over all picks from the depot and back, or to the best of the ends named, charged per aisle and cross-aisle.
 * By the exact method it is proved the shortest; by another one the bound is `routingBound`.
 *
 * Refuses what `RoutingRefusal` lists. O(n log n + aisles) over one block; `frontierSweep` says what more of them cost.
 */
export const solveRoute = (
  problem: RoutingProblem,
  options: RouteOptions = {}
): Result.Result<Outcome<PickRoute>, RoutingRefusal> => {
  const refusal = routingRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { method = "exact" } = options
  const plan = routeBy[method](problem)
  const charges = walkCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = method === "exact" ? cost : Math.min(cost, routingBound(problem))
  return Result.succeed({ plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : "exhausted" })
}

/** How a route compares with what another method would have walked. */
export interface RouteAlternative {
  readonly method: RouteMethod
  readonly walkMm: number
  /** How much further than the chosen route; negative when it would have been shorter. */
  readonly furtherMm: number
}

/**
 * What every method would have walked for a problem that `solveRoute` answered with `chosen`, in order of
 * `routeMethods`.
 */
export const explainRoute = (problem: RoutingProblem, chosen: PickRoute): ReadonlyArray<RouteAlternative> =>
  routeMethods.map((method) => {
    const { walkMm } = routeBy[method](problem)
    return { method, walkMm, furtherMm: walkMm - chosen.walkMm }
  })
