/**
 * In which sequence should totes be sent down the zones? Pick-and-pass, and when it has no answer.
 */
import { isMeasure } from "@stowage/kernel/Measure"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type PickZone, type ZonedOrder, type ZonedRefusal, zonedRefusal, zonedRefusalText } from "./PickZone.ts"

/** A zone with a station on the conveyor. */
export interface PassZone extends PickZone {
  /** How long a tote takes to it from the zone before, or from where totes are released to the first. */
  readonly transportMillis: number
}

/** An order in one tote. */
export interface PassedOrder extends ZonedOrder {
  /** By when it should have left its last zone, after the first release. Needed where lateness is charged. */
  readonly dueMillis?: number
}

/** What is charged: each tote's time in system, or how much later than due it is. */
export const passObjectives = ["flow", "lateness"] as const
export type PassObjective = (typeof passObjectives)[number]

/**
 * Release all totes, one each `releaseMillis`. A tote passes the zones in their order and stops only where it has work;
 * it goes past the others, which takes the transport alone. At a station totes are taken first come, first served, of
 * totes that come together the first released; one picker works on a tote, each of the zone's pickers on another. The
 * cost is in milliseconds, summed over orders, from an order's release until it leaves its last station.
 */
export interface PassProblem {
  readonly zones: ReadonlyArray<PassZone>
  readonly orders: ReadonlyArray<PassedOrder>
  readonly objective: PassObjective
  /** Between two releases; 0, all at once, when not given. */
  readonly releaseMillis?: number
}

/** Why a pick-and-pass problem is refused, in order of precedence. */
export type PassRefusal =
  | ZonedRefusal
  | { readonly _tag: "TransportWrong"; readonly zone: string; readonly transportMillis: number }
  | { readonly _tag: "ReleaseWrong"; readonly releaseMillis: number }
  | { readonly _tag: "DueWrong"; readonly id: FulfilmentOrderId; readonly dueMillis: number | undefined }

/** What is wrong with `problem`; undefined when it can be solved. O(zones + orders' zones). */
export const passRefusal = (problem: PassProblem): PassRefusal | undefined => {
  const { objective, orders, releaseMillis = 0, zones } = problem
  const zoned = zonedRefusal(problem)
  if (zoned !== undefined) return zoned
  for (const { id, transportMillis } of zones) {
    if (!isMeasure(transportMillis)) return { _tag: "TransportWrong", zone: id, transportMillis }
  }
  if (!isMeasure(releaseMillis)) return { _tag: "ReleaseWrong", releaseMillis }
  for (const { dueMillis, id } of orders) {
    const isWrong = dueMillis === undefined ? objective === "lateness" : !isMeasure(dueMillis)
    if (isWrong) return { _tag: "DueWrong", id, dueMillis }
  }
  return undefined
}

/** The refusal in words. */
export const passRefusalText = (refusal: PassRefusal): string => {
  switch (refusal._tag) {
    case "TransportWrong":
      return `zone ${refusal.zone}: expected transportMillis of 0 to 10^15, got ${refusal.transportMillis}`
    case "ReleaseWrong":
      return `releaseMillis: expected 0 to 10^15, got ${refusal.releaseMillis}`
    case "DueWrong":
      return `order ${refusal.id}: expected dueMillis of 0 to 10^15, got ${refusal.dueMillis ?? "none"}`
    case "NoZones":
    case "ZoneIdTaken":
    case "ZonePickersWrong":
    case "ZonePaceWrong":
    case "NoOrders":
    case "OrderIdTaken":
    case "OrderWithoutZones":
    case "ZoneUnknown":
    case "ZoneTwice":
    case "ZoneWorkWrong":
      return zonedRefusalText(refusal)
  }
}
