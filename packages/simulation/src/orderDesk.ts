/**
 * What customers do, as it comes in: orders are placed, held or promised, cut, changed and cancelled.
 */
import { plusBusinessDays } from "@stowage/kernel/BusinessCalendar"
import { cutOffDay } from "@stowage/kernel/cutOff"
import type { OrderId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { instantAt } from "@stowage/kernel/zonedTime"
import { cancelOrder, cutLine, editLine } from "@stowage/operations/cancelOrder"
import type { Handoff } from "@stowage/operations/Handoff"
import { promiseOrder } from "@stowage/operations/promiseOrder"
import { type HoldId, lineOf, type Order } from "@stowage/orders/Order"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import type { LinePrice } from "@stowage/orders/OrderTerms"
import type { Incoming, Scenario, Service } from "./Scenario.ts"
import { type Site, only } from "./Site.ts"

/** The service of a ship mode. */
export const serviceOf = (scenario: Scenario, shipMode: string): Service =>
  scenario.services.get(shipMode) ?? scenario.otherwise

/** When an order placed at `placedAt` must be out. */
export const dueAtOf = (scenario: Scenario, shipMode: string, placedAt: Instant): Instant => {
  const { calendar } = scenario
  const { businessDays, orderBy, shipBy } = serviceOf(scenario, shipMode)
  const day = plusBusinessDays(calendar, cutOffDay(calendar, orderBy, placedAt), businessDays)
  return instantAt(day, shipBy, calendar.zone)
}

const forOrder = (id: OrderId, command: OrderCommand): Handoff => ({
  commands: [{ kind: "order", id, command }],
  transfers: []
})

const creditHold = "credit" as HoldId

const place = (site: Site, { terms }: Extract<Incoming, { _tag: "Placed" }>): void => {
  const at = site.engine.now()
  const { orderId } = terms
  const soonest = dueAtOf(site.scenario, terms.shipMode ?? "", at)
  // The customer's own date stands unless no service could keep it.
  const dueAt = Math.max(terms.dueAt ?? 0, soonest) as Instant
  site.record(`place:${orderId}`, "channel", forOrder(orderId, { _tag: "PlaceOrder", at, ...terms, dueAt }))
  promise(site, orderId, `promise:${orderId}`)
  if (!site.chanceOf(`credit/${orderId}`).chance(site.scenario.chances.creditHold)) return
  const reason = "the customer's open invoices exceed his credit"
  const hold: OrderCommand = { _tag: "PlaceHold", at, holdId: creditHold, reason, by: "credit desk" }
  site.record(`hold:${orderId}`, "credit desk", forOrder(orderId, hold))
}

/** Promises what waits in an order, as far as there is stock. */
const promise = (site: Site, id: OrderId, request: string): void => {
  const order = site.world.orders.get(id)
  if (order === undefined || order.status !== "Placed") return
  const handoff = promiseOrder(order, site.stock, request, site.engine.now())
  if (handoff !== undefined) site.record(request, "promising", handoff)
}

/** Gives new stock to orders that wait, first placed first served. */
export const promiseWaiting = (site: Site): void => {
  const waiting = [...site.world.waiting].flatMap((id) => site.world.orders.get(id) ?? [])
  waiting.sort((a, b) => a.terms.placedAt - b.terms.placedAt || (a.terms.orderId < b.terms.orderId ? -1 : 1))
  for (const order of waiting) {
    const { orderId } = order.terms
    const nth = site.world.versions.get(`order/${orderId}`) ?? 0
    promise(site, orderId, `promise:${orderId}:${nth}`)
  }
}

/** Lifts yesterday's credit holds: the customers have paid overnight. */
export const releaseHolds = (site: Site): void => {
  const at = site.engine.now()
  for (const [id, order] of site.world.orders) {
    if (order?.holds.every((hold) => hold.released !== undefined) ?? true) continue
    const command: OrderCommand = { _tag: "ReleaseHold", at, holdId: creditHold, by: "credit desk" }
    site.record(`unhold:${id}`, "credit desk", forOrder(id as OrderId, command))
  }
}

const tooLate = (site: Site, order: OrderId, asked: string, name: string): void =>
  site.record(name, "customer desk", only(), [{ _tag: "RequestTooLate", order, asked, at: site.engine.now() }])

/** The price of another quantity: each amount in proportion, rounded to whole minor units. */
const priceFor = (order: Order, line: ReturnType<typeof lineOf>, quantity: number): LinePrice | undefined => {
  const terms = order.terms.lines.find((candidate) => candidate.lineId === line?.lineId)
  if (terms === undefined) return undefined
  const share = (amount: number): number => Math.round((amount * quantity) / terms.quantity)
  const { discountMinor, goodsMinor, taxMinor } = terms.price
  return {
    goodsMinor: share(goodsMinor) as LinePrice["goodsMinor"],
    discountMinor: share(discountMinor) as LinePrice["discountMinor"],
    taxMinor: share(taxMinor) as LinePrice["taxMinor"]
  }
}

const edit = (site: Site, order: Order, change: Extract<Incoming, { _tag: "Edited" }>, request: string) => {
  const price = priceFor(order, lineOf(order, change.line), change.quantity)
  if (price === undefined) return undefined
  return editLine(
    order,
    { line: change.line, quantity: change.quantity, price },
    site.stock,
    request,
    site.engine.now()
  )
}

const change = (site: Site, asked: Exclude<Incoming, { _tag: "Placed" }>, request: string): Handoff | undefined => {
  const order = site.world.orders.get(asked.order)
  if (order === undefined) return undefined
  const at = site.engine.now()
  switch (asked._tag) {
    case "Cancelled": {
      const work = (site.world.workOf.get(asked.order) ?? []).flatMap((id) => site.world.fulfilmentOrders.get(id) ?? [])
      return cancelOrder(order, work, site.stock, asked.reason, at)
    }
    case "Cut":
      return cutLine(order, asked, site.stock, request, at)
    case "Edited":
      return edit(site, order, asked, request)
  }
}

/** Takes in one thing that a customer did. What cannot be done any more is noted as too late. */
export const takeIn = (site: Site, incoming: Incoming, nth: number): void => {
  if (incoming._tag === "Placed") return place(site, incoming)
  const request = `${incoming._tag.toLowerCase()}:${incoming.order}:${site.today}.${nth}`
  const handoff = change(site, incoming, request)
  if (handoff === undefined) return tooLate(site, incoming.order, incoming._tag, `late-${request}`)
  site.record(request, "customer desk", handoff)
  if (incoming._tag === "Edited") promise(site, incoming.order, `promise-${request}`)
  promiseWaiting(site)
}
