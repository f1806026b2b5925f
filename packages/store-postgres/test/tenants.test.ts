import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import type { PendingId } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import { keyOf, nameOf, restOf, stored, told } from "@stowage/store-postgres/names"
import { layer, layerReadOnly, layerSingleWriter, prepareDatabase } from "@stowage/store-postgres/PostgresJournal"
import { bandSize, grantsTo } from "@stowage/store-postgres/schema.sql"
import { claiming, everything, failureIn, ids, inJournal, receiving, send } from "./commits.ts"
import { type Server, startServer } from "./server.ts"
import { sql } from "./sql.ts"

let server: Server
/** The server as a role that owns nothing. */
let asShop: string
beforeAll(async () => {
  server = await startServer(["fsync=off"])
  asShop = server.url.replace("owner@", "shop@")
  await Effect.runPromise(prepareDatabase(server.url))
  await sql(server.url, "CREATE ROLE shop LOGIN", "CREATE ROLE guest LOGIN", ...grantsTo("shop"))
})
afterAll(() => server.stop())

const of = (tenant: string) => layer({ connection: asShop, tenant, saveEvery: 2 })

const history = Effect.gen(function* () {
  yield* send(receiving("stock", 9))
  for (const id of ["a", "b", "c"]) yield* send(claiming(id))
})

const failsAs = (failure: StoreFailure, reason: StoreFailure["reason"], retry: boolean, ...says: Array<string>) => {
  assert.deepStrictEqual({ reason: failure.reason, retry: failure.retry }, { reason, retry }, failure.message)
  for (const text of says) assert.include(failure.detail, text)
}

const tables = ["heads", "saved", "blocks", "segments", "pages", "balances"]

describe("tenants of one database", () => {
  it("see and touch nothing of one another, by a role that owns nothing", async () => {
    await inJournal(of("one"), history)
    const before = await inJournal(of("one"), everything)
    assert.strictEqual(before.commits.length, 4)
    const found = await inJournal(
      of("two"),
      Effect.gen(function* () {
        const journal = yield* Journal
        const names = before.commits.map(({ id }) => String(id))
        return {
          ...(yield* everything),
          receipts: yield* Effect.forEach(names, (id) => journal.receipt(id as CommitId)),
          read: yield* Effect.forEach(names, (id) => journal.read(`order/${id}` as StreamId)),
          claims: yield* journal.pendings({ ids: names.map((name) => name as PendingId) }),
          asOf: yield* journal.balances({ asOf: before.commits[3]?.position as never })
        }
      })
    )
    assert.deepStrictEqual(found.receipts, [undefined, undefined, undefined, undefined])
    assert.deepStrictEqual(found.read.flat(), [])
    for (const none of [found.commits, found.streams, found.balances, found.pendings, found.claims, found.asOf]) {
      assert.deepStrictEqual(none, [])
    }
    // The same names are free in the other tenant, and what is done with them is done there.
    await inJournal(of("two"), history)
    assert.deepStrictEqual(await inJournal(of("one"), everything), before)
  })

  it("are kept apart by the database itself: who names no tenant finds every table empty", async () => {
    for (const table of tables) {
      assert.deepStrictEqual(await sql(asShop, `SELECT * FROM stowage.${table}`), [], table)
    }
    const named = await sql(asShop, "SET stowage.tenant = 'one'", "SELECT DISTINCT tenant FROM stowage.blocks")
    assert.deepStrictEqual(named, [["one"]])
    const direct = await sql(asShop, "SELECT * FROM stowage.blocks_00").catch((error: unknown) => String(error))
    assert.include(JSON.stringify(direct), "Query failed")
  })

  it("do not leak by a connection that another tenant used before", async () => {
    const left = await sql(asShop, "SELECT stowage.read_saved('one')", "SELECT * FROM stowage.blocks")
    assert.deepStrictEqual(left, [])
  })

  it("every table is fenced, for its owner too", async () => {
    const open = await sql(
      server.url,
      `SELECT relname FROM pg_class WHERE relnamespace = 'stowage'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'schema_version' AND NOT (relrowsecurity AND relforcerowsecurity)`
    )
    assert.deepStrictEqual(open, [])
  })
})

describe("opening", () => {
  it("by a role without rights names what to grant", async () => {
    const failure = await failureIn(layer({ connection: server.url.replace("owner@", "guest@") }), ids)
    failsAs(failure, "Device", false, "grantsTo", "42501")
  })

  it("of tables of a later version is refused, and they are left alone", async () => {
    await sql(server.url, "CREATE DATABASE later")
    const later = server.url.replace("/postgres", "/later")
    await inJournal(layer({ connection: later }), history)
    await sql(later, "UPDATE stowage.schema_version SET version = 99")
    failsAs(await failureIn(layer({ connection: later }), ids), "OtherVersion", false, "99", "update the library")
  })

  it("by many at once makes the tables once", async () => {
    await sql(server.url, "CREATE DATABASE fresh")
    const fresh = layer({ connection: server.url.replace("/postgres", "/fresh") })
    const all = await Promise.all([1, 2, 3, 4].map((nth) => inJournal(fresh, send(receiving(`from ${nth}`, nth)))))
    assert.deepStrictEqual(
      all.map(({ position }) => Number(position)).sort((a, b) => a - b),
      [1, 2, 3, 4]
    )
  })

  it("of a server that is not there can be tried again, and does not give the password away", async () => {
    const connection = "postgres://owner:hunter2@127.0.0.1:1/postgres"
    const failure = await failureIn(layer({ connection }), ids)
    failsAs(failure, "Device", true, "127.0.0.1:1/postgres")
    assert.notInclude(failure.message, "hunter2")
  })

  it("as the only writer is refused while another is, saying who", async () => {
    const only = layerSingleWriter({ connection: asShop, tenant: "only" })
    await inJournal(
      only,
      Effect.gen(function* () {
        failsAs(yield* Effect.promise(() => failureIn(only, ids)), "Busy", true, "only", String(process.pid))
        const many = layer({ connection: asShop, tenant: "only" })
        failsAs(yield* Effect.promise(() => failureIn(many, send(receiving("no", 1)))), "Busy", true, "single writer")
        yield* send(receiving("yes", 1))
      })
    )
    // It has let go: nobody has to wait for its lease.
    assert.deepStrictEqual(await inJournal(only, ids), ["yes"])
  })

  it("as the only writer ends when another takes over, even one that writes nothing", async () => {
    const only = layerSingleWriter({ connection: asShop, tenant: "fenced" })
    const failure = await failureIn(
      only,
      Effect.gen(function* () {
        yield* send(receiving("before", 1))
        yield* Effect.promise(() =>
          sql(server.url, "UPDATE stowage.heads SET epoch = epoch + 1 WHERE tenant = 'fenced'")
        )
        yield* send(receiving("after", 1))
      })
    )
    failsAs(failure, "Fenced", false, "fenced", "taken over")
    assert.deepStrictEqual(await inJournal(layerReadOnly({ connection: asShop, tenant: "fenced" }), ids), ["before"])
  })

  it("for reading does not commit", async () => {
    const failure = await failureIn(layerReadOnly({ connection: asShop, tenant: "one" }), send(receiving("x", 1)))
    failsAs(failure, "Closed", false, "layerSingleWriter")
  })
})

describe("a claim", () => {
  it("does not expire by a clock that is ahead of the database's", async () => {
    const expiring = (id: string, aheadMillis: number): Commit => ({
      ...claiming(id),
      appends: [],
      at: (Date.now() + aheadMillis) as Commit["at"],
      transfers: [{ _tag: "Expire", id: "a" as PendingId }]
    })
    await inJournal(
      of("expiring"),
      Effect.gen(function* () {
        yield* history
        const refusal = yield* Effect.flip(send(expiring("early", 3_600_000)))
        assert.strictEqual(refusal._tag, "CommitMalformed")
        yield* send(expiring("now", 0))
      })
    )
  })
})

describe("a long journal", () => {
  it("lies in one table for each band of positions, and is read across them as one, by a role without rights", async () => {
    /** Appends one block for each position, as far along as the first of them. */
    const appended = async (tenant: string, positions: ReadonlyArray<number>) => {
      const after = (positions[0] ?? 1) - 1
      const bodies = positions.map((position) => `'at ${position}'`)
      await sql(
        asShop,
        `SELECT stowage.open_tenant('${tenant}')`,
        `SET stowage.tenant = '${tenant}'`,
        `UPDATE stowage.heads SET last = ${after} WHERE tenant = '${tenant}'`,
        `SELECT stowage.append('${tenant}', ${after}, NULL, ARRAY[${positions.join()}]::bigint[], ARRAY[${bodies.join()}])`
      )
      const read = await sql(asShop, `SELECT last_at, text FROM stowage.blocks_after('${tenant}', ${after}, 9)`)
      const where = `SELECT tableoid::regclass::text FROM stowage.blocks WHERE tenant = '${tenant}' ORDER BY last`
      return { read, tables: (await sql(asShop, `SET stowage.tenant = '${tenant}'`, where)).flat() }
    }
    const near = [bandSize - 1, bandSize, bandSize + 1]
    const { read, tables: bands } = await appended("long", near)
    assert.deepStrictEqual(
      read,
      near.map((position) => [position, `at ${position}`])
    )
    assert.deepStrictEqual(bands, ["stowage.blocks_00", "stowage.blocks_01", "stowage.blocks_01"])
    // What is beyond all bands is in the last table.
    const far = await appended("longer", [99 * bandSize])
    assert.deepStrictEqual(far.tables, ["stowage.blocks_16"])
  })
})

describe("saved tables", () => {
  it("are there after the journal was closed, and are what opening begins with", async () => {
    await inJournal(layerSingleWriter({ connection: asShop, tenant: "saved", saveEvery: 3 }), history)
    const [saved] = await sql(server.url, "SELECT position::float8 FROM stowage.saved WHERE tenant = 'saved'")
    assert.deepStrictEqual(saved, [4])
    const [segments] = await sql(
      server.url,
      "SELECT min(from_position)::float8, max(to_position)::float8 FROM stowage.segments WHERE tenant = 'saved'"
    )
    assert.deepStrictEqual(segments, [0, 4])
  })

  it("copied row by row into another database are the same journal", async () => {
    await inJournal(of("copied"), history)
    const before = await inJournal(of("copied"), everything)
    await sql(server.url, "CREATE DATABASE restored")
    const restored = server.url.replace("/postgres", "/restored")
    await Effect.runPromise(prepareDatabase(restored))
    for (const table of tables) {
      const rows = await sql(server.url, `SELECT row_to_json(t)::text FROM stowage.${table} t WHERE tenant = 'copied'`)
      for (const [row] of rows) {
        const quoted = String(row).replaceAll("'", "''")
        await sql(
          restored,
          `INSERT INTO stowage.${table} SELECT * FROM json_populate_record(NULL::stowage.${table}, '${quoted}')`
        )
      }
    }
    const copy = layer({ connection: restored, tenant: "copied" })
    assert.deepStrictEqual(await inJournal(copy, everything), before)
    assert.strictEqual(Number((await inJournal(copy, send(claiming("next")))).position), 5)
  })
})

describe("names", () => {
  const Name = fc.string({ unit: fc.constantFrom("\u0000", "\u0001", "\u0002", "\u0003", "a", "'", "\\", "😀") })

  it("of any text come back, without a NUL on the way, and different ones stay different", () => {
    fc.assert(
      fc.property(Name, Name, fc.constantFrom(1, 300), (one, other, times) => {
        const [a, b] = [one.repeat(times), other.repeat(times)]
        assert.strictEqual(told(stored(a)), a)
        assert.strictEqual(nameOf(keyOf(a), restOf(a)), a)
        assert.notInclude(stored(a) + keyOf(a), "\u0000")
        assert.strictEqual(keyOf(a) === keyOf(b), a === b)
      })
    )
  })
})
