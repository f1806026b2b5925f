import { assert, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { isReceipt } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { makeLogJournal } from "@stowage/runtime/logJournal"
import type { LogStorage } from "@stowage/runtime/LogStorage"
import { append, appendsOf, event, pend, receive, transfersOf } from "@stowage/testkit/JournalContractWords"
import { emptyLog, storageOver } from "./logInMemory.ts"

const alone = () => makeLogJournal(storageOver(emptyLog(), { tables: true, shared: false }))

it.effect("who asks for what is sold out is told at once, before any batch", () =>
  Effect.gen(function* () {
    const journal = yield* alone()
    yield* journal.commit(transfersOf("stock", receive(1), pend("last", 1)))
    const answer = yield* Effect.sync(() => Effect.runSyncExit(journal.commit(transfersOf("late", pend("late", 1)))))
    assert.isTrue(Exit.isFailure(answer))
    const refusal = yield* Effect.flip(journal.commit(transfersOf("late", pend("late", 1))))
    assert.strictEqual(refusal._tag, "TransferRefused")
    // What was refused left nothing behind.
    yield* journal.commit(transfersOf("more", receive(1)))
    assert.isTrue(isReceipt(yield* journal.commit(transfersOf("late", pend("late", 1)))))
  })
)

it.effect("who asks again with an id that is taken is told so, sold out or not", () =>
  Effect.gen(function* () {
    const journal = yield* alone()
    const first = transfersOf("first", pend("last", 1))
    yield* journal.commit(transfersOf("stock", receive(1)))
    const receipt = yield* journal.commit(first)
    assert.deepStrictEqual(yield* journal.commit(first), receipt)
    const other = yield* Effect.flip(journal.commit(transfersOf("first", pend("another", 1))))
    assert.strictEqual(other._tag, "CommitIdReused")
  })
)

it.effect("a refusal never overtakes the delivery that was asked for before it", () =>
  Effect.gen(function* () {
    const journal = yield* alone()
    yield* journal.commit(transfersOf("stock", receive(1), pend("last", 1)))
    const both = [transfersOf("delivery", receive(1)), transfersOf("late", pend("late", 1))].map(journal.commit)
    const receipts = yield* Effect.all(both, { concurrency: "unbounded" })
    assert.isTrue(receipts.every(isReceipt))
  })
)

it.effect("a refusal overtakes those who only claim, and so cannot bring what is asked for", () =>
  Effect.gen(function* () {
    const journal = yield* alone()
    yield* journal.commit(transfersOf("stock", receive(2), pend("some", 1)))
    const answered: Array<string> = []
    const asking = (name: string, quantity: number) =>
      Effect.onExit(Effect.exit(journal.commit(transfersOf(name, pend(name, quantity)))), () =>
        Effect.sync(() => void answered.push(name))
      )
    yield* Effect.all([asking("last", 1), asking("too much", 2)], { concurrency: "unbounded" })
    assert.deepStrictEqual(answered, ["too much", "last"])
  })
)

it.effect("who follows up on a commit that waits is not told that its stream is shorter, though it is sold out", () =>
  Effect.gen(function* () {
    const journal = yield* alone()
    yield* journal.commit(transfersOf("stock", receive(1), pend("last", 1)))
    const placed = appendsOf("placed", append("order/1", 0, event()))
    const late = { ...transfersOf("late", pend("late", 1)), appends: [append("order/1", 1, event())] }
    const both = [placed, late].map((asked) => Effect.exit(journal.commit(asked)))
    const [, answer] = yield* Effect.all(both, { concurrency: "unbounded" })
    const said = answer === undefined || Exit.isSuccess(answer) ? "accepted" : Cause.squash(answer.cause)
    assert.include(said, { _tag: "TransferRefused" })
  })
)

/** Fails the second append: it says when it has begun, and waits until it may. */
const failingLate = (storage: LogStorage, has: Deferred.Deferred<void>, may: Deferred.Deferred<void>): LogStorage => {
  let appends = 0
  const failed = Effect.fail(new StoreFailure({ reason: "Full", retry: false, detail: "there is no room" }))
  const late = Deferred.succeed(has, undefined).pipe(Effect.andThen(Deferred.await(may)), Effect.andThen(failed))
  return { ...storage, append: (batch) => (++appends === 2 ? late : storage.append(batch)) }
}

it.effect("nobody is refused by what is being written, since it may come to nothing", () =>
  Effect.gen(function* () {
    const [has, may] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const storage = failingLate(storageOver(emptyLog(), { tables: true, shared: false }), has, may)
    const journal = yield* makeLogJournal(storage)
    yield* journal.commit(transfersOf("stock", receive(1)))
    const first = yield* Effect.forkChild(Effect.flip(journal.commit(transfersOf("first", pend("first", 1)))))
    yield* Deferred.await(has)
    const late = yield* Effect.forkChild(Effect.exit(journal.commit(transfersOf("late", pend("late", 1)))))
    yield* Effect.yieldNow
    yield* Deferred.succeed(may, undefined)
    assert.strictEqual((yield* Fiber.join(first))._tag, "StoreFailure")
    assert.isTrue(Exit.isSuccess(yield* Fiber.join(late)))
  })
)

/** Keeps the third append, and loses the answer. */
const losingAnAnswer = (storage: LogStorage): LogStorage => {
  let appends = 0
  const lost = Effect.fail(new StoreFailure({ reason: "Device", retry: false, detail: "the answer was lost" }))
  return {
    ...storage,
    append: (batch) =>
      Effect.flatMap(storage.append(batch), (answer) => (++appends === 3 ? lost : Effect.succeed(answer)))
  }
}

it.effect("nobody is refused what an append of unknown outcome may have brought", () =>
  Effect.gen(function* () {
    const storage = losingAnAnswer(storageOver(emptyLog(), { tables: true, shared: false }))
    const journal = yield* makeLogJournal(storage)
    yield* journal.commit(transfersOf("stock", receive(1)))
    yield* journal.commit(transfersOf("first", pend("last", 1)))
    const failure = yield* Effect.flip(journal.commit(transfersOf("delivery", receive(1))))
    assert.strictEqual(failure._tag, "StoreFailure")
    assert.isTrue(isReceipt(yield* journal.commit(transfersOf("late", pend("late", 1)))))
  })
)
