/**
 * Which cartons to stock: the range that packs the orders of the past most cheaply.
 */
import type { Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { fit } from "./fit.ts"
import { unknownObjective } from "../problem/illPosed.ts"
import { describePackingRefusal, type PackingRefusal } from "../problem/PackingRefusal.ts"
import {
  cartonCost,
  type CartonType,
  type PackingObjective,
  type PackingRules,
  type PackItem
} from "../problem/PackingProblem.ts"

/** Orders as packed before, and cartons that could be stocked. */
export interface RangeProblem extends PackingRules {
  readonly orders: ReadonlyArray<ReadonlyArray<PackItem>>
  readonly candidates: ReadonlyArray<CartonType>
  /** Most types in the range. */
  readonly most: number
  readonly objective: Exclude<PackingObjective, "fewestThenSmallest">
}

/** One carton of the range, in the order in which it is worth having. */
export interface RangeStep {
  readonly carton: string
  /** What all orders cost with this type and those before. */
  readonly cost: number
  /** How much less than without it; undefined for the first. */
  readonly saved: number | undefined
}

export interface CartonRangePlan {
  readonly steps: ReadonlyArray<RangeStep>
  /** Orders packed in each type of the range, by its id. */
  readonly used: ReadonlyMap<string, number>
  /** Orders that go whole in no candidate, by their number in the problem: they are left out of every cost. */
  readonly tooLarge: ReadonlyArray<number>
  readonly stoppedBy: "exhausted" | "caller"
}

export type RangeRefusal =
  | { readonly _tag: "NoRangeAsked"; readonly most: number }
  | { readonly _tag: "NoCandidates" }
  | Extract<PackingRefusal, { readonly _tag: "ObjectiveUnknown" }>
  /** No range of so many types takes every order that some candidate takes. */
  | { readonly _tag: "OrdersUncovered"; readonly orders: number }

export const rangeRefusalText = (refusal: RangeRefusal): string => {
  switch (refusal._tag) {
    case "NoRangeAsked":
      return `expected most to be a whole number from 1, got ${refusal.most}`
    case "NoCandidates":
      return "expected at least one candidate carton, got none"
    case "ObjectiveUnknown":
      return describePackingRefusal(refusal)
    case "OrdersUncovered":
      return `expected a range that takes every order, but ${refusal.orders} go in none of the types chosen`
  }
}

/** The cost of each order in each candidate; infinite where it does not go in. */
type Costs = ReadonlyArray<Float64Array>

/**
 * Chooses up to `most` types so that all orders, each whole in the cheapest type it fits, cost least: a p-median
 * problem. Adds the type that saves most, one after the other, then exchanges types in and out of the range while that
 * saves. Asks `fit` once for each order and candidate, and `stop` before each exchange pass. A local optimum, not
 * proved best. Ties go to the candidate listed first.
 *
 * Source: Teitz and Bart (1968), Heuristic methods for estimating the generalized vertex median of a weighted graph,
 * Operations Research 16.
 */
export const chooseRange = (
  problem: RangeProblem,
  { stop }: { readonly stop: Stop }
): Result.Result<CartonRangePlan, RangeRefusal> => {
  const { candidates, most } = problem
  if (!Number.isInteger(most) || most < 1) return Result.fail({ _tag: "NoRangeAsked", most })
  if (candidates.length === 0) return Result.fail({ _tag: "NoCandidates" })
  const unknown = unknownObjective(problem.objective)
  if (unknown !== undefined) return Result.fail(unknown)
  const all = problem.orders.map((order) => costsOf(problem, order))
  const tooLarge = all.flatMap((costs, order) => (costs.some(Number.isFinite) ? [] : [order]))
  const costs = all.filter((_, order) => !tooLarge.includes(order))
  const chosen = addGreedily(costs, candidates.length, most)
  let told = false
  for (let iteration = 0; !told; iteration++) {
    told = stop({ iteration, cost: costWith(costs, chosen) })
    if (told || !exchangeOne(costs, candidates.length, chosen)) break
  }
  const uncovered = costs.filter((order) => chosen.every((type) => order[type] === Number.POSITIVE_INFINITY)).length
  if (uncovered > 0) return Result.fail({ _tag: "OrdersUncovered", orders: uncovered })
  const plan = {
    steps: stepsOf(costs, chosen, candidates),
    used: usedOf(costs, chosen, candidates),
    tooLarge,
    stoppedBy: told ? ("caller" as const) : ("exhausted" as const)
  }
  return Result.succeed(plan)
}

const costsOf = ({ candidates, objective, ...rules }: RangeProblem, order: ReadonlyArray<PackItem>): Float64Array => {
  const grams = order.reduce((sum, item) => sum + item.quantity * item.massGrams, 0)
  return Float64Array.from(candidates, (type) =>
    fit(order, type, rules)._tag === "Fits" ? cartonCost(type, objective, grams) : Number.POSITIVE_INFINITY
  )
}

/** What an order counts for that goes in no type of the range: more than any that does. */
const uncoveredCost = 1e15

const costWith = (costs: Costs, chosen: ReadonlyArray<number>): number => {
  let sum = 0
  for (const order of costs) {
    let least = uncoveredCost
    for (const type of chosen) least = Math.min(least, order[type]!)
    sum += least
  }
  return sum
}

const addGreedily = (costs: Costs, candidates: number, most: number): Array<number> => {
  const chosen: Array<number> = []
  let now = Number.POSITIVE_INFINITY
  while (chosen.length < most) {
    const { cost, type } = bestAddition(costs, candidates, chosen)
    if (type < 0 || cost >= now) break
    now = cost
    chosen.push(type)
  }
  return chosen
}

const bestAddition = (costs: Costs, candidates: number, chosen: ReadonlyArray<number>) => {
  let best = { type: -1, cost: Number.POSITIVE_INFINITY }
  for (let type = 0; type < candidates; type++) {
    if (chosen.includes(type)) continue
    const cost = costWith(costs, [...chosen, type])
    if (cost < best.cost) best = { type, cost }
  }
  return best
}

/** Exchanges one type of the range for the one that then saves most; false when none does. */
const exchangeOne = (costs: Costs, candidates: number, chosen: Array<number>): boolean => {
  const now = costWith(costs, chosen)
  for (const [place, out] of chosen.entries()) {
    const others = chosen.filter((type) => type !== out)
    const { cost, type } = bestAddition(costs, candidates, others)
    if (type < 0 || type === out || cost >= now) continue
    chosen[place] = type
    return true
  }
  return false
}

/** The range in the order in which a shop would add the types to it. */
const stepsOf = (
  costs: Costs,
  chosen: ReadonlyArray<number>,
  candidates: ReadonlyArray<CartonType>
): ReadonlyArray<RangeStep> => {
  const steps: Array<RangeStep> = []
  const taken: Array<number> = []
  for (let left = [...chosen]; left.length > 0;) {
    const costOf = (type: number): number => costWith(costs, [...taken, type])
    const next = left.reduce((best, type) => (costOf(type) < costOf(best) ? type : best))
    const before = costWith(costs, taken)
    taken.push(next)
    const cost = costWith(costs, taken)
    steps.push({ carton: candidates[next]!.id, cost, saved: taken.length === 1 ? undefined : before - cost })
    left = left.filter((type) => type !== next)
  }
  return steps
}

const usedOf = (
  costs: Costs,
  chosen: ReadonlyArray<number>,
  candidates: ReadonlyArray<CartonType>
): ReadonlyMap<string, number> => {
  const used = new Map(chosen.map((type) => [candidates[type]!.id, 0]))
  for (const order of costs) {
    const type = chosen.reduce((best, other) => (order[other]! < order[best]! ? other : best))
    used.set(candidates[type]!.id, used.get(candidates[type]!.id)! + 1)
  }
  return used
}
