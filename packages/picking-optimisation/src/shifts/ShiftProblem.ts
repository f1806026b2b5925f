/**
 * Who picks which orders together, and when, so that they are in time? The question, and when it has no answer.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type TripFloor } from "../trips/TripFloor.ts"
import {
  type TripOrder,
  type TripProblem,
  type TripRefusal,
  tripRefusal,
  tripRefusalText
} from "../trips/TripProblem.ts"

/** By when an order is to be brought to the end of a trip. */
export interface DueDate {
  readonly atMillis: number
  /** What each millisecond of lateness costs, besides other work; `hard` when no lateness is allowed. */
  readonly lateness: number | "hard"
}

export interface ShiftOrder extends TripOrder {
  /** No trip with it starts earlier; 0 when not given. */
  readonly releasedAtMillis?: number
  /** Any time will do when not given. */
  readonly due?: DueDate
  /** Skills, equipment and zones: who picks it has all of them. */
  readonly needs?: ReadonlyArray<string>
}

export interface Picker {
  readonly id: string
  /** Starts no trip before, ends none after. */
  readonly fromMillis: number
  readonly untilMillis: number
  readonly millisPerMm: number
  /** Where each of the picker's trips starts and ends. */
  readonly start: number
  readonly end: number
  readonly has?: ReadonlyArray<string>
}

/** What the cost is made of: so much for each millisecond. Lateness is weighed by each order's own due date. */
export interface ShiftWeights {
  /** Of all trips together. */
  readonly work: number
  /** From the start of the first shift to the end of the last trip. */
  readonly makespan: number
}

/**
 * Pick every order in a trip by somebody who may, at a time that fits, at the least cost. A trip takes the set-up, the
 * walk, and the handling of its lines. Times are milliseconds from one common moment.
 */
export interface ShiftProblem {
  readonly floor: TripFloor
  readonly orders: ReadonlyArray<ShiftOrder>
  readonly limits: TripProblem["limits"]
  readonly pickers: ReadonlyArray<Picker>
  readonly setupMillis: number
  readonly millisPerLine: number
  readonly weights: ShiftWeights
}

/** Why a shift problem is refused, in order of precedence. */
export type ShiftRefusal =
  | { readonly _tag: "NoPickers" }
  | { readonly _tag: "PickerIdTaken"; readonly id: string }
  /** Negative, not a number, or a shift that ends before it starts. `of` names the field. */
  | { readonly _tag: "TimeWrong"; readonly of: string; readonly value: number }
  | TripRefusal
  /** It is due before it is released, so nobody could be in time. */
  | {
      readonly _tag: "DueBeforeRelease"
      readonly id: FulfilmentOrderId
      readonly releasedAtMillis: number
      readonly dueMillis: number
    }
  /** No picker has all that it needs. */
  | { readonly _tag: "NobodyMayPick"; readonly id: FulfilmentOrderId; readonly needs: ReadonlyArray<string> }
  /** Picked alone, first thing, by the fastest who may, it is ready later than it is due, or than anybody works. */
  | {
      readonly _tag: "CannotBeInTime"
      readonly id: FulfilmentOrderId
      readonly earliestMillis: number
      readonly latestMillis: number
    }
  /** Each order could be in time, but no plan was found in which all are; not proved that there is none. */
  | { readonly _tag: "NoPlanInTime"; readonly late: ReadonlyArray<FulfilmentOrderId> }

/** What is wrong with `problem` before any walk is measured; undefined when nothing is. */
export const shiftRefusal = (problem: ShiftProblem): ShiftRefusal | undefined => {
  const { orders, pickers } = problem
  if (pickers.length === 0) return { _tag: "NoPickers" }
  const ids = new Set<string>()
  for (const { id } of pickers) {
    if (ids.has(id)) return { _tag: "PickerIdTaken", id }
    ids.add(id)
  }
  const wrong = timesOf(problem).find(({ value }) => !(value >= 0 && value < Number.POSITIVE_INFINITY))
  if (wrong !== undefined) return { _tag: "TimeWrong", ...wrong }
  for (const { end, start } of pickers) {
    const refused = tripRefusal(tripProblemFrom(problem, start, end))
    if (refused !== undefined) return refused
  }
  const early = orders.find(({ due, releasedAtMillis = 0 }) => due !== undefined && due.atMillis < releasedAtMillis)
  if (early?.due !== undefined) {
    const { due, id, releasedAtMillis = 0 } = early
    return { _tag: "DueBeforeRelease", id, releasedAtMillis, dueMillis: due.atMillis }
  }
  const alone = orders.find((order) => !pickers.some((picker) => mayPick(picker, order)))
  return alone === undefined ? undefined : { _tag: "NobodyMayPick", id: alone.id, needs: alone.needs ?? [] }
}

/** Whether a picker has all that an order needs. */
export const mayPick = ({ has = [] }: Picker, { needs = [] }: ShiftOrder): boolean =>
  needs.every((need) => has.includes(need))

/** The same orders, for trips from one place to another. */
export const tripProblemFrom = ({ floor, limits, orders }: ShiftProblem, start: number, end: number): TripProblem => ({
  floor,
  limits,
  orders,
  start,
  end
})

const timesOf = ({ millisPerLine, orders, pickers, setupMillis, weights }: ShiftProblem) => [
  { of: "setupMillis", value: setupMillis },
  { of: "millisPerLine", value: millisPerLine },
  { of: "weights.work", value: weights.work },
  { of: "weights.makespan", value: weights.makespan },
  ...pickers.flatMap(({ fromMillis, id, millisPerMm, untilMillis }) => [
    { of: `picker ${id}, fromMillis`, value: fromMillis },
    { of: `picker ${id}, untilMillis less fromMillis`, value: untilMillis - fromMillis },
    { of: `picker ${id}, millisPerMm`, value: millisPerMm }
  ]),
  ...orders.flatMap(({ due, id, releasedAtMillis }) => [
    { of: `order ${id}, releasedAtMillis`, value: releasedAtMillis ?? 0 },
    { of: `order ${id}, due`, value: due?.atMillis ?? 0 },
    { of: `order ${id}, lateness`, value: due === undefined || due.lateness === "hard" ? 0 : due.lateness }
  ])
]

/** The refusal in words. */
export const shiftRefusalText = (refusal: ShiftRefusal): string => {
  switch (refusal._tag) {
    case "NoPickers":
      return "expected at least one picker, got none"
    case "PickerIdTaken":
      return `picker ${refusal.id}: expected each picker once, got one twice`
    case "TimeWrong":
      return `${refusal.of}: expected 0 or more, got ${refusal.value}`
    case "DueBeforeRelease":
      return `order ${refusal.id}: expected it due after its release at ${refusal.releasedAtMillis} ms, got ${refusal.dueMillis} ms`
    case "NobodyMayPick":
      return `order ${refusal.id}: expected a picker with ${refusal.needs.join(" and ")}, got none`
    case "CannotBeInTime":
      return `order ${refusal.id}: expected it ready by ${refusal.latestMillis} ms, got ${
        refusal.earliestMillis
      } at the earliest`
    case "NoPlanInTime":
      return `expected a plan with every order in time, found none without ${refusal.late.join(", ")} late`
    case "FloorUnknown":
    case "PlaceUnknown":
    case "LengthWrong":
    case "TableWrong":
    case "EndUnreachable":
    case "LimitNotPositive":
    case "NoOrders":
    case "OrderIdTaken":
    case "OrderHasNoStops":
    case "OrderPlaceUnknown":
    case "OrderPlaceUnreachable":
    case "OrderNotWalkable":
    case "OrderSizeWrong":
    case "OrderOverLimit":
      return tripRefusalText(refusal)
  }
}
