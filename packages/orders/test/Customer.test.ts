import type { Currency } from "@stowage/kernel/Currency"
import { fold } from "@stowage/kernel/Decider"
import type { CustomerId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { standingFor, type Customer } from "@stowage/orders/Customer"
import type { CustomerCommand } from "@stowage/orders/CustomerCommand"
import { CustomerDecider } from "@stowage/orders/CustomerDecider"
import { sayCustomerRefusal } from "@stowage/orders/CustomerRefusal"

const at = 0 as Instant
const id = (text: string) => text as CustomerId
const register: CustomerCommand = { _tag: "RegisterCustomer", at, customerId: id("C-1"), name: "Ada" }
const merge = (into: string): CustomerCommand => ({ _tag: "MergeCustomer", at, into: id(into) })
const limit = (amountMinor: string): CustomerCommand => ({
  _tag: "SetCreditLimit",
  at,
  limit: { currency: "GBP" as Currency, amountMinor }
})
const holdCredit = (reason: string): CustomerCommand => ({ _tag: "PlaceCreditHold", at, reason })
const lift: CustomerCommand = { _tag: "LiftCreditHold", at }
const nothing: ReadonlyArray<never> = []
const after = (...commands: ReadonlyArray<CustomerCommand>): Customer | undefined => {
  let state: Customer | undefined
  for (const command of commands) {
    const decided = CustomerDecider.decide(command, state)
    if (Result.isFailure(decided)) throw new Error(sayCustomerRefusal(decided.failure))
    state = fold(CustomerDecider, decided.success, state)
  }
  return state
}

describe("a customer", () => {
  it("is registered once; the id is not given to another", () => {
    const ada = after(register)
    assert.deepStrictEqual(ada, { customerId: id("C-1"), name: "Ada" })
    assert.deepStrictEqual(CustomerDecider.decide(register, ada), Result.succeed(nothing))
    const refused = CustomerDecider.decide({ ...register, name: "Bo" }, ada)
    assert.deepStrictEqual(refused, Result.fail({ _tag: "CustomerIdTaken", customerId: id("C-1"), name: "Ada" }))
    assert.deepStrictEqual(CustomerDecider.decide(lift, undefined), Result.fail({ _tag: "CustomerUnknown" }))
  })

  it("has a credit limit of 0 or more, or none", () => {
    const limited = after(register, limit("5000"))
    assert.strictEqual(limited?.creditLimit?.amountMinor, "5000")
    assert.deepStrictEqual(CustomerDecider.decide(limit("5000"), limited), Result.succeed(nothing))
    assert.isUndefined(after(register, limit("5000"), { _tag: "SetCreditLimit", at })?.creditLimit)
    assert.deepStrictEqual(
      CustomerDecider.decide(limit("-1"), limited),
      Result.fail({ _tag: "LimitIsNegative", amountMinor: "-1" })
    )
  })

  it("is held for a reason until the hold is lifted", () => {
    const held = after(register, holdCredit("overdue"))
    assert.strictEqual(held?.creditHold?.reason, "overdue")
    assert.deepStrictEqual(CustomerDecider.decide(holdCredit("overdue"), held), Result.succeed(nothing))
    assert.isUndefined(after(register, holdCredit("overdue"), lift)?.creditHold)
    assert.deepStrictEqual(CustomerDecider.decide(lift, after(register)), Result.succeed(nothing))
  })

  it("that was merged into another only points there", () => {
    const merged = after(register, merge("C-2"))
    assert.deepStrictEqual(CustomerDecider.decide(merge("C-2"), merged), Result.succeed(nothing))
    assert.deepStrictEqual(
      CustomerDecider.decide(merge("C-3"), merged),
      Result.fail({ _tag: "CustomerMerged", into: id("C-2") })
    )
    assert.deepStrictEqual(
      CustomerDecider.decide(merge("C-1"), after(register)),
      Result.fail({ _tag: "MergeIntoItself", customerId: id("C-1") })
    )
  })
})

describe("who stands for a customer", () => {
  it("is the end of the chain of merges, the same from everywhere on a loop", () => {
    const into = new Map([
      ["a", "b"],
      ["b", "c"],
      ["x", "z"],
      ["z", "y"],
      ["y", "x"]
    ])
    const stands = (text: string) => standingFor(id(text), (from) => into.get(from) as CustomerId | undefined)
    assert.deepStrictEqual(["a", "b", "c", "x", "y", "z"].map(stands), ["c", "c", "c", "x", "x", "x"])
  })

  it("is found whatever was merged into whatever", () => {
    const ids = fc.constantFrom("a", "b", "c", "d")
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, ids)), ids, (merges, one) => {
        const into = new Map<string, string>(merges)
        const stands = (text: string) => standingFor(id(text), (from) => into.get(from) as CustomerId | undefined)
        assert.strictEqual(stands(stands(one)), stands(one))
        assert.strictEqual(stands(into.get(one) ?? one), stands(one))
      })
    )
  })
})
