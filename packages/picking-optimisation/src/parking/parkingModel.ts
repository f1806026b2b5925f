/**
 * A parking problem in numbers, as its solvers want it: stops and parkings by index, all ways in milliseconds.
 */
import { cartWays, handsTake, type ParkingProblem } from "./ParkingProblem.ts"
import { cartLoadNames } from "../tours/TourProblem.ts"

export interface ParkingModel {
  readonly stops: number
  readonly parkings: number
  /** The place of each parking, each once. */
  readonly places: Int32Array
  /** From the start to parking `p` and set down there; from `q` to `p`, entry `q * parkings + p`; from `p` to the end. */
  readonly first: Float64Array
  readonly wheel: Float64Array
  readonly last: Float64Array
  /** From parking `p` to stop `s`, and back, entry `s * parkings + p`; from stop `a` to `b`, entry `a * stops + b`. */
  readonly out: Float64Array
  readonly back: Float64Array
  readonly foot: Float64Array
  /** What stop `s` takes of limit `l` is `load[l * stops + s]`; only limits that bind. */
  readonly load: Float64Array
  readonly most: Float64Array
}

/** The model of a problem that `parkingRefusal` finds nothing wrong with. O((stops + parkings)²). */
export const parkingModel = (problem: ParkingProblem): ParkingModel => {
  const { cart, onFoot, stops } = problem
  const places = [...new Set(cart.parkings)]
  const millis = (
    { unitsPerSecond }: { readonly unitsPerSecond: number },
    between: Between,
    from: number,
    to: number
  ) => (from === to ? 0 : (1_000 * between(from, to)) / unitsPerSecond)
  const wheeled = (from: number, to: number): number => millis(cart, cartWays(problem).between, from, to)
  const walked = (from: number, to: number): number => millis(onFoot, onFoot.distances.between, from, to)
  const parkMillis = cart.parkMillis ?? 0
  const binding = cartLoadNames.filter((limit) => handsTake(problem, limit) < Number.POSITIVE_INFINITY)
  return {
    stops: stops.length,
    parkings: places.length,
    places: Int32Array.from(places),
    first: Float64Array.from(places, (place) => wheeled(cart.start, place) + parkMillis),
    wheel: Float64Array.from(places.flatMap((from) => places.map((to) => wheeled(from, to) + parkMillis))),
    last: Float64Array.from(places, (place) => wheeled(place, cart.end)),
    out: Float64Array.from(stops.flatMap((stop) => places.map((place) => walked(place, stop.place)))),
    back: Float64Array.from(stops.flatMap((stop) => places.map((place) => walked(stop.place, place)))),
    foot: Float64Array.from(stops.flatMap((from) => stops.map((to) => walked(from.place, to.place)))),
    load: Float64Array.from(binding.flatMap((limit) => stops.map(({ load }) => load?.[limit] ?? 0))),
    most: Float64Array.from(binding, (limit) => handsTake(problem, limit))
  }
}

type Between = (from: number, to: number) => number

/** Loads may be sums of decimals: what is a rounding above a limit is within it. */
const rounding = 1e-9

/** Whether one round takes what `sum` has, by limit. */
export const handsCarry = ({ most }: ParkingModel, sum: Float64Array): boolean => {
  for (let limit = 0; limit < most.length; limit++) {
    if ((sum[limit] as number) > (most[limit] as number) * (1 + rounding)) return false
  }
  return true
}

/** Adds what a stop takes to `sum`. */
export const addLoad = ({ load, most, stops }: ParkingModel, stop: number, sum: Float64Array): void => {
  for (let limit = 0; limit < most.length; limit++) {
    sum[limit] = (sum[limit] as number) + (load[limit * stops + stop] as number)
  }
}
