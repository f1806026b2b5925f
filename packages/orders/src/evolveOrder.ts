/**
 * What each event makes of an order.
 */
import { eaches, type Eaches } from "@stowage/kernel/Eaches"
import type { LineId } from "@stowage/kernel/Ids"
import { produce } from "immer"
import { countsOf, type Order, type OrderLine, type OrderStatus } from "./Order.ts"
import type { LinePromise } from "./OrderCommand.ts"
import type { FreedUnits, OrderEvent } from "./OrderEvent.ts"
import { orderRequest } from "./orderRequest.ts"
import type { LineTerms } from "./OrderTerms.ts"
import { freedUnits, moveAtSite, unitsAtSite, withoutFreed } from "./orderUnits.ts"

/** The order after `event`. An event before `OrderPlaced`, which no decision makes, leaves nothing. */
export const evolveOrder = (order: Order | undefined, event: OrderEvent): Order | undefined => {
  if (event._tag === "OrderPlaced") return placed(event)
  if (order === undefined) return undefined
  const request = orderRequest(event)
  const next = applied(order, event)
  return request === undefined ? next : { ...next, requests: { ...next.requests, [request.key]: request.content } }
}

type LaterEvent = Exclude<OrderEvent, { readonly _tag: "OrderPlaced" }>

const applied = (order: Order, event: LaterEvent): Order => {
  switch (event._tag) {
    case "HoldPlaced": {
      const { holdId, reason, by, at } = event
      return { ...order, holds: [...order.holds, { holdId, reason, by, placedAt: at }] }
    }
    case "HoldReleased":
      return produce(order, (draft) => {
        const hold = draft.holds.find(({ holdId }) => holdId === event.holdId)
        if (hold !== undefined) hold.released = { by: event.by, at: event.at }
      })
    case "LinesPromised": {
      const next = changeLines(order, event.lines, promise)
      return event.promisedAt === undefined ? next : { ...next, promisedAt: event.promisedAt }
    }
    case "PromiseWithdrawn":
      return changeLines(order, event.lines, (line, { quantity }) => ({
        ...line,
        promised: eaches(line.promised - quantity),
        open: eaches(line.open + quantity)
      }))
    case "LineChanged":
      return changeLines(order, [event], (line) => {
        const rest = withoutFreed(line, event.freed)
        return { ...rest, open: eaches(rest.open + event.added), price: event.price, pricedUnits: event.quantity }
      })
    case "LineCancelled":
      return changeLines(order, [event.freed], cancel)
    case "OrderCancelled": {
      const rest = changeLines(order, event.freed, cancel)
      const shipped = rest.lines.some((line) => countsOf(line).shipped > 0)
      return { ...rest, status: shipped ? "Closed" : "Cancelled", cancelledAt: event.at }
    }
    case "LinesReleased":
      return changeLines(order, event.lines, (line, { quantity }) => {
        const rest = { ...line, promised: eaches(line.promised - quantity) }
        return moveAtSite(rest, event.fulfilmentOrderId, { released: quantity })
      })
    case "LinesPicked":
      return changeLines(order, event.lines, (line, { quantity }) =>
        moveAtSite(line, event.fulfilmentOrderId, { released: 0 - quantity, picked: quantity })
      )
    case "LinesShort":
      return changeLines(order, event.lines, (line, { quantity }) => {
        const rest = { ...line, backordered: eaches(line.backordered + quantity) }
        return moveAtSite(rest, event.fulfilmentOrderId, { released: 0 - quantity })
      })
    case "LinesShipped":
      return changeLines(order, event.lines, (line, { quantity }) => {
        const picked = Math.min(unitsAtSite(line, event.fulfilmentOrderId).picked, quantity)
        const move = { picked: -picked, released: picked - quantity, shipped: quantity }
        return moveAtSite(line, event.fulfilmentOrderId, move)
      })
    case "OrderClosed":
      return { ...order, status: "Closed" satisfies OrderStatus }
  }
}

const placed = (event: Extract<OrderEvent, { readonly _tag: "OrderPlaced" }>): Order => {
  const { _tag, at, ...terms } = event
  return { status: "Placed", terms, lines: terms.lines.map(placedLine), holds: [], requests: {} }
}

const none: Eaches = eaches(0)

const placedLine = ({ quantity, ...line }: LineTerms): OrderLine => ({
  ...line,
  open: quantity,
  backordered: none,
  promised: none,
  cancelled: none,
  sites: [],
  pricedUnits: quantity
})

/** The answer is for open units first, then for those that were short before. */
const promise = (line: OrderLine, { promised, short }: LinePromise): OrderLine => {
  const fromOpen = Math.min(line.open, promised + short)
  const fromBackordered = promised + short - fromOpen
  return {
    ...line,
    open: eaches(line.open - fromOpen),
    backordered: eaches(line.backordered - fromBackordered + short),
    promised: eaches(line.promised + promised)
  }
}

const cancel = (line: OrderLine, freed: FreedUnits): OrderLine => ({
  ...withoutFreed(line, freed),
  cancelled: eaches(line.cancelled + freedUnits(freed))
})

const changeLines = <Change extends { readonly lineId: LineId }>(
  order: Order,
  changes: ReadonlyArray<Change>,
  change: (line: OrderLine, by: Change) => OrderLine
): Order => {
  const byLine = new Map(changes.map((by) => [by.lineId, by]))
  const lines = order.lines.map((line) => {
    const by = byLine.get(line.lineId)
    return by === undefined ? line : change(line, by)
  })
  return { ...order, lines }
}
