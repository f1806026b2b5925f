/**
 * Where should the cart be parked, and what fetched from there on foot? The question, and when it has no answer.
 *
 * A cart is slow, or does not go everywhere. The picker wheels it to a place, parks it, walks rounds on foot with as
 * much as two hands carry, and wheels it on.
 */
import { isMeasure, isPace } from "@stowage/kernel/Measure"
import { type PlaceDistances } from "../tours/PlaceDistances.ts"
import { type CartLoad, type CartLoadName, cartLoadNames } from "../tours/TourProblem.ts"

/** Something to fetch from a place. Several stops may be at one place. */
export interface ParkingStop {
  readonly id: string
  /** Number of the place. */
  readonly place: number
  /** What it asks of the hands. */
  readonly load?: CartLoad
}

/** How the cart goes. */
export interface WheeledCart {
  readonly start: number
  readonly end: number
  /** Where it may stand while somebody fetches. Where it does not go it cannot be parked. */
  readonly parkings: ReadonlyArray<number>
  readonly unitsPerSecond: number
  /** Setting it down and taking it up again, each time it is parked; 0 when not given. */
  readonly parkMillis?: number
  /** Ways that are wide enough for it; those on foot when not given. */
  readonly distances?: PlaceDistances
}

/** How somebody goes without it. */
export interface OnFoot {
  readonly distances: PlaceDistances
  readonly unitsPerSecond: number
  /** What one round from the cart and back brings at most; without limits all there is. */
  readonly hands: CartLoad
}

/**
 * Fetch every stop to the cart and wheel it from its start to its end, in the least time. The cost is in milliseconds:
 * wheeling, walking on foot, and parking.
 */
export interface ParkingProblem {
  readonly cart: WheeledCart
  readonly onFoot: OnFoot
  readonly stops: ReadonlyArray<ParkingStop>
  /** Whether stops are fetched in the order in which they stand, as pickers are used to; in any when not given. */
  readonly order?: "asListed" | "any"
}

/** Why cart parking is refused, in order of precedence. */
export type ParkingRefusal =
  | { readonly _tag: "NoStops" }
  | { readonly _tag: "NoParkings" }
  | { readonly _tag: "StopIdTaken"; readonly id: string }
  /** `of` says whose it is: `start`, `end`, `parking`, or a stop. */
  | { readonly _tag: "PlaceUnknown"; readonly of: string; readonly place: number; readonly count: number }
  | { readonly _tag: "SpeedWrong"; readonly of: "cart" | "onFoot"; readonly unitsPerSecond: number }
  | { readonly _tag: "ParkMillisWrong"; readonly value: number }
  | { readonly _tag: "HandsLimitWrong"; readonly limit: CartLoadName; readonly value: number }
  | { readonly _tag: "StopLoadWrong"; readonly id: string; readonly limit: CartLoadName; readonly value: number }
  /** The stop alone is more than two hands carry. */
  | {
      readonly _tag: "StopOverHands"
      readonly id: string
      readonly limit: CartLoadName
      readonly asked: number
      readonly most: number
    }
  /** No way leads there, or its length is negative or not a number. */
  | {
      readonly _tag: "WayWrong"
      readonly of: "cart" | "onFoot"
      readonly from: number
      readonly to: number
      readonly value: number
    }

/** How much one round takes of a limit. */
export const handsTake = ({ onFoot: { hands } }: ParkingProblem, limit: CartLoadName): number =>
  hands[limit] ?? Number.POSITIVE_INFINITY

/** The ways that the cart takes. */
export const cartWays = ({ cart, onFoot }: ParkingProblem): PlaceDistances => cart.distances ?? onFoot.distances

/** What is wrong with `problem`; undefined when it can be solved. O((stops + parkings)²). */
export const parkingRefusal = (problem: ParkingProblem): ParkingRefusal | undefined => {
  const { cart, stops } = problem
  if (stops.length === 0) return { _tag: "NoStops" }
  if (cart.parkings.length === 0) return { _tag: "NoParkings" }
  const ids = new Set<string>()
  for (const { id } of stops) {
    if (ids.has(id)) return { _tag: "StopIdTaken", id }
    ids.add(id)
  }
  return wrongPlace(problem) ?? wrongNumber(problem) ?? wrongLoad(problem) ?? wrongWay(problem)
}

/** The refusal in words. */
export const parkingRefusalText = (refusal: ParkingRefusal): string => {
  switch (refusal._tag) {
    case "NoStops":
      return "expected at least one stop, got none"
    case "NoParkings":
      return "expected at least one place to park the cart, got none"
    case "StopIdTaken":
      return `stop ${refusal.id}: expected each stop once, got it twice`
    case "PlaceUnknown":
      return `${refusal.of}: expected a place from 0 to ${refusal.count - 1}, got ${refusal.place}`
    case "SpeedWrong":
      return `${refusal.of} unitsPerSecond: expected more than 0, got ${refusal.unitsPerSecond}`
    case "ParkMillisWrong":
      return `parkMillis: expected 0 to 10^15, got ${refusal.value}`
    case "HandsLimitWrong":
      return `the hands' limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "StopLoadWrong":
      return `stop ${refusal.id}: expected ${refusal.limit} of 0 to 10^15, got ${refusal.value}`
    case "StopOverHands":
      return `stop ${refusal.id}: expected at most ${refusal.most} ${refusal.limit}, got ${refusal.asked}`
    case "WayWrong":
      return `${refusal.of}, the way from place ${refusal.from} to ${refusal.to}: expected a length of 0 to 10^15, got ${refusal.value}`
  }
}

const wrongPlace = (problem: ParkingProblem): ParkingRefusal | undefined => {
  const { cart, onFoot, stops } = problem
  const count = Math.min(onFoot.distances.count, cartWays(problem).count)
  const places = [
    { of: "start", place: cart.start },
    { of: "end", place: cart.end },
    ...cart.parkings.map((place) => ({ of: "parking", place })),
    ...stops.map(({ id, place }) => ({ of: `stop ${id}`, place }))
  ]
  const wrong = places.find(({ place }) => !(Number.isInteger(place) && place >= 0 && place < count))
  return wrong === undefined ? undefined : { _tag: "PlaceUnknown", ...wrong, count }
}

const wrongNumber = ({ cart, onFoot }: ParkingProblem): ParkingRefusal | undefined => {
  for (const [of, { unitsPerSecond }] of [["cart", cart] as const, ["onFoot", onFoot] as const]) {
    if (!isPace(unitsPerSecond)) return { _tag: "SpeedWrong", of, unitsPerSecond }
  }
  const { parkMillis: value = 0 } = cart
  return isMeasure(value) ? undefined : { _tag: "ParkMillisWrong", value }
}

const wrongLoad = (problem: ParkingProblem): ParkingRefusal | undefined => {
  for (const limit of cartLoadNames) {
    const value = handsTake(problem, limit)
    if (!(value > 0)) return { _tag: "HandsLimitWrong", limit, value }
  }
  for (const { id, load } of problem.stops) {
    for (const limit of cartLoadNames) {
      const [asked, most] = [load?.[limit] ?? 0, handsTake(problem, limit)]
      if (!isMeasure(asked)) return { _tag: "StopLoadWrong", id, limit, value: asked }
      if (asked > most) return { _tag: "StopOverHands", id, limit, asked, most }
    }
  }
  return undefined
}

const wrongWay = (problem: ParkingProblem): ParkingRefusal | undefined => {
  const { cart, onFoot, stops } = problem
  const wheeled = new Set([cart.start, ...cart.parkings, cart.end])
  const walked = new Set([...cart.parkings, ...stops.map(({ place }) => place)])
  for (const [of, places, { between }] of [
    ["cart", wheeled, cartWays(problem)] as const,
    ["onFoot", walked, onFoot.distances] as const
  ]) {
    for (const from of places) {
      for (const to of places) {
        const value = from === to ? 0 : between(from, to)
        if (!isMeasure(value)) return { _tag: "WayWrong", of, from, to, value }
      }
    }
  }
  return undefined
}
