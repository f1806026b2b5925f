/**
 * Histories of orders, gathered from a journal commit by commit. Of many orders the most eventful are kept, so that a
 * report of a million orders has the memory of a small one.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { WaveEvent } from "@stowage/fulfilment/Wave"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { Append, Commit } from "@stowage/runtime/Commit"
import type { SiteEvent } from "../SiteEvent.ts"
import { type OpenTasks, noteTasks } from "./BusyWave.ts"
import type { HistoryEvent, OrderHistory } from "./OrderHistory.ts"

interface Kept {
  /** As JSON: a fifth of the memory of the objects, and the commits they came in can go. */
  readonly events: Array<string>
  interest: number
  over: boolean
  /** In order of being placed. */
  readonly nth: number
}

/** Histories that are still growing. `addToHistories` changes it. */
export interface Histories {
  /** Of orders that are over, at most about so many are kept. */
  readonly atMost: number
  readonly kept: Map<string, Kept>
  /** Which order a fulfilment order that is open is for, and which a count that is open. */
  readonly orderOfWork: Map<string, string>
  readonly orderOfCount: Map<string, string>
  readonly tasks: OpenTasks
  /** All orders there ever were, and those of the kept ones that are over. */
  orders: number
  over: number
}

export const emptyHistories = (atMost: number): Histories => ({
  atMost,
  kept: new Map(),
  orderOfWork: new Map(),
  orderOfCount: new Map(),
  tasks: new Map(),
  orders: 0,
  over: 0
})

/** How much more there is to tell than of an order that goes smoothly. */
const interestOf: Readonly<Record<string, number>> = {
  HoldPlaced: 3,
  LinesShort: 6,
  PickShorted: 6,
  LineChanged: 5,
  LineCancelled: 5,
  OrderCancelled: 5,
  RequestTooLate: 4,
  FulfilmentOrderOpened: 2,
  CountRecorded: 2,
  TourPlanned: 1
}

const interesting = ({ event }: HistoryEvent): number => {
  const waits = event._tag === "LinesPromised" && event.lines.some((line) => line.short > 0) ? 5 : 0
  return waits + (event._tag === "OrderPlaced" ? Math.min(4, event.lines.length) : (interestOf[event._tag] ?? 0))
}

const isOver = ({ event }: HistoryEvent): boolean => event._tag === "OrderClosed" || event._tag === "OrderCancelled"

const note = (histories: Histories, order: string | undefined, event: HistoryEvent): void => {
  if (order === undefined) return
  let kept = histories.kept.get(order)
  if (kept === undefined) {
    if (event.event._tag !== "OrderPlaced") return // It was let go as one of the less eventful.
    if (histories.atMost === 0) return void histories.orders++
    kept = { events: [], interest: 0, over: false, nth: histories.orders++ }
    histories.kept.set(order, kept)
  }
  kept.events.push(JSON.stringify(event))
  kept.interest += interesting(event)
  if (kept.over || !isOver(event)) return
  kept.over = true
  histories.over += 1
}

/** Adds what `commit` says about any order. Time linear in the commit. */
export const addToHistories = (histories: Histories, commit: Commit): void => {
  for (const append of commit.appends) addAppend(histories, append, commit)
  if (histories.over > 1.25 * histories.atMost + 100) letGo(histories)
}

const addAppend = (histories: Histories, { events, stream }: Append, commit: Commit): void => {
  const slash = stream.indexOf("/")
  const [record, id] = [stream.slice(0, slash), stream.slice(slash + 1)]
  for (const event of events) {
    if (record === "order") note(histories, id, { record, event: event as OrderEvent })
    if (record === "fulfilmentOrder") noteWork(histories, id, event as FulfilmentOrderEvent)
    if (record === "count") noteCount(histories, id, event as CountEvent, commit)
    if (record === "wave") noteTours(histories, event as WaveEvent)
    if (event._tag === "RequestTooLate") {
      const late = event as Extract<SiteEvent, { readonly _tag: "RequestTooLate" }>
      note(histories, late.order, { record: "site", event: late })
    }
  }
}

const noteWork = (histories: Histories, id: string, event: FulfilmentOrderEvent): void => {
  if (event._tag === "FulfilmentOrderOpened") histories.orderOfWork.set(id, event.order)
  noteTasks(histories.tasks, id, event)
  note(histories, histories.orderOfWork.get(id), { record: "fulfilmentOrder", id, event })
  if (event._tag === "FulfilmentOrderShipped" || event._tag === "FulfilmentOrderCancelled") {
    histories.orderOfWork.delete(id)
  }
}

/** A count belongs to the order whose short pick raised it, in the same commit. */
const noteCount = (histories: Histories, id: string, event: CountEvent, { appends }: Commit): void => {
  if (event._tag === "CountRequested") {
    const short = appends.find((append) => append.events.some(({ _tag }) => _tag === "PickShorted"))
    const order = histories.orderOfWork.get(short?.stream.slice("fulfilmentOrder/".length) ?? "")
    if (order !== undefined) histories.orderOfCount.set(id, order)
  }
  note(histories, histories.orderOfCount.get(id), { record: "count", id, event })
  if (event._tag === "CountClosed") histories.orderOfCount.delete(id)
}

const noteTours = (histories: Histories, event: WaveEvent): void => {
  if (event._tag !== "WaveReleased") return
  for (const tour of event.tours) {
    const own = new Map<string, number>()
    for (const task of tour.tasks) {
      const work = histories.tasks.get(task)?.work ?? ""
      own.set(work, (own.get(work) ?? 0) + 1)
    }
    for (const { order } of tour.totes) {
      note(histories, histories.orderOfWork.get(order), {
        record: "wave",
        event: {
          _tag: "TourPlanned",
          wave: event.id,
          tour: tour.id,
          ordersInWave: event.orders.length,
          ordersInTour: tour.totes.length,
          tasks: tour.tasks.length,
          ownTasks: own.get(order) ?? 0,
          walkMm: tour.walkMm,
          boundMm: tour.boundMm,
          why: tour.why,
          at: event.at
        }
      })
    }
  }
}

const byInterest = ([, a]: readonly [string, Kept], [, b]: readonly [string, Kept]): number =>
  b.interest - a.interest || a.nth - b.nth

/** Lets go of the least eventful of the orders that are over. */
const letGo = (histories: Histories): void => {
  const over = [...histories.kept].filter(([, { over }]) => over).sort(byInterest)
  for (const [order] of over.slice(histories.atMost)) histories.kept.delete(order)
  histories.over = Math.min(over.length, histories.atMost)
}

/** The most eventful histories, at most `atMost`, in the order in which their orders were placed. */
export const mostEventful = (
  histories: Histories,
  atMost: number
): ReadonlyArray<readonly [order: string, history: OrderHistory]> =>
  [...histories.kept]
    .sort(byInterest)
    .slice(0, atMost)
    .sort(([, a], [, b]) => a.nth - b.nth)
    .map(([order, { events }]) => [order, events.map((event) => JSON.parse(event) as HistoryEvent)])
