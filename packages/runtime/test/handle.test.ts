import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { account, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { streamOf } from "@stowage/runtime/Aggregate"
import { origin } from "@stowage/runtime/Commit"
import { handle } from "@stowage/runtime/handle"
import { Journal } from "@stowage/runtime/Journal"
import { layerMemory, makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { at, type Count, counted, envelope, id, interrupted, Tallies } from "./tally.ts"

const count = handle(Tallies)

const tea = { book: "physical", owner: "acme" as OwnerId, sku: "TEA" as Sku } as const
const supplier = account({ ...tea, place: outside("supplier", "s1") })
const shelf = account({ ...tea, place: atLocation("WH1" as SiteId, "A1" as LocationId) })
const move = (from: typeof shelf, to: typeof shelf, quantity: number): Transfer => ({
  _tag: "Post",
  from,
  to,
  quantity
})

const eventsOf = (tally: string) =>
  Effect.flatMap(Journal, (journal) =>
    Effect.map(journal.read(streamOf("tally", tally)), (recorded) => recorded.map(({ event }) => event))
  )

describe("handle", () => {
  it.effect("records what was decided, in the stream of the record's kind and id", () =>
    Effect.gen(function* () {
      const handled = yield* count("a", { by: 2 }, envelope("c1"))
      assert.strictEqual(handled.state, 2)
      assert.deepStrictEqual(handled.events, [{ _tag: "Counted", by: 2 }])
      assert.deepStrictEqual(handled.receipt, { id: id("c1"), position: 1 as typeof origin })
      assert.deepStrictEqual(yield* eventsOf("a"), [{ _tag: "Counted", by: 2 }])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("commits nothing when there is nothing to record", () =>
    Effect.gen(function* () {
      const handled = yield* count("a", { by: 0 }, envelope("c1"))
      assert.deepStrictEqual(handled, { state: 0, events: [], receipt: undefined })
      assert.deepStrictEqual(yield* (yield* Journal).commits(origin, 9), [])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("fails with the record's own refusal, as data", () =>
    Effect.gen(function* () {
      yield* count("a", { by: 8 }, envelope("c1"))
      const refused = yield* Effect.flip(count("a", { by: 3 }, envelope("c2")))
      assert.deepStrictEqual(refused, { _tag: "Refused", refusal: { _tag: "OverTen", total: 8 } })
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("decides again, on what is there now, when somebody else was quicker", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      let others = 0
      const busy = interrupted(journal, () =>
        others < 3 ? Effect.orDie(journal.commit(counted(`other-${others}`, "a", others++))) : undefined
      )
      const handled = yield* Effect.provideService(count("a", { by: 5 }, envelope("c1")), Journal, busy)
      assert.strictEqual(handled.state, 8)
      assert.strictEqual((yield* journal.read(streamOf("tally", "a"))).length, 4)
    })
  )

  it.effect("refuses by what is there now, not by what was there at first", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      let done = false
      const busy = interrupted(journal, () => {
        if (done) return undefined
        done = true
        return Effect.orDie(journal.commit(counted("other", "a", 0, { _tag: "Counted", by: 9 })))
      })
      const command = count("a", { by: 5 }, envelope("c1"))
      const refused = yield* Effect.flip(Effect.provideService(command, Journal, busy))
      assert.deepStrictEqual(refused, { _tag: "Refused", refusal: { _tag: "OverTen", total: 9 } })
    })
  )

  it.effect("gives up after 16 conflicts and says so", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      let attempts = 0
      const hopeless = interrupted(journal, () =>
        Effect.orDie(journal.commit(counted(`other-${attempts}`, "a", attempts++, { _tag: "Counted", by: 0 })))
      )
      const command = count("a", { by: 5 }, envelope("c1"))
      const conflict = yield* Effect.flip(Effect.provideService(command, Journal, hopeless))
      assert.deepStrictEqual(conflict, {
        _tag: "VersionConflict",
        stream: streamOf("tally", "a"),
        expected: 15,
        actual: 16
      })
    })
  )

  it.effect("loses no command of many at once", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      const slow = interrupted(journal, () => Effect.yieldNow)
      const all = Effect.forEach(
        Array.from({ length: 10 }, (_, index) => index),
        (index) => count("a", { by: 1 }, envelope(`c${index}`)),
        { concurrency: "unbounded" }
      )
      const handled = yield* Effect.provideService(all, Journal, slow)
      assert.deepStrictEqual(
        handled.map(({ state }) => state).sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
      )
    })
  )

  it.effect("refuses an id that another record's command was committed under, and has no effect", () =>
    Effect.gen(function* () {
      yield* count("a", { by: 1 }, envelope("c1"))
      const refused = yield* Effect.flip(count("b", { by: 1 }, envelope("c1")))
      assert.deepInclude(refused, { _tag: "CommitIdReused", id: id("c1") })
      assert.deepStrictEqual(yield* (yield* Journal).read(streamOf(Tallies.kind, "b")), [])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("has one effect for a command that is sent twice under one id, and gives the first receipt", () =>
    Effect.gen(function* () {
      const first = yield* count("a", { by: 2 }, envelope("c1"))
      yield* count("a", { by: 3 }, envelope("c2"))
      const again = yield* count("a", { by: 2 }, envelope("c1"))
      assert.deepStrictEqual(again, { state: 5, events: [], receipt: first.receipt })
      assert.strictEqual((yield* eventsOf("a")).length, 2)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("commits transfers with the events, all or nothing", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const receive = { ...envelope("c1"), transfers: () => [move(supplier, shelf, 2)] }
      yield* count("a", { by: 2 }, receive)
      const send = { ...envelope("c2"), transfers: () => [move(shelf, supplier, 3)] }
      const refused = yield* Effect.flip(count("a", { by: 3 }, send))
      assert.deepStrictEqual(refused, {
        _tag: "TransferRefused",
        id: id("c2"),
        refusal: { _tag: "BalanceTooLow", account: shelf, asked: 3, available: 2 }
      })
      assert.strictEqual((yield* eventsOf("a")).length, 1)
      const [balance] = yield* journal.balances({ place: atLocation("WH1" as SiteId, "A1" as LocationId) })
      assert.strictEqual(balance?.posted, 2)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("works out transfers anew from what is there now", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      let done = false
      const busy = interrupted(journal, () => {
        if (done) return undefined
        done = true
        return Effect.orDie(journal.commit(counted("other", "a", 0, { _tag: "Counted", by: 4 })))
      })
      const transfers = (events: ReadonlyArray<Count>, before: number) => [
        move(supplier, shelf, before + 10 * (events[0]?.by ?? 0))
      ]
      yield* Effect.provideService(count("a", { by: 1 }, { ...envelope("c1"), transfers }), Journal, busy)
      const [balance] = yield* journal.balances({ place: atLocation("WH1" as SiteId, "A1" as LocationId) })
      assert.strictEqual(balance?.posted, 14)
    })
  )

  it.effect("commits transfers that no event goes with", () =>
    Effect.gen(function* () {
      yield* count("a", { by: 0 }, { ...envelope("c1"), transfers: () => [move(supplier, shelf, 1)] })
      const [commit] = yield* (yield* Journal).commits(origin, 9)
      assert.deepStrictEqual(commit?.appends, [])
      assert.strictEqual(commit?.transfers.length, 1)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("fails on an event of a form that this version does not know, naming where it stands", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* journal.commit(counted("c1", "a", 0))
      yield* journal.commit(counted("c2", "a", 1, { _tag: "Foreseen", by: 1 }))
      const failure = yield* Effect.flip(count("a", { by: 1 }, envelope("c3")))
      assert.deepInclude(failure, { _tag: "StoreFailure", reason: "OtherVersion", retry: false })
      assert.include("detail" in failure ? failure.detail : "", "tally/a version 2 is a Foreseen")
      assert.strictEqual((yield* journal.read(streamOf("tally", "a"))).length, 2)
      assert.strictEqual((yield* count("b", { by: 1 }, { ...envelope("c4"), at })).state, 1)
    }).pipe(Effect.provide(layerMemory))
  )
})
