/**
 * Orders to pickers, in trips, at times: search, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, type SolveOptions } from "@stowage/kernel/Stop"
import { searchShift } from "./searchShift.ts"
import { firstTooLate, shiftBound } from "./shiftBound.ts"
import { type ShiftCore, shiftCoreOf } from "./ShiftCore.ts"
import { type LateOrder, type PickerTrip, shiftCharges, type ShiftPlan } from "./ShiftPlan.ts"
import { type ShiftProblem, type ShiftRefusal, shiftRefusal } from "./ShiftProblem.ts"
import { type ShiftGroups, ShiftState } from "./ShiftState.ts"
import { stopLists } from "../trips/tripCoreOf.ts"

/** A search that nobody stops ends after so many iterations. */
const iterationsUnasked = 2_000

/**
 * Every order in a trip of one picker, in time where it must be, at the least cost found. The cost is in milliseconds
 * times the problem's weights, charged per trip, per late order, and for the makespan; no plan costs less than the
 * bound. Orders that are late all the same, whose due dates are not hard, are listed in the plan.
 *
 * Refuses what `ShiftRefusal` lists: an order that is late even alone before anything is searched; hard due dates
 * that no plan was found to keep, at the end. Without a `stop` it ends by itself after about a fifth of a second.
 */
export const solveShift = (
  problem: ShiftProblem,
  options: Partial<SolveOptions> = {}
): Result.Result<Outcome<ShiftPlan>, ShiftRefusal> => {
  const refusal = shiftRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const core = shiftCoreOf(problem)
  const tooLate = firstTooLate(core)
  if (tooLate !== undefined) return Result.fail(tooLate)
  const { seed = 0, stop = afterIterations(iterationsUnasked) } = options
  const { best, isBest, isStopped, last, leastWork } = searchShift(core, seed, stop)
  if (best.cost === Number.POSITIVE_INFINITY) return Result.fail({ _tag: "NoPlanInTime", late: lateHard(core, last) })
  const plan = shiftPlanOf(core, best.groups)
  const charges = shiftCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = isBest ? cost : Math.min(cost, Math.max(leastWork, shiftBound(core)))
  const stoppedBy = cost === bound ? "proved" : isStopped && options.stop !== undefined ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

/** The orders with hard due dates, or beyond somebody's shift, that these trips have late. */
const lateHard = (core: ShiftCore, groups: ShiftGroups) =>
  timed(core, groups).flatMap(({ ends, orders, picker }) => {
    const { untilMillis } = core.problem.pickers[picker] as (typeof core.problem.pickers)[number]
    return orders.flatMap((order) => {
      const latest = core.isHard[order] === 1 ? Math.min(untilMillis, core.dueAt[order] as number) : untilMillis
      return ends > latest ? [(core.problem.orders[order] as (typeof core.problem.orders)[number]).id] : []
    })
  })

/** When each trip starts and ends. */
const timed = (core: ShiftCore, groups: ShiftGroups) => {
  const { trips } = new ShiftState(core, groups)
  const { pickers, setupMillis } = core.problem
  return trips.flatMap((own, picker) => {
    const { fromMillis, millisPerMm } = pickers[picker] as (typeof pickers)[number]
    let now = fromMillis
    return own.map(({ lineMillis, orders, releasedAt, walkMm }) => {
      const starts = Math.max(now, releasedAt)
      now = starts + setupMillis + millisPerMm * walkMm + lineMillis
      return { picker, orders, starts, ends: now, lineMillis }
    })
  })
}

const shiftPlanOf = (core: ShiftCore, groups: ShiftGroups): ShiftPlan => {
  const { orders, pickers, setupMillis } = core.problem
  const readyAt = new Float64Array(core.orders)
  const freeAt = pickers.map(({ fromMillis }) => fromMillis)
  const trips = timed(core, groups).map(({ lineMillis, orders: members, picker }): PickerTrip => {
    const walks = core.walks[picker] as (typeof core.walks)[number]
    const lists = stopLists(
      members.map((order) => orders[order] as (typeof orders)[number]),
      walks
    )
    const stops = new Set(lists.flatMap((list) => [...list]))
    const walked = walks.walkOf(Int32Array.from(stops).sort(), 1)
    const { id, millisPerMm } = pickers[picker] as (typeof pickers)[number]
    const released = Math.max(...members.map((order) => core.releasedAt[order] as number))
    const startsAtMillis = Math.max(freeAt[picker] as number, released)
    const endsAtMillis = startsAtMillis + setupMillis + millisPerMm * walked.walkMm + lineMillis
    freeAt[picker] = endsAtMillis
    for (const order of members) readyAt[order] = endsAtMillis
    const ids = members.toSorted((a, b) => a - b).map((order) => (orders[order] as (typeof orders)[number]).id)
    return { picker: id, startsAtMillis, endsAtMillis, orders: ids, ...walked }
  })
  const late = orders.flatMap(({ due, id }, order): ReadonlyArray<LateOrder> => {
    const lateMillis = due === undefined ? 0 : (readyAt[order] as number) - due.atMillis
    return lateMillis > 0 && due?.lateness !== "hard" ? [{ id, lateMillis }] : []
  })
  return { trips, late }
}
