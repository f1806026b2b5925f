/**
 * The tasks of several workers where they are few: every way to share them out and put them in order.
 */
import { type Stop } from "@stowage/kernel/Stop"
import { canDo, type CarryTask, type CarryWorker, type InterleaveProblem } from "./InterleaveProblem.ts"
import { orderTimes, type TaskOrders } from "./interleaveTimes.ts"
import { breaksPriority, safeOrder } from "./safeOrder.ts"

/** So many ways take some hundredths of a second. */
const mostOrders = 6_000

/** Whether there are few enough ways to look at each: of two workers' tasks six. */
export const hasFewOrders = ({ tasks, workers }: InterleaveProblem): boolean => {
  let orders = 1
  for (let task = 0; task < tasks.length && orders <= mostOrders; task++) orders *= task + workers.length
  return orders <= mostOrders
}

interface Best {
  orders: TaskOrders
  lateMillis: number
  empty: number
}

/**
 * The orders that are least late, and of these those of least empty travel; of equals the first. Told to stop, the best
 * of those looked at: the first of all is safe. Each task is put in every turn of every worker's who can do it, behind
 * all of higher priority.
 */
export const everyTaskOrder = (
  problem: InterleaveProblem,
  stop: Stop
): { readonly orders: TaskOrders; readonly stopped: boolean } => {
  const { tasks, workers } = problem
  const timesOf = orderTimes(problem)
  const next = safeOrder(tasks)
  const best: Best = { orders: [], lateMillis: Number.POSITIVE_INFINITY, empty: Number.POSITIVE_INFINITY }
  let iteration = 0
  const look = (orders: TaskOrders): void => {
    const times = timesOf(orders)
    if (times === undefined || times.lateMillis > best.lateMillis) return
    const { empty, lateMillis } = times
    if (lateMillis < best.lateMillis || empty < best.empty) Object.assign(best, { orders, lateMillis, empty })
  }
  /** Whether the caller ends it. */
  const put = (orders: TaskOrders, count: number): boolean => {
    const index = next[count]
    if (index === undefined) {
      look(orders)
      return stop({ iteration: iteration++, cost: best.lateMillis === 0 ? best.empty : Number.POSITIVE_INFINITY })
    }
    const task = tasks[index] as CarryTask
    for (const [worker, order] of orders.entries()) {
      if (!canDo(workers[worker] as CarryWorker, task)) continue
      for (let turn = order.length; turn >= 0; turn--) {
        if (breaksPriority(tasks, order, turn, task)) continue
        if (put(orders.with(worker, order.toSpliced(turn, 0, index)), count + 1)) return true
      }
    }
    return false
  }
  const stopped = put(
    workers.map(() => []),
    0
  )
  return { orders: best.orders, stopped }
}
