import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeLogJournal } from "@stowage/runtime/logJournal"
import type { LogStorage } from "@stowage/runtime/LogStorage"
import { receive, transfersOf } from "@stowage/testkit/JournalContractWords"
import { emptyLog, storageOver } from "./logInMemory.ts"
import { savedTo } from "./torture/tablesInMemory.ts"

/** A storage in which something happens while segments are merged for the first time. */
const whileMerging = (storage: LogStorage, happens: Effect.Effect<void>): LogStorage => {
  const { tables } = storage
  if (tables === undefined) return storage
  let isFirst = true
  const replace: typeof tables.replace = (head, of) => {
    const before = isFirst ? happens : Effect.void
    isFirst = false
    return Effect.andThen(before, tables.replace(head, of))
  }
  return { ...storage, tables: { ...tables, replace } }
}

it.live("what is committed while segments are merged is saved though no other commit follows", () =>
  Effect.gen(function* () {
    const kept = emptyLog()
    let happens: Effect.Effect<void> = Effect.void
    const meanwhile = Effect.suspend(() => happens)
    const storage = whileMerging(storageOver(kept, { tables: true, shared: false }), meanwhile)
    const journal = yield* makeLogJournal(storage, { saveEvery: 1, fanOut: 2 })
    const commit = (nth: number) => Effect.orDie(journal.commit(transfersOf(`c${nth}`, receive(1))))
    happens = Effect.forEach([3, 4, 5], commit, { discard: true })
    yield* Effect.forEach([1, 2], commit, { discard: true })
    for (let waited = 0; waited < 200 && savedTo(kept.tables) < 5; waited++) yield* Effect.sleep("10 millis")
    assert.strictEqual(savedTo(kept.tables), 5)
  })
)
