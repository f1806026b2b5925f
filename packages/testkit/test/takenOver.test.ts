import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeLogJournal } from "@stowage/runtime/logJournal"
import type { LogStorage } from "@stowage/runtime/LogStorage"
import { free, receive, transfersOf } from "@stowage/testkit/JournalContractWords"
import { emptyLog, storageOver } from "./logInMemory.ts"
import { savedTo } from "./torture/tablesInMemory.ts"

/** A storage that is asked for balances a few times at most. */
const asked = (storage: LogStorage, times: number): LogStorage => {
  const { tables } = storage
  if (tables === undefined) return storage
  let left = times
  const balances: typeof tables.balances = (query) => {
    left -= 1
    return left < 0 ? Effect.die(`expected at most ${times} questions`) : tables.balances(query)
  }
  return { ...storage, tables: { ...tables, balances } }
}

it.effect("a process that does not know it was replaced answers from what the other has saved", () =>
  Effect.gen(function* () {
    const kept = emptyLog()
    const storage = storageOver(kept, { tables: true, shared: false })
    const replaced = yield* makeLogJournal(asked(storage, 2))
    const other = Effect.flatMap(makeLogJournal(storage), (journal) => journal.commit(transfersOf("stock", receive(3))))
    yield* Effect.scoped(other)
    assert.strictEqual(savedTo(kept.tables), 1)
    const found = yield* replaced.balances({})
    assert.strictEqual(found.find(({ account }) => account === free())?.posted, 3)
  })
)
