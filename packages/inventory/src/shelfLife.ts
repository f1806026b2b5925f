/**
 * How long stock must keep at the customer's: what the SKU demands of itself, and what the customer was promised.
 */
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { AllocationAsk } from "./AllocationStrategy.ts"

/** What one customer may insist on. Nothing of it is asked where it is absent. */
export interface ShelfLifeTerms {
  /** Days that must be left on the day of the pick. */
  readonly minRemainingDays?: number
  /** The latest expiry date that was delivered to him before: what comes later must not expire earlier. */
  readonly lastDelivered?: LocalDate
}

/** The terms of a line: the stricter of the SKU's own minimum and the customer's. */
export const shelfLifeFor = (
  minRemainingDays: number,
  customer: ShelfLifeTerms
): Pick<AllocationAsk, "minRemainingDays" | "notExpiringBefore"> => ({
  minRemainingDays: Math.max(minRemainingDays, customer.minRemainingDays ?? 0),
  ...(customer.lastDelivered === undefined ? {} : { notExpiringBefore: customer.lastDelivered })
})
