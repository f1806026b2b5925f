import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { arbitraryTransfer } from "@stowage/testkit/JournalContractLaws"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"
import { claiming, commit, everything, inFile, settling } from "./writers.ts"

const arbitraryCommit = fc
  .record({
    at: fc.nat({ max: 9 }),
    events: fc.nat({ max: 2 }),
    transfers: fc.array(arbitraryTransfer, { minLength: 1, maxLength: 3 })
  })
  .map(({ at, events, transfers }) => (nth: number, version: number): Commit => ({
    id: `c${nth}` as CommitId,
    at: (1_767_268_800_000 + at) as Instant,
    actor: "law",
    appends:
      events === 0
        ? []
        : [
            {
              stream: "s" as StreamId,
              expected: version,
              events: Array.from({ length: events }, () => ({ _tag: "E" }))
            }
          ],
    transfers
  }))

/** What a journal answers to commits, each by a writer who has read the stream. */
const history = (makers: ReadonlyArray<(nth: number, version: number) => Commit>, from: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    return yield* Effect.forEach(makers, (make, nth) =>
      Effect.flatMap(journal.read("s" as StreamId), (read) =>
        Effect.exit(journal.commit(make(from + nth, read.length)))
      )
    )
  })

describe("a journal that is closed and opened again", () => {
  it("whenever that happens, it answers as one that never was", async () => {
    let files = 0
    const law = fc.asyncProperty(
      fc.array(fc.array(arbitraryCommit, { maxLength: 6 }), { maxLength: 4 }),
      async (parts) => {
        const file = join(folder(), `law-${files++}.db`)
        const memory = makeMemoryJournal()
        let from = 0
        for (const part of parts) {
          const kept = await inFile({ file }, history(part, from))
          const expected = await Effect.runPromise(Effect.provideService(history(part, from), Journal, memory))
          assert.deepStrictEqual(kept, expected)
          from += part.length
        }
        const all = await Effect.runPromise(Effect.provideService(everything, Journal, memory))
        assert.deepStrictEqual(await inFile({ file }, everything), all)
        assert.deepStrictEqual(auditFile(file).problems, [])
      }
    )
    await fc.assert(law, { numRuns: 40 })
  })
})

describe("a large batch", () => {
  it("knows the commits, streams and claims of long ago", async () => {
    const file = join(folder(), "batch.db")
    const first = Array.from({ length: 70 }, (_, nth) => claiming(`c${nth}`))
    const atOnce = (commits: ReadonlyArray<Commit>) =>
      Effect.forEach(commits, (asked) => Effect.result(commit(asked)), { concurrency: "unbounded" })
    await inFile({ file }, atOnce(first))

    const again = await inFile({ file }, atOnce([claiming("new"), ...first]))
    assert.deepStrictEqual<ReadonlyArray<unknown>>(
      again.map((answer) => (answer._tag === "Success" ? Number(answer.success.position) : answer.failure._tag)),
      [71, ...first.map((_, nth) => nth + 1)]
    )
    const renamed = first.map((one) => ({ ...one, id: `other ${one.id}` as CommitId }))
    const stale = await inFile({ file }, atOnce(renamed))
    assert.deepStrictEqual(
      tagsOf(stale),
      first.map(() => "VersionConflict")
    )
    const reclaimed = await inFile({ file }, atOnce(renamed.map((one) => ({ ...one, appends: [] }))))
    assert.deepStrictEqual(
      tagsOf(reclaimed),
      first.map(() => "TransferRefused")
    )
    assert.deepStrictEqual(auditFile(file).problems, [])
  })

  const tagsOf = (answers: ReadonlyArray<{ readonly _tag: string; readonly failure?: { readonly _tag: string } }>) =>
    answers.map((answer) => answer.failure?._tag ?? answer._tag)
})

describe("tables", () => {
  const counts = (file: string) => {
    const database = new DatabaseSync(file, { readOnly: true })
    const count = (table: string) =>
      Number(Object.values(database.prepare(`SELECT count(*) FROM ${table}`).get() ?? {})[0])
    const found = { accounts: count("accounts"), balances: count("balances") }
    database.close()
    return found
  }

  it("do not grow with what is finished", async () => {
    const file = join(folder(), "finished.db")
    const claimed = Array.from({ length: 20 }, (_, nth) => claiming(`c${nth}`))
    await inFile({ file }, Effect.forEach(claimed, commit))
    assert.deepStrictEqual(counts(file), { accounts: 3, balances: 3 })
    await inFile(
      { file },
      Effect.forEach(claimed, ({ id }) => commit(settling(`s ${id}`, id)))
    )
    assert.deepStrictEqual(counts(file), { accounts: 3, balances: 3 })
    await inFile({ file }, emptied)
    assert.deepStrictEqual(counts(file), { accounts: 0, balances: 0 })
  })

  it("are saved in passing once there are enough commits", async () => {
    const file = join(folder(), "passing.db")
    const many = Array.from({ length: 420 }, (_, nth) => claiming(`c${nth}`))
    const savedAt = Effect.sync(() => auditFile(file).saved)
    const saved = await inFile(
      { file, saveEvery: 200 },
      Effect.andThen(Effect.forEach(many, commit, { concurrency: 70, discard: true }), savedAt)
    )
    assert.isAbove(saved, 199)
    assert.isBelow(saved, 420)
    assert.deepStrictEqual(auditFile(file).problems, [])
  })
})

/** Everything goes back to where it came from. */
const emptied = Effect.gen(function* () {
  const journal = yield* Journal
  const held = yield* journal.balances({})
  const to = held.find(({ posted }) => posted < 0)?.account ?? assert.fail("nobody is owed anything")
  const transfers = held
    .filter(({ posted }) => posted > 0)
    .map(({ account, posted }) => ({ _tag: "Post" as const, from: account, to, quantity: posted }))
  yield* journal.commit({ ...claiming("back"), appends: [], transfers })
})
