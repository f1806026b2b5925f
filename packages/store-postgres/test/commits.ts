/**
 * Short ways to commit to a journal on PostgreSQL, and to see what became of it.
 */
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { type Account, account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Commit, type CommitId, type StreamId, origin } from "@stowage/runtime/Commit"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"

const noon = 1_767_268_800_000 as Instant
const tea = { book: "promise", owner: "acme" as OwnerId, sku: "TEA" as Sku } as const
const supplier = account({ ...tea, place: outside("supplier", "S") })
export const free: Account = account({ ...tea, place: siteWide("WH" as SiteId) })
const customer = account({ ...tea, place: outside("customer", "C") })

const commitOf = (id: string, transfers: ReadonlyArray<Transfer>, text = id): Commit => ({
  id: id as CommitId,
  at: noon,
  actor: text,
  appends: [{ stream: `order/${id}` as StreamId, expected: 0, events: [{ _tag: "Noted", text }] }],
  transfers
})

/** So many units come in. */
export const receiving = (id: string, quantity: number): Commit =>
  commitOf(id, [{ _tag: "Post", from: supplier, to: free, quantity }])

/** One unit is claimed under the commit's id. */
export const claiming = (id: string, text = id): Commit =>
  commitOf(id, [{ _tag: "Pend", id: id as PendingId, from: free, to: customer, quantity: 1, ttlMillis: 1000 }], text)

/** The claim of `of` is settled. */
export const settling = (id: string, of: string): Commit =>
  commitOf(id, [{ _tag: "Settle", id: of as PendingId, quantity: 1 }])

export const send = (commit: Commit) => Effect.flatMap(Journal, (journal) => journal.commit(commit))

/** Ids of all commits, in order; their positions must have no gap. */
export const ids = Effect.map(
  Effect.flatMap(Journal, (journal) => journal.commits(origin, 1_000_000)),
  (commits) =>
    commits.map(({ id, position }, index) => (position === index + 1 ? String(id) : `${id} stands at ${position}`))
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
    pendings: yield* journal.pendings({})
  }
})

export const inJournal = <A, E>(layer: Layer.Layer<Journal, StoreFailure>, use: Effect.Effect<A, E, Journal>) =>
  Effect.runPromise(Effect.provide(use, layer))

/** The failure of `use`, or of opening. */
export const failureIn = (layer: Layer.Layer<Journal, StoreFailure>, use: Effect.Effect<unknown, unknown, Journal>) =>
  Effect.runPromise(
    Effect.flatMap(Effect.flip(Effect.provide(use, layer)), (failure) =>
      failure instanceof StoreFailure ? Effect.succeed(failure) : Effect.die(failure)
    )
  )
