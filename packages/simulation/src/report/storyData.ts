/**
 * The stories that a page carries, as the data its script reads.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import { formatMoney } from "@stowage/kernel/Money"
import { type Order, countsOf, openHolds } from "@stowage/orders/Order"
import { orderTotal } from "@stowage/orders/orderTotal"
import { mostEventful } from "./histories.ts"
import { tellHistory } from "./orderStory.ts"
import { sayAt, sayCount } from "./phrases.ts"
import type { RunView } from "./RunView.ts"
import type { StoryKind, StoryStep } from "./Story.ts"

/** A step as text: when, kind, what, why, cost. */
type StepData = readonly [at: string, kind: StoryKind, said: string, why: ReadonlyArray<string>, cost: string]

/** One order: a line about it, what became of it, what marks it, its story. */
export interface StoryData {
  readonly id: string
  readonly about: string
  readonly outcome: string
  readonly marks: ReadonlyArray<string>
  readonly steps: ReadonlyArray<StepData>
}

/** What an order can be marked with, and so filtered by. */
export const storyMarks = [
  "late",
  "short pick",
  "waited for stock",
  "changed",
  "cancelled",
  "held",
  "asked too late",
  "open"
] as const

const markOf: Partial<Record<StoryKind, (typeof storyMarks)[number]>> = {
  shippedLate: "late",
  shortPick: "short pick",
  waiting: "waited for stock",
  changed: "changed",
  cut: "changed",
  held: "held",
  tooLate: "asked too late"
}

const marksOf = (order: Order, steps: ReadonlyArray<StoryStep>, asOf: Instant): ReadonlyArray<string> => {
  const marks = new Set<string>(steps.flatMap(({ kind }) => markOf[kind] ?? []))
  if (order.status === "Placed") marks.add("open")
  if (order.status === "Placed" && order.terms.dueAt !== undefined && order.terms.dueAt < asOf) marks.add("late")
  if (order.cancelledAt !== undefined) marks.add("cancelled")
  return storyMarks.filter((mark) => marks.has(mark))
}

const sums = (order: Order): { wanted: number; shipped: number; cancelled: number; waiting: number } => {
  let [wanted, shipped, cancelled, waiting] = [0, 0, 0, 0]
  for (const line of order.lines) {
    const counts = countsOf(line)
    wanted += counts.ordered - counts.cancelled
    shipped += counts.shipped
    cancelled += counts.cancelled
    waiting += counts.open + counts.backordered
  }
  return { wanted, shipped, cancelled, waiting }
}

const outcomeOf = (order: Order, steps: ReadonlyArray<StoryStep>): string => {
  const { cancelled, shipped, waiting, wanted } = sums(order)
  if (order.status === "Cancelled") return "Cancelled before anything left."
  const rest = cancelled === 0 ? "" : ` ${sayCount(cancelled, "unit")} cancelled.`
  const late = steps.some(({ kind }) => kind === "shippedLate")
  if (order.status === "Closed") {
    return `Shipped ${shipped === wanted ? "in full" : `${shipped} of ${wanted} units`}${late ? ", late" : ""}.${rest}`
  }
  const held = openHolds(order).length > 0 ? " Somebody holds it." : ""
  const stock = waiting === 0 ? "" : ` Waiting for stock: ${sayCount(waiting, "unit")}.`
  return `Still open: ${shipped} of ${sayCount(wanted, "unit")} shipped.${stock}${held}${rest}`
}

const aboutOf = (order: Order, zone: TimeZone): string => {
  const { buyer, dueAt, lines, placedAt } = order.terms
  const who = buyer._tag === "Known" ? (buyer.name ?? buyer.customerId) : "unknown customer"
  const due = dueAt === undefined ? "" : `, due ${sayAt(dueAt, zone)}`
  const size = `${sayCount(lines.length, "line")}, ${formatMoney(orderTotal(order))}`
  return `${who} · ${size} · placed ${sayAt(placedAt, zone)}${due}`
}

/** The stories of the most eventful orders of a run, in order of being placed. */
export const storiesOf = (view: RunView, zone: TimeZone, atMost: number): ReadonlyArray<StoryData> =>
  mostEventful(view.histories, atMost).flatMap(([id, history]) => {
    const { order, steps } = tellHistory(history, zone)
    if (order === undefined) return []
    return {
      id,
      about: aboutOf(order, zone),
      outcome: outcomeOf(order, steps),
      marks: marksOf(order, steps, view.lastAt),
      steps: steps.map(({ at, cost = "", kind, said, why }): StepData => [sayAt(at, zone), kind, said, why, cost])
    }
  })
