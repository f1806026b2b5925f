/**
 * Fulfilment orders as lists show them: a row for each, and for each wave how much of its work is done.
 */
import type { FulfilmentOrderId, OrderId, SiteId, WaveId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { evolveFulfilmentOrder } from "./evolveFulfilmentOrder.ts"
import { type FulfilmentOrder, type FulfilmentStatus, notOpened } from "./FulfilmentOrder.ts"
import type { FulfilmentOrderEvent } from "./FulfilmentOrderEvent.ts"

/** One fulfilment order in a list. */
export interface FulfilmentRow {
  readonly id: FulfilmentOrderId
  readonly order: OrderId | undefined
  readonly site: SiteId | undefined
  readonly wave: WaveId | undefined
  readonly status: FulfilmentStatus
  readonly lines: number
  readonly unitsAsked: number
  /** In tasks that nobody has confirmed yet. */
  readonly unitsToPick: number
  readonly unitsPicked: number
  readonly dueAt: Instant | undefined
}

/** Work of one wave. */
export interface WaveWork {
  readonly orders: number
  readonly lines: number
  readonly tasks: number
  readonly tasksDone: number
  readonly unitsPicked: number
}

/** Every fulfilment order so far. */
export type FulfilmentView = HashMap.HashMap<FulfilmentOrderId, FulfilmentOrder>

/** Of none. */
export const emptyFulfilmentView: FulfilmentView = HashMap.empty()

/** The view after `event` of the fulfilment order `id`. Time does not grow with the orders in the view. */
export const projectFulfilment = (
  view: FulfilmentView,
  id: FulfilmentOrderId,
  event: FulfilmentOrderEvent
): FulfilmentView => {
  const before = Option.getOrElse(HashMap.get(view, id), () => notOpened)
  return HashMap.set(view, id, evolveFulfilmentOrder(before, event))
}

/** Work not yet shipped or cancelled, in the order it is due; ties by id. Time O(n log n) in all orders of the view. */
export const openWork = (view: FulfilmentView): ReadonlyArray<FulfilmentRow> =>
  rowsOf(view)
    .filter(({ status }) => status !== "Shipped" && status !== "Cancelled")
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1))

/** How much work each wave has and how much of it is done. Cancelled orders are not counted. */
export const workByWave = (view: FulfilmentView): ReadonlyMap<WaveId, WaveWork> => {
  const waves = new Map<WaveId, WaveWork>()
  for (const order of HashMap.values(view)) {
    if (order.wave === undefined || order.status === "Cancelled") continue
    const sum = waves.get(order.wave) ?? { orders: 0, lines: 0, tasks: 0, tasksDone: 0, unitsPicked: 0 }
    waves.set(order.wave, {
      orders: sum.orders + 1,
      lines: sum.lines + order.lines.length,
      tasks: sum.tasks + order.tasks.length,
      tasksDone: sum.tasksDone + order.tasks.filter((task) => task.picked !== undefined).length,
      unitsPicked: sum.unitsPicked + units(order.tasks.map((task) => task.picked ?? 0))
    })
  }
  return waves
}

const rowsOf = (view: FulfilmentView): Array<FulfilmentRow> =>
  Array.from(view, ([id, { dueAt, lines, order, site, status, tasks, wave }]) => ({
    id,
    order,
    site,
    wave,
    status,
    lines: lines.length,
    unitsAsked: units(lines.map(({ quantity }) => quantity)),
    unitsToPick: units(tasks.map(({ picked, quantity }) => (picked === undefined ? quantity : 0))),
    unitsPicked: units(tasks.map(({ picked }) => picked ?? 0)),
    dueAt
  }))

const units = (counts: ReadonlyArray<number>): number => counts.reduce((sum, count) => sum + count, 0)
