/**
 * The few words the journal's contract is written in: short builders of commits, and one way to ask for an outcome.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { assert } from "vitest"
import { type Account, type Place, account, atLocation, outside, siteWide } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import type {
  Append,
  Commit,
  CommitId,
  CommitRefusal,
  EventData,
  Position,
  Receipt,
  StreamId
} from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"

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

/** Commits and expects a receipt. */
export const taken = (commit: Commit) => Effect.flatMap(Journal, (journal) => journal.commit(commit))

/** Commits and answers with the receipt or the refusal; a store failure fails the scenario. */
export const answered = (commit: Commit) =>
  Effect.flatMap(Journal, (journal) => {
    const answer: Effect.Effect<Receipt | CommitRefusal, unknown> = journal
      .commit(commit)
      .pipe(Effect.catch((no) => (no._tag === "StoreFailure" ? Effect.fail(no) : Effect.succeed<CommitRefusal>(no))))
    return answer
  })

/** Commits and expects to be refused with exactly this. */
export const refusedWith = (commit: Commit, refusal: CommitRefusal) =>
  Effect.map(answered(commit), (answer) => assert.deepStrictEqual(answer, refusal))

/** Commits and expects the transfers to be refused; the reason. */
export const transferRefusal = (commit: Commit) =>
  Effect.map(answered(commit), (answer) => {
    if (!("_tag" in answer) || answer._tag !== "TransferRefused") {
      return assert.fail(`expected ${commit.id} to be refused for its transfers, got ${JSON.stringify(answer)}`)
    }
    assert.strictEqual(answer.id, commit.id)
    return answer.refusal
  })

export const balances = (query: BalanceQuery = {}) => Effect.flatMap(Journal, (journal) => journal.balances(query))

/** What `account` holds; nothing at all when the journal leaves it out. */
export const balance = (account: Account) =>
  Effect.map(balances(), (all): Balance => {
    const found = all.find((candidate) => candidate.account === account)
    return found ?? { account, posted: 0, pendingOut: 0, pendingIn: 0 }
  })

/** Expects `account` to hold exactly this. */
export const holds = (account: Account, posted: number, pendingOut = 0, pendingIn = 0) =>
  Effect.map(balance(account), (found) => assert.deepStrictEqual(found, { account, posted, pendingOut, pendingIn }))

/** Everything that can be read, for comparing before and after. */
export const everything = Effect.gen(function* () {
  const journal = yield* Journal
  const commits = yield* journal.commits(0 as Position, 100_000)
  const streams = [...new Set(commits.flatMap((commit) => commit.appends.map((append) => append.stream)))]
  return {
    commits,
    streams: yield* Effect.forEach(streams, (stream) => journal.read(stream)),
    balances: yield* journal.balances({}),
    pendings: yield* journal.pendings({})
  }
})

/** Expects `act` to leave everything as it was. */
export const changesNothing = <A, E, R>(act: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* everything
    yield* act
    assert.deepStrictEqual(yield* everything, before)
  })
