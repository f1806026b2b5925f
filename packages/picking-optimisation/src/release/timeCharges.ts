/**
 * What a plan of batches costs in the time of pickers: setting up, walking, picking, and waiting for each other where
 * an aisle is too narrow to pass. Walks alone do not tell it: the plan that walks least may send everybody into one
 * aisle.
 */
import { type Charge } from "@stowage/kernel/Outcome"
import { blockingOf } from "./blocking.ts"
import { type BatchingProblem, type TourTime } from "../batching/BatchingProblem.ts"
import { type BatchPlan } from "../batching/BatchPlan.ts"
import { type PickRoute, walkedMm } from "../routing/PickRoute.ts"
import { type Pick } from "../routing/RoutingProblem.ts"

/** How a plan is worked. */
export interface PickingPace extends Omit<TourTime, "mostMillis"> {
  /** How many pick at the same time; a whole number of at least 1. */
  readonly pickers: number
  /** How much of an aisle one picker with a cart takes up. */
  readonly faceMm: number
  /** Indexes of the aisles that nobody can pass in; all of them when not given. */
  readonly narrow?: ReadonlyArray<number>
}

/**
 * What the plan is charged for in milliseconds: set-up, walk and pick of each batch, by its orders' ids joined with
 * `+`; then the time that pickers are expected to wait in each narrow aisle, by its number from 1, as `blockingOf`
 * estimates it. Nothing is charged that takes no time. A plan of less time is a better one for this floor, even if it
 * walks more.
 *
 * Takes a plan that `batchViolations` finds nothing wrong with, and throws on numbers that cannot be. O(turns + lines +
 * aisles × pickers).
 */
export const timeCharges = (problem: BatchingProblem, plan: BatchPlan, pace: PickingPace): ReadonlyArray<Charge> => {
  mustBeAboveNought("walkMmPerSecond", pace.walkMmPerSecond)
  mustBeAboveNought("faceMm", pace.faceMm)
  const { aisleXMm, crossAisleYMm } = problem.floor
  const busyMillis = new Float64Array(aisleXMm.length)
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const charges = plan.batches.flatMap(({ orders, route }) => {
    const picks = orders.flatMap((id) => orderOf.get(id)?.picks ?? [])
    addBusyMillis(problem, picks, route, pace, busyMillis)
    return batchCharges(orders.join("+"), picks.length, route, pace)
  })
  const workMillis = charges.reduce((sum, { amount }) => sum + amount, 0)
  const lengthMm = (crossAisleYMm.at(-1) as number) - (crossAisleYMm[0] as number)
  const narrow = pace.narrow ?? Array.from(aisleXMm.keys())
  const aisles = narrow.map((aisle) => ({
    name: `aisle ${aisle + 1}`,
    faces: Math.max(1, Math.floor(lengthMm / pace.faceMm)),
    busyMillis: busyMillis[aisle] ?? 0
  }))
  const waits = blockingOf(aisles, { pickers: pace.pickers, workMillis })
  return [...charges, ...some(waits.map(({ name, waitMillis }) => chargeOf("wait", name, waitMillis)))]
}

const mustBeAboveNought = (field: string, value: number): void => {
  if (!(value > 0)) throw new RangeError(`${field}: expected more than 0, got ${value}`)
}

const chargeOf = (reason: string, subject: string, amount: number): Charge => ({ reason, subject, amount })

const some = (charges: ReadonlyArray<Charge>): ReadonlyArray<Charge> => charges.filter(({ amount }) => amount > 0)

/** Adds to each aisle the time that one batch is walked and picked in it. */
const addBusyMillis = (
  { floor }: BatchingProblem,
  picks: ReadonlyArray<Pick>,
  route: PickRoute,
  { pickMillisPerLine, walkMmPerSecond }: PickingPace,
  busyMillis: Float64Array
): void => {
  for (const { aisle } of picks) busyMillis[aisle] = (busyMillis[aisle] as number) + pickMillisPerLine
  for (const [aisle, mm] of walkedMm(floor, route).inAisle.entries()) {
    busyMillis[aisle] = (busyMillis[aisle] as number) + (1000 * mm) / walkMmPerSecond
  }
}

const batchCharges = (
  subject: string,
  picks: number,
  { walkMm }: PickRoute,
  { pickMillisPerLine, setupMillis, walkMmPerSecond }: PickingPace
): ReadonlyArray<Charge> =>
  some([
    chargeOf("set-up", subject, setupMillis),
    chargeOf("walk", subject, (1000 * walkMm) / walkMmPerSecond),
    chargeOf("pick", subject, picks * pickMillisPerLine)
  ])
