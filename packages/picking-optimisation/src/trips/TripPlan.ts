/**
 * Orders in walks over a floor of any shape, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type CartLimitName, cartLimitNames } from "../batching/BatchingProblem.ts"
import { type TripFloor } from "./TripFloor.ts"
import { type TripOrder, type TripProblem } from "./TripProblem.ts"

/** Orders that are picked in one walk. */
export interface Trip {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  /** Every place that is walked over, from the start to the end. */
  readonly walk: ReadonlyArray<number>
  readonly walkMm: number
}

/** Every order in one trip. */
export interface TripPlan {
  readonly trips: ReadonlyArray<Trip>
}

/** What is wrong with one walk over a floor. */
export type WalkViolation =
  | { readonly _tag: "StartsElsewhere"; readonly place: number | undefined }
  | { readonly _tag: "EndsElsewhere"; readonly place: number | undefined }
  /** No arc leads from one place to the next. */
  | { readonly _tag: "NoArc"; readonly from: number; readonly to: number }
  | { readonly _tag: "StopMissed"; readonly place: number }
  | { readonly _tag: "LengthMisstated"; readonly statedMm: number; readonly walkMm: number }

/** What is wrong with a plan. Trips are numbered by their index. */
export type TripViolation =
  | { readonly _tag: "OrderMissed"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "TripEmpty"; readonly trip: number }
  | {
      readonly _tag: "LimitExceeded"
      readonly trip: number
      readonly limit: CartLimitName
      readonly asked: number
      readonly most: number
    }
  | { readonly _tag: "WalkWrong"; readonly trip: number; readonly violation: WalkViolation }

/** Lengths are sums of decimals, added up in another order. */
const rounding = 1e-6

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const tripViolations = (problem: TripProblem, plan: TripPlan): ReadonlyArray<TripViolation> => {
  const found: Array<TripViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const judge = walkJudge(problem.floor)
  const picked = new Set<FulfilmentOrderId>()
  for (const [index, trip] of plan.trips.entries()) {
    const orders: Array<TripOrder> = []
    for (const id of trip.orders) {
      const order = orderOf.get(id)
      if (order === undefined) found.push({ _tag: "OrderUnknown", id })
      else orders.push(order)
      if (picked.has(id)) found.push({ _tag: "OrderTwice", id })
      picked.add(id)
    }
    if (trip.orders.length === 0) found.push({ _tag: "TripEmpty", trip: index })
    found.push(...overLimits(problem, index, orders))
    const stops = orders.flatMap((order) => order.stops)
    const violations = judge(trip, { start: problem.start, end: problem.end, stops })
    for (const violation of violations) found.push({ _tag: "WalkWrong", trip: index, violation })
  }
  for (const { id } of problem.orders) if (!picked.has(id)) found.push({ _tag: "OrderMissed", id })
  return found
}

/** What the plan is charged for: the walk of each trip, by its orders' ids joined with `+`. */
export const tripCharges = (plan: TripPlan): ReadonlyArray<Charge> =>
  plan.trips.map(({ orders, walkMm }) => ({ reason: "walk", subject: orders.join("+"), amount: walkMm }))

/** What a walk has to do. */
interface WalkTask {
  readonly start: number
  readonly end: number
  readonly stops: ReadonlyArray<number>
}

/** A judge of walks over one floor. */
export const walkJudge = (floor: TripFloor) => {
  const legMm = legsOf(floor)
  return (
    { walk, walkMm: statedMm }: Pick<Trip, "walk" | "walkMm">,
    { end, start, stops }: WalkTask
  ): ReadonlyArray<WalkViolation> => {
    const found: Array<WalkViolation> = []
    if (walk[0] !== start) found.push({ _tag: "StartsElsewhere", place: walk[0] })
    if (walk.at(-1) !== end) found.push({ _tag: "EndsElsewhere", place: walk.at(-1) })
    let walkMm = 0
    for (let index = 1; index < walk.length; index++) {
      const [from, to] = [walk[index - 1] as number, walk[index] as number]
      const mm = from === to ? 0 : legMm(from, to)
      if (mm === undefined) found.push({ _tag: "NoArc", from, to })
      else walkMm += mm
    }
    const walked = new Set(walk)
    for (const place of new Set(stops)) if (!walked.has(place)) found.push({ _tag: "StopMissed", place })
    const isRight = Math.abs(walkMm - statedMm) <= rounding * Math.max(1, walkMm)
    return isRight ? found : [...found, { _tag: "LengthMisstated", statedMm, walkMm }]
  }
}

/** How long the walk from one place straight to another is; undefined where none leads. */
const legsOf = (floor: TripFloor): ((from: number, to: number) => number | undefined) => {
  if (floor._tag === "MeasuredFloor") return (from, to) => floor.legMm[from * floor.places + to]
  const shortest = new Map<number, number>()
  for (const { from, lengthMm, to } of floor.arcs) {
    const key = from * floor.places + to
    shortest.set(key, Math.min(lengthMm, shortest.get(key) ?? Number.POSITIVE_INFINITY))
  }
  return (from, to) => shortest.get(from * floor.places + to)
}

const overLimits = (
  { limits }: TripProblem,
  trip: number,
  orders: ReadonlyArray<TripOrder>
): ReadonlyArray<TripViolation> =>
  cartLimitNames.flatMap((limit) => {
    const most = limits[limit] ?? Number.POSITIVE_INFINITY
    const asked = orders.reduce((sum, order) => sum + (limit === "lines" ? order.stops.length : order[limit]), 0)
    return asked > most + rounding * most ? [{ _tag: "LimitExceeded" as const, trip, limit, asked, most }] : []
  })
