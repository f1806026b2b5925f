/**
 * Which orders should be picked in the same walk? The question, and when it has no answer.
 */
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"
import {
  type Crossing,
  type FloorRefusal,
  floorRefusal,
  type FloorUnknown,
  isOnFloor,
  type Pick,
  routingRefusalText,
  type RoutingProblem,
  unknownFloor
} from "../routing/RoutingProblem.ts"
import { type PickRoute } from "../routing/PickRoute.ts"
import { routeBy } from "../routing/route.ts"
import { type WalkPolicy } from "./WalkPolicy.ts"

/** What one order asks of a walk. It is picked whole, in one walk. */
export interface PickOrder {
  readonly id: FulfilmentOrderId
  /** One per line; two lines may be at one location. */
  readonly picks: ReadonlyArray<Pick>
  /** Totes it takes on the cart, which it shares with no other order; at least 1. */
  readonly totes: number
  readonly volumeMm3: number
  readonly massGrams: number
}

/** What a cart takes on one walk. A limit that is left out does not bind. */
export interface CartLimits {
  readonly totes?: number
  readonly lines?: number
  readonly volumeMm3?: number
  readonly massGrams?: number
}
/** How long a walk takes, and may. */
export interface TourTime {
  readonly walkMmPerSecond: number
  readonly pickMillisPerLine: number
  /** Before the first step of each tour. */
  readonly setupMillis: number
  readonly mostMillis: number
}
export const cartLimitNames = ["totes", "lines", "volumeMm3", "massGrams"] as const
export type CartLimitName = (typeof cartLimitNames)[number]

/**
 * Pick every order in walks that each start and end at the depot, keep to the limits, and are together the shortest.
 * The cost is those walks in millimetres, or in whatever one unit the floor and the picks are given in.
 */
export interface BatchingProblem {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  readonly orders: ReadonlyArray<PickOrder>
  readonly limits: CartLimits
  /** How batches are walked; `exact` when not given. */
  readonly walking?: WalkPolicy
  /** No tour takes longer than this; none binds when not given. */
  readonly tourTime?: TourTime
}

/** How long a tour of so many lines and such a walk takes. */
export const tourMillis = (
  { pickMillisPerLine, setupMillis, walkMmPerSecond }: TourTime,
  lines: number,
  walkMm: number
): number => setupMillis + lines * pickMillisPerLine + (1000 * walkMm) / walkMmPerSecond

/** Why a batching problem is refused, in order of precedence. */
export type BatchingRefusal =
  | FloorUnknown
  | FloorRefusal
  | { readonly _tag: "LimitNotPositive"; readonly limit: CartLimitName; readonly value: number }
  /** A speed or the longest time is not above 0, or another time is negative. */
  | { readonly _tag: "TourTimeWrong"; readonly field: keyof TourTime; readonly value: number }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderHasNoPicks"; readonly id: FulfilmentOrderId }
  /** A size is negative or not a number, or there is not one tote. */
  | {
      readonly _tag: "OrderSizeWrong"
      readonly id: FulfilmentOrderId
      readonly size: CartLimitName
      readonly value: number
    }
  | { readonly _tag: "OrderPickOffFloor"; readonly id: FulfilmentOrderId; readonly pick: Pick }
  /** Two picks of the same location are at different places. */
  | { readonly _tag: "LocationAtTwoPlaces"; readonly id: FulfilmentOrderId; readonly location: LocationId }
  /** The order alone is more than a cart takes. */
  | {
      readonly _tag: "OrderOverLimit"
      readonly id: FulfilmentOrderId
      readonly limit: CartLimitName
      readonly asked: number
      readonly most: number
    }
  /** The order alone takes longer than a tour may. */
  | {
      readonly _tag: "OrderTooLong"
      readonly id: FulfilmentOrderId
      readonly tourMillis: number
      readonly mostMillis: number
    }
  /** More orders than the exact method tries every set of. */
  | { readonly _tag: "TooManyForExact"; readonly count: number; readonly most: number }

/** How much of a limit an order takes. */
export const askedOf = (order: PickOrder, limit: CartLimitName): number =>
  limit === "lines" ? order.picks.length : order[limit]

/** What is wrong with `problem`; undefined when it can be solved. O(aisles + picks). */
export const batchingRefusal = (problem: BatchingProblem): BatchingRefusal | undefined => {
  const { depot, floor, limits, orders } = problem
  const wrong = unknownFloor(floor) ?? floorRefusal(floor, depot)
  if (wrong !== undefined) return wrong
  for (const limit of cartLimitNames) {
    const value = limits[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "LimitNotPositive", limit, value }
  }
  const late = wrongTourTime(problem)
  if (late !== undefined) return late
  if (orders.length === 0) return { _tag: "NoOrders" }
  return wrongIds(orders) ?? wrongSizes(orders) ?? wrongPicks(problem) ?? tooLarge(problem) ?? tooLong(problem)
}

/** The routing problem of these orders walked together: each location once, as first named. */
export const batchRouting = (problem: BatchingProblem, orders: Iterable<PickOrder>): RoutingProblem => {
  const picks = new Map<LocationId, Pick>()
  for (const order of orders) for (const pick of order.picks) if (!picks.has(pick.id)) picks.set(pick.id, pick)
  return { floor: problem.floor, depot: problem.depot, picks: [...picks.values()] }
}

/** The walk over these orders, as the problem says that they are walked. */
export const batchRoute = (problem: BatchingProblem, orders: Iterable<PickOrder>): PickRoute =>
  routeBy[problem.walking ?? "exact"](batchRouting(problem, orders))

/** The refusal in words. */
export const batchingRefusalText = (refusal: BatchingRefusal): string => {
  switch (refusal._tag) {
    case "LimitNotPositive":
      return `the cart's limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "TourTimeWrong":
      return `the tour's ${refusal.field}: expected ${
        isAboveNought(refusal.field) ? "more than 0" : "0 or more"
      }, got ${refusal.value}`
    case "NoOrders":
      return "expected at least one order to pick, got none"
    case "OrderIdTaken":
      return `order ${refusal.id}: expected each order once, got it twice`
    case "OrderHasNoPicks":
      return `order ${refusal.id}: expected at least one location to visit, got none`
    case "OrderSizeWrong":
      return `order ${refusal.id}: expected ${
        refusal.size === "totes" ? "at least 1 tote" : `${refusal.size} of 0 or more`
      }, got ${refusal.value}`
    case "OrderPickOffFloor":
      return `order ${refusal.id}, ${routingRefusalText({ _tag: "PickOffFloor", pick: refusal.pick })}`
    case "LocationAtTwoPlaces":
      return `order ${refusal.id}: expected location ${refusal.location} where another line has it, got another place`
    case "OrderOverLimit":
      return `order ${refusal.id}: expected at most ${refusal.most} ${refusal.limit}, got ${refusal.asked}`
    case "OrderTooLong":
      return `order ${refusal.id}: expected a tour of at most ${refusal.mostMillis} ms, got ${refusal.tourMillis}`
    case "TooManyForExact":
      return `the exact method: expected at most ${refusal.most} orders, got ${refusal.count}`
    case "FloorUnknown":
    case "TooFewAisles":
    case "TooFewCrossAisles":
    case "TooManyCrossAisles":
    case "NotAscending":
    case "DepotOffFloor":
      return routingRefusalText(refusal)
  }
}

const isAboveNought = (field: keyof TourTime): boolean => field === "walkMmPerSecond" || field === "mostMillis"

const wrongTourTime = ({ tourTime }: BatchingProblem): BatchingRefusal | undefined => {
  if (tourTime === undefined) return undefined
  for (const field of ["walkMmPerSecond", "pickMillisPerLine", "setupMillis", "mostMillis"] as const) {
    const value = tourTime[field]
    const right = Number.isFinite(value) && (isAboveNought(field) ? value > 0 : value >= 0)
    if (!right) return { _tag: "TourTimeWrong", field, value }
  }
  return undefined
}

const wrongIds = (orders: ReadonlyArray<PickOrder>): BatchingRefusal | undefined => {
  const ids = new Set<FulfilmentOrderId>()
  for (const { id } of orders) {
    if (ids.has(id)) return { _tag: "OrderIdTaken", id }
    ids.add(id)
  }
  const empty = orders.find((order) => order.picks.length === 0)
  return empty === undefined ? undefined : { _tag: "OrderHasNoPicks", id: empty.id }
}

const wrongSizes = (orders: ReadonlyArray<PickOrder>): BatchingRefusal | undefined => {
  for (const order of orders) {
    for (const size of cartLimitNames) {
      const value = askedOf(order, size)
      const right = Number.isFinite(value) && value >= (size === "totes" ? 1 : 0)
      if (!right) return { _tag: "OrderSizeWrong", id: order.id, size, value }
    }
  }
  return undefined
}

const wrongPicks = ({ floor, orders }: BatchingProblem): BatchingRefusal | undefined => {
  const placeOf = new Map<LocationId, Pick>()
  for (const { id, picks } of orders) {
    for (const pick of picks) {
      if (!isOnFloor(floor, pick)) return { _tag: "OrderPickOffFloor", id, pick }
      const known = placeOf.get(pick.id)
      const moved = known !== undefined && (known.aisle !== pick.aisle || known.yMm !== pick.yMm)
      if (moved) return { _tag: "LocationAtTwoPlaces", id, location: pick.id }
      placeOf.set(pick.id, pick)
    }
  }
  return undefined
}

const tooLarge = ({ limits, orders }: BatchingProblem): BatchingRefusal | undefined => {
  for (const order of orders) {
    for (const limit of cartLimitNames) {
      const most = limits[limit]
      const asked = askedOf(order, limit)
      if (most !== undefined && asked > most) return { _tag: "OrderOverLimit", id: order.id, limit, asked, most }
    }
  }
  return undefined
}

const tooLong = (problem: BatchingProblem): BatchingRefusal | undefined => {
  const { orders, tourTime } = problem
  if (tourTime === undefined) return undefined
  for (const order of orders) {
    const millis = tourMillis(tourTime, order.picks.length, batchRoute(problem, [order]).walkMm)
    if (millis <= tourTime.mostMillis) continue
    return { _tag: "OrderTooLong", id: order.id, tourMillis: millis, mostMillis: tourTime.mostMillis }
  }
  return undefined
}
