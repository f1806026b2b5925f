/**
 * From what a walk passes to what is taken on it.
 */
import { type Sku } from "@stowage/kernel/Ids"
import { frontierSweep } from "../routing/frontierSweep.ts"
import { type PickRoute } from "../routing/PickRoute.ts"
import { type ScatteredPlan, type Take, takesRouting } from "./ScatteredPlan.ts"
import { type ScatteredProblem, type StockCandidate } from "./ScatteredProblem.ts"
import { type StockedPlaces } from "./stockedPlaces.ts"

/** The plan that takes at marked places. */
export const planOfPlaces = (
  problem: ScatteredProblem,
  { candidate, firstCandidate }: StockedPlaces,
  isOn: Uint8Array
): ScatteredPlan => {
  const visited: Array<number> = []
  for (const [place, mark] of isOn.entries()) {
    if (mark === 1) visited.push(...candidate.subarray(firstCandidate[place], firstCandidate[place + 1]))
  }
  return planOf(problem, mostFirst(problem, visited))
}

/**
 * The plan that takes on the same walk, or a shorter one, each SKU from where there is most of it among the places that
 * the walk passes, so as to stop seldom. O(candidates × turns).
 */
export const withFewStops = (problem: ScatteredProblem, { route }: ScatteredPlan): ScatteredPlan => {
  const { candidates, demands, floor } = problem
  const demanded = new Set(demands.map(({ sku }) => sku))
  const passed: Array<number> = []
  for (let index = 0; index < candidates.length; index++) {
    const { aisle, sku, yMm } = candidates[index] as StockCandidate
    if (demanded.has(sku) && isPassed(route, floor.aisleXMm[aisle] as number, yMm)) passed.push(index)
  }
  return planOf(problem, mostFirst(problem, passed))
}

/** Whether a walk comes by. */
const isPassed = ({ turns }: PickRoute, xMm: number, yMm: number): boolean => {
  for (let turn = 0; turn < turns.length; turn++) {
    const to = turns[turn] as PickRoute["turns"][number]
    const from = turns[turn - 1] ?? to
    const isInX = from.xMm < to.xMm ? from.xMm <= xMm && xMm <= to.xMm : to.xMm <= xMm && xMm <= from.xMm
    const isInY = from.yMm < to.yMm ? from.yMm <= yMm && yMm <= to.yMm : to.yMm <= yMm && yMm <= from.yMm
    if (isInX && isInY) return true
  }
  return false
}

const mostFirst = ({ candidates }: ScatteredProblem, list: ReadonlyArray<number>): ReadonlyArray<number> => {
  const stockOf = (index: number): number => candidates[index]?.quantity as number
  return list.toSorted((a, b) => stockOf(b) - stockOf(a) || a - b)
}

/** Takes from candidates in this order until the demand is met, and walks over them. */
const planOf = (problem: ScatteredProblem, order: ReadonlyArray<number>): ScatteredPlan => {
  const due = new Map<Sku, number>(problem.demands.map(({ quantity, sku }) => [sku, quantity]))
  const takes: Array<Take> = []
  for (const index of order) {
    const { location, quantity: stock, sku } = problem.candidates[index] as StockCandidate
    const quantity = Math.min(stock, due.get(sku) ?? 0)
    if (quantity === 0) continue
    takes.push({ location, sku, quantity })
    due.set(sku, (due.get(sku) as number) - quantity)
  }
  const route = frontierSweep(takesRouting(problem, takes))
  const placeOf = new Map(route.visits.map((visit, place) => [visit.id, place]))
  const inOrder = takes.toSorted((a, b) => (placeOf.get(a.location) as number) - (placeOf.get(b.location) as number))
  return { route, takes: inOrder }
}
