import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { Journal } from "@stowage/runtime/Journal"
import { layer, layerReadOnly, prepareDatabase } from "@stowage/store-postgres/PostgresJournal"
import { claiming, ids, inJournal, receiving, send } from "./commits.ts"
import { startCutter } from "./cutter.ts"
import { type Server, startServer } from "./server.ts"
import { sql } from "./sql.ts"

let server: Server
beforeAll(async () => {
  server = await startServer(["fsync=off"])
  await Effect.runPromise(prepareDatabase(server.url))
})
afterAll(() => server.stop())

describe("a connection that is cut at any byte", () => {
  const wanted = Number(process.env["STOWAGE_CUTS"] ?? "200")

  it(`loses nothing and does nothing twice, ${wanted} times`, { timeout: 1_500 * wanted }, async () => {
    const chance = random("cuts")
    const open = layer({ connection: server.url, tenant: "cut" })
    await inJournal(open, send(receiving("stock", 1_000_000)))
    const cutter = await startCutter(server.port, () => ({
      // Long enough to get past the greeting, and then anywhere in the statements.
      bytes: 700 + chance.int(6000),
      of: chance.chance(0.5) ? "request" : "reply"
    }))
    const connection = `postgres://owner@127.0.0.1:${cutter.port}/postgres`
    const acknowledged: Array<string> = []
    const unknown: Array<string> = []
    const lane = async (name: string) => {
      for (let nth = 0; cutter.cuts() < wanted; nth++) {
        const commits = Array.from({ length: 5 }, (_, index) => claiming(`${name}${nth}.${index}`))
        const session = Effect.forEach(commits, (commit) =>
          Effect.match(send(commit), {
            onSuccess: () => acknowledged.push(commit.id),
            onFailure: () => unknown.push(commit.id)
          })
        )
        // Opening may be cut too.
        await Effect.runPromise(Effect.ignore(Effect.provide(session, layer({ connection, tenant: "cut" }))))
      }
    }
    await Promise.all(["a", "b", "c", "d", "e", "f", "g", "h"].map(lane))
    cutter.stop()
    const stored = await inJournal(layerReadOnly({ connection: server.url, tenant: "cut" }), ids)
    assert.strictEqual(new Set(stored).size, stored.length, "a commit is there twice, or behind a gap")
    const there = new Set(stored)
    assert.deepStrictEqual(
      acknowledged.filter((id) => !there.has(id)),
      []
    )
    // Whoever was left in doubt sends the same again, and it is there once.
    await inJournal(
      open,
      Effect.forEach(unknown, (id) => send(claiming(id)))
    )
    const after = await inJournal(open, ids)
    assert.strictEqual(after.length, new Set([...acknowledged, ...unknown, "stock"]).size)
    const claims = await inJournal(
      open,
      Effect.flatMap(Journal, (journal) => journal.pendings({}))
    )
    assert.strictEqual(claims.length, after.length - 1)
  })
})

describe("a server that ends sessions", () => {
  it("is not noticed by who commits", { timeout: 60_000 }, async () => {
    const tenant = "ended"
    const writing = inJournal(
      layer({ connection: server.url, tenant, batchSize: 3 }),
      Effect.gen(function* () {
        yield* send(receiving("stock", 1000))
        for (let nth = 0; nth < 60; nth++) {
          yield* Effect.forEach(
            Array.from({ length: 5 }, (_, index) => claiming(`${nth}.${index}`)),
            send,
            { concurrency: "unbounded" }
          )
        }
        return yield* ids
      })
    )
    for (let nth = 0; nth < 10; nth++) {
      await sql(server.url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stowage'")
    }
    const stored = await writing
    assert.strictEqual(stored.length, 301)
    assert.strictEqual(new Set(stored).size, 301)
  })

  it("lets a commit wait for a lock that somebody holds for a while", { timeout: 60_000 }, async () => {
    const tenant = "locked"
    const open = layer({ connection: server.url, tenant })
    await inJournal(open, send(receiving("stock", 1)))
    const holding = sql(
      server.url,
      "BEGIN",
      "SELECT FROM stowage.heads WHERE tenant = 'locked' FOR UPDATE",
      "SELECT pg_sleep(1)",
      "COMMIT"
    )
    const receipt = await inJournal(open, send(claiming("patient")))
    await holding
    assert.strictEqual(Number(receipt.position), 2)
  })
})
