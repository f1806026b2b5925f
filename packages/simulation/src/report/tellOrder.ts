/**
 * The order's own events in words: what was agreed, held up, promised, changed and called off.
 */
import { type Money, formatMoney, money, moneyFromJson } from "@stowage/kernel/Money"
import { evolveOrder } from "@stowage/orders/evolveOrder"
import type { FreedUnits, OrderEvent } from "@stowage/orders/OrderEvent"
import { orderTotal } from "@stowage/orders/orderTotal"
import { fewest, sayAt, sayCount, sayList, saySpan } from "./phrases.ts"
import { type StoryStep, type Telling, skuOfLine } from "./Story.ts"

type Event<Tag extends OrderEvent["_tag"]> = Extract<OrderEvent, { readonly _tag: Tag }>

const linesSaid = 12

/** The step that `event` is; none for an event whose other half, in another record, tells more. */
export const tellOrder = (telling: Telling, event: OrderEvent): StoryStep | undefined => {
  const step = stepOf(telling, event)
  telling.order = evolveOrder(telling.order, event)
  return step
}

const stepOf = (telling: Telling, event: OrderEvent): StoryStep | undefined => {
  switch (event._tag) {
    case "OrderPlaced":
      return placed(telling, event)
    case "HoldPlaced":
      telling.heldSince.set(event.holdId, event.at)
      return { at: event.at, kind: "held", said: `Held back by the ${event.by}.`, why: [event.reason] }
    case "HoldReleased":
      return holdReleased(telling, event)
    case "LinesPromised":
      return promised(telling, event)
    case "PromiseWithdrawn": {
      const said = `The promise of ${sayCount(unitsIn(event.lines), "unit")} was withdrawn.`
      return { at: event.at, kind: "waiting", said, why: [event.reason] }
    }
    case "LineChanged":
      return lineChanged(telling, event)
    case "LineCancelled": {
      const { at, freed, lineId, quantity, reason } = event
      const said = `${quantity} × ${skuOfLine(telling, lineId)} cut from line ${lineId}.`
      return { at, kind: "cut", said, why: [reason, ...freedWords(telling, [freed])], ...changeOf(event) }
    }
    case "OrderCancelled": {
      const { at, freed, reason } = event
      const said = "Cancelled: what had not left will not be sent."
      return { at, kind: "cancelled", said, why: [reason, ...freedWords(telling, freed)], ...changeOf(event) }
    }
    case "LinesShort": {
      const lines = event.lines.map((line) => `${line.quantity} × ${skuOfLine(telling, line.lineId)}`)
      const said = `${sayList(fewest(lines, linesSaid))} could not be found on the floor and wait for new stock.`
      return { at: event.at, kind: "waiting", said, why: ["what is in the tote goes out; nobody waits for the rest"] }
    }
    case "OrderClosed":
      return { at: event.at, kind: "closed", said: "Closed: nothing of the order is left to do.", why: [] }
    case "LinesReleased":
    case "LinesPicked":
    case "LinesShipped":
      return undefined
  }
}

const unitsIn = (lines: ReadonlyArray<{ readonly quantity: number }>): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)

const placed = ({ zone }: Telling, event: Event<"OrderPlaced">): StoryStep => {
  const { at, buyer, currency, dueAt, lines, shipMode, shipTo } = event
  const order = evolveOrder(undefined, event)
  const total = order === undefined ? "" : formatMoney(orderTotal(order))
  const who = buyer._tag === "Known" ? (buyer.name ?? buyer.customerId) : "a customer without a name"
  const where = [shipTo.city, shipTo.region, shipTo.country].filter((part) => part !== undefined && part !== "")
  const by = shipMode === undefined || shipMode === "" ? "" : `, by ${shipMode}`
  const size = `${sayCount(lines.length, "line")} with ${sayCount(unitsIn(lines), "unit")}`
  const said = `${size} ordered by ${who} for ${where.join(", ")}${by}.`
  const wanted = lines.map(({ description, price, quantity, sku }) => {
    const name = description === undefined || description === "" ? "" : ` (${description})`
    return `${quantity} × ${sku}${name}, ${formatMoney(money(price.goodsMinor - price.discountMinor, currency))}`
  })
  const due = dueAt === undefined ? [] : [`to leave by ${sayAt(dueAt, zone)}`]
  return { at, kind: "placed", said, why: [...due, ...fewest(wanted, linesSaid)], cost: total }
}

const holdReleased = (telling: Telling, event: Event<"HoldReleased">): StoryStep => {
  const { at, by, holdId } = event
  const since = telling.heldSince.get(holdId)
  telling.heldSince.delete(holdId)
  const said = `The ${by} lifted the hold.`
  return {
    at,
    kind: "holdLifted",
    said,
    why: [],
    ...(since === undefined ? {} : { cost: `${saySpan(at - since)} held` })
  }
}

const promised = (telling: Telling, event: Event<"LinesPromised">): StoryStep => {
  const { at, lines, promisedAt } = event
  const given = lines.reduce((sum, line) => sum + line.promised, 0)
  const short = lines.filter((line) => line.short > 0)
  const missing = short.reduce((sum, line) => sum + line.short, 0)
  const waited = telling.order?.lines.some((line) => line.backordered > 0) ?? false
  const when = promisedAt === undefined ? [] : [`the customer is told to expect it ${sayAt(promisedAt, telling.zone)}`]
  const named = short.map((line) => `${line.short} × ${skuOfLine(telling, line.lineId)} short: none left to promise`)
  const why = [...when, ...fewest(named, linesSaid)]
  if (given === 0) {
    const wait = missing === 1 ? "waits" : "wait"
    const said = `Nothing could be promised: ${sayCount(missing, "unit")} ${wait} for stock.`
    return { at, kind: "waiting", said, why }
  }
  if (missing > 0) {
    const said = `${given} of ${sayCount(given + missing, "unit")} promised from stock; ${missing} wait.`
    return { at, kind: "waiting", said, why }
  }
  const all = given === 1 ? "The one unit is" : `All ${given} units are`
  const said = waited
    ? `Promised from new stock: ${sayCount(given, "unit")} that had waited.`
    : `${all} promised from stock and kept for this order.`
  return { at, kind: "promised", said, why }
}

const lineChanged = (telling: Telling, event: Event<"LineChanged">): StoryStep => {
  const { added, at, freed, lineId, quantity } = event
  const said = `Line ${lineId} changed to ${quantity} × ${skuOfLine(telling, lineId)}.`
  const more = added === 0 ? [] : [`${added} more are to be promised`]
  return { at, kind: "changed", said, why: [...more, ...freedWords(telling, [freed])], ...changeOf(event) }
}

const changeOf = ({ totalChange }: Pick<Event<"LineChanged">, "totalChange">): { cost?: string } => {
  const change: Money = moneyFromJson(totalChange)
  if (change.amountMinor === 0n) return {}
  return { cost: `${change.amountMinor > 0n ? "+" : ""}${formatMoney(change)}` }
}

const freedWords = (telling: Telling, freed: ReadonlyArray<FreedUnits>): ReadonlyArray<string> =>
  fewest(
    freed.flatMap(({ backordered, lineId, promised, sites }) => {
      const sku = skuOfLine(telling, lineId)
      const released = sites.reduce((sum, site) => sum + site.released, 0)
      return [
        ...(promised === 0 ? [] : [`${promised} × ${sku}: the promise is broken and others can have them`]),
        ...(released === 0 ? [] : [`${released} × ${sku}: called back from the floor before they were picked`]),
        ...(backordered === 0 ? [] : [`${backordered} × ${sku} were still waiting for stock`])
      ]
    }),
    linesSaid
  )
