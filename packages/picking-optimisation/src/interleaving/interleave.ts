/**
 * Task interleaving: picks, putaways and refills in the order of the least empty travel.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { everyTaskOrder, hasFewOrders } from "./everyTaskOrder.ts"
import { interleaveBound } from "./interleaveBound.ts"
import { interleaveByTour } from "./interleaveByTour.ts"
import { interleaveCharges, type InterleavePlan } from "./InterleavePlan.ts"
import { type CarryTask, type InterleaveProblem, type InterleaveRefusal } from "./InterleaveProblem.ts"
import { interleaveRefusal } from "./interleaveRefusal.ts"
import { interleaveSearch } from "./interleaveSearch.ts"
import { orderTimes, planOf, type TaskOrders, type TimedOrders } from "./interleaveTimes.ts"

/** When no seed is given it is 0; when no `stop` is given, the search runs until it finds nothing more. */
export type InterleaveOptions = Partial<SolveOptions>

/**
 * Tasks in an order of little empty travel, so that a putaway is followed by a pick from nearby: dual command, where
 * that is shorter. For one worker it is a tour over one-way distances (`solveTour`): proved up to a dozen tasks, ten
 * where some are due. For several, every order is looked at where there are few (six tasks of two workers), and more
 * tasks are shared out and put in order by ruin and recreate, with a bound that leaves out due times. Loaded ways are
 * the same in every order; they are charged so that what is saved can be seen beside them.
 *
 * Refuses what `InterleaveRefusal` lists, `DueUnmet` among it: when no order in time was found.
 */
export const solveInterleave = (
  problem: InterleaveProblem,
  { seed = 0, stop = whenExhausted }: InterleaveOptions = {}
): Result.Result<Outcome<InterleavePlan>, InterleaveRefusal> => {
  const refusal = interleaveRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  if (problem.workers.length > 1) {
    const isFew = hasFewOrders(problem)
    const { orders, stopped } = isFew ? everyTaskOrder(problem, stop) : interleaveSearch(problem, { seed, stop })
    const stoppedBy = stopped ? "caller" : isFew ? "proved" : "exhausted"
    return outcomeOf(problem, orders, { bound: interleaveBound(problem), stoppedBy })
  }
  const found = interleaveByTour(problem, { seed, stop })
  if (Result.isFailure(found)) return Result.fail(found.failure)
  const { bound, order, stoppedBy } = found.success
  const loaded = problem.tasks.reduce((sum, { from, to }) => sum + problem.distances.between(from, to), 0)
  return outcomeOf(problem, [order], { bound: Math.max(bound + loaded, interleaveBound(problem)), stoppedBy })
}

const outcomeOf = (
  problem: InterleaveProblem,
  orders: TaskOrders,
  { bound, stoppedBy }: Pick<Outcome<unknown>, "bound" | "stoppedBy">
): Result.Result<Outcome<InterleavePlan>, InterleaveRefusal> => {
  const times = orderTimes(problem)(orders) as TimedOrders
  if (times.latest >= 0) {
    const { dueMillis = 0, id } = problem.tasks[times.latest] as CarryTask
    const lateMillis = (times.end[times.latest] as number) - dueMillis
    return Result.fail({ _tag: "DueUnmet", id, lateMillis, proved: stoppedBy === "proved" })
  }
  const plan = planOf(problem, orders, times)
  const charges = interleaveCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const isMet = stoppedBy === "proved" || bound >= cost - 1e-9 * Math.max(1, cost)
  return Result.succeed({ plan, cost, bound: isMet ? cost : bound, charges, stoppedBy: isMet ? "proved" : stoppedBy })
}
