/**
 * The log of one tenant in PostgreSQL, as the journal's engine writes it.
 */
import * as Effect from "effect/Effect"
import { type Capabilities, StoreFailure } from "@stowage/runtime/Journal"
import type { AppendAnswer, LogStorage, Names } from "@stowage/runtime/LogStorage"
import type { Asking, Connections } from "./connection.ts"
import { lookUp, makeLogTables } from "./logTables.ts"
import { keyOf } from "./names.ts"
import { commitsFrom } from "./rows.ts"

/** Who writes: one of many, or the only one, under the epoch it has. */
export interface Writer {
  readonly capabilities: Capabilities
  /** The single writer's epoch; null for one of many. */
  readonly epoch: number | null
}

/** After how long without a word a process loses the journal it asked for alone, ms. */
const idleMillis = 5000

const uniqueViolation = "23505"

const fenced = (place: string, tenant: string, epoch: number | null): StoreFailure => {
  const whose = `the journal of tenant ${tenant} at ${place}`
  return epoch === null
    ? new StoreFailure({
        reason: "Busy",
        retry: true,
        detail: `${whose} is held by a single writer; stop that one, or send commits to it`
      })
    : new StoreFailure({
        reason: "Fenced",
        retry: false,
        detail: `${whose} was taken over by another writer since epoch ${epoch}; open it again`
      })
}

const none: Names = { ids: [], streams: [], claims: [] }

/** One way to the log of a tenant; `inTransaction` when nothing may fail without ending more than itself. */
interface Way {
  readonly asking: Asking
  readonly inTransaction: boolean
  readonly place: string
  readonly tenant: string
  readonly writer: Writer
}

const appending =
  ({ asking, inTransaction, place, tenant, writer: { epoch } }: Way): LogStorage["append"] =>
  ({ after, entries, taken = none }) => {
    const key = keyOf(tenant)
    const known = Effect.suspend(() =>
      Effect.map(lookUp(asking, key, { ...taken, accounts: [] }), (facts): AppendAnswer => ({ _tag: "Known", facts }))
    )
    const asked = asking.askOnce([uniqueViolation], "SELECT stowage.append($1, $2, $3, $4, $5, $6, $7, $8)", [
      key,
      after,
      epoch,
      entries.map(({ commit }) => keyOf(commit.id)),
      entries.map(({ body }) => body),
      taken.streams.map(keyOf),
      taken.claims.map(keyOf),
      inTransaction ? taken.ids.map(keyOf) : []
    ])
    return Effect.flatMap(asked, (answer): Effect.Effect<AppendAnswer, StoreFailure> => {
      const code = typeof answer === "string" ? undefined : answer[0]?.[0]
      if (code === 0) return Effect.succeed({ _tag: "Appended" })
      if (code === 1) return Effect.succeed({ _tag: "Behind" })
      return code === 2 ? Effect.fail(fenced(place, tenant, epoch)) : known
    })
  }

const storageOver = (way: Way): Omit<LogStorage, "alone"> => {
  const { asking, place, tenant, writer } = way
  const key = keyOf(tenant)
  return {
    name: `${place}, tenant ${tenant}`,
    capabilities: writer.capabilities,
    shared: writer.epoch === null,
    tables: makeLogTables(asking, key, place),
    append: appending(way),
    commits: (after, limit) =>
      Effect.flatMap(asking.ask("SELECT * FROM stowage.read_commits($1, $2, $3)", [key, after, limit]), (rows) =>
        commitsFrom(rows, place)
      )
  }
}

/** The log of `tenant`, whose rows are there. */
export const makeLogStorage = (connections: Connections, tenant: string, writer: Writer): LogStorage => {
  const { place } = connections
  const over = (asking: Asking, inTransaction: boolean) => storageOver({ asking, inTransaction, place, tenant, writer })
  const lockedIn = (asking: Asking): LogStorage => {
    const locked: LogStorage = { ...over(asking, true), alone: (use) => use(locked) }
    return locked
  }
  const storage: LogStorage = {
    ...over(connections, false),
    alone: (use) =>
      writer.epoch !== null
        ? use(storage)
        : connections.inTransaction((asking) =>
            Effect.andThen(
              asking.ask("SELECT stowage.lock_head($1, $2)", [keyOf(tenant), idleMillis]),
              Effect.suspend(() => use(lockedIn(asking)))
            )
          )
  }
  return storage
}
