/**
 * The whole story of one order: what was decided about it, why, and what that cost.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import type { Order } from "@stowage/orders/Order"
import type { HistoryEvent, OrderHistory, TourShare } from "./OrderHistory.ts"
import { sayCount, sayWalk, sentence } from "./phrases.ts"
import type { StoryStep, Telling } from "./Story.ts"
import { tellFulfilment, tellPicks } from "./tellFulfilment.ts"
import { tellOrder } from "./tellOrder.ts"

type PickConfirmed = Extract<FulfilmentOrderEvent, { readonly _tag: "PickConfirmed" }>

/** An order as its history leaves it, and the steps that led there. */
export interface ToldOrder {
  readonly order: Order | undefined
  readonly steps: ReadonlyArray<StoryStep>
}

/**
 * The steps of `history`, in its order, with times as the clocks of `zone` show them. No history, no steps. O(events).
 */
export const orderStory = (history: OrderHistory, zone: TimeZone): ReadonlyArray<StoryStep> =>
  tellHistory(history, zone).steps

/** As `orderStory`, with the order that the history comes to. */
export const tellHistory = (history: OrderHistory, zone: TimeZone): ToldOrder => {
  const telling: Telling = {
    zone,
    order: undefined,
    heldSince: new Map(),
    dueAt: new Map(),
    counts: new Map(),
    steps: []
  }
  let picks: Array<PickConfirmed> = []
  const add = (step: StoryStep | undefined): void => {
    if (step !== undefined) telling.steps.push({ ...step, said: sentence(step.said) })
  }
  for (const one of history) {
    const pick = one.record === "fulfilmentOrder" && one.event._tag === "PickConfirmed" ? one.event : undefined
    if (picks.length > 0 && (pick === undefined || pick.picker !== picks[0]?.picker)) {
      add(tellPicks(telling, picks))
      picks = []
    }
    if (pick === undefined) add(stepOf(telling, one))
    else picks.push(pick)
  }
  add(tellPicks(telling, picks))
  return { order: telling.order, steps: telling.steps }
}

const stepOf = (telling: Telling, one: HistoryEvent): StoryStep | undefined => {
  switch (one.record) {
    case "order":
      return tellOrder(telling, one.event)
    case "fulfilmentOrder":
      return tellFulfilment(telling, one.id, one.event)
    case "wave":
      return tellTour(one.event)
    case "count":
      return tellCount(telling, one.id, one.event)
    case "site": {
      const { asked, at } = one.event
      const said = `The customer wanted ${tooLateWords[asked] ?? asked}: too late.`
      return { at, kind: "tooLate", said, why: ["the goods were being picked by then, or had left"] }
    }
  }
}

/** What a customer asks for, by the name that the request has in the journal. */
const tooLateWords: Readonly<Record<string, string>> = {
  Cancelled: "to cancel the order",
  Cut: "fewer of a line",
  Edited: "another quantity of a line"
}

/** An order's share of a walk goes by tasks: who is picked ten times on it pays ten times. */
const tellTour = (share: TourShare): StoryStep => {
  const { at, boundMm, ordersInTour, ordersInWave, ownTasks, tasks, tour, walkMm, wave, why } = share
  const others = ordersInTour - 1
  const company = others === 0 ? "alone" : `with ${sayCount(others, "other order")}`
  const said = `Goes on walk ${tour} ${company}: ${sayCount(tasks, "pick")}, ${ownTasks} of them its own.`
  const shortest =
    walkMm <= boundMm
      ? "no walk to these picks is shorter"
      : `the shortest walk to these picks would be ${sayWalk(boundMm)}`
  const whole = `wave ${wave} has ${sayCount(ordersInWave, "order")}`
  const cost = `${sayWalk((walkMm * ownTasks) / Math.max(1, tasks))} of a walk of ${sayWalk(walkMm)}`
  return { at, kind: "batched", said, why: [whole, ...why, shortest], cost }
}

const tellCount = (telling: Telling, id: string, event: CountEvent): StoryStep | undefined => {
  switch (event._tag) {
    case "CountRequested": {
      telling.counts.set(id, event.location)
      const said = `A count of location ${event.location} was asked for.`
      return { at: event.at, kind: "counted", said, why: ["the books and the shelf disagree there"] }
    }
    case "CountRecorded": {
      const { at, counter, variances } = event
      const found = variances.map(({ booked, quantity, sku, status }) => {
        const kind = status === "available" ? "" : ` (${status})`
        return `${sku}${kind}: ${quantity} on the shelf where the books say ${booked}`
      })
      const off = variances.reduce((sum, { booked, quantity }) => sum + quantity - booked, 0)
      const place = telling.counts.get(id) ?? "the location"
      const result = found.length === 0 ? "the books were right" : "the books now say what the shelf says"
      const cost = off === 0 ? {} : { cost: `${off > 0 ? "+" : "−"}${sayCount(Math.abs(off), "unit")} in the books` }
      return { at, kind: "counted", said: `${counter} counted ${place}: ${result}.`, why: found, ...cost }
    }
    case "RecountRequested":
    case "CountApproved":
    case "CountClosed":
      return undefined
  }
}
