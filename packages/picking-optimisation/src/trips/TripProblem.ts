/**
 * Which orders should be picked in the same walk on a floor of any shape? The question, and when it has no answer.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type CartLimitName, cartLimitNames, type CartLimits } from "../batching/BatchingProblem.ts"
import { type FloorUnknown } from "../routing/RoutingProblem.ts"
import { legsFromMm, reversed, type TripFloor } from "./TripFloor.ts"

/** What one order asks of a walk. It is picked whole, in one walk. */
export interface TripOrder {
  readonly id: FulfilmentOrderId
  /** The place of each of its lines; two lines may be at one place. */
  readonly stops: ReadonlyArray<number>
  /** Totes it takes on the cart, which it shares with no other order; at least 1. */
  readonly totes: number
  readonly volumeMm3: number
  readonly massGrams: number
}

/**
 * Pick every order in walks from `start` to `end` that keep to the limits and are together the shortest. Where the cart
 * takes a number of orders, each order has one tote.
 */
export interface TripProblem {
  readonly floor: TripFloor
  readonly start: number
  readonly end: number
  readonly orders: ReadonlyArray<TripOrder>
  readonly limits: CartLimits
}

/** What is wrong with a floor or with where walks start and end. */
export type TripFloorRefusal =
  /** Neither kind of floor, by its tag: only JavaScript can ask that. */
  | FloorUnknown
  /** A place that the floor does not have. `of` says whose it is: `start`, `end`, an arc. */
  | { readonly _tag: "PlaceUnknown"; readonly of: string; readonly place: number; readonly places: number }
  /** Negative, or not a number. */
  | { readonly _tag: "LengthWrong"; readonly from: number; readonly to: number; readonly lengthMm: number }
  /** Another number of distances than places squared. */
  | { readonly _tag: "TableWrong"; readonly found: number; readonly places: number }
  | { readonly _tag: "EndUnreachable"; readonly start: number; readonly end: number }

/** Why a trip problem is refused, in order of precedence. */
export type TripRefusal =
  | TripFloorRefusal
  | { readonly _tag: "LimitNotPositive"; readonly limit: CartLimitName; readonly value: number }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderHasNoStops"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderPlaceUnknown"; readonly id: FulfilmentOrderId; readonly place: number }
  /** No walk from the start leads there, or none from there to the end. */
  | { readonly _tag: "OrderPlaceUnreachable"; readonly id: FulfilmentOrderId; readonly place: number }
  /** No walk was found over all of its places. */
  | { readonly _tag: "OrderNotWalkable"; readonly id: FulfilmentOrderId }
  | {
      readonly _tag: "OrderSizeWrong"
      readonly id: FulfilmentOrderId
      readonly size: CartLimitName
      readonly value: number
    }
  /** The order alone is more than a cart takes. */
  | {
      readonly _tag: "OrderOverLimit"
      readonly id: FulfilmentOrderId
      readonly limit: CartLimitName
      readonly asked: number
      readonly most: number
    }

/** How much of a limit an order takes. */
export const tripAsks = (order: TripOrder, limit: CartLimitName): number =>
  limit === "lines" ? order.stops.length : order[limit]

/** What is wrong with `problem`; undefined when it can be solved. O(arcs log places + stops). */
export const tripRefusal = (problem: TripProblem): TripRefusal | undefined => {
  const { end, floor, limits, orders, start } = problem
  const wrong = tripFloorRefusal(floor, start, end)
  if (wrong !== undefined) return wrong
  for (const limit of cartLimitNames) {
    const value = limits[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "LimitNotPositive", limit, value }
  }
  if (orders.length === 0) return { _tag: "NoOrders" }
  return wrongOrders(orders) ?? wrongStops(problem) ?? tooLarge(problem)
}

/** What is wrong with a floor on which walks go from `start` to `end`. O(arcs log places), or O(places²). */
export const tripFloorRefusal = (floor: TripFloor, start: number, end: number): TripFloorRefusal | undefined => {
  const { places } = floor
  const kind: string = floor._tag
  if (kind !== "ArcFloor" && kind !== "MeasuredFloor") return { _tag: "FloorUnknown", kind }
  for (const [of, place] of [["start", start] as const, ["end", end] as const]) {
    if (!isPlace(floor, place)) return { _tag: "PlaceUnknown", of, place, places }
  }
  if (floor._tag === "ArcFloor") {
    for (const { from, lengthMm, to } of floor.arcs) {
      const unknown = [from, to].find((place) => !isPlace(floor, place))
      if (unknown !== undefined) return { _tag: "PlaceUnknown", of: `arc ${from} to ${to}`, place: unknown, places }
      if (!(lengthMm >= 0 && lengthMm < Number.POSITIVE_INFINITY)) return { _tag: "LengthWrong", from, to, lengthMm }
    }
  } else {
    if (floor.legMm.length !== places * places) return { _tag: "TableWrong", found: floor.legMm.length, places }
    const at = firstWrong(floor.legMm)
    if (at >= 0) {
      return {
        _tag: "LengthWrong",
        from: Math.floor(at / places),
        to: at % places,
        lengthMm: floor.legMm[at] as number
      }
    }
  }
  const isReached = legsFromMm(floor, start)[end] !== Number.POSITIVE_INFINITY
  return isReached ? undefined : { _tag: "EndUnreachable", start, end }
}

/** Which leg is negative or no number first; -1 when none is. There are many: a loop is the quickest. */
const firstWrong = (legMm: ArrayLike<number>): number => {
  for (let at = 0; at < legMm.length; at++) {
    const mm = legMm[at] as number
    if (!(mm >= 0 && mm < Number.POSITIVE_INFINITY)) return at
  }
  return -1
}

/** 1 for each place on some walk from `start` to `end`. */
export const placesBetween = (floor: TripFloor, start: number, end: number): Uint8Array => {
  const out = legsFromMm(floor, start)
  const home =
    floor._tag === "ArcFloor"
      ? legsFromMm(reversed(floor), end)
      : Float64Array.from(out, (_, place) => floor.legMm[place * floor.places + end] as number)
  return Uint8Array.from(out, (mm, place) => (mm + (home[place] as number) < Number.POSITIVE_INFINITY ? 1 : 0))
}

/** The refusal in words. */
export const tripRefusalText = (refusal: TripRefusal): string => {
  switch (refusal._tag) {
    case "FloorUnknown":
      return `the floor: expected an ArcFloor or a MeasuredFloor, got ${refusal.kind}`
    case "PlaceUnknown":
      return `${refusal.of}: expected a place from 0 to ${refusal.places - 1}, got ${refusal.place}`
    case "LengthWrong":
      return `from ${refusal.from} to ${refusal.to}: expected a length of 0 mm or more, got ${refusal.lengthMm}`
    case "TableWrong":
      return `distances: expected ${refusal.places} times ${refusal.places}, got ${refusal.found}`
    case "EndUnreachable":
      return `end ${refusal.end}: expected a walk to it from start ${refusal.start}, got none`
    case "LimitNotPositive":
      return `the cart's limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "NoOrders":
      return "expected at least one order to pick, got none"
    case "OrderIdTaken":
      return `order ${refusal.id}: expected each order once, got it twice`
    case "OrderHasNoStops":
      return `order ${refusal.id}: expected at least one place to visit, got none`
    case "OrderPlaceUnknown":
      return `order ${refusal.id}: expected places of the floor, got ${refusal.place}`
    case "OrderPlaceUnreachable":
      return `order ${refusal.id}: expected a walk over place ${refusal.place} from the start to the end, got none`
    case "OrderNotWalkable":
      return `order ${refusal.id}: expected a walk over all of its places, found none`
    case "OrderSizeWrong":
      return `order ${refusal.id}: expected ${
        refusal.size === "totes" ? "at least 1 tote" : `${refusal.size} of 0 or more`
      }, got ${refusal.value}`
    case "OrderOverLimit":
      return `order ${refusal.id}: expected at most ${refusal.most} ${refusal.limit}, got ${refusal.asked}`
  }
}

const isPlace = ({ places }: TripFloor, place: number): boolean =>
  Number.isInteger(place) && place >= 0 && place < places

const wrongOrders = (orders: ReadonlyArray<TripOrder>): TripRefusal | undefined => {
  const ids = new Set<FulfilmentOrderId>()
  for (const { id } of orders) {
    if (ids.has(id)) return { _tag: "OrderIdTaken", id }
    ids.add(id)
  }
  const empty = orders.find((order) => order.stops.length === 0)
  return empty === undefined ? undefined : { _tag: "OrderHasNoStops", id: empty.id }
}

const wrongStops = ({ end, floor, orders, start }: TripProblem): TripRefusal | undefined => {
  const isBetween = placesBetween(floor, start, end)
  for (const { id, stops } of orders) {
    const unknown = stops.find((place) => !isPlace(floor, place))
    if (unknown !== undefined) return { _tag: "OrderPlaceUnknown", id, place: unknown }
    const cutOff = stops.find((place) => isBetween[place] === 0)
    if (cutOff !== undefined) return { _tag: "OrderPlaceUnreachable", id, place: cutOff }
  }
  return undefined
}

const tooLarge = ({ limits, orders }: TripProblem): TripRefusal | undefined => {
  for (const order of orders) {
    for (const limit of cartLimitNames) {
      const [asked, most] = [tripAsks(order, limit), limits[limit]]
      const right = Number.isFinite(asked) && asked >= (limit === "totes" ? 1 : 0)
      if (!right) return { _tag: "OrderSizeWrong", id: order.id, size: limit, value: asked }
      if (most !== undefined && asked > most) return { _tag: "OrderOverLimit", id: order.id, limit, asked, most }
    }
  }
  return undefined
}
