/**
 * What each event makes of a fulfilment order.
 */
import { produce } from "immer"
import { type FulfilmentOrder, notOpened } from "./FulfilmentOrder.ts"
import type { FulfilmentOrderEvent } from "./FulfilmentOrderEvent.ts"

type Event<Tag extends FulfilmentOrderEvent["_tag"]> = Extract<FulfilmentOrderEvent, { readonly _tag: Tag }>

/** The fulfilment order after `event`. Never refuses: what happened, happened. */
export const evolveFulfilmentOrder = (order: FulfilmentOrder, event: FulfilmentOrderEvent): FulfilmentOrder => {
  switch (event._tag) {
    case "FulfilmentOrderOpened": {
      const { customer, dueAt, id, lines, order: of, shipMode, site } = event
      return { ...notOpened, status: "Open", id, order: of, site, customer, shipMode, dueAt, lines }
    }
    case "LinesAllocated":
      return allocated(order, event)
    case "FulfilmentOrderReleased":
      return { ...order, status: "Released", wave: event.wave }
    case "PickStarted":
      return { ...order, status: "Picking", pickers: [...order.pickers, event.picker] }
    case "PickConfirmed":
    case "PickShorted":
      return produce(order, (draft) => {
        draft.status = "Picking"
        const task = draft.tasks.find((candidate) => candidate.task === event.task)
        if (task !== undefined) task.picked = event.quantity
      })
    case "PickingCompleted":
      return { ...order, status: "Picked" }
    case "CartonsPacked":
      return { ...order, status: "Packed", cartons: event.cartons.map(({ why: _, ...carton }) => carton) }
    case "FulfilmentOrderShipped": {
      const { at, carrier, tracking } = event
      return { ...order, status: "Shipped", shipment: { carrier, ...(tracking === undefined ? {} : { tracking }), at } }
    }
    case "FulfilmentOrderCancelled":
      return { ...order, status: "Cancelled" }
  }
}

/** The answer for a line replaces what was said to be short of it before. */
const allocated = (order: FulfilmentOrder, { short, tasks }: Event<"LinesAllocated">): FulfilmentOrder => {
  const answered = new Set([...tasks, ...short].map(({ line }) => line))
  return {
    ...order,
    tasks: [...order.tasks, ...tasks.map(({ why: _, ...task }) => task)],
    short: [
      ...order.short.filter(({ line }) => !answered.has(line)),
      ...short.map(({ line, quantity }) => ({ line, quantity }))
    ]
  }
}
