/**
 * Short ways to open a journal's file, write a little to it, and see it refused.
 */
import * as Effect from "effect/Effect"
import { account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Commit, type CommitId, type StreamId, origin } from "@stowage/runtime/Commit"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import { type SqliteOptions, layer } from "@stowage/store-sqlite/SqliteJournal"

const at = 1_767_268_800_000 as Instant
const tea = { book: "promise", owner: "acme" as OwnerId, sku: "TEA" as Sku } as const
const supplier = account({ ...tea, place: outside("supplier", "S") })
const free = account({ ...tea, place: siteWide("WH" as SiteId) })
const customer = account({ ...tea, place: outside("customer", "C") })

const commitOf = (id: string, transfers: ReadonlyArray<Transfer>, text = ""): Commit => ({
  id: id as CommitId,
  at,
  actor: "test",
  appends: [{ stream: `order/${id}` as StreamId, expected: 0, events: [{ _tag: "Noted", text }] }],
  transfers
})

/** Two units come in, one of them is claimed under the commit's id; the event says `text`. */
export const claiming = (id: string, text = ""): Commit =>
  commitOf(
    id,
    [
      { _tag: "Post", from: supplier, to: free, quantity: 2 },
      { _tag: "Pend", id: id as PendingId, from: free, to: customer, quantity: 1, ttlMillis: 1000 }
    ],
    text
  )

/** The claim of `of` is settled. */
export const settling = (id: string, of: string): Commit =>
  commitOf(id, [{ _tag: "Settle", id: of as PendingId, quantity: 1 }])

/** Runs `use` over the journal in a file, which is closed afterwards. */
export const inFile = <A, E>(options: SqliteOptions, use: Effect.Effect<A, E, Journal>): Promise<A> =>
  Effect.runPromise(Effect.provide(use, layer(options)))

/** The failure of opening the file or of `use`. */
export const failureOf = (
  options: SqliteOptions,
  use: Effect.Effect<unknown, unknown, Journal> = Effect.flatMap(Journal, (journal) => journal.commits(origin, 1))
): Promise<StoreFailure> => inFailure(Effect.provide(use, layer(options)))

/** The failure of an effect that must fail as a store. */
export const inFailure = (effect: Effect.Effect<unknown, unknown>): Promise<StoreFailure> =>
  Effect.runPromise(
    Effect.flatMap(Effect.flip(effect), (failure) =>
      failure instanceof StoreFailure ? Effect.succeed(failure) : Effect.die(failure)
    )
  )

export const commit = (asked: Commit) => Effect.flatMap(Journal, (journal) => journal.commit(asked))

/** Ids of all commits, in order. */
export const ids = Effect.flatMap(Journal, (journal) =>
  Effect.map(journal.commits(origin, 1_000_000), (commits) => commits.map(({ id }) => String(id)))
)

/** Everything the journal can be asked. */
export const everything = Effect.gen(function* () {
  const journal = yield* Journal
  const commits = yield* journal.commits(origin, 1_000_000)
  const streams = new Set(commits.flatMap(({ appends }) => appends.map(({ stream }) => stream)))
  return {
    commits,
    streams: yield* Effect.forEach(streams, (stream) => journal.read(stream)),
    balances: yield* journal.balances({}),
    pendings: yield* journal.pendings({}),
    expirable: yield* journal.pendings({ expirableAt: (at + 500_000) as Instant })
  }
})
