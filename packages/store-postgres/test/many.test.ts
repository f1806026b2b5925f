import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { origin } from "@stowage/runtime/Commit"
import { follow } from "@stowage/runtime/follow"
import { Journal } from "@stowage/runtime/Journal"
import { layer, layerReadOnly } from "@stowage/store-postgres/PostgresJournal"
import { free, ids, inJournal, receiving, send } from "./commits.ts"
import { type BusyWriter, startWriter } from "./processes.ts"
import { type Server, startServer } from "./server.ts"
import { sql } from "./sql.ts"

let server: Server
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const stocked = (tenant: string, units: number) =>
  inJournal(layer({ connection: server.url, tenant }), send(receiving("stock", units)))

/** The journal holds every acknowledged commit, exactly once, where it was said to be. */
const holdsAll = async (tenant: string, receipts: ReadonlyArray<readonly [string, number]>) => {
  const stored = await inJournal(layerReadOnly({ connection: server.url, tenant }), ids)
  assert.strictEqual(new Set(stored).size, stored.length, "a commit is there twice, or behind a gap")
  for (const [id, position] of receipts) assert.strictEqual(stored[position - 1], id)
  return stored
}

const freeUnits = (tenant: string) =>
  inJournal(
    layerReadOnly({ connection: server.url, tenant }),
    Effect.map(
      Effect.flatMap(Journal, (journal) => journal.balances({})),
      (balances) => {
        const { posted = 0, pendingOut = 0 } = balances.find(({ account }) => account === free) ?? {}
        return posted - pendingOut
      }
    )
  )

describe("processes that sell one SKU", () => {
  it("sell exactly what there is, in one order without gaps, which a follower sees", { timeout: 120_000 }, async () => {
    const units = 600
    await stocked("hot", units)
    const seen = inJournal(
      layerReadOnly({ connection: server.url, tenant: "hot" }),
      Stream.runCollect(Stream.take(follow(origin), units + 1))
    )
    const writers = ["a", "b", "c", "d"].map((run) => startWriter(server.url, "hot", run))
    const ends = await Promise.all(writers.map(({ ended }) => ended))
    assert.deepStrictEqual(
      ends.map(({ word }) => word),
      ends.map(() => "TransferRefused")
    )
    const receipts = ends.flatMap(({ receipts }) => receipts)
    assert.strictEqual(receipts.length, units)
    assert.strictEqual(await freeUnits("hot"), 0)
    const stored = await holdsAll("hot", receipts)
    const followed = await seen
    assert.deepStrictEqual(
      followed.map(({ id, position }) => [String(id), Number(position)]),
      stored.map((id, index) => [id, index + 1])
    )
  })

  it("sell the last unit once", { timeout: 60_000 }, async () => {
    await stocked("last", 1)
    const ends = await Promise.all(["a", "b", "c"].map((run) => startWriter(server.url, "last", run).ended))
    assert.strictEqual(ends.flatMap(({ receipts }) => receipts).length, 1)
  })
})

describe("writers that are killed", () => {
  const kills = Number(process.env["STOWAGE_KILLS"] ?? "100")

  const killed = async (writer: BusyWriter, patience: number) => {
    await writer.opened
    await sleep(patience)
    writer.signal("SIGKILL")
    return (await writer.ended).receipts
  }

  const lane = async (name: string, count: number) => {
    const chance = random(name)
    const receipts: Array<readonly [string, number]> = []
    for (let nth = 0; nth < count; nth++) {
      const leases = nth % 4 === 3 ? [undefined, undefined] : [undefined]
      const writers = leases.map((lease, index) => startWriter(server.url, "killed", `${name}${nth}.${index}`, lease))
      for (const found of await Promise.all(writers.map((writer) => killed(writer, chance.int(60))))) {
        receipts.push(...found)
      }
    }
    return receipts
  }

  /** A server goes on with what a killed process had asked of it: until that is done, more may be written. */
  const nobodyIsLeft = async () => {
    const others =
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    while (Number((await sql(server.url, others))[0]?.[0]) > 0) await sleep(10)
  }

  it(`after ${kills} kills every acknowledged commit is there exactly once`, { timeout: 6_000 * kills }, async () => {
    await stocked("killed", 1_000_000)
    const half = Math.ceil(kills / 2)
    const receipts = (await Promise.all([lane("left", half), lane("right", kills - half)])).flat()
    assert.isAbove(receipts.length, kills / 10, "the writers were killed before they wrote")
    await nobodyIsLeft()
    const stored = await holdsAll("killed", receipts)
    assert.strictEqual(await freeUnits("killed"), 1_000_000 - (stored.length - 1))
  })
})

describe("a single writer that stops", () => {
  it("is replaced after its lease, and writes nothing more when it wakes", { timeout: 60_000 }, async () => {
    const leaseMillis = 400
    await stocked("alone", 1_000_000)
    const first = startWriter(server.url, "alone", "first", leaseMillis)
    await first.opened
    await sleep(100)
    first.signal("SIGSTOP")
    await sleep(2 * leaseMillis)
    const second = startWriter(server.url, "alone", "second", 10_000)
    await second.opened
    const before = await inJournal(layerReadOnly({ connection: server.url, tenant: "alone" }), ids)
    first.signal("SIGCONT")
    const stopped = await first.ended
    assert.strictEqual(stopped.word, "Fenced")
    second.signal("SIGKILL")
    const written = await second.ended
    assert.isAbove(written.receipts.length, 0)
    const stored = await holdsAll("alone", [...stopped.receipts, ...written.receipts])
    const late = stored.slice(before.length).filter((id) => id.startsWith("first"))
    assert.deepStrictEqual(late, [])
  })
})
