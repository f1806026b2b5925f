/**
 * A store of one's own: the journal over a folder of JSON files, written by two journals at once, which both want the
 * last unit.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type OwnerId, type SiteId, type Sku, account, outside, siteWide } from "@stowage/kernel"
import type { Instant, Transfer } from "@stowage/kernel"
import { type Commit, type CommitId, makeLogJournal, sayCommitRefusal } from "@stowage/runtime"
import { fileStorage } from "./fileStorage.ts"

const of = { book: "promise", owner: "acme" as OwnerId, sku: "TEA-1" as Sku } as const
const free = account({ ...of, place: siteWide("WH1" as SiteId) })
const [supplier, customer] = [outside("supplier", "S1"), outside("customer", "web")].map((place) =>
  account({ ...of, place })
) as [typeof free, typeof free]

const commit = (id: string, transfer: Transfer): Commit => ({
  id: id as CommitId,
  at: Date.UTC(2026, 0, 5) as Instant,
  actor: "example",
  appends: [],
  transfers: [transfer]
})

const twoBuyers = (folder: string) =>
  Effect.gen(function* () {
    const [one, other] = [yield* makeLogJournal(fileStorage(folder)), yield* makeLogJournal(fileStorage(folder))]
    yield* one.commit(commit("receive", { _tag: "Post", from: supplier, to: free, quantity: 1 }))
    const buy = (id: string) => commit(id, { _tag: "Post", from: free, to: customer, quantity: 1 })
    const answers = yield* Effect.all(
      [Effect.result(one.commit(buy("ann"))), Effect.result(other.commit(buy("bob")))],
      { concurrency: "unbounded" }
    )
    for (const answer of answers) {
      if (Result.isSuccess(answer)) console.log(`${answer.success.id} has it, at position ${answer.success.position}.`)
      else
        console.log(answer.failure._tag === "StoreFailure" ? answer.failure.message : sayCommitRefusal(answer.failure))
    }
    console.log(`Files: ${readdirSync(folder).join(", ")}`)
  })

const folder = mkdtempSync(join(tmpdir(), "stowage-files-"))
try {
  await Effect.runPromise(Effect.scoped(twoBuyers(folder)))
} finally {
  rmSync(folder, { recursive: true })
}
