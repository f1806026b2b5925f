/**
 * What happened to a customer's record.
 */
import { CustomerId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { MoneyJson } from "@stowage/kernel/Money"
import * as Schema from "effect/Schema"

const at = Instant

/** Stored as written: add cases and optional fields, never change one. */
export const CustomerEvent = Schema.TaggedUnion({
  CustomerRegistered: { at, customerId: CustomerId, name: Schema.String, email: Schema.optionalKey(Schema.String) },
  CreditLimitSet: { at, limit: Schema.optionalKey(MoneyJson) },
  CreditHoldPlaced: { at, reason: Schema.String },
  CreditHoldLifted: { at },
  CustomerMerged: { at, into: CustomerId }
})
export type CustomerEvent = typeof CustomerEvent.Type
