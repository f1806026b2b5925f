/**
 * Orders in walks, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import {
  askedOf,
  type BatchingProblem,
  batchRouting,
  type CartLimitName,
  cartLimitNames,
  type PickOrder
} from "./BatchingProblem.ts"
import { type PickRoute, routeViolations, type RouteViolation } from "../routing/PickRoute.ts"

/** Orders that are picked in one walk. */
export interface Batch {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  readonly route: PickRoute
}

/** Every order in one batch. */
export interface BatchPlan {
  readonly batches: ReadonlyArray<Batch>
}

/** What is wrong with a plan. Batches are numbered by their index. */
export type BatchViolation =
  | { readonly _tag: "OrderMissed"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "BatchEmpty"; readonly batch: number }
  | {
      readonly _tag: "LimitExceeded"
      readonly batch: number
      readonly limit: CartLimitName
      readonly asked: number
      readonly most: number
    }
  | {
      readonly _tag: "TourTooLong"
      readonly batch: number
      readonly tourMillis: number
      readonly mostMillis: number
    }
  | { readonly _tag: "RouteWrong"; readonly batch: number; readonly violation: RouteViolation }

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const batchViolations = (problem: BatchingProblem, plan: BatchPlan): ReadonlyArray<BatchViolation> => {
  const found: Array<BatchViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const batched = new Set<FulfilmentOrderId>()
  for (const [index, batch] of plan.batches.entries()) {
    const orders: Array<PickOrder> = []
    for (const id of batch.orders) {
      const order = orderOf.get(id)
      if (order === undefined) found.push({ _tag: "OrderUnknown", id })
      else orders.push(order)
      if (batched.has(id)) found.push({ _tag: "OrderTwice", id })
      batched.add(id)
    }
    if (batch.orders.length === 0) found.push({ _tag: "BatchEmpty", batch: index })
    found.push(...limitViolations(problem, index, orders), ...timeViolations(problem, index, orders, batch.route))
    for (const violation of routeViolations(batchRouting(problem, orders), batch.route)) {
      found.push({ _tag: "RouteWrong", batch: index, violation })
    }
  }
  for (const { id } of problem.orders) if (!batched.has(id)) found.push({ _tag: "OrderMissed", id })
  return found
}

/** What the plan is charged for: the walk of each batch, by its orders' ids joined with `+`. */
export const batchCharges = (plan: BatchPlan): ReadonlyArray<Charge> =>
  plan.batches.map(({ orders, route }) => ({ reason: "walk", subject: orders.join("+"), amount: route.walkMm }))

const limitViolations = (
  { limits }: BatchingProblem,
  batch: number,
  orders: ReadonlyArray<PickOrder>
): ReadonlyArray<BatchViolation> =>
  cartLimitNames.flatMap((limit) => {
    const most = limits[limit] ?? Number.POSITIVE_INFINITY
    const asked = orders.reduce((sum, order) => sum + askedOf(order, limit), 0)
    return asked > most + rounding * Math.max(1, most)
      ? [{ _tag: "LimitExceeded" as const, batch, limit, asked, most }]
      : []
  })

const timeViolations = (
  { tourTime }: BatchingProblem,
  batch: number,
  orders: ReadonlyArray<PickOrder>,
  { walkMm }: PickRoute
): ReadonlyArray<BatchViolation> => {
  if (tourTime === undefined) return []
  const { mostMillis, pickMillisPerLine, setupMillis, walkMmPerSecond } = tourTime
  const lines = orders.reduce((sum, order) => sum + order.picks.length, 0)
  const tourMillis = setupMillis + lines * pickMillisPerLine + (1000 * walkMm) / walkMmPerSecond
  return tourMillis > mostMillis * (1 + rounding) ? [{ _tag: "TourTooLong", batch, tourMillis, mostMillis }] : []
}

/** Sums of decimals that are a rounding above a limit are within it. */
const rounding = 1e-8
