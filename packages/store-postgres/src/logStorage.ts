/**
 * The log of one tenant in PostgreSQL, as the journal's engine writes it.
 */
import * as Effect from "effect/Effect"
import { type Capabilities, StoreFailure } from "@stowage/runtime/Journal"
import { blocksOf } from "@stowage/runtime/LogBlock"
import type { AppendAnswer, LogStorage } from "@stowage/runtime/LogStorage"
import type { Asking, Connections } from "./connection.ts"
import { makeLogTables } from "./logTables.ts"
import { keyOf } from "./names.ts"
import { commitsFrom } from "./rows.ts"

/** Who writes: one of many, or the only one, under the epoch it has. */
export interface Writer {
  readonly capabilities: Capabilities
  /** The single writer's epoch; null for one of many. */
  readonly epoch: number | null
}

/**
 * What fits beside the other columns into one of PostgreSQL's pages: such a block stands in its row, where a longer one
 * would be cut into pieces of 2 kB in another table, each with an entry in its index.
 */
const blockCharacters = 7900

/** After how long without a word a process loses the journal it asked for alone, ms. */
const idleMillis = 5000

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

/** One way to the log of a tenant. */
interface Way {
  readonly asking: Asking
  readonly place: string
  readonly tenant: string
  readonly writer: Writer
}

const appending =
  ({ asking, place, tenant, writer: { epoch } }: Way): LogStorage["append"] =>
  ({ after, entries }) => {
    const blocks = blocksOf(entries, blockCharacters)
    const asked = asking.askOnce("SELECT stowage.append($1, $2, $3, $4, $5)", [
      keyOf(tenant),
      after,
      epoch,
      `{${blocks.map(({ last }) => last).join(",")}}`,
      blocks.map(({ body }) => body)
    ])
    return Effect.flatMap(asked, ([row]): Effect.Effect<AppendAnswer, StoreFailure> => {
      if (row?.[0] === 0) return Effect.succeed({ _tag: "Appended" })
      return row?.[0] === 1 ? Effect.succeed({ _tag: "Behind" }) : Effect.fail(fenced(place, tenant, epoch))
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
      Effect.flatMap(asking.ask("SELECT * FROM stowage.blocks_after($1, $2, $3)", [key, after, limit]), (rows) =>
        Effect.map(commitsFrom(rows, after, place), (commits) => commits.slice(0, limit))
      )
  }
}

/** The log of `tenant`, whose rows are there. */
export const makeLogStorage = (connections: Connections, tenant: string, writer: Writer): LogStorage => {
  const { place } = connections
  const over = (asking: Asking) => storageOver({ asking, place, tenant, writer })
  const lockedIn = (asking: Asking): LogStorage => {
    const locked: LogStorage = { ...over(asking), alone: (use) => use(locked) }
    return locked
  }
  const storage: LogStorage = {
    ...over(connections),
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
