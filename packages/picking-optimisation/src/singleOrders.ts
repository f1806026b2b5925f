/**
 * One order per walk: what a site does that does not batch.
 */
import { type BatchingProblem, batchRouting } from "./BatchingProblem.ts"
import { type BatchPlan } from "./BatchPlan.ts"
import { ratliffRosenthal } from "./ratliffRosenthal.ts"

/** Every order in the shortest walk of its own, in the problem's order. O(orders × (n log n + aisles)). */
export const singleOrders = (problem: BatchingProblem): BatchPlan => ({
  batches: problem.orders.map((order) => ({
    orders: [order.id],
    route: ratliffRosenthal(batchRouting(problem, [order]))
  }))
})
