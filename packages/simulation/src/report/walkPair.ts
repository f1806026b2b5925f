/**
 * One walk before and after: the orders of a batched walk, and the same orders walked one by one the way most sites do.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import type { Layout } from "@stowage/layout/Layout"
import { type RouteMethod, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { type PickingFloor, pickingFloor } from "@stowage/picking-optimisation/routing/routingOnLayout"
import type { Walk } from "@stowage/viz/walkSvg"
import * as Result from "effect/Result"
import type { BusyTour, OpenTask } from "./BusyWave.ts"
import type { RunView } from "./RunView.ts"

/** The two walks, and how many orders and picks both are for. */
export interface WalkPair {
  readonly tour: string
  readonly orders: number
  readonly picks: number
  /** One walk an order, one after the other, in S-shape, to where the naive run keeps the SKUs. */
  readonly before: Walk
  readonly beforeMm: number
  /** The walk that was planned. */
  readonly after: Walk
  readonly afterMm: number
}

interface Walked {
  readonly walk: Walk
  readonly walkMm: number
}

const nowhere: Walked = { walk: { points: [], stops: [] }, walkMm: 0 }

const walkOver = (
  layout: Layout,
  floor: PickingFloor,
  locations: Iterable<LocationId>,
  method: RouteMethod
): Walked => {
  const picks = [...new Set(locations)].flatMap((id) => floor.pickAt(id) ?? [])
  const solved = solveRoute({ floor: floor.floor, depot: floor.depot, picks }, { method })
  if (Result.isFailure(solved)) return nowhere
  const { turns, visits, walkMm } = solved.success.plan
  const stops = visits.flatMap(({ id }) => {
    const place = layout.byId.get(id)
    return place === undefined ? [] : [{ location: id, xMm: place.xMm, yMm: place.yMm }]
  })
  return { walk: { points: turns, stops }, walkMm }
}

const together = (walks: ReadonlyArray<Walked>): Walked => ({
  walk: { points: walks.flatMap(({ walk }) => walk.points), stops: walks.flatMap(({ walk }) => walk.stops) },
  walkMm: walks.reduce((sum, { walkMm }) => sum + walkMm, 0)
})

const ordersOf = (tour: BusyTour): ReadonlyMap<string, ReadonlyArray<OpenTask>> => {
  const orders = new Map<string, Array<OpenTask>>()
  for (const task of tour.tasks) {
    const own = orders.get(task.work) ?? []
    orders.set(task.work, own)
    own.push(task)
  }
  return orders
}

/** The walk of the busiest wave that serves most orders; the first of several. */
const fullestTour = ({ busiest }: RunView): BusyTour | undefined => {
  let best: BusyTour | undefined
  let most = 0
  for (const tour of busiest?.tours ?? []) {
    const { size } = ordersOf(tour)
    if (size > most) [best, most] = [tour, size]
  }
  return best
}

/** Undefined when nothing was walked, or on a floor without aisles. */
export const walkPairOf = (layout: Layout, optimised: RunView, naive: RunView): WalkPair | undefined => {
  const made = pickingFloor(layout)
  const tour = fullestTour(optimised)
  if (Result.isFailure(made) || tour === undefined) return undefined
  const floor = made.success
  const naivePlace = ({ location, sku }: OpenTask): LocationId =>
    (naive.faces.get(sku) as LocationId | undefined) ?? location
  const orders = [...ordersOf(tour).values()]
  const before = together(orders.map((tasks) => walkOver(layout, floor, tasks.map(naivePlace), "sShape")))
  const locations = tour.tasks.map(({ location }) => location)
  const after = walkOver(layout, floor, locations, "exact")
  return {
    tour: tour.id,
    orders: orders.length,
    picks: tour.tasks.length,
    before: before.walk,
    beforeMm: before.walkMm,
    after: after.walk,
    afterMm: after.walkMm
  }
}
