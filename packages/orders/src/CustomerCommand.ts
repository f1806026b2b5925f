/**
 * What may be asked of a customer's record.
 */
import { CustomerId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { MoneyJson } from "@stowage/kernel/Money"
import * as Schema from "effect/Schema"

const at = Instant

export const CustomerCommand = Schema.TaggedUnion({
  RegisterCustomer: { at, customerId: CustomerId, name: Schema.String, email: Schema.optionalKey(Schema.String) },
  /** The most they may owe from now on; no limit when absent. */
  SetCreditLimit: { at, limit: Schema.optionalKey(MoneyJson) },
  PlaceCreditHold: { at, reason: Schema.String },
  LiftCreditHold: { at },
  /** This record turned out to be `into`, which stands for it from now on. */
  MergeCustomer: { at, into: CustomerId }
})
export type CustomerCommand = typeof CustomerCommand.Type
