/**
 * Orders into walks: choose a method, batch, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, countedThrough, type SolveOptions, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { type BatchCore } from "./BatchCore.ts"
import { batchCoreOf } from "./batchCoreOf.ts"
import { type Groups, groupsMm } from "./Batches.ts"
import { batchingBound } from "./batchingBound.ts"
import { type BatchingProblem, type BatchingRefusal, batchingRefusal, batchRoute } from "./BatchingProblem.ts"
import { batchCharges, type BatchPlan } from "./BatchPlan.ts"
import { exactBatches, mostForExact } from "./exactBatches.ts"
import { inWalkOrder } from "./inWalkOrder.ts"
import { keepingTime } from "./keepingTime.ts"
import { type SavingsFound } from "./nearSavings.ts"
import { OrderSets } from "./OrderSets.ts"
import { savings } from "./savings.ts"
import { searchBatches } from "./searchBatches.ts"
import { startBatches } from "./startBatches.ts"
import { groupsFrom, indexesOf, type OrdersTogether } from "./warmStart.ts"

/** Ways to batch: the best there is time for, the best of all for few orders, by savings, or not at all. */
export const batchMethods = ["search", "exact", "savings", "singleOrders"] as const
export type BatchMethod = (typeof batchMethods)[number]

/** Only `search` draws, so `seed` (0 when not given) makes no difference to the others. */
export interface BatchOptions extends Partial<SolveOptions> {
  /** `search` when not given. */
  readonly method?: BatchMethod
  /**
   * Orders of batches to start from in place of savings, as of a plan that was good an hour ago: orders that are no
   * longer asked for are left out, orders that are new are put where they add least.
   */
  readonly from?: ReadonlyArray<OrdersTogether>
}

/** A search of more orders than this starts from the savings of near pairs: it is soon ahead of those of all pairs. */
const mostForSavings = 1_000

/** A search that nobody stops ends after so many iterations: about a fifth of a second. */
const iterationsUnasked = 2_000

/**
 * Every order in a batch that fits one cart, with the walk over each batch. The cost is the sum of the walks in
 * millimetres, charged per batch; no plan costs less than the bound. Batches stand in the order of their first orders.
 *
 * `search` starts from savings, and is never worse; it proves up to `mostForExact` orders by trying every set, and more
 * where one cart takes few sets of them. Without a `stop` it ends by itself after about a fifth of a second. An
 * iteration is a tenth of a millisecond, more or less.
 *
 * Refuses what `BatchingRefusal` lists, and more than `mostForExact` orders when asked for `exact`.
 */
export const solveBatching = (
  problem: BatchingProblem,
  options: BatchOptions = {}
): Result.Result<Outcome<BatchPlan>, BatchingRefusal> => {
  const refusal = batchingRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { method = "search" } = options
  const count = problem.orders.length
  if (method === "exact" && count > mostForExact) {
    return Result.fail({ _tag: "TooManyForExact", count, most: mostForExact })
  }
  const core = batchCoreOf(problem)
  const stop = options.stop && countedThrough(options.stop)
  // The bound first: nothing that takes long is left to do once the caller says stop.
  const leastMm = batchingBound(problem, () => stop?.({ iteration: 0, cost: Number.POSITIVE_INFINITY }) === true)
  const { boundMm, groups, stoppedBy } = groupsBy(method, problem, core, { ...options, stop })
  const plan = batchPlanOf(problem, groups)
  const charges = batchCharges(plan)
  const cost = sumOfCharges(charges)
  const bound = stoppedBy === "proved" ? cost : Math.min(cost, wholeSteps(core, Math.max(boundMm, leastMm)))
  return Result.succeed({ plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : stoppedBy })
}

/** The orders of each group in the problem's order, the groups in the order of their first orders. */
const batchPlanOf = (problem: BatchingProblem, groups: Groups): BatchPlan => {
  const ascending = groups.map((group) => group.toSorted((a, b) => a - b))
  ascending.sort(([a = 0], [b = 0]) => a - b)
  return {
    batches: ascending.map((group) => {
      const orders = group.map((order) => problem.orders[order] as BatchingProblem["orders"][number])
      return { orders: orders.map(({ id }) => id), route: batchRoute(problem, orders) }
    })
  }
}

interface Grouped {
  readonly groups: Groups
  /** No plan costs less; 0 when nothing is known. */
  readonly boundMm: number
  readonly stoppedBy: Outcome<BatchPlan>["stoppedBy"]
}

const groupsBy = (
  method: BatchMethod,
  problem: BatchingProblem,
  core: BatchCore,
  { from, seed = 0, stop }: Omit<BatchOptions, "stop"> & { readonly stop: Stop | undefined }
): Grouped => {
  if (method === "singleOrders") return { groups: singles(core), boundMm: 0, stoppedBy: "exhausted" }
  const sets = new OrderSets(core)
  if (method === "exact") return { groups: exactBatches(core, sets), boundMm: 0, stoppedBy: "proved" }
  const given = stop ?? countedThrough(method === "savings" ? whenExhausted : afterIterations(iterationsUnasked))
  const along = inWalkOrder(sets)
  const isLarge = core.orders > mostForSavings
  const asked = isLarge ? keepingTime(given, () => batchPlanOf(problem, along)) : given
  const started = (): SavingsFound => {
    if (from !== undefined) return { groups: groupsFrom(sets, indexesOf(problem.orders, from)), stopped: false }
    return method === "savings" ? savings(sets, asked) : startBatches(sets, mostForSavings, asked, along)
  }
  const first = started()
  if (method === "savings" || first.stopped) {
    return { groups: first.groups, boundMm: 0, stoppedBy: first.stopped && stop !== undefined ? "caller" : "exhausted" }
  }
  if (core.orders <= mostForExact) {
    if (asked({ iteration: 0, cost: groupsMm(sets, first.groups) })) {
      return { groups: first.groups, boundMm: 0, stoppedBy: "caller" }
    }
    return { groups: exactBatches(core, sets), boundMm: 0, stoppedBy: "proved" }
  }
  const found = searchBatches(sets, first.groups, seed, asked)
  const stoppedBy = found.stoppedBy === "caller" && stop === undefined ? "exhausted" : found.stoppedBy
  return { groups: found.groups, boundMm: found.boundMm, stoppedBy }
}

const singles = ({ orders }: BatchCore): Groups => Array.from({ length: orders }, (_, order) => [order])

/** Costs are whole steps, so the least that is not below the bound is a bound too. */
const wholeSteps = ({ stepMm }: BatchCore, boundMm: number): number =>
  stepMm > 0 ? stepMm * Math.ceil(boundMm / stepMm - 1e-6) : boundMm
