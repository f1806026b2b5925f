/**
 * Why orders are walked together.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type BatchingProblem, batchRoute, type PickOrder } from "./BatchingProblem.ts"
import { type Batch } from "./BatchPlan.ts"

/** Why an order is in its batch. */
export interface OrderInBatch {
  readonly id: FulfilmentOrderId
  /** Its walk alone. */
  readonly aloneMm: number
  /** What the batch's walk would be shorter without it. */
  readonly addsMm: number
}

/** Why these orders are walked together. */
export interface BatchExplanation {
  readonly walkMm: number
  /** The walks of its orders, each alone, added up. */
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
    orders.length === 0 ? 0 : batchRoute(problem, orders).walkMm
  const orders = members.map((order) => ({
    id: order.id,
    aloneMm: walkMm([order]),
    addsMm: batch.route.walkMm - walkMm(members.filter((other) => other !== order))
  }))
  const aloneMm = orders.reduce((sum, order) => sum + order.aloneMm, 0)
  return { walkMm: batch.route.walkMm, aloneMm, savesMm: aloneMm - batch.route.walkMm, orders }
}
