/**
 * Forward area: who gets a face, and how much.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import {
  forwardCharges,
  illPosedForward,
  type ForwardPlan,
  type ForwardProblem,
  type ForwardRefusal,
  type ForwardSku
} from "./ForwardArea.ts"
import { forwardBound } from "./forwardBound.ts"
import { fillCases } from "./fillCases.ts"
import { squareRootOfFlow } from "./shareSpace.ts"

/** What a plan may be above its bound and still be called the best, as a part of it: the bound is found by halving. */
const rounding = 1e-9

/**
 * Chooses the SKUs of the forward area and how much of each, for the least milliseconds a day of picks and restocks.
 *
 * SKUs are ranked by labour efficiency, picks a day over the square root of flow; those that pay for their room at the
 * price that balances the area come first. For each number of SKUs from the top the room is shared by the square root
 * of flow, within least and most; the number that costs least is taken, and rooms are rounded to whole cases. `bound`
 * is that of `forwardBound`. Ties break by the order given. `stop` is asked for each number tried. Nothing is drawn by
 * chance. Time O(n log n) and O(n) for each number tried, about 3 · log n.
 *
 * Source: Bartholdi and Hackman, Warehouse and distribution science: the most labour-efficient SKUs go forward.
 */
export const solveForwardArea = (
  problem: ForwardProblem,
  { stop }: SolveOptions
): Result.Result<Outcome<ForwardPlan>, ForwardRefusal> => {
  const refusal = illPosedForward(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { bound, chosen } = forwardBound(problem)
  const ranked = problem.skus.filter(mayGoForward).toSorted((a, b) => efficiency(b) - efficiency(a))
  let best: ForwardPlan = { faces: [] }
  let cost = costOf(problem, best)
  let iteration = 0
  let stopped = false
  const tryFaces = (skus: ReadonlyArray<ForwardSku>): number => {
    if (stopped || stop({ iteration, cost })) {
      stopped = true
      return Infinity
    }
    iteration++
    const plan = planOf(problem, skus)
    const now = plan === undefined ? Infinity : costOf(problem, plan)
    if (plan !== undefined && now < cost) [best, cost] = [plan, now]
    return now
  }
  tryFaces(chosen.filter(mayGoForward))
  bestCount(ranked.length, (count) => tryFaces(ranked.slice(0, count)))
  const charges = forwardCharges(problem, best)
  const charged = sumOfCharges(charges)
  const proved = charged - bound <= rounding * charged
  const stoppedBy = proved ? "proved" : stopped ? "caller" : "exhausted"
  return Result.succeed({ plan: best, cost: charged, bound: proved ? charged : bound, charges, stoppedBy })
}

/** Picks a day over the square root of flow. Infinite without flow. */
const efficiency = ({ flowMm3PerDay, picksPerDay }: ForwardSku): number =>
  flowMm3PerDay === 0 ? Infinity : picksPerDay / Math.sqrt(flowMm3PerDay)

/** Whether any face is between its least and most, in whole cases. */
const mayGoForward = ({ caseMm3, flowMm3PerDay, leastMm3 = 0, mostMm3 = Infinity }: ForwardSku): boolean => {
  if (mostMm3 <= 0 || leastMm3 > mostMm3 || (flowMm3PerDay === 0 && leastMm3 === 0 && caseMm3 === undefined))
    return false
  return caseMm3 === undefined || Math.max(1, Math.ceil(leastMm3 / caseMm3)) * caseMm3 <= mostMm3
}

const costOf = (problem: ForwardProblem, plan: ForwardPlan): number => sumOfCharges(forwardCharges(problem, plan))

const planOf = (problem: ForwardProblem, skus: ReadonlyArray<ForwardSku>): ForwardPlan | undefined => {
  const wholeCases = skus.map((sku) =>
    sku.caseMm3 === undefined
      ? sku
      : { ...sku, leastMm3: Math.max(1, Math.ceil((sku.leastMm3 ?? 0) / sku.caseMm3)) * sku.caseMm3 }
  )
  const shared = squareRootOfFlow(wholeCases, problem.volumeMm3)
  if (shared === undefined) return undefined
  const faces = new Map(fillCases(wholeCases, shared, problem.volumeMm3).map((face) => [face.sku, face]))
  return { faces: problem.skus.map(({ sku }) => faces.get(sku)).filter((face) => face !== undefined) }
}

/** Calls `costOfCount` for numbers around the least, of a cost that falls and then rises; all of them up to 40. */
const bestCount = (most: number, costOfCount: (count: number) => number): void => {
  let [low, high] = [0, most]
  while (high - low > 40) {
    const [left, right] = [Math.floor(low + (high - low) / 3), Math.ceil(high - (high - low) / 3)]
    if (costOfCount(left) <= costOfCount(right)) high = right
    else low = left
  }
  for (let count = low; count <= high; count++) costOfCount(count)
}
