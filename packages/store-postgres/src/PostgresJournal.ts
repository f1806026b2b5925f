/**
 * The journal in PostgreSQL: durable, for many processes that write at the same time, or for one that holds a lease.
 *
 * Whoever writes decides in memory by the rules every store shares, and appends under the condition that nobody else
 * has appended since, in one function call that is one transaction. A commit is acknowledged once the server has it on
 * its device (`synchronous_commit` must be on, as it is by default).
 */
import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { Instant } from "@stowage/kernel/Instant"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import { type LogJournalOptions, makeLogJournal } from "@stowage/runtime/logJournal"
import type { LogStorage } from "@stowage/runtime/LogStorage"
import { type Address, type Connections, connect } from "./connection.ts"
import { holdLease } from "./lease.ts"
import { type Writer, makeLogStorage } from "./logStorage.ts"
import { migrate } from "./migrate.ts"
import { keyOf } from "./names.ts"

/** Which journal, over how many connections, and how it is written. */
export interface PostgresOptions {
  readonly connection: Address
  /** Whose journal: tenants share the tables and see nothing of one another. `main` when not given. */
  readonly tenant?: string
  /** Most connections at once, 4 when not given; at least 2. */
  readonly poolSize?: number
  /** How many commits share a transaction at most; 512 when not given, 1 for a transaction each. */
  readonly batchSize?: number
  /** After how many commits the tables that are made from them are saved; 65,536 when not given. */
  readonly saveEvery?: number
  /**
   * How far, in milliseconds, a commit that expires claims may be ahead of the database's clock; 5,000 when not given.
   * One that is further ahead is refused.
   */
  readonly expiryAheadMillis?: number
}

/** Options of the one writer. */
export interface SingleWriterOptions extends PostgresOptions {
  /**
   * As of one of many, but 131,072 when not given: whoever takes over after a crash posts up to so many commits again,
   * in 2 seconds of CPU time, or 7 where all of them settle claims of before, and has waited for the lease first.
   */
  readonly saveEvery?: number
  /** After how long a silence another process may take over, in milliseconds; 10,000 when not given. */
  readonly leaseMillis?: number
  /** How long to wait for another writer to let go, in milliseconds; 0, to be refused at once, when not given. */
  readonly waitMillis?: number
}

const usualSaveEveryAlone = 131_072

const many: Writer = { capabilities: { durable: true, writers: "many" }, epoch: null }

const opened = (options: PostgresOptions): Effect.Effect<Connections, StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const { connection, poolSize = 4 } = options
    const connections = yield* connect({ connection, poolSize: Math.max(2, poolSize) })
    yield* migrate(connections)
    return connections
  })

const tenantOf = ({ tenant = "main" }: PostgresOptions): string => tenant

const openTenant = (connections: Connections, tenant: string): Effect.Effect<void, StoreFailure> =>
  tenant === ""
    ? Effect.fail(
        new StoreFailure({ reason: "Device", retry: false, detail: "expected the name of a tenant, got an empty one" })
      )
    : Effect.asVoid(connections.ask("SELECT stowage.open_tenant($1)", [keyOf(tenant)]))

/** What the engine is told: the database's clock decides that the time of a claim has come. */
const engineOptions = ({ ask }: Connections, options: PostgresOptions): LogJournalOptions => {
  const asked = ask("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision", [])
  const now = Effect.map(asked, (rows) => Number(rows[0]?.[0]) as Instant)
  return { ...options, expiry: { now, aheadMillis: options.expiryAheadMillis ?? 5000 } }
}

/** The journal of a tenant, made when there is none, for one of many writers; closed with its scope. */
export const make = (options: PostgresOptions): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const connections = yield* opened(options)
    yield* openTenant(connections, tenantOf(options))
    return yield* makeLogJournal(
      makeLogStorage(connections, tenantOf(options), many),
      engineOptions(connections, options)
    )
  })

/**
 * The journal of a tenant for its only writer. Fails as `Busy` while another process is; a writer that was silent for
 * longer than its lease may find itself replaced, and then fails as `Fenced`.
 */
export const makeSingleWriter = (
  options: SingleWriterOptions
): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const { leaseMillis = 10_000, waitMillis = 0 } = options
    const tenant = tenantOf(options)
    const connections = yield* opened(options)
    yield* openTenant(connections, tenant)
    const holder = `${hostname()}:${process.pid}:${randomUUID()}`
    const epoch = yield* holdLease(connections, tenant, holder, { leaseMillis, waitMillis })
    const only: Writer = { capabilities: { durable: true, writers: "one" }, epoch }
    return yield* makeLogJournal(
      makeLogStorage(connections, tenant, only),
      engineOptions(connections, { ...options, saveEvery: options.saveEvery ?? usualSaveEveryAlone })
    )
  })

/** The storage of who leaves the tables to those who write. */
const readingOnly = (storage: LogStorage): LogStorage => {
  const { tables } = storage
  if (tables === undefined) return storage
  const nothing = { save: () => tables.saved, write: () => Effect.void, replace: () => Effect.succeed(false) }
  return { ...storage, tables: { ...tables, ...nothing } }
}

/** Everything but `commit`, which fails as `Closed`. */
const makeReadOnly = (options: PostgresOptions): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const { place, ...asking } = yield* opened(options)
    const journal = yield* makeLogJournal(readingOnly(makeLogStorage({ place, ...asking }, tenantOf(options), many)))
    const detail = `${place} was opened for reading only; commit through a journal opened by layer or layerSingleWriter`
    return Journal.of({
      ...journal,
      commit: () => Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail }))
    })
  })

/** `make` as a layer. */
export const layer = (options: PostgresOptions): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(Journal, make(options))

/** `makeSingleWriter` as a layer. */
export const layerSingleWriter = (options: SingleWriterOptions): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(Journal, makeSingleWriter(options))

/** The journal of a tenant that others write: everything but `commit`, which fails as `Closed`. */
export const layerReadOnly = (options: PostgresOptions): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(Journal, makeReadOnly(options))

/** An empty journal of a tenant of its own, every time it is built: for tests. Its rows stay in the database. */
export const layerTempTenant = (options: Omit<PostgresOptions, "tenant">): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(
    Journal,
    Effect.suspend(() => make({ ...options, tenant: `temp-${randomUUID()}` }))
  )

/**
 * Makes the tables, or brings them to this version: for owners of the schema who open journals as a role with the
 * rights of `grantsTo` and no more.
 */
export const prepareDatabase = (connection: Address): Effect.Effect<void, StoreFailure> =>
  Effect.asVoid(Effect.scoped(opened({ connection })))
