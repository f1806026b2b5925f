/**
 * The few words the journal's contract is written in: short builders of commits.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Account, type Place, account, atLocation, outside, siteWide } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, EventData, Position, StreamId } from "@stowage/runtime/Commit"
import type { Journal } from "@stowage/runtime/Journal"

/** One promise of the port. `check` is given an empty journal, open for as long as it runs. */
export interface Scenario {
  /** Names the promise in `knownGaps`; never changes. */
  readonly key: string
  /** The promise as a sentence. */
  readonly title: string
  readonly check: (empty: Layer.Layer<Journal, unknown>) => Effect.Effect<void, unknown>
}

/** A promise that is seen in one empty journal. */
export const scenario = <E>(key: string, title: string, check: Effect.Effect<void, E, Journal>): Scenario => ({
  key,
  title,
  check: (empty) => Effect.provide(check, Layer.fresh(empty))
})

/** When the contract's commits are decided, unless a scenario is about time. */
export const noon = 1_767_268_800_000 as Instant

export const owner = "acme" as OwnerId
export const warehouse = "WH1" as SiteId
export const tea = "TEA-1" as Sku

/** Free to promise at the site. */
export const free = (sku: Sku | string = tea, site: SiteId = warehouse): Account =>
  account({ book: "promise", owner, sku: sku as Sku, place: siteWide(site) })

/** Stock of the physical book at a location. */
export const shelf = (location: string, sku: Sku | string = tea, site: SiteId = warehouse): Account =>
  account({ book: "physical", owner, sku: sku as Sku, place: atLocation(site, location as LocationId) })

/** Outside parties of the promise book. */
export const supplier = (sku: Sku | string = tea): Account => outsideOf("promise", sku, outside("supplier", "S1"))
export const customer = (sku: Sku | string = tea): Account => outsideOf("promise", sku, outside("customer", "web"))

/** An outside party of either book. */
export const outsideOf = (book: "physical" | "promise", sku: Sku | string, place: Place): Account =>
  account({ book, owner, sku: sku as Sku, place })

export const post = (from: Account, to: Account, quantity: number): Transfer => ({ _tag: "Post", from, to, quantity })
export const receive = (quantity: number, sku: Sku | string = tea): Transfer => post(supplier(sku), free(sku), quantity)
export const pend = (id: string, quantity: number, sku: Sku | string = tea, ttlMillis?: number): Transfer => ({
  _tag: "Pend",
  id: id as PendingId,
  from: free(sku),
  to: customer(sku),
  quantity,
  ...(ttlMillis === undefined ? {} : { ttlMillis })
})
export const settle = (id: string, quantity: number): Transfer => ({ _tag: "Settle", id: id as PendingId, quantity })
export const voided = (id: string): Transfer => ({ _tag: "Void", id: id as PendingId })
export const expire = (id: string): Transfer => ({ _tag: "Expire", id: id as PendingId })

export const event = (fields: Readonly<Record<string, unknown>> = {}): EventData => ({ _tag: "Noted", ...fields })

/** Events for `stream` by a writer who has seen `expected`. */
export const append = (stream: string, expected: number, ...events: ReadonlyArray<EventData>): Append => ({
  stream: stream as StreamId,
  expected,
  events: events.length === 0 ? [event()] : events
})

export const commitOf = (id: string, parts: Partial<Omit<Commit, "id">>): Commit => ({
  id: id as CommitId,
  at: noon,
  actor: "contract",
  appends: [],
  transfers: [],
  ...parts
})

export const transfersOf = (id: string, ...transfers: ReadonlyArray<Transfer>): Commit => commitOf(id, { transfers })
export const appendsOf = (id: string, ...appends: ReadonlyArray<Append>): Commit => commitOf(id, { appends })

export const streamId = (stream: string): StreamId => stream as StreamId
export const commitId = (id: string): CommitId => id as CommitId
export const position = (at: number): Position => at as Position
