import { spawn } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import { contentsOf, mapping, newFolder, orders, write } from "./inputFiles.ts"

const script = join(import.meta.dirname, "../src/main.ts")

interface Ended {
  readonly code: number | null
  readonly said: string
  readonly complained: string
}

/** Runs the example with these words in `folder`, as a person would. */
const runIn = (folder: string, ...words: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["-C", "@stowage/source", script, ...words], { cwd: folder })
    let [said, complained] = ["", ""]
    child.stdout.on("data", (data) => {
      said += String(data)
    })
    child.stderr.on("data", (data) => {
      complained += String(data)
    })
    child.on("close", (code) => resolve({ code, said, complained }))
  })

const prepared = (): string => {
  const folder = newFolder()
  write(folder, "orders.csv", `${orders}O-4,B,none,2.00,C-1,GB,2025-03-04 10:00\n`)
  write(folder, "map.json", mapping)
  return folder
}
const files = ["--orders", "orders.csv", "--map", "map.json"]

/** No stack, and no other sign that the fault is ours. */
const isForPeople = ({ complained }: Ended): void => assert.notMatch(complained, /\n\s+at |node:internal|file:\/\//)

describe("the example, run as a program", () => {
  it("uses the good rows, names the bad one, finds no violation and writes its report", async () => {
    const folder = prepared()
    const ended = await runIn(folder, ...files)
    assert.deepEqual([ended.code, ended.complained], [0, ""])
    assert.include(ended.said, "orders.csv: 5 rows, 3 orders, 0 cancellations, 1 rows rejected.")
    assert.include(ended.said, 'orders line 6, qty: expected a whole number of units other than 0, got "none"')
    assert.include(ended.said, "0 violations")
    assert.sameMembers(Object.keys(contentsOf(join(folder, "out"))), ["journal.db", "report.html"])
    const before = contentsOf(join(folder, "out"))
    const again = await runIn(folder, ...files)
    assert.match(again.said, /Went on after the \d+ commits that the journal held already/)
    assert.deepEqual(contentsOf(join(folder, "out")), before, "the same report, and nothing new in the journal")

    const other = await runIn(folder, ...files, "--seed", "2")
    assert.strictEqual(other.code, 1)
    assert.match(other.complained, /^The journal holds another run: .*seed 1.*seed 2.*choose another --db file/)
    isForPeople(other)
    assert.deepEqual(contentsOf(join(folder, "out")), before)
  })

  it("says how it is used, to who asks and to who gets it wrong", async () => {
    const folder = newFolder()
    const help = await runIn(folder, "--help")
    assert.strictEqual(help.code, 0)
    assert.include(help.said, "--orders FILE")
    const wrong = await runIn(folder, "--seed", "x")
    assert.deepEqual([wrong.code, wrong.said], [2, ""])
    assert.match(wrong.complained, /^--seed: expected a whole number of up to 9 digits, got x\n[^]*--orders FILE/)
    isForPeople(wrong)
    assert.deepEqual(readdirSync(folder), [])
  })

  it("makes and changes no file when the input cannot be used", async () => {
    const folder = prepared()
    write(folder, "layout.json", { aisles: 1, baysPerSide: 1, sides: 1, pickLevels: 1 })
    const before = readdirSync(folder)
    const few = await runIn(folder, ...files, "--layout", "layout.json")
    assert.strictEqual(few.code, 2)
    assert.strictEqual(few.complained, "The layout: expected a pick face for each of 2 SKUs, got 1 pick faces.\n")
    const missing = await runIn(folder, "--orders", "orders.csv", "--map", "nowhere.json")
    assert.strictEqual(missing.code, 2)
    assert.match(missing.complained, /^--map nowhere.json: expected a file/)
    assert.deepEqual(readdirSync(folder), before)
  })

  it("says so when a file stands where it is to put a folder", async () => {
    const folder = prepared()
    const before = contentsOf(folder)
    const ended = await runIn(folder, ...files, "--out", "map.json")
    assert.strictEqual(ended.code, 2)
    assert.match(ended.complained, /^map.json: expected a folder/)
    isForPeople(ended)
    assert.deepEqual(contentsOf(folder), before)
  })

  it("says so when the report cannot be written, and keeps what was done", async () => {
    const folder = prepared()
    mkdirSync(join(folder, "out", "report.html"), { recursive: true })
    const ended = await runIn(folder, ...files)
    assert.strictEqual(ended.code, 2)
    assert.match(ended.complained, /report\.html: expected to write the report there/)
    isForPeople(ended)
    assert.isTrue(existsSync(join(folder, "out", "journal.db")))
  })
})

describe("the journal's file", () => {
  const refused = async (folder: string, db: string): Promise<string> => {
    const before = contentsOf(folder)
    const ended = await runIn(folder, ...files, "--db", db)
    assert.strictEqual(ended.code, 1)
    isForPeople(ended)
    assert.deepEqual(contentsOf(folder), before)
    assert.isFalse(existsSync(join(folder, "out/report.html")))
    return ended.complained
  }

  it("that another process writes is left alone", async () => {
    const folder = prepared()
    const file = join(folder, "journal.db")
    const complaint = await Effect.runPromise(
      Effect.promise(() => refused(folder, "journal.db")).pipe(Effect.provide(layer({ file })))
    )
    assert.match(complaint, /^Busy: .*journal.db is being written by another process/)
  })

  it("of a later version is left alone", async () => {
    const folder = prepared()
    assert.strictEqual((await runIn(folder, ...files, "--out", "made")).code, 0)
    cpSync(join(folder, "made/journal.db"), join(folder, "later.db"))
    const database = new DatabaseSync(join(folder, "later.db"))
    database.exec("PRAGMA user_version = 99")
    database.close()
    assert.match(await refused(folder, "later.db"), /^OtherVersion: .*later.db is a journal of version 99.*update/)
  })

  it("that is somebody else's database, or none, is left alone", async () => {
    const folder = prepared()
    const database = new DatabaseSync(join(folder, "theirs.db"))
    database.exec("CREATE TABLE mine (x); PRAGMA application_id = 7")
    database.close()
    assert.match(
      await refused(folder, "theirs.db"),
      /^OtherVersion: .*theirs.db is another program.s .*choose another file/
    )
    assert.match(await refused(folder, "orders.csv"), /^Damaged: .*it is not a SQLite database/)
  })
})
