/**
 * Waves: at each cut-off what may go is released, allocated, batched and routed, walked by the pickers, and handed to
 * packing.
 */
import type { FulfilmentOrderId, WaveId } from "@stowage/kernel/Ids"
import { instantAt } from "@stowage/kernel/zonedTime"
import type { FulfilmentOrder, PickTask } from "@stowage/fulfilment/FulfilmentOrder"
import { type AllocationTerms, allocateFulfilment } from "@stowage/operations/allocateFulfilment"
import { confirmPick } from "@stowage/operations/confirmPick"
import { type Handoff, together } from "@stowage/operations/Handoff"
import { type PlannedTour, planTours } from "@stowage/operations/planWave"
import { isReleasable, releaseOrder } from "@stowage/operations/releaseOrder"
import type { Order } from "@stowage/orders/Order"
import * as Result from "effect/Result"
import { dueAtOf, serviceOf } from "./orderDesk.ts"
import { packAndShip } from "./packBench.ts"
import { type Site, workDone } from "./Site.ts"

/** Orders that one wave takes at the most; more make another wave. */
const ordersPerWave = 200

interface RunningWave {
  readonly id: WaveId
  readonly shipMode: string
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  readonly priority: number
  /** Tours not walked yet. */
  left: number
  /** How often the wave was planned again for what short picks had left. */
  rounds: number
}

const allocationTerms = (site: Site): AllocationTerms => ({
  catalog: site.floor.catalog,
  strategyFor: site.strategyFor,
  walkMm: site.walkMm,
  today: site.today
})

const workOrder = (site: Site, id: FulfilmentOrderId): FulfilmentOrder | undefined =>
  site.world.fulfilmentOrders.get(id)

const firstPlacedFirst = (a: Order, b: Order): number =>
  a.terms.placedAt - b.terms.placedAt || (a.terms.orderId < b.terms.orderId ? -1 : 1)

const releasable = (site: Site, shipMode: string): ReadonlyArray<Order> =>
  [...site.world.orders.values()]
    .flatMap((order) => order ?? [])
    .filter((order) => (order.terms.shipMode ?? "") === shipMode && isReleasable(order))
    .sort(firstPlacedFirst)

/**
 * Hands one order to the site and finds its stock; the id of the work, undefined when there was nothing to hand over.
 */
const release = (site: Site, order: Order): FulfilmentOrderId | undefined => {
  const at = site.engine.now()
  const { orderId, shipMode = "" } = order.terms
  const nth = (site.world.workOf.get(orderId)?.length ?? 0) + 1
  const id = `${orderId}.${nth}` as FulfilmentOrderId
  const dueAt = order.terms.dueAt ?? dueAtOf(site.scenario, shipMode, order.terms.placedAt)
  const released = releaseOrder(order, { id, site: site.stock.site, dueAt }, at)
  if (released === undefined) return undefined
  site.record(`release:${id}`, "release", released)
  allocate(site, id)
  return id
}

const allocate = (site: Site, id: FulfilmentOrderId): void => {
  const order = workOrder(site, id)
  if (order === undefined) return
  const allocated = allocateFulfilment(order, site.stock, allocationTerms(site), site.engine.now())
  if (allocated === undefined) return
  // Named after how far the order has come: after a short pick it is allocated again.
  const nth = site.world.versions.get(`fulfilmentOrder/${id}`) ?? 0
  site.record(`allocate:${id}:${nth}`, "allocation", allocated)
}

const plan = (site: Site, wave: RunningWave): ReadonlyArray<PlannedTour> => {
  const orders = wave.orders.flatMap((id) => workOrder(site, id) ?? [])
  const { cart, layout, policy } = site.scenario
  const terms = { catalog: site.floor.catalog, layout, cart, batching: policy.batching, routing: policy.routing }
  const planned = planTours(wave.rounds === 0 ? wave.id : `${wave.id}+${wave.rounds}`, orders, terms)
  if (Result.isFailure(planned)) throw new Error(`${wave.id}: ${planned.failure}`)
  return planned.success
}

const wavePlan = (site: Site, wave: RunningWave, tours: ReadonlyArray<PlannedTour>): Handoff => {
  const at = site.engine.now()
  const { calendar } = site.scenario
  const cutOffAt = instantAt(site.today, serviceOf(site.scenario, wave.shipMode).shipBy, calendar.zone)
  const why = [`${wave.orders.length} orders for ${wave.shipMode || "the carrier"}`, `${tours.length} walks`]
  const { id, orders, shipMode } = wave
  const released = orders.map((order) => ({
    kind: "fulfilmentOrder" as const,
    id: order,
    command: { _tag: "ReleaseToWave" as const, wave: id, at }
  }))
  const command = {
    _tag: "ReleaseWave" as const,
    id,
    site: site.stock.site,
    shipMode,
    cutOffAt,
    orders,
    tours: tours.map(({ tour }) => tour),
    why,
    at
  }
  return together({ commands: [{ kind: "wave", id, command }], transfers: [] }, { commands: released, transfers: [] })
}

/** Releases every order of a ship mode that may go now. */
export const releaseWaves = (site: Site, shipMode: string): void => {
  const orders = releasable(site, shipMode)
  for (let from = 0; from < orders.length; from += ordersPerWave) {
    const ids = orders.slice(from, from + ordersPerWave).flatMap((order) => release(site, order) ?? [])
    if (ids.length === 0) continue
    const number = 1 + from / ordersPerWave
    const id = `${site.today}-${shipMode.replaceAll(" ", "") || "all"}-${number}` as WaveId
    const priority = instantAt(site.today, serviceOf(site.scenario, shipMode).shipBy, site.scenario.calendar.zone)
    const wave: RunningWave = { id, shipMode, orders: ids, priority, left: 0, rounds: 0 }
    const tours = plan(site, wave)
    site.record(`wave:${id}`, "wave planning", wavePlan(site, wave, tours))
    walk(site, wave, tours)
  }
}

const walk = (site: Site, wave: RunningWave, tours: ReadonlyArray<PlannedTour>): void => {
  wave.left = tours.length
  if (tours.length === 0) return finish(site, wave)
  for (const tour of tours) {
    site.crew.pickers.request(wave.priority, (picker, done) => walkTour(site, wave, tour, picker, done))
  }
}

const walkTour = (site: Site, wave: RunningWave, planned: PlannedTour, picker: string, done: () => void): void => {
  const { pickMillisPerLine, pickMillisPerUnit, tourSetupMillis, walkMmPerSecond } = site.scenario.labour
  const startedAt = site.engine.now()
  const walkMillis = (mm: number): number => (mm * 1000) / walkMmPerSecond
  let handled = tourSetupMillis
  for (const { tasks, walkedMm } of planned.stops) {
    for (const task of tasks) {
      handled += pickMillisPerLine + task.quantity * pickMillisPerUnit
      site.engine.after(walkMillis(walkedMm) + handled, () => pickTask(site, task, picker))
    }
  }
  site.engine.after(walkMillis(planned.tour.walkMm) + handled, () => {
    const { id, walkMm } = planned.tour
    const work = workDone(site, "pick", picker, { subject: id, startedAt, walkMm })
    site.record(`work:pick:${id}`, picker, { commands: [], transfers: [] }, [work])
    done()
    wave.left -= 1
    if (wave.left === 0) nextRound(site, wave)
  })
}

/** What is found of a task: all of it, but for the few where chance says that the books were wrong. */
const foundOf = (site: Site, task: PickTask): number => {
  const chance = site.chanceOf(`short/${task.task}`)
  return chance.chance(site.scenario.chances.shortPick) ? chance.int(task.quantity) : task.quantity
}

const orderOfTask = (task: PickTask): FulfilmentOrderId =>
  task.task.slice(0, task.task.lastIndexOf(".")) as FulfilmentOrderId

const pickTask = (site: Site, task: PickTask, picker: string): void => {
  const id = orderOfTask(task)
  const order = workOrder(site, id)
  if (order === undefined) return
  const picked = foundOf(site, task)
  const report = { task: task.task, picked, picker, at: site.engine.now() }
  const handoff = confirmPick(order, report, site.stock, site.floor)
  if (handoff === undefined) return
  site.record(`pick:${task.task}`, picker, handoff)
  if (picked < task.quantity) allocate(site, id)
}

/** After the last walk: what short picks were given instead is walked for once more, then the wave is packed. */
const nextRound = (site: Site, wave: RunningWave): void => {
  wave.rounds += 1
  const tours = plan(site, wave)
  if (tours.length === 0) return finish(site, wave)
  walk(site, wave, tours)
}

const finish = (site: Site, wave: RunningWave): void => {
  const command = { _tag: "CompleteWave" as const, at: site.engine.now() }
  site.record(`complete:${wave.id}`, "wave planning", {
    commands: [{ kind: "wave", id: wave.id, command }],
    transfers: []
  })
  for (const id of wave.orders) packAndShip(site, id, wave.priority)
}
