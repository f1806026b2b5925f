/**
 * Zones that are picked in by their own pickers, and orders with work in several of them.
 */
import { isMeasure, isPace } from "@stowage/kernel/Measure"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type ZoneWork } from "../release/streamRelease.ts"

/** A part of the floor with its own pickers. */
export interface PickZone {
  readonly id: string
  readonly pickers: number
  /** How fast its pickers are: 1 takes the time that is stated for the work, 2 half of it. 1 when not given. */
  readonly pace?: number
}

/** An order and its work, each zone at most once; `workMillis` is the time of one picker of pace 1. */
export interface ZonedOrder {
  readonly id: FulfilmentOrderId
  readonly zones: ReadonlyArray<ZoneWork>
}

/** What is wrong with zones and their orders, in order of precedence. */
export type ZonedRefusal =
  | { readonly _tag: "NoZones" }
  | { readonly _tag: "ZoneIdTaken"; readonly zone: string }
  | { readonly _tag: "ZonePickersWrong"; readonly zone: string; readonly pickers: number }
  | { readonly _tag: "ZonePaceWrong"; readonly zone: string; readonly pace: number }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderWithoutZones"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "ZoneUnknown"; readonly id: FulfilmentOrderId; readonly zone: string }
  | { readonly _tag: "ZoneTwice"; readonly id: FulfilmentOrderId; readonly zone: string }
  /** Lines or a time are negative or not a number. */
  | {
      readonly _tag: "ZoneWorkWrong"
      readonly id: FulfilmentOrderId
      readonly zone: string
      readonly field: string
      readonly value: number
    }

interface Zoned {
  readonly zones: ReadonlyArray<PickZone>
  readonly orders: ReadonlyArray<ZonedOrder>
}

/** What is wrong with these; undefined when nothing is. O(zones + orders' zones). */
export const zonedRefusal = ({ orders, zones }: Zoned): ZonedRefusal | undefined => {
  if (zones.length === 0) return { _tag: "NoZones" }
  const known = new Set<string>()
  for (const { id: zone, pace = 1, pickers } of zones) {
    if (known.has(zone)) return { _tag: "ZoneIdTaken", zone }
    if (!(Number.isSafeInteger(pickers) && pickers >= 1)) return { _tag: "ZonePickersWrong", zone, pickers }
    if (!isPace(pace)) return { _tag: "ZonePaceWrong", zone, pace }
    known.add(zone)
  }
  if (orders.length === 0) return { _tag: "NoOrders" }
  const ids = new Set<FulfilmentOrderId>()
  for (const order of orders) {
    if (ids.has(order.id)) return { _tag: "OrderIdTaken", id: order.id }
    const wrong = orderRefusal(order, known)
    if (wrong !== undefined) return wrong
    ids.add(order.id)
  }
  return undefined
}

const orderRefusal = ({ id, zones }: ZonedOrder, known: ReadonlySet<string>): ZonedRefusal | undefined => {
  if (zones.length === 0) return { _tag: "OrderWithoutZones", id }
  const seen = new Set<string>()
  for (const { lines, workMillis, zone } of zones) {
    if (!known.has(zone)) return { _tag: "ZoneUnknown", id, zone }
    if (seen.has(zone)) return { _tag: "ZoneTwice", id, zone }
    seen.add(zone)
    for (const [field, value] of Object.entries({ lines, workMillis })) {
      if (!isMeasure(value)) return { _tag: "ZoneWorkWrong", id, zone, field, value }
    }
  }
  return undefined
}

/** The refusal in words. */
export const zonedRefusalText = (refusal: ZonedRefusal): string => {
  switch (refusal._tag) {
    case "NoZones":
      return "expected at least one zone to pick in, got none"
    case "ZoneIdTaken":
      return `zone ${refusal.zone}: expected each zone once, got it twice`
    case "ZonePickersWrong":
      return `zone ${refusal.zone}: expected a whole number of at least 1 picker, got ${refusal.pickers}`
    case "ZonePaceWrong":
      return `zone ${refusal.zone}: expected a pace of more than 0, got ${refusal.pace}`
    case "NoOrders":
      return "expected at least one order to pick, got none"
    case "OrderIdTaken":
      return `order ${refusal.id}: expected each order once, got it twice`
    case "OrderWithoutZones":
      return `order ${refusal.id}: expected work in at least one zone, got none`
    case "ZoneUnknown":
      return `order ${refusal.id}: expected zones of the problem, got ${refusal.zone}`
    case "ZoneTwice":
      return `order ${refusal.id}: expected each zone once, got ${refusal.zone} twice`
    case "ZoneWorkWrong":
      return `order ${refusal.id} in zone ${refusal.zone}: expected ${refusal.field} of 0 to 10^15, got ${refusal.value}`
  }
}
