/**
 * The wave that shows best what planning does: the one with the most picks.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { WaveEvent } from "@stowage/fulfilment/Wave"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"

/** What has been allocated and not yet picked: whose it is, of what, and where. */
export interface OpenTask {
  readonly work: string
  readonly sku: Sku
  readonly location: LocationId
}

/** By task. */
export type OpenTasks = Map<string, OpenTask>

/** One walk of a wave with all that is needed to walk it another way. */
export interface BusyTour {
  readonly id: string
  readonly tasks: ReadonlyArray<OpenTask>
  readonly walkMm: number
}

export interface BusyWave {
  readonly id: string
  readonly at: Instant
  readonly orders: number
  readonly picks: number
  readonly tours: ReadonlyArray<BusyTour>
}

/** Keeps `tasks` to those that are open after `event` of the fulfilment order `work`. */
export const noteTasks = (tasks: OpenTasks, work: string, event: FulfilmentOrderEvent): void => {
  if (event._tag === "LinesAllocated") {
    for (const { location, sku, task } of event.tasks) tasks.set(task, { work, sku, location })
  }
  if (event._tag === "PickConfirmed" || event._tag === "PickShorted") tasks.delete(event.task)
  if (event._tag === "FulfilmentOrderCancelled") for (const { task } of event.freed) tasks.delete(task)
}

/** The SKUs that tasks are to pick, each once. */
export const skusOf = (tasks: ReadonlyArray<string>, open: OpenTasks): ReadonlyArray<Sku> => [
  ...new Set(tasks.flatMap((task) => open.get(task)?.sku ?? []))
]

/** The busier of `busiest` and the wave that `event` releases; the earlier when both have as many picks. */
export const busierWave = (busiest: BusyWave | undefined, event: WaveEvent, open: OpenTasks): BusyWave | undefined => {
  if (event._tag !== "WaveReleased") return busiest
  const picks = event.tours.reduce((sum, tour) => sum + tour.tasks.length, 0)
  if (picks <= (busiest?.picks ?? 0)) return busiest
  const tours = event.tours.map(({ id, tasks, walkMm }) => ({
    id,
    tasks: tasks.flatMap((task) => open.get(task) ?? []),
    walkMm
  }))
  return { id: event.id, at: event.at, orders: event.orders.length, picks, tours }
}
