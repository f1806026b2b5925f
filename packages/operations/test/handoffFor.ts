/**
 * What a happening means for the site as it stands: the hand-off, if there is anything to do.
 */
import { accountParts, atLocation, locationOf } from "@stowage/kernel/Account"
import type { AsnId, LocationId } from "@stowage/kernel/Ids"
import { available, type Balance } from "@stowage/kernel/Transfer"
import { openTasks, unallocatedOf, type FulfilmentOrder } from "@stowage/fulfilment/FulfilmentOrder"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { rederive } from "@stowage/inventory/audit"
import type { CountedStock } from "@stowage/inventory/Count"
import { takeRoomFound } from "@stowage/inventory/overfull"
import { freeRoom } from "@stowage/inventory/roomTransfers"
import { choosePutaway, confirmPutaway, planPutaway } from "@stowage/operations/directPutaway"
import type { Handoff } from "@stowage/operations/Handoff"
import { bookedAt, recordCount } from "@stowage/operations/recordCount"
import { isReleasable } from "@stowage/operations/releaseOrder"
import { refillTransfers, refillsFor } from "@stowage/operations/replenishFace"
import { hasLimitedRoom, roomOfUnit } from "@stowage/operations/unitRoom"
import { type Order, openHolds, wantedUnits } from "@stowage/orders/Order"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import { unplannedOf } from "@stowage/receiving/InboundShipment"
import type { Happening } from "./happenings.ts"
import * as words from "./words.ts"
import { dock, floor, mug, mugFace, owner, site, tea, teaFace, terms, today, type Yard } from "./yard.ts"

type Of<Tag extends Happening["_tag"]> = Extract<Happening, { readonly _tag: Tag }>

const nthOf = <A>(things: ReadonlyArray<A>, nth: number): A | undefined => things[nth % Math.max(1, things.length)]

const onlyTransfers = (transfers: Handoff["transfers"]): Handoff => ({ commands: [], transfers })
const limited = (id: LocationId): boolean => hasLimitedRoom(floor.layout, id)
const unitPrice: Readonly<Record<string, string>> = { TEA: "3.33", MUG: "0.07", POT: "19.99" }

/** Orders that are not over, in the order they were placed. */
const openOrders = (yard: Yard): ReadonlyArray<Order> =>
  yard.records.order
    .ids()
    .flatMap((id) => yard.records.order.get(id) ?? [])
    .filter(({ status }) => status === "Placed")

const place = (happening: Of<"Place">, name: string, at: number): Handoff => {
  const drawing = happening.lines.map(({ quantity, sku }) => `${quantity}x${sku}@${unitPrice[sku]}`).join(" ")
  const more = {
    taxIncluded: happening.taxIncluded,
    ...(happening.known ? {} : { buyer: { _tag: "Unknown" as const } })
  }
  const [drawn] = words.placed(name, drawing, at, more).commands
  const command = drawn?.command as Extract<OrderCommand, { readonly _tag: "PlaceOrder" }>
  const lines = command.lines.map((line) => {
    const { goodsMinor } = line.price
    const share = (parts: number) => Math.floor(goodsMinor / parts) as typeof goodsMinor
    return { ...line, price: { goodsMinor, discountMinor: share(7), taxMinor: share(5) } }
  })
  const minor = (amount: number) => amount as typeof command.shippingMinor
  const charges = [{ code: "wrap", amountMinor: minor(150) }]
  const priced = { ...command, lines, charges, shippingMinor: minor(499), discountMinor: minor(25) }
  return { commands: [{ kind: "order", id: name, command: priced }], transfers: [] }
}

const serve = (yard: Yard, order: Order, name: string, at: number): Handoff | undefined => {
  const { orderId } = order.terms
  const promised = words.promised(yard, orderId, name, at)
  return promised ?? (isReleasable(order) ? words.released(yard, orderId, at) : undefined)
}

const edit = (yard: Yard, order: Order, { by, line }: Of<"Edit">, name: string, at: number): Handoff | undefined => {
  const known = nthOf(order.lines, line)
  if (known === undefined) return undefined
  return words.edited(yard, order.terms.orderId, known.lineId, wantedUnits(known) + by, name, at)
}

/** Fulfilment orders that somebody still works on. */
const openWork = (yard: Yard): ReadonlyArray<FulfilmentOrder> =>
  yard.records.fulfilmentOrder
    .ids()
    .map((id) => yard.records.fulfilmentOrder.get(id))
    .filter(({ status }) => status !== "Shipped" && status !== "Cancelled")

const work = (yard: Yard, order: FulfilmentOrder, missing: number, name: string, at: number): Handoff | undefined => {
  const { id = "", status, tasks } = order
  if (status === "Packed") return words.shipped(yard, id, at)
  const lacks = order.lines.some((line) => unallocatedOf(order, line) > 0)
  const found = lacks ? words.allocated(yard, id, at) : undefined
  // An answer that brings no stock is given once, then the order goes on without.
  if (found !== undefined && (found.transfers.length > 0 || (tasks.length === 0 && order.short.length === 0)))
    return found
  if (status === "Open") return words.waved(yard, name, [id], at)
  const [task] = openTasks(order)
  if (task === undefined) return words.packed(yard, id, at)
  return words.picked(yard, id, task.task, Math.max(0, task.quantity - missing), at)
}

const freeAt = (yard: Yard, sku: typeof tea, lot: string, place: LocationId): number =>
  yard.stock.physical(sku).reduce((sum, balance) => {
    const parts = accountParts(balance.account)
    const there = parts.place === atLocation(site, place) && parts.status === "available" && parts.lot === lot
    return there ? sum + available(balance) : sum
  }, 0)

const putAway = (yard: Yard, which: number, name: string, at: number): Handoff | undefined => {
  const shipments = yard.records.inboundShipment.ids().map((id) => yard.records.inboundShipment.get(id))
  for (const { asn, putaways } of shipments) {
    const planned = putaways.find(({ done }) => done === undefined)
    if (planned === undefined || asn === undefined) continue
    const { lot, quantity, sku, task, to } = planned
    const choice = { to, quantity, why: [] }
    return confirmPutaway(asn, task, words.dockStock(sku, lot, quantity), choice, "ann", words.time(at))
  }
  const waiting = shipments.flatMap((shipment) =>
    [...shipment.receipts.values()].flatMap(({ lot = "" as const, sku }) => {
      const quantity = Math.min(unplannedOf(shipment, sku, lot), freeAt(yard, sku, lot, dock))
      return quantity < 1 ? [] : [{ asn: shipment.asn as AsnId, goods: words.dockStock(sku, lot, quantity) }]
    })
  )
  const chosen = nthOf(waiting, which)
  if (chosen === undefined) return undefined
  const { asn, goods } = chosen
  const reserves = floor.layout.locations.filter(({ use }) => use === "reserve").map(({ id }) => id)
  const faces = goods.sku === tea ? [teaFace] : goods.sku === mug ? [mugFace] : []
  const [choice] = choosePutaway(goods, { faces, reserves }, yard.stock).choices
  if (choice === undefined) return undefined
  return planPutaway(asn, words.task(name), goods, choice, yard.stock, words.time(at))
}

const refill = (yard: Yard, sku: Of<"Refill">["sku"]): Handoff | undefined => {
  const rule = { sku, face: sku === tea ? teaFace : mugFace, minimum: 3, unit: roomOfUnit(floor.catalog, sku) }
  const [first] = refillsFor(rule, yard.stock, terms.strategyFor, today)
  return first === undefined ? undefined : onlyTransfers(refillTransfers(first, rule.unit, yard.stock, limited))
}

/** Stock at locations. */
const stands = (yard: Yard): ReadonlyArray<Balance & { readonly location: LocationId }> =>
  yard.balances().flatMap((balance) => {
    const { book, place } = accountParts(balance.account)
    const location = locationOf(place)
    return book === "physical" && location !== undefined && balance.posted > 0 ? [{ ...balance, location }] : []
  })

const adjust = (yard: Yard, { by, which }: Of<"Adjust">): Handoff | undefined => {
  const stand = nthOf(stands(yard), which)
  if (stand === undefined) return undefined
  const { lot, place, sku, status } = accountParts(stand.account)
  const units = by < 0 ? Math.min(-by, available(stand)) : by
  if (units === 0) return undefined
  const change = by < 0 ? { lost: units, reason: "lost" as const } : { gained: units, reason: "found" as const }
  const unit = roomOfUnit(floor.catalog, sku)
  const now = yard.stock.room(stand.location)
  const room =
    by < 0
      ? freeRoom(site, stand.location, unit, units, now.over)
      : takeRoomFound(site, stand.location, unit, units, now)
  return onlyTransfers([
    ...adjustStock({ key: { owner, sku, lot, status }, site, place, ...change }, yard.stock.promises(sku)),
    ...(limited(stand.location) ? room : [])
  ])
}

/** What the books said was at a location right after the commit at `watermark`. */
const bookedThen = (yard: Yard, location: LocationId, watermark: number): ReadonlyArray<CountedStock> => {
  const { sums } = rederive(yard.commits.slice(0, watermark))
  const there = [...sums].filter(([account]) => accountParts(account).place === atLocation(site, location))
  return bookedAt(
    there.map(([account, sum]) => ({ account, posted: sum.posted, pendingOut: sum.out, pendingIn: sum.in }))
  )
}

const count = (
  yard: Yard,
  { ago, off, turnsUp, which }: Of<"Count">,
  name: string,
  at: number
): Handoff | undefined => {
  const { count: counts } = yard.records
  const open = nthOf(
    counts.ids().flatMap((id) => (counts.get(id).status === "Requested" ? [counts.get(id)] : [])),
    which
  )
  if (open?.task === undefined || open.location === undefined) {
    const free = stands(yard).filter(({ location }) => yard.stock.blocked(location) === undefined)
    const stand = nthOf(free, which)
    return stand === undefined ? undefined : words.countAsked(name, stand.location)
  }
  const { location, task } = open
  const watermark = Math.max(1, yard.commits.length - ago)
  const booked = bookedThen(yard, location, watermark)
  const counted = booked.map((stock, index) => {
    if (stock.status === "hold") return turnsUp ? { ...stock, status: "available" as const } : { ...stock, quantity: 0 }
    return index === which % booked.length ? { ...stock, quantity: Math.max(0, stock.quantity + off) } : stock
  })
  const look = { task, location, counter: "bob", counted, watermark, at: words.time(at) }
  return recordCount(look, booked, yard.stock, floor)
}

/** The hand-off of `happening`, named `name`; whoever asks again of the same site gets the same answer. */
export const handoffFor = (yard: Yard, happening: Happening, name: string, at: number): Handoff | undefined => {
  switch (happening._tag) {
    case "Place":
      return place(happening, name, at)
    case "Receive":
      return words.received(yard, name, happening.sku, happening.quantity, happening.goods, at)
    case "PutAway":
      return putAway(yard, happening.which, name, at)
    case "Refill":
      return refill(yard, happening.sku)
    case "Adjust":
      return adjust(yard, happening)
    case "Count":
      return count(yard, happening, name, at)
    case "Work": {
      const order = nthOf(openWork(yard), happening.which)
      return order === undefined ? undefined : work(yard, order, happening.missing, name, at)
    }
    case "Serve":
    case "Hold":
    case "Unhold":
    case "Edit":
    case "Cut":
    case "Cancel": {
      const order = nthOf(openOrders(yard), happening.which)
      return order === undefined ? undefined : forOrder(yard, order, happening, name, at)
    }
  }
}

const forOrder = (
  yard: Yard,
  order: Order,
  happening: Of<"Serve" | "Hold" | "Unhold" | "Edit" | "Cut" | "Cancel">,
  name: string,
  at: number
): Handoff | undefined => {
  const { orderId } = order.terms
  switch (happening._tag) {
    case "Serve":
      return serve(yard, order, name, at)
    case "Hold":
      return words.held(orderId, name, at)
    case "Unhold": {
      const [hold] = openHolds(order)
      return hold === undefined ? undefined : words.unheld(orderId, hold.holdId, at)
    }
    case "Edit":
      return edit(yard, order, happening, name, at)
    case "Cut": {
      const line = nthOf(order.lines, happening.line)
      return line === undefined ? undefined : words.cut(yard, orderId, line.lineId, happening.quantity, name, at)
    }
    case "Cancel":
      return words.cancelled(yard, orderId, at)
  }
}
