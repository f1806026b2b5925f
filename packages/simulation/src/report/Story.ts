/**
 * An order's life in words.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import type { Order } from "@stowage/orders/Order"

/** What kind of step it is; a page colours and filters by it. */
export type StoryKind =
  | "placed"
  | "held"
  | "holdLifted"
  | "promised"
  | "waiting"
  | "changed"
  | "cut"
  | "cancelled"
  | "tooLate"
  | "released"
  | "allocated"
  | "batched"
  | "picked"
  | "shortPick"
  | "counted"
  | "packed"
  | "shipped"
  | "shippedLate"
  | "closed"

/** One step: when, what was done or decided, why so and not otherwise, and what it cost. */
export interface StoryStep {
  readonly at: Instant
  readonly kind: StoryKind
  readonly said: string
  readonly why: ReadonlyArray<string>
  /** An amount with its unit: money, metres, grams, time. */
  readonly cost?: string
}

/** What is known half way through a story. */
export interface Telling {
  readonly zone: TimeZone
  order: Order | undefined
  /** When each open hold was placed. */
  readonly heldSince: Map<string, Instant>
  /** By when each fulfilment order must leave. */
  readonly dueAt: Map<string, Instant>
  /** Where each count that was raised looks. */
  readonly counts: Map<string, string>
  readonly steps: Array<StoryStep>
}

/** The SKU of an order's line; the line's own name when the order has no such line. */
export const skuOfLine = (telling: Telling, lineId: string): string =>
  telling.order?.lines.find((line) => line.lineId === lineId)?.sku ?? `line ${lineId}`
