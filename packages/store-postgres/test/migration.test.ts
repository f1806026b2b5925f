import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { layer, prepareDatabase } from "@stowage/store-postgres/PostgresJournal"
import { migrations } from "@stowage/store-postgres/schema.sql"
import { claiming, everything, inJournal, receiving, send } from "./commits.ts"
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
