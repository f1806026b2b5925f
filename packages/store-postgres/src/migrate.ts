/**
 * Makes the tables, or brings those of an older version to this one.
 */
import * as Effect from "effect/Effect"
import { StoreFailure } from "@stowage/runtime/Journal"
import type { Asking, Connections } from "./connection.ts"
import { migrations, schemaVersion } from "./schema.sql.ts"

/** Whoever migrates holds this advisory lock: `Stow` in ASCII. */
const migrationLock = 0x53746f77

/** The version of the tables, 0 when there are none. */
const versionOf = (asking: Asking): Effect.Effect<number, StoreFailure> =>
  Effect.gen(function* () {
    const [there] = yield* asking.ask("SELECT to_regclass('stowage.schema_version') IS NOT NULL", [])
    if (there?.[0] !== true) return 0
    const [row] = yield* asking.ask("SELECT version FROM stowage.schema_version", [])
    return Number(row?.[0] ?? 0)
  })

const migrateFrom = Effect.fnUntraced(function* (asking: Asking, version: number) {
  if (version === 0) yield* asking.ask("CREATE SCHEMA IF NOT EXISTS stowage", [])
  for (const statement of migrations.slice(version).flat()) yield* asking.ask(statement, [])
  yield* asking.ask("DELETE FROM stowage.schema_version", [])
  yield* asking.ask("INSERT INTO stowage.schema_version VALUES ($1)", [schemaVersion])
})

/**
 * Sees to it that the tables are of this version. Needs the rights of their owner only when they are not: whoever opens
 * first makes them, others wait. Fails as `OtherVersion` when they are of a later version.
 */
export const migrate = (connections: Connections): Effect.Effect<void, StoreFailure> =>
  Effect.gen(function* () {
    const seen = yield* versionOf(connections)
    if (seen > schemaVersion) {
      const detail = `${connections.place} has tables of version ${seen}, this library writes ${schemaVersion}`
      return yield* new StoreFailure({ reason: "OtherVersion", retry: false, detail: `${detail}: update the library` })
    }
    if (seen === schemaVersion) return
    yield* connections.inTransaction((asking) =>
      Effect.gen(function* () {
        yield* asking.ask("SELECT pg_advisory_xact_lock($1)", [migrationLock])
        const version = yield* versionOf(asking)
        if (version < schemaVersion) yield* migrateFrom(asking, version)
      })
    )
  })
