import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Instant } from "@stowage/kernel/Instant"
import { makeLogJournal } from "@stowage/runtime/logJournal"
import { expire, noon, pend, receive, transfersOf } from "@stowage/testkit/JournalContractWords"
import { emptyLog, storageOver } from "./logInMemory.ts"

it.effect("a claim does not expire before its time by the store's clock, however far ahead the committer's is", () =>
  Effect.gen(function* () {
    let millis = 0
    const now = Effect.sync(() => (noon + millis) as Instant)
    const storage = storageOver(emptyLog(), { tables: true, shared: false })
    const journal = yield* makeLogJournal(storage, { expiry: { now, aheadMillis: 100 } })
    const ahead = (by: number) => ({ ...transfersOf("expires", expire("p")), at: (noon + by) as Instant })
    yield* journal.commit(transfersOf("stock", receive(1), pend("p", 1, undefined, 1000)))
    const refusal = yield* Effect.flip(journal.commit(ahead(1000)))
    assert.deepStrictEqual(refusal, {
      _tag: "CommitMalformed",
      id: ahead(0).id,
      expected: `a time of at most ${noon + 100} (ms since 1970) by the store's clock, to expire claims, got ${noon + 1000}`
    })
    millis = 900
    const receipt = yield* journal.commit(ahead(1000))
    // The same again is the same again, even when the store's clock was put back.
    millis = 0
    assert.deepStrictEqual(yield* journal.commit(ahead(1000)), receipt)
  })
)
