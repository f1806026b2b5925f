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

it.live("what is committed while segments are merged is saved before that is done", () =>
  Effect.gen(function* () {
    const kept = emptyLog()
    let savedBefore = 0
    let happens: Effect.Effect<void> = Effect.void
    const meanwhile = Effect.suspend(() => happens)
    const storage = whileMerging(storageOver(kept, { tables: true, shared: false }), meanwhile)
    const journal = yield* makeLogJournal(storage, { saveEvery: 1, fanOut: 2 })
    const commit = (nth: number) => Effect.orDie(journal.commit(transfersOf(`c${nth}`, receive(1))))
    happens = Effect.gen(function* () {
      yield* Effect.forEach([3, 4, 5], commit, { discard: true })
      for (let waited = 0; waited < 200 && savedTo(kept.tables) < 5; waited++) yield* Effect.sleep("10 millis")
      savedBefore = savedTo(kept.tables)
    })
    yield* Effect.forEach([1, 2], commit, { discard: true })
    const isDone = (): boolean => savedBefore > 0 && kept.tables.heads.length === 1
    for (let waited = 0; waited < 500 && !isDone(); waited++) yield* Effect.sleep("10 millis")
    assert.strictEqual(savedBefore, 5)
    // And what was saved meanwhile is merged after that.
    assert.deepStrictEqual(
      kept.tables.heads.map(({ from, to }) => [from, to]),
      [[0, 5]]
    )
  })
)

/** A storage that tells of whatever is saved while a writer has it alone. */
const whileAlone = (storage: LogStorage, tell: () => void): LogStorage => {
  const { tables } = storage
  if (tables === undefined) return storage
  let isAlone = false
  const save: typeof tables.save = (changes) =>
    Effect.suspend(() => {
      if (isAlone) tell()
      return tables.save(changes)
    })
  const watched: LogStorage = { ...storage, tables: { ...tables, save } }
  const leave = Effect.sync(() => {
    isAlone = false
  })
  return {
    ...watched,
    alone: (use) =>
      Effect.suspend(() => {
        isAlone = true
        return Effect.ensuring(use(watched), leave)
      })
  }
}

it.effect("a writer that shuts the others out to catch up does not save before it lets them in", () =>
  Effect.gen(function* () {
    const kept = emptyLog()
    const other = yield* makeLogJournal(storageOver(kept, { tables: false, shared: true }))
    const commit = (id: string) => Effect.orDie(other.commit(transfersOf(id, receive(1))))
    /** More than are read of the log at once. */
    const many = Array.from({ length: 5000 }, (_, nth) => `quicker ${nth}`)
    const quicker = Effect.forEach(many, commit, { concurrency: "unbounded", discard: true })
    const shared = storageOver(kept, { tables: true, shared: true })
    let isFirst = true
    const append: typeof shared.append = (batch) => {
      const before = isFirst ? quicker : Effect.void
      isFirst = false
      return Effect.andThen(before, shared.append(batch))
    }
    let saved = 0
    const watched = whileAlone({ ...shared, append }, () => (saved += 1))
    const late = yield* makeLogJournal(watched, { saveEvery: 1 })
    // It leaves these to others to save, for a while, and is to save them itself with what it finds once it is alone.
    for (const id of ["one", "two"]) {
      yield* commit(id)
      yield* late.balances({})
    }
    yield* late.commit(transfersOf("late", receive(1)))
    assert.strictEqual(kept.log.length, many.length + 3)
    assert.strictEqual(saved, 0)
  })
)
