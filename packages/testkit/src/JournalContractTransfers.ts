/**
 * The contract, third part: transfers. Never below zero, summed over the commit, exact.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import { changesNothing, holds, taken, transferRefusal } from "./JournalContractAsking.ts"
import {
  type Scenario,
  customer,
  free,
  pend,
  post,
  receive,
  scenario,
  shelf,
  supplier,
  transfersOf
} from "./JournalContractWords.ts"

export const transferScenarios: ReadonlyArray<Scenario> = [
  scenario(
    "never-below-zero",
    "an account inside is never taken below zero, and the refusal says who had how much",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      yield* changesNothing(
        Effect.map(transferRefusal(transfersOf("six", post(free(), customer(), 6))), (refusal) =>
          assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account: free(), asked: 6, available: 5 })
        )
      )
      yield* taken(transfersOf("five", post(free(), customer(), 5)))
      yield* holds(free(), 0)
    })
  ),
  scenario(
    "outside-may-go-negative",
    "an outside party may go below zero, so that what is inside and outside adds up to nothing",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      yield* taken(transfersOf("sold", post(free(), customer(), 2)))
      yield* holds(supplier(), -5)
      yield* holds(free(), 3)
      yield* holds(customer(), 2)
    })
  ),
  scenario(
    "demand-summed",
    "demand on one account is summed over the commit: two lines cannot both take the last unit",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(3)))
      yield* changesNothing(
        Effect.map(transferRefusal(transfersOf("lines", pend("l1", 2), pend("l2", 2))), (refusal) =>
          assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account: free(), asked: 4, available: 3 })
        )
      )
    })
  ),
  scenario(
    "net-within-commit",
    "what a commit puts in counts for what it takes out, in whatever order",
    Effect.gen(function* () {
      yield* taken(transfersOf("through", post(free(), customer(), 5), receive(5)))
      yield* holds(free(), 0)
      yield* holds(customer(), 5)
    })
  ),
  scenario(
    "first-account-named",
    "of several accounts that are too low the first in order of mention is named",
    Effect.gen(function* () {
      const short = transfersOf("short", post(free("B"), customer("B"), 1), post(free("A"), customer("A"), 1))
      const refusal = yield* transferRefusal(short)
      assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account: free("B"), asked: 1, available: 0 })
    })
  ),
  scenario(
    "whole-quantities",
    "a quantity that is not a whole number from 1 to 2^53 - 1 is refused",
    changesNothing(
      Effect.forEach([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53], (quantity) =>
        Effect.map(transferRefusal(transfersOf(`q${quantity}`, receive(1), receive(quantity))), (refusal) =>
          assert.deepStrictEqual(refusal, { _tag: "QuantityNotWhole", index: 1, quantity })
        )
      )
    )
  ),
  scenario(
    "one-thing",
    "quantity does not move between SKUs, between books, or from an account to itself",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      for (const to of [free("COCOA-1"), shelf("A1"), free()]) {
        const refusal = yield* transferRefusal(transfersOf(to, post(free(), to, 1)))
        assert.deepStrictEqual(refusal, { _tag: "DifferentThings", index: 0, from: free(), to })
      }
    })
  ),
  scenario(
    "largest-quantity",
    "an account holds up to 2^53 - 1 exactly, and not one more",
    Effect.gen(function* () {
      const most = Number.MAX_SAFE_INTEGER
      yield* taken(transfersOf("most", receive(most)))
      yield* holds(free(), most)
      yield* holds(supplier(), -most)
      const refusal = yield* transferRefusal(transfersOf("more", post(customer(), free(), 1)))
      assert.deepStrictEqual(refusal, { _tag: "BalanceTooLarge", account: free() })
      yield* taken(transfersOf("back", post(free(), customer(), most)))
      yield* holds(customer(), most)
    })
  ),
  scenario(
    "no-rounding",
    "a commit whose sums leave the safe integers on the way is refused rather than rounded",
    Effect.gen(function* () {
      const most = Number.MAX_SAFE_INTEGER
      const back = [post(free(), customer(), most), post(free(), customer(), most)]
      const there = [post(supplier(), free(), most), post(supplier(), free(), most), post(supplier(), free(), 1)]
      const refusal = yield* transferRefusal(transfersOf("there and back", ...there, ...back))
      assert.strictEqual(refusal._tag, "BalanceTooLarge")
    })
  )
]
