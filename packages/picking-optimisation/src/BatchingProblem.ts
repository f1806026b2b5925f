/**
 * Which orders should be picked in the same walk? The question, and when it has no answer.
 */
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"
import {
  type Crossing,
  type FloorRefusal,
  floorRefusal,
  isOnFloor,
  type Pick,
  routingRefusalText,
  type RoutingProblem
} from "./RoutingProblem.ts"

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
export const cartLimitNames = ["totes", "lines", "volumeMm3", "massGrams"] as const
export type CartLimitName = (typeof cartLimitNames)[number]

/**
 * Pick every order in walks that each start and end at the depot, keep to the limits, and are together the shortest.
 */
export interface BatchingProblem {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  readonly orders: ReadonlyArray<PickOrder>
  readonly limits: CartLimits
}

/** Why a batching problem is refused, in order of precedence. */
export type BatchingRefusal =
  | FloorRefusal
  | { readonly _tag: "LimitNotPositive"; readonly limit: CartLimitName; readonly value: number }
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

/** How much of a limit an order takes. */
export const askedOf = (order: PickOrder, limit: CartLimitName): number =>
  limit === "lines" ? order.picks.length : order[limit]

/** What is wrong with `problem`; undefined when it can be solved. O(aisles + picks). */
export const batchingRefusal = (problem: BatchingProblem): BatchingRefusal | undefined => {
  const { depot, floor, limits, orders } = problem
  const wrong = floorRefusal(floor, depot)
  if (wrong !== undefined) return wrong
  for (const limit of cartLimitNames) {
    const value = limits[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "LimitNotPositive", limit, value }
  }
  if (orders.length === 0) return { _tag: "NoOrders" }
  return wrongIds(orders) ?? wrongSizes(orders) ?? wrongPicks(problem) ?? tooLarge(problem)
}

/** The routing problem of these orders walked together: each location once, as first named. */
export const batchRouting = (problem: BatchingProblem, orders: Iterable<PickOrder>): RoutingProblem => {
  const picks = new Map<LocationId, Pick>()
  for (const order of orders) for (const pick of order.picks) if (!picks.has(pick.id)) picks.set(pick.id, pick)
  return { floor: problem.floor, depot: problem.depot, picks: [...picks.values()] }
}

/** The refusal in words. */
export const batchingRefusalText = (refusal: BatchingRefusal): string => {
  switch (refusal._tag) {
    case "LimitNotPositive":
      return `the cart's limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
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
    case "TooFewAisles":
    case "TooFewCrossAisles":
    case "TooManyCrossAisles":
    case "NotAscending":
    case "DepotOffFloor":
      return routingRefusalText(refusal)
  }
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
