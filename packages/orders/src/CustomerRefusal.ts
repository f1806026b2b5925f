/**
 * Why a customer's record says no.
 */
import { CustomerId } from "@stowage/kernel/Ids"
import * as Schema from "effect/Schema"

/** Why a command is refused, in order of precedence: when several apply, the first listed is returned. */
export const CustomerRefusal = Schema.TaggedUnion({
  CustomerUnknown: {},
  CustomerIdTaken: { customerId: CustomerId, name: Schema.String },
  CustomerMerged: { into: CustomerId },
  MergeIntoItself: { customerId: CustomerId },
  LimitIsNegative: { amountMinor: Schema.String }
})
export type CustomerRefusal = typeof CustomerRefusal.Type

/** A refusal as a sentence. */
export const sayCustomerRefusal = (refusal: CustomerRefusal): string => {
  switch (refusal._tag) {
    case "CustomerUnknown":
      return "Expected a customer that was registered, got one that was not"
    case "CustomerIdTaken":
      return `Expected a free customer id, got ${refusal.customerId}, which is ${refusal.name}`
    case "CustomerMerged":
      return `Expected a customer that stands for itself, got one that was merged into ${refusal.into}`
    case "MergeIntoItself":
      return `Expected another customer to merge into, got ${refusal.customerId} itself`
    case "LimitIsNegative":
      return `Expected a credit limit of 0 or more minor units, got ${refusal.amountMinor}`
  }
}
