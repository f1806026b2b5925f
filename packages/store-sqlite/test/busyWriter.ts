/**
 * A process that writes to a journal until it is killed, and says so of every commit that was acknowledged.
 *
 *     node -C @stowage/source busyWriter.ts FILE RUN
 */
import { writeSync } from "node:fs"
import * as Effect from "effect/Effect"
import { type Account, account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { random } from "@stowage/kernel/Random"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"
import { make } from "@stowage/store-sqlite/SqliteJournal"

const [file = "", run = ""] = process.argv.slice(2)
const chance = random(run)

const stock = (sku: number, place: Parameters<typeof account>[0]["place"]): Account =>
  account({ book: "promise", owner: "acme" as OwnerId, sku: `SKU-${sku}` as Sku, place })

let made = 0
const versions = new Map<string, number>()
const open: Array<PendingId> = []

/** Receipts and claims at random, and claims of this process resolved; all of it allowed. */
const transfers = (): ReadonlyArray<Transfer> => {
  const sku = chance.int(50)
  const [supplier, free] = [stock(sku, outside("supplier", "S")), stock(sku, siteWide("WH" as SiteId))]
  const id = `${run}/${made}` as PendingId
  const quantity = 1 + chance.int(5)
  const moved: Array<Transfer> = [
    { _tag: "Post", from: supplier, to: free, quantity: quantity + chance.int(2) },
    { _tag: "Pend", id, from: free, to: stock(sku, outside("customer", `C${chance.int(3)}`)), quantity }
  ]
  const resolved = chance.chance(0.7) ? open.shift() : undefined
  if (resolved !== undefined) moved.push({ _tag: chance.chance(0.5) ? "Void" : "Settle", id: resolved, quantity: 1 })
  return moved
}

const commit = (): Commit => {
  made += 1
  const stream = `order/${run}/${chance.int(20)}`
  const expected = versions.get(stream) ?? 0
  const events = Array.from({ length: 1 + chance.int(3) }, (_, nth) => ({ _tag: "Noted", nth, made }))
  versions.set(stream, expected + events.length)
  const at = (1_767_268_800_000 + made) as Instant
  const appends = [{ stream: stream as StreamId, expected, events }]
  return { id: `${run}:${made}` as CommitId, at, actor: "writer", appends, transfers: transfers() }
}

/** What this process claimed is resolved by later commits only once its claim is acknowledged. */
const acknowledged = (asked: Commit, position: number): void => {
  writeSync(1, `${asked.id} ${position}\n`)
  for (const transfer of asked.transfers) if (transfer._tag === "Pend") open.push(transfer.id)
}

await Effect.runPromise(
  Effect.scoped(
    Effect.gen(function* () {
      const journal = yield* make({ file, saveEvery: 40 })
      writeSync(1, "open\n")
      for (;;) {
        const group = Array.from({ length: chance.pick([1, 1, 2, 10, 100, 600]) }, commit)
        const one = (asked: Commit) =>
          Effect.map(journal.commit(asked), ({ position }) => acknowledged(asked, position))
        yield* Effect.forEach(group, one, { concurrency: "unbounded", discard: true })
      }
    })
  )
)
