/**
 * A tour problem in numbers, as the solvers want it.
 */
import { precedenceOf } from "./precedence.ts"
import { tourEndsOf, type TourEnds } from "./tourEnds.ts"
import { allLoads, type CartLoadName, cartLoadNames, loadOf, type TourProblem, type TourStop } from "./TourProblem.ts"

/** Stops by index. Times are in units of distance: what is walked while they pass. */
export interface TourModel extends TourEnds {
  readonly count: number
  /** `leg[a * count + b]` from stop `a` straight to stop `b`. */
  readonly leg: Float64Array
  /** As in `Precedence`; undefined when any order will do. */
  readonly mustPrecede: Uint8Array | undefined
  readonly timing: TourTiming | undefined
  readonly cart: CartModel | undefined
}

export interface TourTiming {
  readonly opens: Float64Array
  readonly closes: Float64Array
  readonly service: Float64Array
}

export interface CartModel {
  /** `load[limit * count + stop]`, for the limits that the cart has. */
  readonly load: Float64Array
  readonly most: Float64Array
  /** From stop `a` by way of the best drop-off to stop `b`; `Infinity` without any. */
  readonly via: Float64Array
  readonly dropOffTime: number
}

/** The problem in numbers; one model for each of `tourEndsOf`. O(n²), and O(n³) with precedence. */
export const tourModels = (problem: TourProblem): ReadonlyArray<TourModel> => {
  const shared = sharedModel(problem)
  return tourEndsOf(problem).map((ends) => ({ ...shared, ...ends }))
}

/** Whether a problem asks for nothing but a short tour: any order of its stops is one. O(n). */
export const isFree = (problem: TourProblem): boolean =>
  problem.stops.every(({ class: of = 0, window }) => window === undefined && of === (problem.stops[0]?.class ?? 0)) &&
  (problem.before ?? []).length === 0 &&
  exceededLimits(problem).length === 0

type SharedModel = Pick<TourModel, "count" | "leg" | "mustPrecede" | "timing" | "cart">

const sharedModel = (problem: TourProblem): SharedModel => {
  const { distances, stops } = problem
  const count = stops.length
  const leg = new Float64Array(count * count)
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) {
      if (from !== to) leg[from * count + to] = distances.between(placeOf(stops, from), placeOf(stops, to))
    }
  }
  return {
    count,
    leg,
    mustPrecede: precedenceOf(problem)?.mustPrecede,
    timing: timingOf(problem),
    cart: cartOf(problem)
  }
}

const placeOf = (stops: ReadonlyArray<TourStop>, index: number): number => (stops[index] as TourStop).place

const timingOf = ({ stops, unitsPerSecond = 1 }: TourProblem): TourTiming | undefined => {
  if (stops.every((stop) => stop.window === undefined)) return undefined
  const units = (millis: number): number => (millis * unitsPerSecond) / 1_000
  return {
    opens: Float64Array.from(stops, ({ window }) => units(window?.opensAtMillis ?? 0)),
    closes: Float64Array.from(stops, ({ window }) => units(window?.closesAtMillis ?? Number.POSITIVE_INFINITY)),
    service: Float64Array.from(stops, ({ serviceMillis = 0 }) => units(serviceMillis))
  }
}

const cartOf = (problem: TourProblem): CartModel | undefined => {
  const {
    cart,
    distances: { between },
    stops,
    unitsPerSecond = 1
  } = problem
  const limits = exceededLimits(problem)
  if (cart === undefined || limits.length === 0) return undefined
  const count = stops.length
  const via = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY)
  for (const [from, { place: left }] of stops.entries()) {
    for (const [to, { place: right }] of stops.entries()) {
      for (const dropOff of cart.dropOffs) {
        const length = between(left, dropOff) + between(dropOff, right)
        via[from * count + to] = Math.min(length, via[from * count + to] as number)
      }
    }
  }
  return {
    load: Float64Array.from(limits.flatMap((name) => stops.map((stop) => loadOf(stop, name)))),
    most: Float64Array.from(limits, (name) => cart.limits[name] ?? Number.POSITIVE_INFINITY),
    via,
    dropOffTime: ((cart.dropOffMillis ?? 0) * unitsPerSecond) / 1_000
  }
}

/** The limits that all stops together are over: those that the cart cannot go past without being emptied. */
const exceededLimits = ({ cart, stops }: TourProblem): ReadonlyArray<CartLoadName> =>
  cartLoadNames.filter((name) => allLoads(stops, name) > (cart?.limits[name] ?? Number.POSITIVE_INFINITY))

/** An answer to a model: the stops in order, and before which of them the cart is emptied. */
export interface StopSequence {
  readonly order: ReadonlyArray<number>
  readonly emptied: ReadonlyArray<boolean>
}
