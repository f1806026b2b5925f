/**
 * A shift problem in arrays.
 */
import { type BatchCore } from "../batching/BatchCore.ts"
import { OrderSets } from "../batching/OrderSets.ts"
import { mayPick, type ShiftProblem, tripProblemFrom } from "./ShiftProblem.ts"
import { tripCoreOf } from "../trips/tripCoreOf.ts"
import { type TripWalks, tripWalks } from "../trips/TripWalks.ts"

export interface ShiftCore {
  readonly problem: ShiftProblem
  readonly orders: number
  readonly pickers: number
  /** The walks of each picker; shared by those who start and end alike. */
  readonly walks: ReadonlyArray<TripWalks>
  readonly sets: ReadonlyArray<OrderSets>
  /** Limits and loads of orders are the same for every picker's trips. */
  readonly cart: BatchCore
  readonly lineMillis: Float64Array
  readonly releasedAt: Float64Array
  /** By when, and at what cost for each millisecond later; a hard due date has none. `Infinity` for none. */
  readonly dueAt: Float64Array
  readonly lateness: Float64Array
  readonly isHard: Uint8Array
  /** 1 at `picker * orders + order` when the picker may. */
  readonly may: Uint8Array
  /** No order waits for its release and no lateness is allowed: trips by due date are then never worse. */
  readonly isByDueDate: boolean
}

/** The core of a problem that `shiftRefusal` finds nothing wrong with. */
export const shiftCoreOf = (problem: ShiftProblem): ShiftCore => {
  const { floor, millisPerLine, orders, pickers } = problem
  const places = orders.flatMap(({ stops }) => stops)
  const known = new Map<string, { readonly walks: TripWalks; readonly sets: OrderSets }>()
  const own = pickers.map(({ end, start }) => {
    const key = `${start} ${end}`
    const held = known.get(key)
    if (held !== undefined) return held
    const walks = tripWalks(floor, start, end, places)
    const made = { walks, sets: new OrderSets(tripCoreOf(tripProblemFrom(problem, start, end), walks)) }
    known.set(key, made)
    return made
  })
  return {
    problem,
    orders: orders.length,
    pickers: pickers.length,
    walks: own.map(({ walks }) => walks),
    sets: own.map(({ sets }) => sets),
    cart: (own[0] as (typeof own)[number]).sets.core,
    lineMillis: Float64Array.from(orders, ({ stops }) => millisPerLine * stops.length),
    releasedAt: Float64Array.from(orders, ({ releasedAtMillis = 0 }) => releasedAtMillis),
    dueAt: Float64Array.from(orders, ({ due }) => due?.atMillis ?? Number.POSITIVE_INFINITY),
    lateness: Float64Array.from(orders, ({ due }) => (due === undefined || due.lateness === "hard" ? 0 : due.lateness)),
    isHard: Uint8Array.from(orders, ({ due }) => (due?.lateness === "hard" ? 1 : 0)),
    may: Uint8Array.from(pickers.flatMap((picker) => orders.map((order) => (mayPick(picker, order) ? 1 : 0)))),
    isByDueDate: orders.every(
      ({ due, releasedAtMillis = 0 }) => releasedAtMillis === 0 && (due === undefined || due.lateness === "hard")
    )
  }
}
