/**
 * What happens at the small site, in few words: each looks at the yard and answers with the hand-off, if there is one.
 */
import type {
  AsnId,
  FulfilmentOrderId,
  LineId,
  LocationId,
  LotId,
  Lpn,
  OrderId,
  Sku,
  TaskId
} from "@stowage/kernel/Ids"
import type { WaveId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { afterIterations } from "@stowage/kernel/Stop"
import type { FulfilmentOrder } from "@stowage/fulfilment/FulfilmentOrder"
import { allocateFulfilment } from "@stowage/operations/allocateFulfilment"
import { cancelOrder, cutLine, editLine } from "@stowage/operations/cancelOrder"
import { cartonise, sayCartonRefusal } from "@stowage/operations/cartonise"
import { confirmPick } from "@stowage/operations/confirmPick"
import { type DockStock, choosePutaway, confirmPutaway, planPutaway } from "@stowage/operations/directPutaway"
import { type Handoff, type RecordCommand, together } from "@stowage/operations/Handoff"
import { packFulfilment, packLinesOf } from "@stowage/operations/packFulfilment"
import { type PlannedTour, type WaveTerms, planTours } from "@stowage/operations/planWave"
import { promiseOrder } from "@stowage/operations/promiseOrder"
import { receiveDelivery } from "@stowage/operations/receiveDelivery"
import { releaseOrder } from "@stowage/operations/releaseOrder"
import { shipFulfilment } from "@stowage/operations/shipFulfilment"
import { roomOfUnit } from "@stowage/operations/unitRoom"
import { order as drawOrder } from "@stowage/orders/drawOrder"
import type { HoldId, Order } from "@stowage/orders/Order"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import type { LinePrice } from "@stowage/orders/OrderTerms"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import * as Result from "effect/Result"
import { cartons, dock, floor, site, tea, terms, today, type Yard } from "./yard.ts"

type Terms = Parameters<typeof drawOrder>[1]
type ReceiveLine = Extract<InboundShipmentCommand, { readonly _tag: "ReceiveLine" }>

export const line = (id: string): LineId => id as LineId
export const task = (id: string): TaskId => id as TaskId
export const location = (id: string): LocationId => id as LocationId
export const lot = (id: string): LotId => id as LotId
export const time = (millis: number): Instant => millis as Instant
const day = (date: string): LocalDate => date as LocalDate

const asOrder = (id: string, command: OrderCommand): Handoff => ({
  commands: [{ kind: "order", id, command }],
  transfers: []
})

/** `placed("web-1", "2xTEA 1xMUG@4.50")`: lines L1, L2 … */
export const placed = (id: string, drawing: string, at = 0, more: Terms = {}): Handoff =>
  asOrder(id, drawOrder(drawing, { orderId: id as OrderId, at: time(at), placedAt: time(at), ...more }))

export const held = (id: string, hold: string, at = 0): Handoff =>
  asOrder(id, { _tag: "PlaceHold", at: time(at), holdId: hold as HoldId, reason: "credit", by: "desk" })

export const unheld = (id: string, hold: string, at = 0): Handoff =>
  asOrder(id, { _tag: "ReleaseHold", at: time(at), holdId: hold as HoldId, by: "desk" })

/** The order of this id; a test that asks for one that is not there is wrong. */
export const orderOf = (yard: Yard, id: string): Order => {
  const order = yard.records.order.get(id)
  if (order === undefined) throw new Error(`No order ${id}`)
  return order
}

/** Fulfilment orders of an order, in the order they were opened. */
export const workOf = (yard: Yard, id: string): ReadonlyArray<FulfilmentOrder> =>
  yard.records.fulfilmentOrder
    .ids()
    .map((one) => yard.records.fulfilmentOrder.get(one))
    .filter(({ order }) => order === id)

export const promised = (yard: Yard, id: string, request: string, at = 0): Handoff | undefined =>
  promiseOrder(orderOf(yard, id), yard.stock, request, time(at))

/** Released as fulfilment order `ID.1`, `ID.2` … */
export const released = (yard: Yard, id: string, at = 0): Handoff | undefined => {
  const work = `${id}.${workOf(yard, id).length + 1}` as FulfilmentOrderId
  return releaseOrder(orderOf(yard, id), { id: work, site, dueAt: time(at + 3_600_000) }, time(at))
}

export const cancelled = (yard: Yard, id: string, at = 0): Handoff | undefined =>
  cancelOrder(orderOf(yard, id), workOf(yard, id), yard.stock, "customer", time(at))

export const cut = (yard: Yard, id: string, of: string, quantity: number, request: string, at = 0) =>
  cutLine(orderOf(yard, id), { line: line(of), quantity, reason: "customer" }, yard.stock, request, time(at))

/** Another quantity, each unit at what it cost before. */
export const edited = (yard: Yard, id: string, of: string, quantity: number, request: string, at = 0) => {
  const order = orderOf(yard, id)
  const asked = order.terms.lines.find(({ lineId }) => lineId === of)
  if (asked === undefined) return undefined
  const share = (minor: number): number => Math.round((minor * quantity) / asked.quantity)
  const { discountMinor, goodsMinor, taxMinor } = asked.price
  const price = {
    goodsMinor: share(goodsMinor),
    discountMinor: share(discountMinor),
    taxMinor: share(taxMinor)
  } as LinePrice
  return editLine(order, { line: line(of), quantity, price }, yard.stock, request, time(at))
}

/** What a receipt is of, beside SKU and quantity. */
export interface Goods {
  readonly lot?: string
  readonly expiresOn?: string
  readonly status?: "available" | "quarantine" | "damaged"
  readonly rules?: Partial<ReceiveLine["rules"]>
}

/**
 * A delivery of one line that nobody announced, at the dock. Tea comes in lot L6, which keeps until June, if not said.
 */
export const received = (yard: Yard, asn: string, sku: Sku, quantity: number, goods: Goods = {}, at = 0): Handoff => {
  const { lot: name, expiresOn, rules, status = "available" } = sku === tea ? { ...juneTea, ...goods } : goods
  const arrive: RecordCommand = {
    kind: "inboundShipment",
    id: asn,
    command: { _tag: "ArriveAtDock", asn: asn as AsnId, supplier: "leaf", site, dock, at: time(at) }
  }
  const receive: ReceiveLine = {
    _tag: "ReceiveLine",
    receipt: `${asn}/1`,
    line: line("1"),
    sku,
    quantity,
    ...(name === undefined ? {} : { lot: lot(name) }),
    ...(expiresOn === undefined ? {} : { expiresOn: day(expiresOn) }),
    condition: status,
    rules: {
      lotTracked: sku === tea,
      expiryTracked: sku === tea,
      minRemainingDays: 0,
      overTolerancePercent: 0,
      unexpectedAllowed: false,
      ...rules
    },
    today,
    at: time(at)
  }
  const taken = receiveDelivery({ asn: asn as AsnId, supplier: "leaf" }, receive, dock, yard.stock)
  return together({ commands: [arrive], transfers: [] }, taken)
}
const juneTea: Goods = { lot: "L6", expiresOn: "2026-06-30" }

export const dockStock = (sku: Sku, lot: LotId | "", quantity: number): DockStock => ({
  sku,
  lot,
  quantity,
  unit: roomOfUnit(floor.catalog, sku),
  at: dock
})

/** Every putaway of these units that finds a place, planned and done. */
export const putAway = (yard: Yard, asn: string, goods: DockStock, to: ReadonlyArray<LocationId>, at = 0): Handoff =>
  together(
    ...choosePutaway(goods, { faces: to, reserves: [] }, yard.stock).choices.flatMap((choice, index) => {
      const name = task(`put-${asn}-${index + 1}`)
      return [
        planPutaway(asn as AsnId, name, goods, choice, yard.stock, time(at)),
        confirmPutaway(asn as AsnId, name, goods, choice, "ann", time(at))
      ]
    })
  )

/** One putaway of units at the dock, planned and not yet done. */
export const putawayPlan = (yard: Yard, asn: string, name: string, sku: Sku, units: number, to: LocationId, of = "") =>
  planPutaway(
    asn as AsnId,
    task(name),
    dockStock(sku, lot(of), units),
    { to, quantity: units, why: ["there is room"] },
    yard.stock,
    time(0)
  )

export const allocated = (yard: Yard, work: string, at = 0): Handoff | undefined =>
  allocateFulfilment(yard.records.fulfilmentOrder.get(work), yard.stock, terms, time(at))

export const waveTerms: WaveTerms = { ...floor, cart: { totes: 2 }, batching: "savings", routing: "exact" }

/** One wave of these fulfilment orders, released. */
export const waved = (yard: Yard, wave: string, work: ReadonlyArray<string>, at = 0): Handoff => {
  const orders = work.map((id) => yard.records.fulfilmentOrder.get(id))
  const tours: ReadonlyArray<PlannedTour> = Result.getOrThrow(planTours(wave, orders, waveTerms))
  const id = wave as WaveId
  const command = {
    _tag: "ReleaseWave" as const,
    id,
    site,
    shipMode: "",
    cutOffAt: time(at),
    orders: work.map((one) => one as FulfilmentOrderId),
    tours: tours.map(({ tour }) => tour),
    why: ["all that may go"],
    at: time(at)
  }
  const toWave = work.map((one): RecordCommand => ({
    kind: "fulfilmentOrder",
    id: one,
    command: { _tag: "ReleaseToWave", wave: id, at: time(at) }
  }))
  return { commands: [{ kind: "wave", id: wave, command }, ...toWave], transfers: [] }
}

export const picked = (yard: Yard, work: string, name: string, units: number, at = 0): Handoff | undefined => {
  const order = yard.records.fulfilmentOrder.get(work)
  return confirmPick(order, { task: task(name), picked: units, picker: "ann", at: time(at) }, yard.stock, floor)
}

/** Cartons are numbered `WORK-C1`, `WORK-C2` … */
export const packed = (yard: Yard, work: string, at = 0): Handoff => {
  const order = yard.records.fulfilmentOrder.get(work)
  const chosen = cartonise(floor.catalog, packLinesOf(order), cartons, { seed: 1, stop: afterIterations(8) })
  if (Result.isFailure(chosen)) throw new Error(sayCartonRefusal(chosen.failure))
  const labelled = chosen.success.map((carton, index) => ({ ...carton, lpn: `${work}-C${index + 1}` as Lpn }))
  return packFulfilment(order, labelled, "bob", yard.stock, time(at))
}

export const shipped = (yard: Yard, work: string, at = 0): Handoff | undefined => {
  const order = yard.records.fulfilmentOrder.get(work)
  return order.order === undefined
    ? undefined
    : shipFulfilment(order, orderOf(yard, order.order), "post", yard.stock, time(at))
}

/** A count of a location, asked for. */
export const countAsked = (name: string, at: LocationId): Handoff => ({
  commands: [
    {
      kind: "count",
      id: name,
      command: { _tag: "RequestCount", task: task(name), site, location: at, reason: "scheduled", at: time(0) }
    }
  ],
  transfers: []
})
