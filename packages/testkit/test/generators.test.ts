import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Account } from "@stowage/kernel/Account"
import { Eaches, SomeEaches } from "@stowage/kernel/Eaches"
import { LocationId, LotId, Lpn, OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import * as generators from "@stowage/testkit/generators"
import { retold } from "@stowage/testkit/retold"

const drawn = <A>(arbitrary: fc.Arbitrary<A>, count = 2000): ReadonlyArray<A> =>
  fc.sample(arbitrary, { numRuns: count, seed: 1 })

const isOf = (schema: Schema.Codec<unknown, unknown>, value: unknown): boolean =>
  Result.isSuccess(Schema.decodeUnknownResult(schema)(value))

describe("generators", () => {
  it("draw what the doors let in", () => {
    const pairs: ReadonlyArray<readonly [fc.Arbitrary<unknown>, Schema.Codec<unknown, unknown>]> = [
      [generators.skus, Sku],
      [generators.owners, OwnerId],
      [generators.sites, SiteId],
      [generators.locations, LocationId],
      [generators.lots, LotId],
      [generators.lpns, Lpn],
      [generators.orderIds, OrderId],
      [generators.counts, Eaches],
      [generators.someCounts, SomeEaches],
      [generators.instants, Instant],
      [generators.accounts, Account]
    ]
    for (const [arbitrary, schema] of pairs) {
      for (const value of drawn(arbitrary, 100)) assert.isTrue(isOf(schema, value), String(value))
    }
  })

  it("draw transfers that a ledger accepts, and some that it refuses for each reason that few ids can give", () => {
    const met = new Set<string>()
    for (const history of drawn(fc.array(generators.commits, { minLength: 10, maxLength: 30 }), 300)) {
      const ledger = makeLedger()
      for (const { transfers, at } of history) {
        const answer = ledger.post(transfers, at)
        met.add(isRefusal(answer) ? answer._tag : "accepted")
      }
    }
    const reasons = ["BalanceTooLow", "MoreThanPending", "NotYetExpired", "PendingIdTaken", "PendingResolved"]
    assert.sameMembers([...met], ["accepted", "PendingUnknown", ...reasons])
  })

  it("draw accounts and commit ids that collide", () => {
    assert.isBelow(new Set(drawn(generators.limitedAccounts)).size, 150)
    assert.isAtMost(new Set(drawn(generators.commits).map(({ id }) => id)).size, 20)
  })
})

describe("a story told again", () => {
  const story = [1, 2, 3, 4]
  const tellings = drawn(retold(fc.constant(0), [story])).map((told) => told.join(""))

  it("is told as it was, with parts left out, said twice, late, and with others thrown in", () => {
    for (const told of ["1234", "134", "11234", "1324", "10234", "123"]) assert.include(tellings, told)
  })

  it("is chance alone where there is no story", () => {
    const lengths = new Set(drawn(retold(fc.constant(0))).map((told) => told.length))
    assert.isTrue(lengths.has(0) && lengths.has(5))
  })
})
