/**
 * Orders into walks: choose a method, batch, and say how good it is.
 */
import * as Result from "effect/Result"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { batchingBound } from "./batchingBound.ts"
import {
  type BatchingProblem,
  type BatchingRefusal,
  batchingRefusal,
  batchRouting,
  type PickOrder
} from "./BatchingProblem.ts"
import { type Batch, batchCharges, type BatchPlan } from "./BatchPlan.ts"
import { ratliffRosenthal } from "./ratliffRosenthal.ts"
import { savings } from "./savings.ts"
import { singleOrders } from "./singleOrders.ts"

/** Ways to batch: by savings, or not at all. */
export const batchMethods = ["savings", "singleOrders"] as const
export type BatchMethod = (typeof batchMethods)[number]

/** Neither method draws, so `seed` makes no difference; when no `stop` is given, savings run to their end. */
export interface BatchOptions extends Partial<SolveOptions> {
  /** `savings` when not given. */
  readonly method?: BatchMethod
}

/**
 * Every order in a batch that fits one cart, with the shortest walk over each batch. The cost is the sum of the walks
 * in millimetres, charged per batch; the bound is `batchingBound`. Batches stand in the order of their first orders.
 *
 * Refuses what `BatchingRefusal` lists.
 */
export const solveBatching = (
  problem: BatchingProblem,
  options: BatchOptions = {}
): Result.Result<Outcome<BatchPlan>, BatchingRefusal> => {
  const refusal = batchingRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { method = "savings", stop = whenExhausted } = options
  const { plan, stopped } =
    method === "savings" ? savings(problem, stop) : { plan: singleOrders(problem), stopped: false }
  const charges = batchCharges(plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, batchingBound(problem))
  const stoppedBy = cost === bound ? "proved" : stopped ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

/** Why an order is in its batch. */
export interface OrderInBatch {
  readonly id: FulfilmentOrderId
  /** Its shortest walk alone. */
  readonly aloneMm: number
  /** What the batch's shortest walk would be shorter without it. */
  readonly addsMm: number
}

/** Why these orders are walked together. */
export interface BatchExplanation {
  readonly walkMm: number
  /** The shortest walks of its orders, each alone, added up. */
  readonly aloneMm: number
  /** `aloneMm` less `walkMm`. */
  readonly savesMm: number
  readonly orders: ReadonlyArray<OrderInBatch>
}

/**
 * What walking a batch's orders together saves, and what each of them adds to it. For a batch of an answer to
 * `problem`.
 */
export const explainBatch = (problem: BatchingProblem, batch: Batch): BatchExplanation => {
  const ids = new Set(batch.orders)
  const members = problem.orders.filter((order) => ids.has(order.id))
  const walkMm = (orders: ReadonlyArray<PickOrder>): number =>
    orders.length === 0 ? 0 : ratliffRosenthal(batchRouting(problem, orders)).walkMm
  const orders = members.map((order) => ({
    id: order.id,
    aloneMm: walkMm([order]),
    addsMm: batch.route.walkMm - walkMm(members.filter((other) => other !== order))
  }))
  const aloneMm = orders.reduce((sum, order) => sum + order.aloneMm, 0)
  return { walkMm: batch.route.walkMm, aloneMm, savesMm: aloneMm - batch.route.walkMm, orders }
}
