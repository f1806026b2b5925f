import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { claimsFrom } from "@stowage/runtime/ClaimRun"
import type { Commit } from "@stowage/runtime/Commit"
import { applicationId, migrations } from "@stowage/store-sqlite/schema.sql"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"
import { claiming, commit, everything, inFile, settling } from "./writers.ts"

/** A file as version 1 left it, tables saved up to its second commit. */
const asVersionOne = (file: string, commits: ReadonlyArray<Commit>): void => {
  const database = new DatabaseSync(file)
  database.exec(migrations[0] ?? "")
  const insert = database.prepare("INSERT INTO commits (position, id, body) VALUES (?, ?, ?)")
  for (const [index, one] of commits.entries()) insert.run(index + 1, one.id, JSON.stringify(one))
  database.exec(`
    UPDATE saved SET position = 2;
    INSERT INTO streams VALUES ('order/c0', 1, 1), ('order/c1', 1, 2);
    INSERT INTO accounts (account, sku, site, place)
      VALUES ('promise|acme|TEA|||available|site:WH', 'TEA', 'WH', 'site:WH');
    INSERT INTO balances VALUES (1, 4, 2, 0);
    INSERT INTO resolved VALUES ('gone', 'settled');
    PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1`)
  database.close()
}

/** Makes of a file's pages of claims what version 2 wrote: ids as JSON, and positions and times as numbers. */
const asVersionTwo = (file: string): void => {
  const database = new DatabaseSync(file)
  for (const row of database.prepare("SELECT rowid, kind, keys, vals FROM pages WHERE kind <> 'names'").all()) {
    const page = { keys: row["keys"] as Uint8Array, values: row["vals"] as Uint8Array }
    const claims = Array.from(claimsFrom(page), ({ id, position, expiresAt }) => ({ id, position, expiresAt }))
    const numbers = [...claims.map(({ position }) => position), ...claims.map(({ expiresAt }) => expiresAt)]
    const keys = new Uint8Array(new Float64Array(row["kind"] === "opened" ? numbers : []).buffer)
    const values = new TextEncoder().encode(JSON.stringify(claims.map(({ id }) => id)))
    database.prepare("UPDATE pages SET keys = ?, vals = ? WHERE rowid = ?").run(keys, values, row["rowid"] as number)
  }
  database.exec("PRAGMA user_version = 2")
  database.close()
}

const commits = [...Array.from({ length: 50 }, (_, nth) => claiming(`c${nth}`, `line\n${nth}`)), settling("s", "c7")]

describe("a file of version 2", () => {
  it("is opened as the journal it was, goes on, and its segments are merged", async () => {
    const [old, made] = [join(folder(), "second.db"), join(folder(), "third.db")]
    for (const file of [old, made]) await inFile({ file, saveEvery: 8 }, Effect.forEach(commits, commit))
    asVersionTwo(old)
    const more = [
      settling("t", "c9"),
      ...Array.from({ length: 90 }, (_, nth) => claiming(`d${nth}`)),
      settling("u", "d3")
    ]
    for (const file of [old, made]) await inFile({ file, saveEvery: 8 }, Effect.forEach(more, commit))
    assert.deepStrictEqual(await inFile({ file: old }, everything), await inFile({ file: made }, everything))
    assert.deepStrictEqual(auditFile(old).problems, [])
  })
})

describe("a file of version 1", () => {
  it("is opened as the journal it was, and goes on", async () => {
    const [old, made] = [join(folder(), "old.db"), join(folder(), "made.db")]
    asVersionOne(old, commits)
    await inFile({ file: made }, Effect.forEach(commits, commit))
    assert.deepStrictEqual(
      await inFile({ file: old, saveEvery: 8 }, everything),
      await inFile({ file: made }, everything)
    )
    assert.deepStrictEqual(auditFile(old).problems, [])
    assert.strictEqual(auditFile(old).saved, commits.length)
    const again = await inFile({ file: old }, Effect.forEach([claiming("c3", "line\n3"), claiming("new")], commit))
    assert.deepStrictEqual(
      again.map(({ position }) => Number(position)),
      [4, commits.length + 1]
    )
    assert.deepStrictEqual(auditFile(old).problems, [])
  })

  it("that is empty is an empty journal", async () => {
    const file = join(folder(), "old-empty.db")
    asVersionOne(file, [])
    await inFile({ file }, commit(claiming("a")))
    assert.deepStrictEqual(auditFile(file).problems, [])
  })
})
