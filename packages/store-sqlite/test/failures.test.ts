import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { origin } from "@stowage/runtime/Commit"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import { layer, layerReadOnly } from "@stowage/store-sqlite/SqliteJournal"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"
import { claiming, commit, everything, failureOf, ids, inFailure, inFile, settling } from "./writers.ts"

const fileNamed = (name: string): string => join(folder(), `${name}.db`)
const hashOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex")
const raw = (file: string, sql: string): void => {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

const expectFailure = (
  failure: StoreFailure,
  reason: StoreFailure["reason"],
  retry: boolean,
  ...says: Array<string>
) => {
  assert.deepStrictEqual({ reason: failure.reason, retry: failure.retry }, { reason, retry }, failure.message)
  for (const text of says) assert.include(failure.detail, text)
}

describe("two who want to write one file", () => {
  it("the second is told that it is busy, and by what, and may write once the first has closed", async () => {
    const file = fileNamed("second")
    await inFile(
      { file },
      Effect.gen(function* () {
        yield* commit(claiming("first"))
        const failure = yield* Effect.promise(() => failureOf({ file }, commit(claiming("second"))))
        expectFailure(failure, "Busy", true, file, "layerReadOnly")
        yield* commit(claiming("third"))
      })
    )
    await inFile({ file }, commit(claiming("second")))
    assert.deepStrictEqual(await inFile({ file }, ids), ["first", "third", "second"])
  })

  it("another process keeps the file busy until it ends, even when it is killed", async () => {
    const file = fileNamed("process")
    const script = join(import.meta.dirname, "busyWriter.ts")
    const child = spawn(process.execPath, ["-C", "@stowage/source", script, file, "other"])
    await new Promise((resolve) => child.stdout.once("data", resolve))
    child.stdout.resume()
    expectFailure(await failureOf({ file }), "Busy", true, file)
    const closed = new Promise((resolve) => child.once("close", resolve))
    child.kill("SIGKILL")
    await closed
    await inFile({ file }, commit(claiming("mine")))
    assert.deepStrictEqual(auditFile(file).problems, [])
  })

  it("a foreign lock on the file makes commits busy, and leaves the journal as it was", async () => {
    const file = fileNamed("locked")
    await inFile(
      { file },
      Effect.gen(function* () {
        yield* commit(claiming("before"))
        const before = yield* everything
        const other = new DatabaseSync(file)
        other.exec("BEGIN IMMEDIATE")
        const failures = yield* Effect.forEach(["a", "b"], (id) => Effect.flip(commit(claiming(id))), {
          concurrency: "unbounded"
        })
        for (const failure of failures) expectFailure(failure as StoreFailure, "Busy", true, file)
        assert.deepStrictEqual(yield* everything, before)
        other.exec("ROLLBACK")
        other.close()
        yield* commit(claiming("a"))
      })
    )
    assert.deepStrictEqual(auditFile(file).problems, [])
  })
})

describe("a file without room", () => {
  it("refuses as full, changes nothing, and goes on once there is room", async () => {
    const file = fileNamed("full")
    await inFile({ file }, commit(claiming("before")))
    raw(file, "CREATE TABLE ballast (x BLOB); INSERT INTO ballast VALUES (zeroblob(400000))")
    await inFile(
      { file, fullAt: 900_000 },
      Effect.gen(function* () {
        const journal = yield* Journal
        const large = (nth: number) => claiming(`large ${nth}`, "x".repeat(20_000))
        let taken = 0
        let failure: unknown
        while (failure === undefined && taken < 100) {
          const answer = yield* Effect.result(commit(large(taken)))
          if (answer._tag === "Failure") failure = answer.failure
          else taken += 1
        }
        expectFailure(failure as StoreFailure, "Full", true, file, "room")
        assert.isAbove(taken, 1)
        assert.strictEqual(yield* journal.receipt(large(taken).id), undefined)
        assert.strictEqual((yield* ids).length, taken + 1)
        assert.strictEqual((yield* journal.balances({ status: "available" })).length, 3)
        const waiting = yield* Effect.forkChild(journal.wait((taken + 1) as never))
        yield* Effect.yieldNow
        assert.strictEqual(waiting.pollUnsafe(), undefined, "a commit that failed wakes nobody")
        raw(file, "DROP TABLE ballast")
        const receipt = yield* commit(large(taken))
        assert.strictEqual(receipt.position, taken + 2)
        yield* commit(settling("on", "before"))
      })
    )
    assert.deepStrictEqual(auditFile(file).problems, [])
  })
})

describe("a file that is not what it should be", () => {
  const untouched = async (file: string, reason: StoreFailure["reason"], ...says: Array<string>) => {
    const before = hashOf(file)
    expectFailure(await failureOf({ file }), reason, false, ...says)
    expectFailure(await inFailure(Effect.provide(ids, layerReadOnly({ file }))), reason, false, ...says)
    assert.strictEqual(hashOf(file), before)
    assert.isFalse(existsSync(`${file}-writer`), "nothing is put beside it")
  }

  it("of a later version is refused with both versions, and untouched", async () => {
    const file = fileNamed("later")
    await inFile({ file }, commit(claiming("a")))
    raw(file, "PRAGMA user_version = 7")
    const before = hashOf(file)
    expectFailure(await failureOf({ file }), "OtherVersion", false, file, "version 7", "up to 3")
    assert.strictEqual(hashOf(file), before)
  })

  it("of another application is refused, and untouched", async () => {
    const marked = fileNamed("marked")
    raw(marked, "PRAGMA application_id = 1234; PRAGMA user_version = 1; CREATE TABLE commits (x)")
    await untouched(marked, "OtherVersion", marked, "0x000004d2", "0x53746f77")
    const unmarked = fileNamed("unmarked")
    raw(unmarked, "CREATE TABLE anything (x)")
    await untouched(unmarked, "OtherVersion", unmarked)
  })

  it("that is no database, or whose beginning was overwritten, is damaged", async () => {
    const text = fileNamed("text")
    writeFileSync(text, "Dear diary, ".repeat(1000))
    await untouched(text, "Damaged", text)
    const overwritten = fileNamed("overwritten")
    await inFile({ file: overwritten }, commit(claiming("a")))
    const bytes = readFileSync(overwritten)
    writeFileSync(overwritten, Buffer.concat([Buffer.alloc(100, 7), bytes.subarray(100)]))
    expectFailure(await failureOf({ file: overwritten }), "Damaged", false, overwritten)
  })

  it("with a commit that cannot be read is damaged, and says which", async () => {
    const file = fileNamed("unreadable")
    await inFile(
      { file },
      Effect.forEach(["a", "b"], (id) => commit(claiming(id)))
    )
    raw(file, "UPDATE blocks SET body = '{\"id\":' WHERE last = 2")
    expectFailure(await failureOf({ file }, ids), "Damaged", false, file, "position 2")
  })

  it("whose unsaved commits contradict its tables is damaged", async () => {
    const file = fileNamed("contradiction")
    await inFile({ file }, Effect.forEach([claiming("a"), settling("b", "a")], commit))
    raw(file, "UPDATE segments SET to_position = 1; UPDATE pages SET to_position = 1")
    raw(file, `UPDATE blocks SET body = replace(body, '"Settle","a"', '"Settle","nobody"') WHERE last = 2`)
    expectFailure(await failureOf({ file }), "Damaged", false, file, "contradicts itself")
  })

  it("whose tables lack a page is damaged", async () => {
    const file = fileNamed("page")
    await inFile({ file }, commit(claiming("a")))
    raw(file, "DELETE FROM pages WHERE kind = 'names'")
    const asking = Effect.flatMap(Journal, (journal) => journal.read("order/a" as never))
    expectFailure(await failureOf({ file }, asking), "Damaged", false, file, "pages")
  })

  it("that is not there is made by its writer, and by nobody who reads", async () => {
    const file = fileNamed("nowhere")
    const failure = await inFailure(Effect.provide(ids, layerReadOnly({ file })))
    expectFailure(failure, "Device", false, file, "not there", "opened for writing")
    assert.isFalse(existsSync(file))
  })

  it("an empty file is a new journal", async () => {
    const file = fileNamed("empty")
    writeFileSync(file, "")
    await inFile({ file }, commit(claiming("a")))
    assert.deepStrictEqual(await inFile({ file }, ids), ["a"])
  })

  it("a folder, or a file in a folder that does not exist, is a failure of the device", async () => {
    const place = join(folder(), "place")
    mkdirSync(place)
    expectFailure(await failureOf({ file: place }), "Device", false, `${place} is a folder`)
    const nowhere = join(folder(), "nowhere", "journal.db")
    expectFailure(await failureOf({ file: nowhere }), "Device", false, nowhere)
  })
})

describe("reading beside the writer", () => {
  it("readers see every commit, saved or not, are woken by new ones, and cannot commit", async () => {
    const file = fileNamed("read")
    const beside = Effect.gen(function* () {
      const writer = yield* Journal
      yield* commit(claiming("one"))
      yield* Effect.gen(function* () {
        const reader = yield* Journal
        assert.deepStrictEqual(yield* everything, yield* Effect.provideService(everything, Journal, writer))
        const woken = yield* Effect.forkChild(reader.wait((origin + 1) as never))
        yield* writer.commit(claiming("two"))
        yield* writer.commit(settling("three", "one"))
        yield* Effect.forkChild(Effect.sleep("1 millis")).pipe(Effect.andThen(Effect.sleep("60 millis")))
        assert.notStrictEqual(woken.pollUnsafe(), undefined)
        assert.deepStrictEqual(yield* everything, yield* Effect.provideService(everything, Journal, writer))
        const failure = yield* Effect.flip(commit(claiming("four")))
        expectFailure(failure as StoreFailure, "Closed", false, file, "reading only")
      }).pipe(Effect.provide(layerReadOnly({ file })))
      assert.strictEqual((yield* ids).length, 3)
    })
    await inFile({ file }, beside)
  })

  it("readers follow through a saving of the tables", async () => {
    const file = fileNamed("follow")
    const many = Array.from({ length: 5000 }, (_, nth) => claiming(`${nth}`))
    const beside = Effect.gen(function* () {
      const writer = yield* Journal
      yield* Effect.gen(function* () {
        for (const part of [many.slice(0, 4000), many.slice(4000)]) {
          yield* Effect.forEach(part, writer.commit, { concurrency: "unbounded", discard: true })
          const [seen, true_] = [yield* everything, yield* Effect.provideService(everything, Journal, writer)]
          assert.deepStrictEqual(seen, true_)
        }
      }).pipe(Effect.provide(layerReadOnly({ file })))
    })
    await inFile({ file }, beside)
    const { problems, saved } = auditFile(file)
    assert.deepStrictEqual(problems, [])
    assert.strictEqual(saved, 5000)
  })
})

describe("a journal that was closed", () => {
  it("fails as closed, and what was asked for before is written", async () => {
    const file = fileNamed("closed")
    const journal = await Effect.runPromise(Effect.provide(Journal, layer({ file })))
    expectFailure(await inFailure(journal.commit(claiming("late"))), "Closed", false, file)
    expectFailure(await inFailure(journal.balances({})), "Closed", false, file)
    expectFailure(await inFailure(journal.wait(origin)), "Closed", false, file)
    const asked = Effect.gen(function* () {
      yield* Effect.forkDetach(commit(claiming("asked")), { startImmediately: true })
    })
    await inFile({ file }, asked)
    assert.deepStrictEqual(await inFile({ file }, ids), ["asked"])
  })
})
