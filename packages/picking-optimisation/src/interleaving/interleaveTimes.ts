/**
 * When tasks begin and end that workers do in a given order.
 */
import { type InterleavePlan, type TaskTurn } from "./InterleavePlan.ts"
import { carryMillis, type CarryTask, type CarryWorker, type InterleaveProblem } from "./InterleaveProblem.ts"
import { waitsForAll } from "./waitsForAll.ts"

/** The tasks of each worker by index, in their order. */
export type TaskOrders = ReadonlyArray<ReadonlyArray<number>>

/** What orders come to. */
export interface TimedOrders {
  /** When each task begins and ends. */
  readonly start: Float64Array
  readonly end: Float64Array
  /** Of the empty ways, in the unit of the distances. */
  readonly empty: number
  /** How much too late tasks end in all, and the latest of them; -1 when all are in time. */
  readonly lateMillis: number
  readonly latest: number
}

/** Times orders; undefined when workers would wait for each other for ever. Tasks that nobody does are not waited for. */
export const orderTimes = (problem: InterleaveProblem): ((orders: TaskOrders) => TimedOrders | undefined) => {
  const { distances, tasks, unitsPerSecond, workers } = problem
  const waits = waitsForAll(tasks)
  const carry = tasks.map((task) => carryMillis(problem, task))
  return (orders) => {
    const start = new Float64Array(tasks.length)
    // Of a task that is not done yet the end is not a number.
    const end = new Float64Array(tasks.length)
    for (const order of orders) for (const task of order) end[task] = Number.NaN
    const turn = new Int32Array(orders.length)
    const place = Int32Array.from(workers, ({ at }) => at)
    const free = new Float64Array(orders.length)
    let empty = 0
    let left = orders.reduce((sum, order) => sum + order.length, 0)
    for (let moved = true; moved && left > 0;) {
      moved = false
      for (const [worker, order] of orders.entries()) {
        for (;;) {
          const next = order[turn[worker] as number]
          if (next === undefined) break
          const ready = latestEnd(waits[next] as ReadonlyArray<number>, end)
          if (Number.isNaN(ready)) break
          const { from, to } = tasks[next] as CarryTask
          const way = distances.between(place[worker] as number, from)
          const begin = Math.max(ready, (free[worker] as number) + (1_000 * way) / unitsPerSecond)
          start[next] = begin
          end[next] = free[worker] = begin + (carry[next] as number)
          place[worker] = to
          turn[worker] = (turn[worker] as number) + 1
          empty += way
          left--
          moved = true
        }
      }
    }
    if (left > 0) return undefined
    for (const [worker, { home }] of workers.entries()) {
      if (home !== undefined && (turn[worker] as number) > 0) empty += distances.between(place[worker] as number, home)
    }
    return { start, end, empty, ...lateness(tasks, end) }
  }
}

/** Not a number while one of them has not ended. */
const latestEnd = (tasks: ReadonlyArray<number>, end: Float64Array): number => {
  let latest = 0
  for (const task of tasks) latest = Math.max(latest, end[task] as number)
  return latest
}

const lateness = (tasks: ReadonlyArray<CarryTask>, end: Float64Array) => {
  let [lateMillis, latest, most] = [0, -1, 0]
  for (const [index, { dueMillis }] of tasks.entries()) {
    if (dueMillis === undefined) continue
    const late = (end[index] as number) - dueMillis
    // The same times are counted in other units elsewhere.
    if (late <= 1e-9 * Math.max(1, dueMillis)) continue
    lateMillis += late
    if (late > most) [most, latest] = [late, index]
  }
  return { lateMillis, latest }
}

/** Orders written down. */
export const planOf = (
  { tasks, workers }: InterleaveProblem,
  orders: TaskOrders,
  times: TimedOrders
): InterleavePlan => ({
  workers: orders.map((order, worker) => ({
    worker: (workers[worker] as CarryWorker).id,
    turns: order.map((task): TaskTurn => ({
      task: (tasks[task] as CarryTask).id,
      startMillis: times.start[task] as number,
      endMillis: times.end[task] as number
    }))
  }))
})
