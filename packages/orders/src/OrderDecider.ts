/**
 * How an order answers. `decide` is the table of contents: one function below for each command.
 */
import type { Decider } from "@stowage/kernel/Decider"
import { eaches, type Eaches } from "@stowage/kernel/Eaches"
import type { LineId } from "@stowage/kernel/Ids"
import { moneyToJson, type MoneyJson } from "@stowage/kernel/Money"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import { evolveOrder } from "./evolveOrder.ts"
import { countsOf, lineOf, openHolds, unshippedUnits, waitingUnits, wantedUnits, type Order } from "./Order.ts"
import type { OrderLine } from "./Order.ts"
import type { OrderCommand } from "./OrderCommand.ts"
import type { OrderEvent } from "./OrderEvent.ts"
import type { OrderRefusal } from "./OrderRefusal.ts"
import { orderRequest } from "./orderRequest.ts"
import type { LinePrice, OrderTerms } from "./OrderTerms.ts"
import { orderTotal } from "./orderTotal.ts"
import { unitsAtSite, unitsToFree } from "./orderUnits.ts"

/** The most units one line may ask for; leaves room to add lines up. */
export const largestQuantity: Eaches = eaches(1e12)

type Decision = Result.Result<ReadonlyArray<OrderEvent>, OrderRefusal>
type Command<Tag extends OrderCommand["_tag"]> = Extract<OrderCommand, { readonly _tag: Tag }>
type LaterCommand = Exclude<OrderCommand, Command<"PlaceOrder">>

const happened = (event: OrderEvent): Decision => Result.succeed([event])
const already: Decision = Result.succeed([])

const decide = (command: OrderCommand, order: Order | undefined): Decision => {
  if (command._tag === "PlaceOrder") return placeOrder(command, order)
  if (order === undefined) return Result.fail({ _tag: "OrderUnknown" })
  const request = orderRequest(command)
  if (request !== undefined && Object.hasOwn(order.requests, request.key)) {
    if (order.requests[request.key] === request.content) return already
    return Result.fail({ _tag: "RequestIdTaken", request: request.key })
  }
  const done = command._tag === "CancelOrder" ? order.cancelledAt !== undefined : order.status === "Closed"
  if (done && (command._tag === "CancelOrder" || command._tag === "CloseOrder")) return already
  if (order.status !== "Placed" && command._tag !== "ReleaseHold") {
    return Result.fail({ _tag: "OrderNotOpen", status: order.status })
  }
  return decideOpen(command, order)
}

/** The record of an order: nothing until it is placed. */
export const OrderDecider: Decider<Order | undefined, OrderCommand, OrderEvent, OrderRefusal> = {
  initial: undefined,
  decide,
  evolve: evolveOrder
}

const decideOpen = (command: LaterCommand, order: Order): Decision => {
  switch (command._tag) {
    case "PlaceHold":
      return happened({ ...command, _tag: "HoldPlaced" })
    case "ReleaseHold":
      return releaseHold(command, order)
    case "PromiseLines":
      return promiseLines(command, order)
    case "WithdrawPromise":
      return withdrawPromise(command, order)
    case "ChangeLine":
      return changeLine(command, order)
    case "CancelLine":
      return cancelLine(command, order)
    case "CancelOrder":
      return cancelOrder(command, order)
    case "ReleaseLines":
      return releaseLines(command, order)
    case "RecordPicked":
      return atSite(command, order, (line) => unitsAtSite(line, command.fulfilmentOrderId).released, {
        ...command,
        _tag: "LinesPicked"
      })
    case "RecordShort":
      return atSite(command, order, (line) => unitsAtSite(line, command.fulfilmentOrderId).released, {
        ...command,
        _tag: "LinesShort"
      })
    case "RecordShipped":
      return atSite(command, order, (line) => toShip(line, command), { ...command, _tag: "LinesShipped" })
    case "CloseOrder":
      return closeOrder(command, order)
  }
}

const placeOrder = (command: Command<"PlaceOrder">, order: Order | undefined): Decision => {
  const { _tag, at, ...terms } = command
  if (order !== undefined) {
    return Equal.equals(terms, order.terms) ? already : Result.fail({ _tag: "OrderIdTaken", orderId: terms.orderId })
  }
  const refusal = termsRefusal(terms)
  return refusal === undefined ? happened({ ...command, _tag: "OrderPlaced" }) : Result.fail(refusal)
}

const termsRefusal = ({ lines }: OrderTerms): OrderRefusal | undefined =>
  formRefusal(lines, () => true) ??
  firstOf(lines, ({ lineId, quantity }) => tooLarge(lineId, quantity)) ??
  firstOf(lines, ({ lineId, price }) => discountTooLarge(lineId, price))

const releaseHold = (command: Command<"ReleaseHold">, order: Order): Decision => {
  const hold = order.holds.find(({ holdId }) => holdId === command.holdId)
  if (hold === undefined) return Result.fail({ _tag: "HoldUnknown", holdId: command.holdId })
  return hold.released === undefined ? happened({ ...command, _tag: "HoldReleased" }) : already
}

const promiseLines = (command: Command<"PromiseLines">, order: Order): Decision => {
  const lines = command.lines.map(({ lineId, promised, short }) => ({ lineId, quantity: promised + short }))
  const refusal =
    orderFormRefusal(lines, order) ??
    moreThan(lines, order, waitingUnits, (lineId, asked, waiting) => ({
      _tag: "MoreThanWaiting",
      lineId,
      asked,
      waiting
    }))
  return refusal === undefined ? happened({ ...command, _tag: "LinesPromised" }) : Result.fail(refusal)
}

const withdrawPromise = (command: Command<"WithdrawPromise">, order: Order): Decision => {
  const refusal = orderFormRefusal(command.lines, order) ?? moreThanPromised(command.lines, order)
  return refusal === undefined ? happened({ ...command, _tag: "PromiseWithdrawn" }) : Result.fail(refusal)
}

const changeLine = (command: Command<"ChangeLine">, order: Order): Decision => {
  const { lineId, quantity, price } = command
  const formFault = orderFormRefusal([command], order) ?? tooLarge(lineId, quantity) ?? discountTooLarge(lineId, price)
  if (formFault !== undefined) return Result.fail(formFault)
  const line = lineOf(order, lineId) as OrderLine
  const { released, picked, shipped } = countsOf(line)
  const handedOver = eaches(released + picked + shipped)
  if (handedOver > 0) return Result.fail({ _tag: "LineAlreadyReleased", lineId, released: handedOver })
  const wanted = wantedUnits(line)
  // One that asks for what is so already is recorded too: its id must be known when it comes again after another
  // change.
  const added = eaches(Math.max(0, quantity - wanted))
  const freed = unitsToFree(line, Math.max(0, wanted - quantity))
  return happened(
    withTotalChange(order, (totalChange) => ({ ...command, _tag: "LineChanged", added, freed, totalChange }))
  )
}

const cancelLine = (command: Command<"CancelLine">, order: Order): Decision => {
  const refusal =
    orderFormRefusal([command], order) ??
    moreThan([command], order, unshippedUnits, (lineId, asked, unshipped) => ({
      _tag: "MoreThanUnshipped",
      lineId,
      asked,
      unshipped
    }))
  if (refusal !== undefined) return Result.fail(refusal)
  const freed = unitsToFree(lineOf(order, command.lineId) as OrderLine, command.quantity)
  return happened(withTotalChange(order, (totalChange) => ({ ...command, _tag: "LineCancelled", freed, totalChange })))
}

const cancelOrder = (command: Command<"CancelOrder">, order: Order): Decision => {
  const unshipped = order.lines.filter((line) => unshippedUnits(line) > 0)
  const freed = unshipped.map((line) => unitsToFree(line, unshippedUnits(line)))
  return happened(withTotalChange(order, (totalChange) => ({ ...command, _tag: "OrderCancelled", freed, totalChange })))
}

const releaseLines = (command: Command<"ReleaseLines">, order: Order): Decision => {
  const formFault = orderFormRefusal(command.lines, order)
  if (formFault !== undefined) return Result.fail(formFault)
  const holds = openHolds(order)
  if (holds.length > 0) return Result.fail({ _tag: "HoldsOpen", holdIds: holds.map(({ holdId }) => holdId) })
  const refusal = moreThanPromised(command.lines, order)
  return refusal === undefined ? happened({ ...command, _tag: "LinesReleased" }) : Result.fail(refusal)
}

const atSite = (
  command: Command<"RecordPicked" | "RecordShort" | "RecordShipped">,
  order: Order,
  most: (line: OrderLine) => Eaches,
  event: OrderEvent
): Decision => {
  const { fulfilmentOrderId, lines } = command
  const refusal =
    orderFormRefusal(lines, order) ??
    moreThan(lines, order, most, (lineId, asked, released) => ({
      _tag: "MoreThanReleased",
      lineId,
      fulfilmentOrderId,
      asked,
      released
    }))
  return refusal === undefined ? happened(event) : Result.fail(refusal)
}

const toShip = (line: OrderLine, command: Command<"RecordShipped">): Eaches => {
  const site = unitsAtSite(line, command.fulfilmentOrderId)
  return eaches(site.released + site.picked)
}

const closeOrder = (command: Command<"CloseOrder">, order: Order): Decision => {
  const units = order.lines.reduce((sum, line) => sum + unshippedUnits(line), 0)
  if (units > 0) return Result.fail({ _tag: "UnitsUnshipped", units: eaches(units) })
  return happened({ ...command, _tag: "OrderClosed" })
}

interface Asked {
  readonly lineId: LineId
  readonly quantity: number
}

const firstOf = <A>(
  items: ReadonlyArray<A>,
  fault: (item: A) => OrderRefusal | undefined
): OrderRefusal | undefined => {
  for (const item of items) {
    const refusal = fault(item)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/**
 * What is wrong with a list of lines whatever the order's state: empty, a line twice, one that is not there, nothing
 * asked.
 */
const formRefusal = (lines: ReadonlyArray<Asked>, knows: (lineId: LineId) => boolean): OrderRefusal | undefined => {
  if (lines.length === 0) return { _tag: "NoLines" }
  const seen = new Set<LineId>()
  return (
    firstOf(lines, ({ lineId }) => {
      if (seen.has(lineId)) return { _tag: "LineNamedTwice", lineId }
      seen.add(lineId)
      return undefined
    }) ??
    firstOf(lines, ({ lineId }) => (knows(lineId) ? undefined : { _tag: "LineUnknown", lineId })) ??
    firstOf(lines, ({ lineId, quantity }) => (quantity > 0 ? undefined : { _tag: "QuantityIsZero", lineId }))
  )
}

const orderFormRefusal = (lines: ReadonlyArray<Asked>, order: Order): OrderRefusal | undefined =>
  formRefusal(lines, (lineId) => lineOf(order, lineId) !== undefined)

const moreThan = (
  lines: ReadonlyArray<Asked>,
  order: Order,
  most: (line: OrderLine) => Eaches,
  refuse: (lineId: LineId, asked: Eaches, most: Eaches) => OrderRefusal
): OrderRefusal | undefined =>
  firstOf(lines, ({ lineId, quantity }) => {
    const limit = most(lineOf(order, lineId) as OrderLine)
    return quantity > limit ? refuse(lineId, quantity as Eaches, limit) : undefined
  })

const moreThanPromised = (lines: ReadonlyArray<Asked>, order: Order): OrderRefusal | undefined =>
  moreThan(
    lines,
    order,
    (line) => line.promised,
    (lineId, asked, promised) => ({ _tag: "MoreThanPromised", lineId, asked, promised })
  )

const tooLarge = (lineId: LineId, asked: Eaches): OrderRefusal | undefined =>
  asked > largestQuantity ? { _tag: "QuantityTooLarge", lineId, asked, largest: largestQuantity } : undefined

const discountTooLarge = (lineId: LineId, price: LinePrice): OrderRefusal | undefined =>
  price.discountMinor > price.goodsMinor ? { _tag: "DiscountTooLarge", lineId } : undefined

/** The event, told by how much it changes the order's total. */
const withTotalChange = (order: Order, make: (totalChange: MoneyJson) => OrderEvent): OrderEvent => {
  const before = orderTotal(order)
  const nothing = moneyToJson({ currency: before.currency, amountMinor: 0n })
  const after = orderTotal(evolveOrder(order, make(nothing)) as Order)
  return make(moneyToJson({ currency: before.currency, amountMinor: after.amountMinor - before.amountMinor }))
}
