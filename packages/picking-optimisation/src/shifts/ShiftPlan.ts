/**
 * Trips by pickers at times, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type ShiftOrder, type ShiftProblem } from "./ShiftProblem.ts"
import { type Trip, tripViolations, type TripViolation, walkJudge, type WalkViolation } from "../trips/TripPlan.ts"

/** One walk of one picker. */
export interface PickerTrip extends Trip {
  readonly picker: string
  readonly startsAtMillis: number
  /** When all of its orders are ready. */
  readonly endsAtMillis: number
}

/** An order that is ready after it is due. */
export interface LateOrder {
  readonly id: FulfilmentOrderId
  readonly lateMillis: number
}

/** Every order in one trip, each picker's trips one after the other. */
export interface ShiftPlan {
  readonly trips: ReadonlyArray<PickerTrip>
  /** In the problem's order; none with a hard due date. */
  readonly late: ReadonlyArray<LateOrder>
}

/** What is wrong with a plan. Trips are numbered by their index. */
export type ShiftViolation =
  | Exclude<TripViolation, { readonly _tag: "WalkWrong" }>
  | { readonly _tag: "WalkWrong"; readonly trip: number; readonly violation: WalkViolation }
  | { readonly _tag: "PickerUnknown"; readonly trip: number; readonly picker: string }
  | { readonly _tag: "PickerMayNot"; readonly trip: number; readonly id: FulfilmentOrderId; readonly need: string }
  /** It takes another time than from its start to its end. */
  | { readonly _tag: "DurationWrong"; readonly trip: number; readonly takesMillis: number }
  | { readonly _tag: "OutsideShift"; readonly trip: number }
  /** The picker is still on another trip. */
  | { readonly _tag: "Overlaps"; readonly trip: number; readonly other: number }
  | { readonly _tag: "NotReleased"; readonly trip: number; readonly id: FulfilmentOrderId }
  | { readonly _tag: "HardDueMissed"; readonly id: FulfilmentOrderId; readonly lateMillis: number }
  /** The plan is silent about it, or says that an order is late that is not, or by another time. */
  | { readonly _tag: "LatenessMisstated"; readonly id: FulfilmentOrderId; readonly lateMillis: number }

/** Times are sums of products of decimals. */
const rounding = 1e-6

/** Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. */
export const shiftViolations = (problem: ShiftProblem, plan: ShiftPlan): ReadonlyArray<ShiftViolation> => {
  const { floor, limits, orders } = problem
  const found: Array<ShiftViolation> = []
  // Each walk is judged by where its own picker starts and ends.
  const batched = tripViolations({ floor, limits, orders, start: 0, end: 0 }, plan)
  for (const violation of batched) if (violation._tag !== "WalkWrong") found.push(violation)
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const judge = walkJudge(floor)
  for (const [index, trip] of plan.trips.entries()) {
    const members = trip.orders.flatMap((id) => orderOf.get(id) ?? [])
    const picker = problem.pickers.find(({ id }) => id === trip.picker)
    if (picker === undefined) {
      found.push({ _tag: "PickerUnknown", trip: index, picker: trip.picker })
      continue
    }
    const task = { start: picker.start, end: picker.end, stops: members.flatMap(({ stops }) => stops) }
    for (const violation of judge(trip, task)) found.push({ _tag: "WalkWrong", trip: index, violation })
    found.push(...wrongTimes(problem, index, trip, members), ...missingNeeds(picker.has ?? [], index, members))
    for (const [other, another] of plan.trips.slice(0, index).entries()) {
      const isApart =
        another.picker !== trip.picker ||
        another.endsAtMillis <= trip.startsAtMillis + slack(trip) ||
        trip.endsAtMillis <= another.startsAtMillis + slack(trip)
      if (!isApart) found.push({ _tag: "Overlaps", trip: index, other })
    }
  }
  return [...found, ...wrongLateness(problem, plan)]
}

/** When each order is ready. */
const readyAt = (plan: ShiftPlan): ReadonlyMap<FulfilmentOrderId, number> =>
  new Map(plan.trips.flatMap(({ endsAtMillis, orders }) => orders.map((id) => [id, endsAtMillis] as const)))

/** What a plan is charged for: each trip's time, each late order, and how long everything takes. */
export const shiftCharges = (problem: ShiftProblem, plan: ShiftPlan): ReadonlyArray<Charge> => {
  const { orders, pickers, weights } = problem
  const ready = readyAt(plan)
  const charges: Array<Charge> = plan.trips.map(({ endsAtMillis, orders: ids, startsAtMillis }) => ({
    reason: "work",
    subject: ids.join("+"),
    amount: weights.work * (endsAtMillis - startsAtMillis)
  }))
  for (const { due, id } of orders) {
    if (due === undefined || due.lateness === "hard") continue
    const lateMillis = Math.max(0, (ready.get(id) ?? 0) - due.atMillis)
    if (lateMillis > 0) charges.push({ reason: "lateness", subject: id, amount: due.lateness * lateMillis })
  }
  const first = Math.min(...pickers.map(({ fromMillis }) => fromMillis))
  const last = Math.max(first, ...plan.trips.map(({ endsAtMillis }) => endsAtMillis))
  if (weights.makespan > 0) {
    charges.push({ reason: "makespan", subject: "all trips", amount: weights.makespan * (last - first) })
  }
  return charges
}

const slack = ({ endsAtMillis }: PickerTrip): number => rounding * Math.max(1, endsAtMillis)

const wrongTimes = (
  { millisPerLine, pickers, setupMillis }: ShiftProblem,
  index: number,
  trip: PickerTrip,
  members: ReadonlyArray<ShiftOrder>
): ReadonlyArray<ShiftViolation> => {
  const found: Array<ShiftViolation> = []
  const picker = pickers.find(({ id }) => id === trip.picker)
  const lines = members.reduce((sum, { stops }) => sum + stops.length, 0)
  const takesMillis = setupMillis + (picker?.millisPerMm ?? 0) * trip.walkMm + millisPerLine * lines
  if (Math.abs(trip.startsAtMillis + takesMillis - trip.endsAtMillis) > slack(trip)) {
    found.push({ _tag: "DurationWrong", trip: index, takesMillis })
  }
  const [from, until] = [picker?.fromMillis ?? 0, picker?.untilMillis ?? 0]
  const isOutside = trip.startsAtMillis < from - slack(trip) || trip.endsAtMillis > until + slack(trip)
  if (isOutside) found.push({ _tag: "OutsideShift", trip: index })
  for (const { id, releasedAtMillis = 0 } of members) {
    if (trip.startsAtMillis < releasedAtMillis - slack(trip)) found.push({ _tag: "NotReleased", trip: index, id })
  }
  return found
}

const missingNeeds = (
  has: ReadonlyArray<string>,
  trip: number,
  members: ReadonlyArray<ShiftOrder>
): ReadonlyArray<ShiftViolation> =>
  members.flatMap(({ id, needs = [] }) =>
    needs.filter((need) => !has.includes(need)).map((need) => ({ _tag: "PickerMayNot" as const, trip, id, need }))
  )

const wrongLateness = ({ orders }: ShiftProblem, plan: ShiftPlan): ReadonlyArray<ShiftViolation> => {
  const ready = readyAt(plan)
  const said = new Map(plan.late.map(({ id, lateMillis }) => [id, lateMillis]))
  return orders.flatMap(({ due, id }): ReadonlyArray<ShiftViolation> => {
    const lateMillis = due === undefined ? 0 : Math.max(0, (ready.get(id) ?? 0) - due.atMillis)
    const isLate = due !== undefined && lateMillis > rounding * Math.max(1, due.atMillis)
    if (isLate && due.lateness === "hard") return [{ _tag: "HardDueMissed", id, lateMillis }]
    const statedMillis = said.get(id) ?? 0
    const isRight = Math.abs(statedMillis - lateMillis) <= rounding * Math.max(1, due?.atMillis ?? 1)
    return isRight ? [] : [{ _tag: "LatenessMisstated", id, lateMillis }]
  })
}
