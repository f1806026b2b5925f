/**
 * A customer as the merchant knows them: who they are, how far they are trusted, and which other record they turned
 * out to be.
 */
import type { CustomerId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MoneyJson } from "@stowage/kernel/Money"

/** Somebody's reason not to ship to a customer until it is lifted. */
export interface CreditHold {
  readonly reason: string
  readonly since: Instant
}

/** A customer that was registered. */
export interface Customer {
  readonly customerId: CustomerId
  readonly name: string
  readonly email?: string
  /** The most they may owe; no limit when absent. */
  readonly creditLimit?: MoneyJson
  readonly creditHold?: CreditHold
  /** The record that stands for this one now. Orders keep the id they were placed with. */
  readonly mergedInto?: CustomerId
}

/**
 * The record that stands for `customerId` after all merges, by what each record was merged into. Follows a chain once
 * round: two records merged into each other by a race stand for themselves, as the one of them that comes first in
 * text order.
 */
export const standingFor = (
  customerId: CustomerId,
  mergedInto: (customerId: CustomerId) => CustomerId | undefined
): CustomerId => {
  const chain: Array<CustomerId> = [customerId]
  for (let next = mergedInto(customerId); next !== undefined; next = mergedInto(next)) {
    const loop = chain.indexOf(next)
    if (loop >= 0) return chain.slice(loop).reduce((first, id) => (id < first ? id : first))
    chain.push(next)
  }
  return chain.at(-1) as CustomerId
}
