import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Sku } from "@stowage/kernel/Ids"
import type { Commit } from "@stowage/runtime/Commit"
import type { Journal } from "@stowage/runtime/Journal"
import { type LogJournalOptions, makeLogJournal } from "@stowage/runtime/logJournal"
import type { LogStorage } from "@stowage/runtime/LogStorage"
import { free, pend, receive, settle, transfersOf } from "@stowage/testkit/JournalContractWords"
import { emptyLog, storageOver } from "./logInMemory.ts"

const skus = Array.from({ length: 40 }, (_, nth) => `SKU-${nth}`)
const received = skus.map((sku) => transfersOf(`stock ${sku}`, receive(9, sku)))
const reserved = skus.map((sku) => transfersOf(`reserve ${sku}`, pend(`claim ${sku}`, 2, sku)))
const shipped = skus.map((sku) => transfersOf(`ship ${sku}`, settle(`claim ${sku}`, 2)))

type Service = Journal["Service"]

/** What `use` does over a storage, and how often it asked the tables for balances, for pages of names, and for keys. */
const counting = <A, E>(
  storage: LogStorage,
  use: (journal: Service) => Effect.Effect<A, E>,
  options: LogJournalOptions = {}
) =>
  Effect.gen(function* () {
    let [questions, pages, keys] = [0, 0, 0]
    const { tables } = storage
    const counted = tables && {
      ...tables,
      balancesOf: (...asked: Parameters<typeof tables.balancesOf>) => {
        questions += 1
        return tables.balancesOf(...asked)
      },
      pages: (...asked: Parameters<typeof tables.pages>) => {
        pages += 1
        return tables.pages(...asked)
      },
      keys: (...asked: Parameters<typeof tables.keys>) => {
        keys += 1
        return tables.keys(...asked)
      }
    }
    const answer = yield* Effect.scoped(Effect.flatMap(makeLogJournal({ ...storage, tables: counted }, options), use))
    return { answer, questions, pages, keys }
  })

const committing = (storage: LogStorage, commits: ReadonlyArray<Commit>) =>
  Effect.scoped(
    Effect.flatMap(makeLogJournal(storage), (journal) => Effect.forEach(commits, journal.commit, { discard: true }))
  )

const saved = { tables: true, shared: false }
/** Who writes so saves no tables, as one who crashes before that. */
const crashed = { tables: false, shared: false }

describe("what is not held in memory", () => {
  it.effect("is asked for once for all commits that a crash left unsaved", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      yield* committing(storageOver(kept, saved), received)
      yield* committing(storageOver(kept, crashed), reserved)
      const { answer, questions } = yield* counting(storageOver(kept, saved), (journal) =>
        journal.balances({ sku: "SKU-7" as Sku })
      )
      assert.strictEqual(answer.find(({ account }) => account === free("SKU-7"))?.pendingOut, 2)
      assert.strictEqual(questions, 1)
    })
  )

  it.effect("is not asked for where the unsaved commits have made it themselves", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      yield* committing(storageOver(kept, saved), received)
      yield* committing(storageOver(kept, crashed), [...reserved, ...shipped])
      const { pages, questions } = yield* counting(storageOver(kept, saved), () => Effect.void)
      assert.deepStrictEqual([questions, pages], [1, 0])
    })
  )

  it.effect("is asked for once also when the commits left unsaved settle claims of before", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      yield* committing(storageOver(kept, saved), [...received, ...reserved])
      yield* committing(storageOver(kept, crashed), shipped)
      const { answer, questions } = yield* counting(storageOver(kept, saved), (journal) => journal.balances({}))
      assert.strictEqual(answer.find(({ account }) => account === free("SKU-7"))?.posted, 7)
      assert.strictEqual(questions, 1)
    })
  )

  it.effect("is asked for once for all lines of an order", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      yield* committing(storageOver(kept, saved), received)
      const order = transfersOf("order", ...skus.map((sku) => pend(`line ${sku}`, 1, sku)))
      const { questions } = yield* counting(storageOver(kept, saved), (journal) => journal.commit(order))
      assert.strictEqual(questions, 1)
    })
  )

  it.effect("is asked for once for all claims that a shipment settles", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      yield* committing(storageOver(kept, saved), [...received, ...reserved])
      const shipment = transfersOf("shipment", ...skus.map((sku) => settle(`claim ${sku}`, 1)))
      const { questions } = yield* counting(storageOver(kept, saved), (journal) => journal.commit(shipment))
      assert.strictEqual(questions, 1)
    })
  )

  it.effect("is not asked for where this process has saved it, and known all the same", () =>
    Effect.gen(function* () {
      const kept = emptyLog()
      const use = (journal: Service) =>
        Effect.gen(function* () {
          yield* Effect.forEach(received, journal.commit, { discard: true })
          while (kept.tables.heads.length === 0) yield* Effect.yieldNow
          // The same again is told apart from what is new.
          const again = yield* Effect.forEach([...received, ...reserved], journal.commit)
          return again.map(({ position }) => position)
        })
      const { answer, keys } = yield* counting(storageOver(kept, saved), use, { saveEvery: 10 })
      assert.deepStrictEqual(
        answer,
        Array.from({ length: 80 }, (_, nth) => nth + 1)
      )
      assert.strictEqual(keys, 0)
      assert.isAbove(kept.tables.heads.length, 1)
    })
  )
})
