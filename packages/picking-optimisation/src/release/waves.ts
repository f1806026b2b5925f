/**
 * Orders into waves: by due date, cut where it costs least.
 */
import * as Result from "effect/Result"
import { type Instant } from "@stowage/kernel/Instant"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import {
  takenOf,
  type WaitingOrder,
  waveLimitNames,
  type WaveProblem,
  type WaveRefusal,
  waveRefusal,
  weightOf
} from "./WaveProblem.ts"
import { type PlannedWave, waveCharges, type WaveSchedule } from "./WaveSchedule.ts"
import { wavesBound } from "./wavesBound.ts"

/** A way to have picked the first orders: when that is done, at what cost, and the wave before the last one. */
interface WaySoFar {
  readonly endAt: number
  readonly cost: number
  /** Index of the last wave's first order. */
  readonly from: number
  readonly before: WaySoFar | undefined
}

/**
 * Waves of least cost among all that keep the order of due dates: nobody who is due later is picked before somebody who
 * is due earlier, and where due dates are equal, carriers stay together. So the last orders of a wave are the most
 * urgent of those left out of the wave before. The bound holds for waves in any order.
 *
 * A dynamic program over how many orders are picked, which keeps for each number those ways that no other beats in both
 * time and cost; of equals the one with fewer waves. Refuses what `WaveRefusal` lists.
 * O(orders × orders in a wave × ways kept). Deterministic; draws nothing.
 *
 * Source: the program over batches in order of due dates of Webster and Baker (1995), Scheduling groups of jobs on a
 * single machine, Operations Research 43(4).
 */
export const solveWaves = (problem: WaveProblem): Result.Result<Outcome<WaveSchedule>, WaveRefusal> => {
  const refusal = waveRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const orders = byUrgency(problem.orders)
  const plan = { waves: wavesOf(orders, leastOf(problem, orders)) }
  const charges = waveCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, wavesBound(problem))
  return Result.succeed({ plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : "exhausted" })
}

/** Earliest due date first; then by carrier, by readiness and by id. */
const byUrgency = (orders: ReadonlyArray<WaitingOrder>): ReadonlyArray<WaitingOrder> =>
  orders.toSorted(
    (a, b) => a.dueAt - b.dueAt || compare(a.carrier, b.carrier) || a.readyAt - b.readyAt || compare(a.id, b.id)
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Orders by urgency, with the sums from which the lateness of any row of them is told at once. */
interface Row {
  readonly orders: ReadonlyArray<WaitingOrder>
  /** Sum of the weights of the orders before each, and of weights times due dates counted from the start. */
  readonly weight: Float64Array
  readonly weightedDue: Float64Array
}

const rowOf = (orders: ReadonlyArray<WaitingOrder>, startAt: number): Row => {
  const weight = new Float64Array(orders.length + 1)
  const weightedDue = new Float64Array(orders.length + 1)
  for (const [index, order] of orders.entries()) {
    weight[index + 1] = (weight[index] as number) + weightOf(order)
    weightedDue[index + 1] = (weightedDue[index] as number) + weightOf(order) * (order.dueAt - startAt)
  }
  return { orders, weight, weightedDue }
}

const leastOf = (problem: WaveProblem, orders: ReadonlyArray<WaitingOrder>): WaySoFar => {
  const row = rowOf(orders, problem.startAt)
  const start: WaySoFar = { endAt: problem.startAt, cost: 0, from: 0, before: undefined }
  const ways: Array<Array<WaySoFar>> = [[start], ...orders.map(() => [])]
  for (let from = 0; from < orders.length; from++) {
    for (const before of ways[from] ?? []) extend(problem, row, from, before, ways)
  }
  const last = ways[orders.length] as ReadonlyArray<WaySoFar>
  return last.reduce((best, way) => (way.cost < best.cost ? way : best))
}

/** Adds every wave that may follow `before`, from order number `from` on. */
const extend = (
  { limits, oneCarrier, pickers, setupMillis, startAt: origin }: WaveProblem,
  { orders, weight, weightedDue }: Row,
  from: number,
  before: WaySoFar,
  ways: ReadonlyArray<Array<WaySoFar>>
): void => {
  const taken = new Float64Array(waveLimitNames.length)
  const { carrier } = orders[from] as WaitingOrder
  let startAt = before.endAt
  let workMillis = 0
  /** Orders due before the wave ends are the first of it. */
  let lateEnd = from
  for (let last = from; last < orders.length; last++) {
    const order = orders[last] as WaitingOrder
    if (oneCarrier && order.carrier !== carrier) return
    for (const [index, limit] of waveLimitNames.entries()) {
      taken[index] = (taken[index] as number) + takenOf(order, limit)
      if (taken[index] > (limits[limit] ?? Number.POSITIVE_INFINITY)) return
    }
    startAt = Math.max(startAt, order.readyAt)
    workMillis += order.workMillis
    const endAt = startAt + setupMillis + workMillis / pickers
    while (lateEnd <= last && (orders[lateEnd] as WaitingOrder).dueAt < endAt) lateEnd++
    const lateWeight = (weight[lateEnd] as number) - (weight[from] as number)
    const lateDue = (weightedDue[lateEnd] as number) - (weightedDue[from] as number)
    const cost = before.cost + setupMillis + lateWeight * (endAt - origin) - lateDue
    keep(ways[last + 1] as Array<WaySoFar>, { endAt, cost, from, before })
  }
}

/** Keeps `way` unless another is as good in time and in cost, and no other that it is as good as. */
const keep = (ways: Array<WaySoFar>, way: WaySoFar): void => {
  for (const other of ways) if (other.endAt <= way.endAt && other.cost <= way.cost) return
  let kept = 0
  for (const other of ways) if (other.endAt < way.endAt || other.cost < way.cost) ways[kept++] = other
  ways.length = kept
  ways.push(way)
}

const wavesOf = (orders: ReadonlyArray<WaitingOrder>, least: WaySoFar): ReadonlyArray<PlannedWave> => {
  const waves: Array<PlannedWave> = []
  let end = orders.length
  for (let way: WaySoFar | undefined = least; way?.before !== undefined; way = way.before) {
    const members = orders.slice(way.from, end)
    const startAt = members.reduce((latest, order) => Math.max(latest, order.readyAt), way.before.endAt)
    waves.push({ orders: members.map((order) => order.id), startAt: startAt as Instant, endAt: way.endAt as Instant })
    end = way.from
  }
  return waves.reverse()
}
