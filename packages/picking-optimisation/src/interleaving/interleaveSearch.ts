/**
 * The tasks of several workers: taking some out and putting them back where they cost least.
 */
import { type Random, random } from "@stowage/kernel/Random"
import { type SolveOptions, type Stop } from "@stowage/kernel/Stop"
import { canDo, type CarryTask, type CarryWorker, type InterleaveProblem } from "./InterleaveProblem.ts"
import { orderTimes, type TaskOrders } from "./interleaveTimes.ts"
import { breaksPriority, safeOrder } from "./safeOrder.ts"

/** Rounds per task without a better order after which there is nothing left to try. */
const patience = 20
/** The most tasks that one round takes out. */
const takenAtMost = 6
/** Of the turns where a task could be put back. */
const overlookedShare = 0.1

interface FoundOrders {
  readonly orders: TaskOrders
  readonly stopped: boolean
}

/**
 * Takes out some tasks that follow each other or lie anywhere, and puts each back with the worker and in the turn where
 * it costs least, behind all of higher priority; keeps the new orders unless they are worse by more than a small chance
 * draw. Lateness costs more than any way. Never worse than what there is when told to stop at once. A round is
 * O(tasks²) for each task taken out.
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), Record breaking optimization results using the ruin
 * and recreate principle, Journal of Computational Physics 159(2).
 */
export const interleaveSearch = (problem: InterleaveProblem, { seed, stop }: SolveOptions): FoundOrders => {
  const { tasks } = problem
  const chance = random(seed)
  const costs = costOf(problem)
  const search = { problem, costs, chance }
  const atOnce = firstOrders(search, () => true)
  const first = firstOrders(search, stop)
  let now = first.orders
  let cost = costs(now)
  const leastAtOnce = costs(atOnce.orders)
  let [best, least] = leastAtOnce < cost ? [atOnce.orders, leastAtOnce] : [now, cost]
  for (let round = tasks.length, idle = 0; idle < patience * (tasks.length + 10); round++, idle++) {
    if (first.stopped || stop({ iteration: round, cost: least })) return { orders: best, stopped: true }
    const flat = now.flat()
    const size = 1 + chance.int(Math.min(takenAtMost, tasks.length))
    const at = chance.int(flat.length)
    const isRow = chance.chance(0.5)
    const taken = new Set(isRow ? [...flat, ...flat].slice(at, at + size) : chance.shuffle(flat).slice(0, size))
    let other: TaskOrders = now.map((order) => order.filter((task) => !taken.has(task)))
    for (const task of chance.shuffle([...taken])) other = inserted(search, other, task)
    const otherCost = costs(other)
    const tolerated = chance.exponential((0.3 * cost) / tasks.length)
    if (otherCost < cost + tolerated) [now, cost] = [other, otherCost]
    if (otherCost >= least - 1e-9 * Math.max(1, least)) continue
    ;[best, least] = [other, otherCost]
    idle = 0
  }
  return { orders: best, stopped: false }
}

type OrdersCost = (orders: TaskOrders) => number

interface Insertion {
  readonly problem: InterleaveProblem
  readonly costs: OrdersCost
  readonly chance: Random
}

/** Empty ways, and lateness at a hundred times the way that could be gone meanwhile; `Infinity` in a deadlock. */
const costOf = (problem: InterleaveProblem): OrdersCost => {
  const timesOf = orderTimes(problem)
  const perMilli = (100 * problem.unitsPerSecond) / 1_000
  return (orders) => {
    const times = timesOf(orders)
    return times === undefined ? Number.POSITIVE_INFINITY : times.empty + perMilli * times.lateMillis
  }
}

/** Task after task where it costs least; when the search is to end, at the end of the first worker who can do it. */
const firstOrders = (search: Insertion, stop: Stop): FoundOrders => {
  const { tasks, workers } = search.problem
  let orders: TaskOrders = workers.map(() => [])
  let stopped = false
  for (const [iteration, index] of safeOrder(tasks).entries()) {
    stopped ||= stop({ iteration, cost: Number.POSITIVE_INFINITY })
    const able = workers.findIndex((worker) => canDo(worker, tasks[index] as CarryTask))
    orders = stopped
      ? orders.map((order, worker) => (worker === able ? [...order, index] : order))
      : inserted(search, orders, index, 0)
  }
  return { orders, stopped }
}

/**
 * Some turn is always free of deadlock, as no task waits for one of lower priority; of equal turns the first. Now and
 * then a turn is overlooked, for variety.
 */
const inserted = (search: Insertion, orders: TaskOrders, index: number, overlooked = overlookedShare): TaskOrders => {
  const { chance, costs, problem } = search
  const task = problem.tasks[index] as CarryTask
  let best: TaskOrders | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [worker, order] of orders.entries()) {
    if (!canDo(problem.workers[worker] as CarryWorker, task)) continue
    for (let turn = 0; turn <= order.length; turn++) {
      if (breaksPriority(problem.tasks, order, turn, task) || chance.chance(overlooked)) continue
      const tried = orders.with(worker, order.toSpliced(turn, 0, index))
      const cost = costs(tried)
      if (cost >= least) continue
      least = cost
      best = tried
    }
  }
  if (best !== undefined) return best
  if (overlooked === 0) throw new Error(`expected a turn for task ${task.id}, found none`)
  return inserted(search, orders, index, 0)
}
