/**
 * Allocated work → wave: which orders are picked in one walk, and in what order they are walked to.
 */
import type { FulfilmentOrderId, LocationId, Sku, TaskId } from "@stowage/kernel/Ids"
import { afterIterations } from "@stowage/kernel/Stop"
import type { Catalog } from "@stowage/catalog/Catalog"
import { type FulfilmentOrder, type PickTask, openTasks } from "@stowage/fulfilment/FulfilmentOrder"
import type { Tour } from "@stowage/fulfilment/Wave"
import type { Layout } from "@stowage/layout/Layout"
import { type BatchMethod, solveBatching } from "@stowage/picking-optimisation/batching/batch"
import {
  type BatchingProblem,
  type CartLimits,
  type PickOrder,
  batchingRefusalText
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { explainBatch } from "@stowage/picking-optimisation/batching/explainBatch"
import { type RouteMethod, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { type PickingFloor, pickingFloor } from "@stowage/picking-optimisation/routing/routingOnLayout"
import type { PickRoute } from "@stowage/picking-optimisation/routing/PickRoute"
import { routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import * as Result from "effect/Result"
import { toteOf } from "./allocateFulfilment.ts"
import { roomOfUnit } from "./unitRoom.ts"

/** A search may take about a twentieth of a second for a wave; counted, so that every machine plans the same. */
const searchIterations = 500

/** How a wave is to be planned. */
export interface WaveTerms {
  readonly catalog: Catalog
  readonly layout: Layout
  readonly cart: CartLimits
  readonly batching: BatchMethod
  readonly routing: RouteMethod
}

/** One walk as planned: the tour as it is recorded, and where its tasks are along the walk. */
export interface PlannedTour {
  readonly tour: Tour
  readonly route: PickRoute
  /** Tasks of each stop, in the order of the walk. */
  readonly stops: ReadonlyArray<{
    readonly location: LocationId
    readonly walkedMm: number
    readonly tasks: ReadonlyArray<PickTask>
  }>
}

interface CartLoad {
  readonly order: FulfilmentOrderId
  readonly tasks: ReadonlyArray<PickTask>
  readonly volumeMm3: number
  readonly massGrams: number
}

const sizeOf = (catalog: Catalog, sku: Sku, quantity: number): { volumeMm3: number; massGrams: number } => {
  const { massGrams, volumeMm3 } = roomOfUnit(catalog, sku)
  return { volumeMm3: volumeMm3 * quantity, massGrams: massGrams * quantity }
}

/**
 * The open tasks of an order as loads that a cart can take: all of them in one where they go on one, else cut between
 * tasks. A single task that is more than a cart takes is a load of its own; the picker goes as often as he must.
 */
const loadsOf = (id: FulfilmentOrderId, order: FulfilmentOrder, terms: WaveTerms): ReadonlyArray<CartLoad> => {
  const { cart, catalog } = terms
  const most = {
    lines: cart.lines ?? Infinity,
    volumeMm3: cart.volumeMm3 ?? Infinity,
    massGrams: cart.massGrams ?? Infinity
  }
  const loads: Array<CartLoad> = []
  let tasks: Array<PickTask> = []
  let [volumeMm3, massGrams] = [0, 0]
  const close = (): void => {
    if (tasks.length > 0) loads.push({ order: id, tasks, volumeMm3, massGrams })
    tasks = []
    ;[volumeMm3, massGrams] = [0, 0]
  }
  for (const task of openTasks(order)) {
    const size = sizeOf(catalog, task.sku, task.quantity)
    const over =
      tasks.length + 1 > most.lines ||
      volumeMm3 + size.volumeMm3 > most.volumeMm3 ||
      massGrams + size.massGrams > most.massGrams
    if (over) close()
    tasks.push(task)
    volumeMm3 += size.volumeMm3
    massGrams += size.massGrams
  }
  close()
  return loads
}

/** A load as the batcher sees it. One that is over a limit by itself is made to fill the cart exactly. */
const pickOrderOf = (load: CartLoad, index: number, floor: PickingFloor, cart: CartLimits): PickOrder => ({
  id: `${index}` as FulfilmentOrderId,
  picks: load.tasks.flatMap((task) => floor.pickAt(task.location) ?? []),
  totes: 1,
  volumeMm3: Math.min(load.volumeMm3, cart.volumeMm3 ?? Infinity),
  massGrams: Math.min(load.massGrams, cart.massGrams ?? Infinity)
})

const millimetresAsMetres = (mm: number): string => `${(mm / 1000).toFixed(0)} m`

/** The tour of one batch, with the walk by the method asked for and the shortest there is beside it. */
const tourOf = (
  id: string,
  loads: ReadonlyArray<CartLoad>,
  best: PickRoute,
  why: ReadonlyArray<string>,
  floor: PickingFloor,
  routing: RouteMethod
): PlannedTour => {
  const tasks = loads.flatMap((load) => load.tasks)
  const at = new Map<LocationId, Array<PickTask>>()
  for (const task of tasks) at.set(task.location, [...(at.get(task.location) ?? []), task])
  const route = routing === "exact" ? best : routeOver([...at.keys()], floor, routing)
  const stops = route.visits.map((visit) => ({
    location: visit.id,
    walkedMm: visit.walkedMm,
    tasks: at.get(visit.id) ?? []
  }))
  const order: ReadonlyArray<TaskId> = stops.flatMap((stop) => stop.tasks.map((task) => task.task))
  const totes = [...new Set(loads.map((load) => load.order))].map((one) => ({ order: one, tote: toteOf(one) }))
  const tour: Tour = {
    id,
    tasks: order,
    totes,
    walkMm: Math.round(route.walkMm),
    boundMm: Math.round(best.walkMm),
    why
  }
  return { tour, route, stops }
}

const routeOver = (ids: ReadonlyArray<LocationId>, floor: PickingFloor, method: RouteMethod): PickRoute => {
  const picks = ids.flatMap((id) => floor.pickAt(id) ?? [])
  const solved = solveRoute({ floor: floor.floor, depot: floor.depot, picks }, { method })
  if (Result.isFailure(solved))
    throw new Error(`Stock was allocated where nobody can walk: ${routingRefusalText(solved.failure)}`)
  return solved.success.plan
}

const reasons = (problem: BatchingProblem, batch: Parameters<typeof explainBatch>[1]): ReadonlyArray<string> => {
  if (batch.orders.length === 1) return [`walked alone: ${millimetresAsMetres(batch.route.walkMm)}`]
  const { aloneMm, savesMm, walkMm } = explainBatch(problem, batch)
  return [
    `${batch.orders.length} orders in one walk of ${millimetresAsMetres(walkMm)}; one by one they are ${millimetresAsMetres(aloneMm)}`,
    `saves ${millimetresAsMetres(savesMm)}`
  ]
}

/**
 * Batches and routes the open tasks of `orders`. Tours are numbered under `wave`. Every open task is in exactly one
 * tour; no orders or no open tasks give no tours. On a floor that is not rectangular the walk is refused, naming it.
 */
export const planTours = (
  wave: string,
  orders: ReadonlyArray<FulfilmentOrder>,
  terms: WaveTerms
): Result.Result<ReadonlyArray<PlannedTour>, string> => {
  const floor = pickingFloor(terms.layout)
  if (Result.isFailure(floor)) return Result.fail(`Waves are planned on rectangular floors; got ${floor.failure._tag}`)
  const where = floor.success
  const loads = orders.flatMap((order) => (order.id === undefined ? [] : loadsOf(order.id, order, terms)))
  if (loads.length === 0) return Result.succeed([])
  const problem: BatchingProblem = {
    floor: where.floor,
    depot: where.depot,
    orders: loads.map((load, index) => pickOrderOf(load, index, where, terms.cart)),
    limits: terms.cart
  }
  const solved = solveBatching(problem, { method: terms.batching, seed: 0, stop: afterIterations(searchIterations) })
  if (Result.isFailure(solved)) return Result.fail(batchingRefusalText(solved.failure))
  return Result.succeed(
    solved.success.plan.batches.map((batch, index) => {
      const members = batch.orders.map((one) => loads[Number(one)] as CartLoad)
      const why = reasons(problem, batch)
      return tourOf(`${wave}.${index + 1}`, members, batch.route, why, where, terms.routing)
    })
  )
}
