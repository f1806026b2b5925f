/**
 * How a customer's record answers.
 */
import type { Decider } from "@stowage/kernel/Decider"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import type { Customer } from "./Customer.ts"
import type { CustomerCommand } from "./CustomerCommand.ts"
import type { CustomerEvent } from "./CustomerEvent.ts"
import type { CustomerRefusal } from "./CustomerRefusal.ts"

type Decision = Result.Result<ReadonlyArray<CustomerEvent>, CustomerRefusal>
type Registration = Extract<CustomerCommand, { readonly _tag: "RegisterCustomer" }>
type LaterCommand = Exclude<CustomerCommand, Registration>

const happened = (event: CustomerEvent): Decision => Result.succeed([event])
const already: Decision = Result.succeed([])

const decide = (command: CustomerCommand, customer: Customer | undefined): Decision => {
  if (command._tag === "RegisterCustomer") return register(command, customer)
  if (customer === undefined) return Result.fail({ _tag: "CustomerUnknown" })
  return customer.mergedInto === undefined
    ? decideStanding(command, customer)
    : decideMerged(command, customer.mergedInto)
}

const evolve = (customer: Customer | undefined, event: CustomerEvent): Customer | undefined => {
  if (event._tag === "CustomerRegistered") {
    const { _tag, at, ...registered } = event
    return registered
  }
  if (customer === undefined) return undefined
  switch (event._tag) {
    case "CreditLimitSet": {
      const { creditLimit, ...rest } = customer
      return event.limit === undefined ? rest : { ...rest, creditLimit: event.limit }
    }
    case "CreditHoldPlaced":
      return { ...customer, creditHold: { reason: event.reason, since: event.at } }
    case "CreditHoldLifted": {
      const { creditHold, ...rest } = customer
      return rest
    }
    case "CustomerMerged":
      return { ...customer, mergedInto: event.into }
  }
}

/** The record of a customer: nothing until registered. */
export const CustomerDecider: Decider<Customer | undefined, CustomerCommand, CustomerEvent, CustomerRefusal> = {
  initial: undefined,
  decide,
  evolve
}

const register = (command: Registration, customer: Customer | undefined): Decision => {
  if (customer === undefined) return happened({ ...command, _tag: "CustomerRegistered" })
  const { customerId, name } = customer
  const same = customerId === command.customerId && name === command.name && customer.email === command.email
  return same ? already : Result.fail({ _tag: "CustomerIdTaken", customerId, name })
}

const decideMerged = (command: LaterCommand, into: Customer["customerId"]): Decision =>
  command._tag === "MergeCustomer" && command.into === into ? already : Result.fail({ _tag: "CustomerMerged", into })

const decideStanding = (command: LaterCommand, customer: Customer): Decision => {
  switch (command._tag) {
    case "SetCreditLimit": {
      const { limit } = command
      if (Equal.equals(limit, customer.creditLimit)) return already
      if (limit?.amountMinor.startsWith("-") === true) {
        return Result.fail({ _tag: "LimitIsNegative", amountMinor: limit.amountMinor })
      }
      return happened({ ...command, _tag: "CreditLimitSet" })
    }
    case "PlaceCreditHold":
      return customer.creditHold?.reason === command.reason
        ? already
        : happened({ ...command, _tag: "CreditHoldPlaced" })
    case "LiftCreditHold":
      return customer.creditHold === undefined ? already : happened({ ...command, _tag: "CreditHoldLifted" })
    case "MergeCustomer":
      return command.into === customer.customerId
        ? Result.fail({ _tag: "MergeIntoItself", customerId: command.into })
        : happened({ ...command, _tag: "CustomerMerged" })
  }
}
