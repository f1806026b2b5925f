import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { claimsFrom } from "@stowage/runtime/ClaimRun"
import { layer, prepareDatabase } from "@stowage/store-postgres/PostgresJournal"
import { migrations } from "@stowage/store-postgres/schema.sql"
import { claiming, everything, inJournal, receiving, send, settling } from "./commits.ts"
import { type Server, startServer } from "./server.ts"
import { sql } from "./sql.ts"

let server: Server
beforeAll(async () => {
  server = await startServer(["fsync=off"])
})
afterAll(() => server.stop())

const history = [receiving("stock", 90), ...Array.from({ length: 40 }, (_, nth) => claiming(`c${nth}`))]

/** A database as version 1 left it, with the same history for two tenants, the tables saved up to its second commit. */
const asVersionOne = async (url: string): Promise<void> => {
  await sql(url, "CREATE SCHEMA stowage", ...(migrations[0] ?? []), "INSERT INTO stowage.schema_version VALUES (1)")
  for (const tenant of ["one", "two"]) {
    const rows = history.map(
      (commit, nth) => `('${tenant}', ${nth + 1}, '${JSON.stringify(commit).replaceAll("'", "''")}')`
    )
    await sql(
      url,
      `INSERT INTO stowage.heads (tenant, last) VALUES ('${tenant}', ${history.length})`,
      `INSERT INTO stowage.saved VALUES ('${tenant}', 2)`,
      `INSERT INTO stowage.commits VALUES ${rows.join(", ")}`,
      `INSERT INTO stowage.balances VALUES ('${tenant}', 'an account', NULL, 'A', 'B', 'C', 1, 2, 3)`
    )
  }
}

describe("a database of version 1", () => {
  it("is opened as the journals it had, and they go on", async () => {
    await sql(server.url, "CREATE DATABASE old")
    const old = server.url.replace("/postgres", "/old")
    await asVersionOne(old)
    await Effect.runPromise(prepareDatabase(old))
    await inJournal(layer({ connection: server.url, tenant: "made" }), Effect.forEach(history, send))
    const made = await inJournal(layer({ connection: server.url, tenant: "made" }), everything)
    for (const tenant of ["one", "two"]) {
      const journal = layer({ connection: old, tenant, saveEvery: 8 })
      assert.deepStrictEqual(await inJournal(journal, everything), made)
      const receipts = await inJournal(journal, Effect.forEach([claiming("c3"), claiming("new")], send))
      assert.deepStrictEqual(
        receipts.map(({ position }) => Number(position)),
        [5, history.length + 1]
      )
    }
  })
})

/** Makes of a database's pages of claims what version 2 wrote, and of its functions those that it had. */
const asVersionTwo = async (url: string): Promise<void> => {
  const pages = await sql(url, "SELECT ctid::text, kind, vals FROM stowage.pages WHERE kind <> 'names'")
  assert.isAbove(pages.length, 4)
  const updates = pages.map(([place, kind, values]) => {
    const page = { keys: new Uint8Array(0), values: values as Uint8Array }
    const claims = Array.from(claimsFrom(page), ({ id, position, expiresAt }) => ({ id, position, expiresAt }))
    const numbers = [...claims.map(({ position }) => position), ...claims.map(({ expiresAt }) => expiresAt)]
    const keys = Buffer.from(new Float64Array(kind === "opened" ? numbers : []).buffer)
    const ids = Buffer.from(JSON.stringify(claims.map(({ id }) => id)))
    return `UPDATE stowage.pages SET keys = '\\x${keys.toString("hex")}', vals = '\\x${ids.toString("hex")}'
      WHERE ctid = '${String(place)}'`
  })
  await sql(url, ...updates, "UPDATE stowage.schema_version SET version = 2")
}

describe("a database of version 2", () => {
  it("is opened as the journal it was, goes on, and its segments are merged", async () => {
    await sql(server.url, "CREATE DATABASE second")
    const second = server.url.replace("/postgres", "/second")
    const urls = [second, server.url]
    const at = (connection: string) => layer({ connection, tenant: "pages", saveEvery: 8, batchSize: 1 })
    for (const url of urls) await inJournal(at(url), Effect.forEach(history, send))
    await asVersionTwo(second)
    const more = [
      settling("s", "c9"),
      ...Array.from({ length: 40 }, (_, nth) => claiming(`d${nth}`)),
      settling("t", "d3")
    ]
    for (const url of urls) await inJournal(at(url), Effect.forEach(more, send))
    assert.deepStrictEqual(await inJournal(at(second), everything), await inJournal(at(server.url), everything))
  })
})
