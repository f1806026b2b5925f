/**
 * Commands in few words, and random ones over few ids, so that they collide.
 */
import { fold } from "@stowage/kernel/Decider"
import type { Eaches } from "@stowage/kernel/Eaches"
import type { FulfilmentOrderId, LineId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MinorUnits } from "@stowage/kernel/Money"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { order } from "@stowage/orders/drawOrder"
import type { HoldId, Order } from "@stowage/orders/Order"
import type { OrderCommand, RequestId } from "@stowage/orders/OrderCommand"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { OrderRefusal } from "@stowage/orders/OrderRefusal"

const at = 1000 as Instant
const id = (text: string) => text as RequestId
/** `"L1:3 L2:1"` */
const lines = (drawing: string) =>
  drawing
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [lineId, quantity] = word.split(":")
      return { lineId: lineId as LineId, quantity: Number(quantity) as Eaches }
    })

export const hold = (holdId: string, reason = "credit", by = "Bo"): OrderCommand => ({
  _tag: "PlaceHold",
  at,
  holdId: holdId as HoldId,
  reason,
  by
})
export const unhold = (holdId: string): OrderCommand => ({
  _tag: "ReleaseHold",
  at,
  holdId: holdId as HoldId,
  by: "Bo"
})
/** `"L1:3+2"` promises 3 and leaves 2 short. */
export const promise = (requestId: string, drawing: string): OrderCommand => ({
  _tag: "PromiseLines",
  at,
  requestId: id(requestId),
  lines: drawing.split(" ").map((word) => {
    const [lineId, promised, short] = word.split(/[:+]/)
    return { lineId: lineId as LineId, promised: Number(promised) as Eaches, short: Number(short ?? 0) as Eaches }
  })
})
export const withdraw = (requestId: string, drawing: string): OrderCommand => ({
  _tag: "WithdrawPromise",
  at,
  requestId: id(requestId),
  lines: lines(drawing),
  reason: "expired"
})
export const change = (requestId: string, lineId: string, quantity: number, goods = quantity * 1000): OrderCommand => ({
  _tag: "ChangeLine",
  at,
  requestId: id(requestId),
  lineId: lineId as LineId,
  quantity: quantity as Eaches,
  price: { goodsMinor: goods as MinorUnits, discountMinor: 0 as MinorUnits, taxMinor: 0 as MinorUnits }
})
export const cancelLine = (requestId: string, lineId: string, quantity: number): OrderCommand => ({
  _tag: "CancelLine",
  at,
  requestId: id(requestId),
  lineId: lineId as LineId,
  quantity: quantity as Eaches,
  reason: "customer"
})
export const cancelAll: OrderCommand = { _tag: "CancelOrder", at, reason: "customer" }
export const close: OrderCommand = { _tag: "CloseOrder", at }
export const release = (site: string, drawing: string): OrderCommand => ({
  _tag: "ReleaseLines",
  at,
  fulfilmentOrderId: site as FulfilmentOrderId,
  lines: lines(drawing)
})
const atSite =
  (_tag: "RecordPicked" | "RecordShort") =>
  (requestId: string, site: string, drawing: string): OrderCommand => ({
    _tag,
    at,
    requestId: id(requestId),
    fulfilmentOrderId: site as FulfilmentOrderId,
    lines: lines(drawing)
  })
export const picked = atSite("RecordPicked")
export const short = atSite("RecordShort")
export const ship = (shipmentId: string, site: string, drawing: string): OrderCommand => ({
  _tag: "RecordShipped",
  at,
  shipmentId: id(shipmentId),
  fulfilmentOrderId: site as FulfilmentOrderId,
  lines: lines(drawing)
})

/** What happens when `commands` are given one after the other: refusals change nothing. */
export const run = (commands: ReadonlyArray<OrderCommand>, from?: Order) => {
  let state: Order | undefined = from
  const events: Array<OrderEvent> = []
  const refusals: Array<OrderRefusal> = []
  for (const command of commands) {
    const decided = OrderDecider.decide(command, state)
    if (Result.isFailure(decided)) refusals.push(decided.failure)
    else {
      events.push(...decided.success)
      state = fold(OrderDecider, decided.success, state)
    }
  }
  return { state: state as Order, events, refusals }
}

/** The order after `commands`, none of which may be refused. */
export const after = (...commands: ReadonlyArray<OrderCommand>): Order => {
  const { state, refusals } = run(commands)
  if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`)
  return state
}

/** The answer of an order that `state` is to one more command. */
export const answer = (command: OrderCommand, state?: Order) => OrderDecider.decide(command, state)

const requestIds = fc.constantFrom("a", "b", "c", "d", "e", "f")
const lineIds = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("L1", "L2") },
  { weight: 1, arbitrary: fc.constant("L9") }
)
const sites = fc.constantFrom("F1", "F2", "F3")
const few = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: fc.constant(0) })
const drawing = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(lineIds, few).map(([line, units]) => `${line}:${units}`) },
  { weight: 3, arbitrary: fc.tuple(few, few).map(([one, two]) => `L1:${one} L2:${two}`) },
  { weight: 1, arbitrary: fc.constantFrom("L1:1 L1:2", "") }
)
const twoLines = fc.tuple(requestIds, few, fc.nat(2), few)

/** One command: what is drawn is often refused, and as often already done. */
const anyCommand: fc.Arbitrary<OrderCommand> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("h1", "h2"), fc.constantFrom("credit", "fraud"))
      .map(([holdId, why]) => hold(holdId, why))
  },
  { weight: 3, arbitrary: fc.constantFrom("h1", "h2", "h3").map(unhold) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(requestIds, lineIds, few, few)
      .map(([key, line, some, rest]) => promise(key, `${line}:${some}+${rest}`))
  },
  { weight: 6, arbitrary: twoLines.map(([key, one, rest, two]) => promise(key, `L1:${one}+${rest} L2:${two}`)) },
  { weight: 2, arbitrary: fc.tuple(requestIds, drawing).map(([key, text]) => withdraw(key, text)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(requestIds, lineIds, fc.nat(14), fc.nat(999))
      .map(([key, line, units, goods]) => change(key, line, units, goods))
  },
  {
    weight: 3,
    arbitrary: fc.tuple(requestIds, lineIds, few).map(([key, line, units]) => cancelLine(key, line, units))
  },
  { weight: 1, arbitrary: fc.constantFrom(cancelAll, close, close) },
  { weight: 8, arbitrary: fc.tuple(sites, drawing).map(([site, text]) => release(site, text)) },
  { weight: 4, arbitrary: fc.tuple(requestIds, sites, drawing).map(([key, site, text]) => picked(key, site, text)) },
  { weight: 4, arbitrary: fc.tuple(requestIds, sites, drawing).map(([key, site, text]) => short(key, site, text)) },
  { weight: 4, arbitrary: fc.tuple(requestIds, sites, drawing).map(([key, site, text]) => ship(key, site, text)) }
)

/** A placed order of two lines, promised in half of the cases, and what happens to it. */
export const anyHistory: fc.Arbitrary<ReadonlyArray<OrderCommand>> = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 12 }),
    fc.boolean(),
    fc.boolean(),
    fc.array(anyCommand, { maxLength: 40, size: "max" })
  )
  .map(([one, two, promised, taxIncluded, commands]) => [
    order(`${one}xA@3.33 ${two}xB@0.07`, { taxIncluded, shippingMinor: 499 as MinorUnits }),
    ...(promised ? [promise("z", `L1:${one} L2:${two}`), release("F1", `L1:${one} L2:1`)] : []),
    ...commands
  ])
