/**
 * The contract, fourth part: claims. Counted at once, resolved once, never under a used name.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId } from "@stowage/kernel/Transfer"
import { isReceipt } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { answered, changesNothing, holds, taken, transferRefusal } from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  commitOf,
  customer,
  expire,
  free,
  noon,
  pend,
  post,
  receive,
  scenario,
  settle,
  transfersOf,
  voided
} from "./JournalContractWords.ts"

const later = (millis: number): Instant => (noon + millis) as Instant
const id = (text: string): PendingId => text as PendingId

const claims: ReadonlyArray<Scenario> = [
  scenario(
    "pend-counts-at-once",
    "a claim counts against its account from the moment it is pended",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      yield* taken(transfersOf("claim", pend("p", 4)))
      yield* holds(free(), 5, 4)
      yield* holds(customer(), 0, 0, 4)
      const refusal = yield* transferRefusal(transfersOf("two", post(free(), customer(), 2)))
      assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account: free(), asked: 2, available: 1 })
    })
  ),
  scenario(
    "settle-in-full",
    "a claim settled in full moves what it held",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5)))
      yield* taken(transfersOf("ship", settle("p", 5)))
      yield* holds(free(), 0)
      yield* holds(customer(), 5)
    })
  ),
  scenario(
    "settle-in-part",
    "a claim settled in part moves that part and frees the rest",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      yield* taken(transfersOf("claim", pend("p", 5)))
      yield* taken(transfersOf("ship", settle("p", 2)))
      yield* holds(free(), 3)
      yield* holds(customer(), 2)
      yield* taken(transfersOf("rest", pend("q", 3)))
    })
  ),
  scenario(
    "settle-too-much",
    "more than was claimed cannot be settled, nor less than one",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(9), pend("p", 5)))
      const more = yield* transferRefusal(transfersOf("more", settle("p", 6)))
      assert.deepStrictEqual(more, { _tag: "MoreThanPending", index: 0, id: id("p"), asked: 6, pending: 5 })
      const none = yield* transferRefusal(transfersOf("none", settle("p", 0)))
      assert.deepStrictEqual(none, { _tag: "QuantityNotWhole", index: 0, quantity: 0 })
    })
  ),
  scenario(
    "void-frees",
    "a voided claim frees all it held",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5)))
      yield* taken(transfersOf("claim", pend("p", 5)))
      yield* taken(transfersOf("cancel", voided("p")))
      yield* holds(free(), 5)
      yield* holds(customer(), 0)
    })
  ),
  scenario(
    "expire-on-time",
    "a claim is expired at its time or later, never a millisecond before",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5, undefined, 1000)))
      const early = yield* transferRefusal({ ...transfersOf("early", expire("p")), at: later(999) })
      assert.deepStrictEqual(early, { _tag: "NotYetExpired", index: 0, id: id("p"), expiresAt: later(1000) })
      yield* holds(free(), 5, 5)
      yield* taken({ ...transfersOf("now", expire("p")), at: later(1000) })
      yield* holds(free(), 5)
    })
  ),
  scenario(
    "expired-holds-until-expired",
    "a claim whose time has run out still holds its quantity, and can still be settled, until it is expired",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5, undefined, 1000)))
      yield* transferRefusal({ ...transfersOf("other", pend("q", 1)), at: later(5000) })
      yield* taken({ ...transfersOf("ship", settle("p", 5)), at: later(5000) })
    })
  ),
  scenario(
    "never-expires",
    "a claim without end cannot be expired",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5)))
      const refusal = yield* transferRefusal({ ...transfersOf("late", expire("p")), at: later(1e8) })
      assert.deepStrictEqual(refusal, { _tag: "NotYetExpired", index: 0, id: id("p"), expiresAt: undefined })
    })
  )
]

const resolutions = [
  { how: "settled", by: settle("p", 2) },
  { how: "voided", by: voided("p") },
  { how: "expired", by: expire("p") }
] as const

const once: ReadonlyArray<Scenario> = [
  scenario(
    "resolved-once",
    "a claim that was settled, voided or expired cannot be resolved again in any way",
    Effect.gen(function* () {
      for (const { how, by } of resolutions) {
        const named = (transfer: typeof by) => ({ ...transfer, id: id(how) })
        yield* taken(transfersOf(`${how} stock`, receive(5), pend(how, 5, undefined, 0)))
        yield* taken(transfersOf(`${how} once`, named(by)))
        for (const again of resolutions) {
          const refusal = yield* transferRefusal(transfersOf(`${how} then ${again.how}`, named(again.by)))
          assert.deepStrictEqual(refusal, { _tag: "PendingResolved", index: 0, id: id(how), state: how })
        }
      }
    })
  ),
  scenario(
    "resolved-once-within-commit",
    "a claim cannot be resolved twice within one commit",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5)))
      yield* changesNothing(
        Effect.map(transferRefusal(transfersOf("twice", settle("p", 2), settle("p", 3))), (refusal) =>
          assert.deepStrictEqual(refusal, { _tag: "PendingResolved", index: 1, id: id("p"), state: "settled" })
        )
      )
    })
  ),
  scenario(
    "one-resolver",
    "of sixteen who resolve one claim at once exactly one does",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(5), pend("p", 5)))
      const answers = yield* Effect.forEach(
        Array.from({ length: 16 }, (_, nth) => nth),
        (nth) => answered(transfersOf(`resolve ${nth}`, nth % 2 === 0 ? settle("p", 3) : voided("p"))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(answers.filter(isReceipt).length, 1)
    })
  ),
  scenario(
    "claim-id-once",
    "the id of a claim is never used again, whatever became of the claim",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(50)))
      const taking = (name: string) =>
        Effect.map(transferRefusal(transfersOf(name, pend("p", 1))), (refusal) =>
          assert.deepStrictEqual(refusal, { _tag: "PendingIdTaken", index: 0, id: id("p") })
        )
      yield* taken(transfersOf("claim", pend("p", 1)))
      yield* taking("while pending")
      yield* taken(transfersOf("cancel", voided("p")))
      yield* taking("once voided")
      const refusal = yield* transferRefusal(transfersOf("twice", pend("q", 1), pend("q", 1)))
      assert.deepStrictEqual(refusal, { _tag: "PendingIdTaken", index: 1, id: id("q") })
    })
  ),
  scenario(
    "refused-claim-id-free",
    "the id of a claim that was refused is free",
    Effect.gen(function* () {
      yield* transferRefusal(transfersOf("too early", pend("p", 1)))
      yield* taken(transfersOf("stock", receive(1)))
      yield* taken(transfersOf("now", pend("p", 1)))
    })
  ),
  scenario(
    "pend-and-resolve-in-one",
    "a claim may be pended and resolved within one commit, and is then known as resolved",
    Effect.gen(function* () {
      yield* taken(transfersOf("both", receive(5), pend("p", 5), settle("p", 4)))
      yield* holds(free(), 1)
      assert.deepStrictEqual(yield* (yield* Journal).pendings({}), [])
      const refusal = yield* transferRefusal(transfersOf("again", pend("p", 1)))
      assert.deepStrictEqual(refusal, { _tag: "PendingIdTaken", index: 0, id: id("p") })
    })
  ),
  scenario(
    "unknown-claim",
    "what was never claimed cannot be resolved",
    Effect.gen(function* () {
      for (const transfer of [settle("p", 1), voided("p"), expire("p")]) {
        const refusal = yield* transferRefusal(transfersOf(transfer._tag, receive(1), transfer))
        assert.deepStrictEqual(refusal, { _tag: "PendingUnknown", index: 1, id: id("p") })
      }
    })
  ),
  scenario(
    "refused-changes-nothing",
    "a commit refused at its last transfer leaves balances, claims, streams and positions as they were",
    Effect.gen(function* () {
      yield* taken(
        commitOf("stock", { appends: [append("a", 0)], transfers: [receive(9), pend("p", 3), pend("q", 3)] })
      )
      const refused = commitOf("refused", {
        appends: [append("a", 1), append("b", 0)],
        transfers: [receive(4), settle("p", 2), voided("q"), pend("r", 1), receive(2, "NEW"), pend("q", 1)]
      })
      yield* changesNothing(transferRefusal(refused))
      yield* taken({ ...refused, transfers: refused.transfers.slice(0, 5) })
      yield* holds(free(), 11, 1)
    })
  )
]

export const claimScenarios: ReadonlyArray<Scenario> = [...claims, ...once]
