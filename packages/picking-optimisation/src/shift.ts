/**
 * Orders to pickers, in trips, at times: search, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, type SolveOptions } from "@stowage/kernel/Stop"
import { annealShift, type ShiftIncumbent } from "./annealShift.ts"
import { SearchEffort } from "./SearchEffort.ts"
import { firstTooLate, shiftBound } from "./shiftBound.ts"
import { type ShiftCore, shiftCoreOf } from "./ShiftCore.ts"
import { type LateOrder, type PickerTrip, shiftCharges, type ShiftPlan } from "./ShiftPlan.ts"
import { type ShiftProblem, type ShiftRefusal, shiftRefusal } from "./ShiftProblem.ts"
import { type ShiftGroups, ShiftState } from "./ShiftState.ts"
import { stopLists } from "./tripCoreOf.ts"

/** A search that nobody stops ends after so many iterations. */
const iterationsUnasked = 2_000
/** How a search goes: temperatures are parts of what an order costs on average. */
const way = {
  steps: 4_000,
  /** Fewer for few orders. */
  stepsPerPair: 100,
  stepsGrow: 1.4,
  hot: [1, 0.2],
  cold: 0.005,
  fresh: 0.4,
  /** Of a millisecond late where none may be: it grows while no plan is in time, so many times before it starts anew. */
  penalty: 2,
  penaltyGrows: 2,
  penaltySteps: 6,
  patience: 12,
  /** So many times as patient while no plan is in time. */
  patienceUnfound: 3
}

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
  const { best, first, isStopped } = searched(core, options)
  if (best.cost === Number.POSITIVE_INFINITY) return Result.fail({ _tag: "NoPlanInTime", late: lateHard(core, first) })
  const plan = shiftPlanOf(core, best.groups)
  const charges = shiftCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, shiftBound(core))
  const stoppedBy = cost === bound ? "proved" : isStopped && options.stop !== undefined ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

const searched = (core: ShiftCore, { seed = 0, stop = afterIterations(iterationsUnasked) }: Partial<SolveOptions>) => {
  const chance = random(seed)
  const first = inTurn(core)
  const start = new ShiftState(core, first)
  const best: ShiftIncumbent = { groups: first, cost: start.excess > 0 ? Number.POSITIVE_INFINITY : start.cost(0) }
  const effort = new SearchEffort(stop, () => best.cost)
  const mildest = way.penalty * dearest(core)
  let last = start.groups
  const firstSteps = Math.min(way.steps, way.stepsPerPair * core.orders * core.orders)
  const patience = Math.min(way.patience, 2 * core.orders)
  let penalty = mildest
  for (let [round, idle] = [0, 0]; !effort.isOver; round++) {
    const before = best.cost
    const isFound = before < Number.POSITIVE_INFINITY
    if (idle >= (isFound ? 1 : way.patienceUnfound) * patience) break
    if (!isFound) penalty = mildest * way.penaltyGrows ** (round % way.penaltySteps)
    const state = new ShiftState(core, chance.chance(way.fresh) ? first : isFound ? best.groups : last)
    const steps = Math.ceil(firstSteps * way.stepsGrow ** Math.min(round, 12))
    const hot = way.hot[round % way.hot.length] as number
    const scale = start.cost(isFound ? 0 : penalty) / core.orders
    annealShift(state, { steps, from: hot * scale, to: way.cold * scale, penalty }, chance, best, effort)
    last = state.groups
    idle = best.cost < before ? 0 : idle + 1
  }
  return { best, first: last, isStopped: effort.isOver }
}

/** The most that a millisecond may cost where it is not forbidden. */
const dearest = ({ lateness, problem: { weights } }: ShiftCore): number =>
  lateness.reduce((most, each) => Math.max(most, each), Math.max(weights.work, weights.makespan, 1e-3))

/** Orders by due date, each where it adds least: to a trip, or alone at the end of somebody's. */
const inTurn = (core: ShiftCore): ShiftGroups => {
  const state = new ShiftState(
    core,
    core.problem.pickers.map(() => [])
  )
  const inTime = core.dueAt.slice()
  const byDueDate = Array.from(inTime.keys()).sort((a, b) => compare(inTime[a] as number, inTime[b] as number) || a - b)
  const penalty = 100 * dearest(core)
  for (const order of byDueDate) {
    let least = Number.POSITIVE_INFINITY
    let chosen: (() => void) | undefined
    for (let picker = 0; picker < core.pickers; picker++) {
      const trips = state.trips[picker] as ShiftState["trips"][number]
      const sum = state.sums[picker] as ShiftState["sums"][number]
      for (let place = 0; place <= trips.length; place++) {
        const orders = [...(trips[place]?.orders ?? []), order]
        if (!state.takes(picker, orders)) continue
        const others = trips.filter((_, index) => index !== place)
        const changed = state.inserted(others, state.tripOf(picker, orders), place)
        const put = (): void => {
          state.trips[picker] = changed
          state.sums[picker] = state.sumOf(picker)
        }
        put()
        const cost = state.cost(penalty)
        state.trips[picker] = trips
        state.sums[picker] = sum
        if (cost >= least) continue
        least = cost
        chosen = put
      }
    }
    chosen?.()
  }
  return state.groups
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

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
