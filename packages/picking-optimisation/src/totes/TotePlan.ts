/**
 * Units in totes and totes on trips, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type ToteLimitName, toteLimitNames, type ToteProblem } from "./ToteProblem.ts"
import { walkJudge, type WalkViolation } from "../trips/TripPlan.ts"

/** Units of one line in one tote. */
export interface ToteContent {
  readonly order: FulfilmentOrderId
  /** Index into the order's lines. */
  readonly line: number
  readonly quantity: number
}

/** One walk, and what goes in each tote on it. */
export interface ToteTrip {
  readonly totes: ReadonlyArray<ReadonlyArray<ToteContent>>
  readonly walk: ReadonlyArray<number>
  readonly walkMm: number
}

export interface TotePlan {
  readonly trips: ReadonlyArray<ToteTrip>
}

/** What is wrong with a plan. Trips are numbered by their index, totes by theirs on the trip. */
export type ToteViolation =
  | { readonly _tag: "ContentUnknown"; readonly trip: number; readonly content: ToteContent }
  | { readonly _tag: "ToteEmpty"; readonly trip: number; readonly tote: number }
  | { readonly _tag: "ToteMixed"; readonly trip: number; readonly tote: number }
  | {
      readonly _tag: "ToteOverLimit"
      readonly trip: number
      readonly tote: number
      readonly limit: ToteLimitName
      readonly asked: number
      readonly most: number
    }
  | { readonly _tag: "CartOverfull"; readonly trip: number; readonly totes: number; readonly most: number }
  | { readonly _tag: "OrderSplit"; readonly id: FulfilmentOrderId; readonly trips: number }
  /** Fewer or more units than asked for. */
  | {
      readonly _tag: "QuantityWrong"
      readonly id: FulfilmentOrderId
      readonly line: number
      readonly asked: number
      readonly picked: number
    }
  | { readonly _tag: "WalkWrong"; readonly trip: number; readonly violation: WalkViolation }

const rounding = 1e-6

/** Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. */
export const toteViolations = (problem: ToteProblem, plan: TotePlan): ReadonlyArray<ToteViolation> => {
  const { end, floor, maySplit, orders, start, totesPerCart } = problem
  const found: Array<ToteViolation> = []
  const linesOf = new Map(orders.map(({ id, lines }) => [id, lines]))
  const picked = new Map(orders.map(({ id, lines }) => [id, lines.map(() => 0)]))
  const tripsOf = new Map(orders.map(({ id }) => [id, new Set<number>()]))
  const judge = walkJudge(floor)
  for (const [trip, { totes, walk, walkMm }] of plan.trips.entries()) {
    if (totes.length > totesPerCart) {
      found.push({ _tag: "CartOverfull", trip, totes: totes.length, most: totesPerCart })
    }
    const stops: Array<number> = []
    for (const content of totes.flat()) {
      const line = linesOf.get(content.order)?.[content.line]
      const counts = picked.get(content.order)
      if (line === undefined || counts === undefined || !(content.quantity > 0)) {
        found.push({ _tag: "ContentUnknown", trip, content })
        continue
      }
      stops.push(line.place)
      counts[content.line] = (counts[content.line] as number) + content.quantity
      tripsOf.get(content.order)?.add(trip)
    }
    for (const [tote, contents] of totes.entries()) found.push(...wrongTote(problem, linesOf, trip, tote, contents))
    for (const violation of judge({ walk, walkMm }, { start, end, stops })) {
      found.push({ _tag: "WalkWrong", trip, violation })
    }
  }
  for (const { id, lines } of orders) {
    for (const [line, { quantity }] of lines.entries()) {
      const count = picked.get(id)?.[line] as number
      if (count !== quantity) found.push({ _tag: "QuantityWrong", id, line, asked: quantity, picked: count })
    }
    const trips = tripsOf.get(id)?.size ?? 0
    if (!maySplit && trips > 1) found.push({ _tag: "OrderSplit", id, trips })
  }
  return found
}

/** What the plan is charged for: the walk of each trip, by its number from 1. */
export const toteCharges = ({ trips }: TotePlan): ReadonlyArray<Charge> =>
  trips.map(({ walkMm }, trip) => ({ reason: "walk", subject: `trip ${trip + 1}`, amount: walkMm }))

const wrongTote = (
  { mayMix, tote: limits }: ToteProblem,
  linesOf: ReadonlyMap<FulfilmentOrderId, ToteProblem["orders"][number]["lines"]>,
  trip: number,
  tote: number,
  contents: ReadonlyArray<ToteContent>
): ReadonlyArray<ToteViolation> => {
  const found: Array<ToteViolation> = []
  if (contents.length === 0) found.push({ _tag: "ToteEmpty", trip, tote })
  if (!mayMix && new Set(contents.map(({ order }) => order)).size > 1) found.push({ _tag: "ToteMixed", trip, tote })
  for (const limit of toteLimitNames) {
    const most = limits[limit] ?? Number.POSITIVE_INFINITY
    let asked = 0
    for (const { line, order, quantity } of contents) {
      const each = linesOf.get(order)?.[line]
      asked += quantity * (limit === "units" ? 1 : (each?.[limit] ?? 0))
    }
    if (asked > most * (1 + rounding)) found.push({ _tag: "ToteOverLimit", trip, tote, limit, asked, most })
  }
  return found
}
