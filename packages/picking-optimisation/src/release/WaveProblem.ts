/**
 * Which orders should be picked in which wave, and when? The question, and when it has no answer.
 */
import { isMeasure, isPosition } from "@stowage/kernel/Measure"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"

/** An order that waits to be picked. */
export interface WaitingOrder {
  readonly id: FulfilmentOrderId
  /** Whose lorry takes it. */
  readonly carrier: string
  /** From when on it can be picked: when it was paid for, or its stock is there. */
  readonly readyAt: Instant
  /** By when it must be picked: the lorry's cut-off, less what packing and loading take. */
  readonly dueAt: Instant
  /** How long one picker takes for it. */
  readonly workMillis: number
  readonly lines: number
  readonly volumeMm3: number
  /** What a millisecond of lateness costs; 1 when not given. */
  readonly weight?: number
}

/** What one wave takes. A limit that is left out does not bind. */
export interface WaveLimits {
  readonly orders?: number
  readonly lines?: number
  readonly volumeMm3?: number
  readonly workMillis?: number
}
export const waveLimitNames = ["orders", "lines", "volumeMm3", "workMillis"] as const
export type WaveLimitName = (typeof waveLimitNames)[number]

/**
 * Pick every order in some wave. Waves are picked one after the other by all pickers together; a wave starts when all
 * of its orders are ready, takes `setupMillis` and then its work divided by the pickers, and its orders are picked when
 * it ends. The cost is the lateness of orders, weighted, and the setups of waves, in milliseconds.
 */
export interface WaveProblem {
  readonly startAt: Instant
  readonly pickers: number
  readonly setupMillis: number
  readonly limits: WaveLimits
  /** Whether all orders of a wave leave by one carrier. */
  readonly oneCarrier: boolean
  readonly orders: ReadonlyArray<WaitingOrder>
}

/** Why a wave problem is refused, in order of precedence. */
export type WaveRefusal =
  | { readonly _tag: "StartWrong"; readonly startAt: number }
  | { readonly _tag: "PickersWrong"; readonly pickers: number }
  | { readonly _tag: "SetupWrong"; readonly setupMillis: number }
  | { readonly _tag: "WaveLimitNotPositive"; readonly limit: WaveLimitName; readonly value: number }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  /** A time, a size or the weight is negative or not a number. */
  | { readonly _tag: "OrderFieldWrong"; readonly id: FulfilmentOrderId; readonly field: string; readonly value: number }
  | {
      readonly _tag: "DueBeforeReady"
      readonly id: FulfilmentOrderId
      readonly readyAt: Instant
      readonly dueAt: Instant
    }
  /** The order alone is more than a wave takes. */
  | {
      readonly _tag: "OrderOverWave"
      readonly id: FulfilmentOrderId
      readonly limit: WaveLimitName
      readonly asked: number
      readonly most: number
    }

/** How much of a limit an order takes. */
export const takenOf = (order: WaitingOrder, limit: WaveLimitName): number => (limit === "orders" ? 1 : order[limit])

export const weightOf = ({ weight = 1 }: WaitingOrder): number => weight

/** What is wrong with `problem`; undefined when it can be solved. O(orders). */
export const waveRefusal = (problem: WaveProblem): WaveRefusal | undefined => {
  const { limits, orders, pickers, setupMillis, startAt } = problem
  if (!isPosition(startAt)) return { _tag: "StartWrong", startAt }
  if (!(Number.isSafeInteger(pickers) && pickers >= 1)) return { _tag: "PickersWrong", pickers }
  if (!isMeasure(setupMillis)) return { _tag: "SetupWrong", setupMillis }
  for (const limit of waveLimitNames) {
    const value = limits[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "WaveLimitNotPositive", limit, value }
  }
  if (orders.length === 0) return { _tag: "NoOrders" }
  const ids = new Set<FulfilmentOrderId>()
  for (const order of orders) {
    const wrong = ids.has(order.id) ? ({ _tag: "OrderIdTaken", id: order.id } as const) : orderRefusal(order, limits)
    if (wrong !== undefined) return wrong
    ids.add(order.id)
  }
  return undefined
}

const orderRefusal = (order: WaitingOrder, limits: WaveLimits): WaveRefusal | undefined => {
  const { dueAt, id, lines, readyAt, volumeMm3, workMillis } = order
  for (const [field, value] of Object.entries({ workMillis, lines, volumeMm3, weight: weightOf(order) })) {
    if (!isMeasure(value)) return { _tag: "OrderFieldWrong", id, field, value }
  }
  for (const [field, value] of Object.entries({ readyAt, dueAt })) {
    if (!isPosition(value)) return { _tag: "OrderFieldWrong", id, field, value }
  }
  if (dueAt < readyAt) return { _tag: "DueBeforeReady", id, readyAt, dueAt }
  for (const limit of waveLimitNames) {
    const most = limits[limit]
    const asked = takenOf(order, limit)
    if (most !== undefined && asked > most) return { _tag: "OrderOverWave", id, limit, asked, most }
  }
  return undefined
}

/** The refusal in words. */
export const waveRefusalText = (refusal: WaveRefusal): string => {
  switch (refusal._tag) {
    case "StartWrong":
      return `startAt: expected a moment, got ${refusal.startAt}`
    case "PickersWrong":
      return `pickers: expected a whole number of at least 1, got ${refusal.pickers}`
    case "SetupWrong":
      return `setupMillis: expected 0 to 10^15, got ${refusal.setupMillis}`
    case "WaveLimitNotPositive":
      return `a wave's limit of ${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "NoOrders":
      return "expected at least one order to pick, got none"
    case "OrderIdTaken":
      return `order ${refusal.id}: expected each order once, got it twice`
    case "OrderFieldWrong":
      return `order ${refusal.id}: expected ${
        refusal.field.endsWith("At") ? `a moment as ${refusal.field}` : `a ${refusal.field} of 0 to 10^15`
      }, got ${refusal.value}`
    case "DueBeforeReady":
      return `order ${refusal.id}: expected to be due after it is ready at ${said(refusal.readyAt)}, got ${said(refusal.dueAt)}`
    case "OrderOverWave":
      return `order ${refusal.id}: expected at most ${refusal.most} ${refusal.limit} in a wave, got ${refusal.asked}`
  }
}

/** ISO 8601, or the number where that has no such form. */
const said = (instant: Instant): string =>
  Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant)
