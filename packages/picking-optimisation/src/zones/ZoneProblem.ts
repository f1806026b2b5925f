/**
 * Which orders should all zones pick at the same time? Synchronised zone picking, and when it has no answer.
 */
import { isMeasure } from "@stowage/kernel/Measure"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type PickZone, type ZonedOrder, type ZonedRefusal, zonedRefusal, zonedRefusalText } from "./PickZone.ts"

/** What one zone wave takes. A limit that is left out does not bind. */
export interface ZoneWaveLimits {
  readonly orders?: number
  readonly lines?: number
}
export const zoneWaveLimitNames = ["orders", "lines"] as const
export type ZoneWaveLimitName = (typeof zoneWaveLimitNames)[number]

/**
 * Pick every order in some wave. In a wave every zone picks its part of all the wave's orders, its pickers sharing the
 * work evenly; the next wave begins when the slowest zone has ended and `setupMillis` have passed. The cost is the time
 * that all waves take, in milliseconds: what is lost is the waiting of zones for the slowest.
 */
export interface ZoneProblem {
  readonly zones: ReadonlyArray<PickZone>
  readonly orders: ReadonlyArray<ZonedOrder>
  /**
   * The most waves there may be, and then each takes at most its share of the orders: their number divided by this,
   * rounded up. Any number when not given.
   */
  readonly waves?: number
  readonly limits?: ZoneWaveLimits
  /** Between waves and before the first; 0 when not given. */
  readonly setupMillis?: number
}

/** Why a zone problem is refused, in order of precedence. */
export type ZoneRefusal =
  | ZonedRefusal
  | { readonly _tag: "ZoneSetupWrong"; readonly setupMillis: number }
  | { readonly _tag: "WaveCountWrong"; readonly waves: number }
  /** A number of waves is asked for beside a limit of lines: whether both can be kept is not looked for. */
  | { readonly _tag: "LinesBesideWaves"; readonly waves: number; readonly lines: number }
  | { readonly _tag: "ZoneLimitNotPositive"; readonly limit: ZoneWaveLimitName; readonly value: number }
  /** So many waves of so many orders are not enough. */
  | { readonly _tag: "WavesTooFew"; readonly waves: number; readonly orders: number; readonly most: number }
  /** The order alone is more than a wave takes. */
  | {
      readonly _tag: "OrderOverZoneWave"
      readonly id: FulfilmentOrderId
      readonly limit: ZoneWaveLimitName
      readonly asked: number
      readonly most: number
    }

const linesOf = ({ zones }: ZonedOrder): number => zones.reduce((sum, { lines }) => sum + lines, 0)

/** How much of a limit an order takes. */
export const zonedTaken = (order: ZonedOrder, limit: ZoneWaveLimitName): number =>
  limit === "orders" ? 1 : linesOf(order)

const mostWaves = 100_000

/** What is wrong with `problem`; undefined when it can be solved. O(zones + orders' zones). */
export const zoneRefusal = (problem: ZoneProblem): ZoneRefusal | undefined =>
  zonedRefusal(problem) ?? waveRefusal(problem) ?? limitRefusal(problem)

const waveRefusal = ({ limits = {}, orders, setupMillis = 0, waves }: ZoneProblem): ZoneRefusal | undefined => {
  if (!isMeasure(setupMillis)) return { _tag: "ZoneSetupWrong", setupMillis }
  for (const limit of zoneWaveLimitNames) {
    const value = limits[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "ZoneLimitNotPositive", limit, value }
  }
  if (waves === undefined) return undefined
  if (!(Number.isSafeInteger(waves) && waves >= 1 && waves <= mostWaves)) return { _tag: "WaveCountWrong", waves }
  if (limits.lines !== undefined) return { _tag: "LinesBesideWaves", waves, lines: limits.lines }
  const most = limits.orders ?? Number.POSITIVE_INFINITY
  if (waves * Math.floor(most) < orders.length) return { _tag: "WavesTooFew", waves, orders: orders.length, most }
  return undefined
}

const limitRefusal = ({ limits = {}, orders }: ZoneProblem): ZoneRefusal | undefined => {
  for (const limit of zoneWaveLimitNames) {
    const most = limits[limit] ?? Number.POSITIVE_INFINITY
    const over = orders.find((order) => zonedTaken(order, limit) > most)
    if (over !== undefined) {
      return { _tag: "OrderOverZoneWave", id: over.id, limit, asked: zonedTaken(over, limit), most }
    }
  }
  return undefined
}

/** The refusal in words. */
export const zoneRefusalText = (refusal: ZoneRefusal): string => {
  switch (refusal._tag) {
    case "ZoneSetupWrong":
      return `setupMillis: expected 0 to 10^15, got ${refusal.setupMillis}`
    case "WaveCountWrong":
      return `waves: expected a whole number of 1 to ${mostWaves}, got ${refusal.waves}`
    case "LinesBesideWaves":
      return `limits: expected no limit of lines beside a number of waves (${refusal.waves}), got ${refusal.lines}`
    case "ZoneLimitNotPositive":
      return `a zone wave's limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "WavesTooFew":
      return `waves: expected room for ${refusal.orders} orders at ${refusal.most} each, got ${refusal.waves}`
    case "OrderOverZoneWave":
      return `order ${refusal.id}: expected at most ${refusal.most} ${refusal.limit} in a wave, got ${refusal.asked}`
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
