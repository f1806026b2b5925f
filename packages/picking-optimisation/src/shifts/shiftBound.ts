/**
 * The least any shift could cost, without searching for one; and whether each order can be in time at all.
 */
import { fewestCarts } from "../batching/BatchCore.ts"
import { type ShiftCore } from "./ShiftCore.ts"
import { type ShiftRefusal, tripProblemFrom } from "./ShiftProblem.ts"
import { tripBound } from "../trips/tripBound.ts"

/** When each order is ready at the earliest: picked alone, first thing, by the fastest who may. */
const earliestOf = ({ lineMillis, may, orders, problem, releasedAt, sets }: ShiftCore) =>
  Array.from({ length: orders }, (_, order) => {
    let [earliest, latest] = [Number.POSITIVE_INFINITY, 0]
    for (const [picker, { fromMillis, millisPerMm, untilMillis }] of problem.pickers.entries()) {
      if (may[picker * orders + order] === 0) continue
      const walkMm = (sets[picker] as (typeof sets)[number]).measure(Int32Array.of(order), 1)
      const takes = problem.setupMillis + millisPerMm * walkMm + (lineMillis[order] as number)
      const ready = Math.max(fromMillis, releasedAt[order] as number) + takes
      latest = Math.max(latest, untilMillis)
      if (ready <= untilMillis || earliest === Number.POSITIVE_INFINITY) earliest = Math.min(earliest, ready)
    }
    return { earliest, latest }
  })

/** The first order that nobody can have ready in time, where walks are exact; undefined when there is none. */
export const firstTooLate = (core: ShiftCore): ShiftRefusal | undefined => {
  if (!core.walks.every(({ isExact }) => isExact)) return undefined
  for (const [order, { earliest, latest }] of earliestOf(core).entries()) {
    const latestMillis = core.isHard[order] === 1 ? Math.min(latest, core.dueAt[order] as number) : latest
    const { id } = core.problem.orders[order] as (typeof core.problem.orders)[number]
    if (earliest > latestMillis) return { _tag: "CannotBeInTime", id, earliestMillis: earliest, latestMillis }
  }
  return undefined
}

/**
 * No shift costs less: every trip has a set-up and every line its handling, the walks are no shorter than `tripBound`
 * says and nobody is faster than the fastest; the work is no better shared out than evenly; no order is ready before it
 * could be alone.
 */
export const shiftBound = (core: ShiftCore): number => {
  const { cart, dueAt, lateness, lineMillis, problem } = core
  const { pickers, setupMillis, weights } = problem
  const all = Int32Array.from({ length: core.orders }, (_, order) => order)
  const walkMm = Math.min(...pickers.map(({ end, start }) => tripBound(tripProblemFrom(problem, start, end))))
  const fastest = Math.min(...pickers.map(({ millisPerMm }) => millisPerMm))
  const lines = lineMillis.reduce((sum, millis) => sum + millis, 0)
  const work = setupMillis * fewestCarts(cart, all) + lines + fastest * walkMm
  let bound = weights.work * work + weights.makespan * (work / pickers.length)
  if (core.walks.every(({ isExact }) => isExact)) {
    for (const [order, { earliest }] of earliestOf(core).entries()) {
      bound += (lateness[order] as number) * Math.max(0, earliest - (dueAt[order] as number))
    }
  }
  return bound
}
