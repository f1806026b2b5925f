/**
 * SQL without the library, as somebody else would send it.
 */
import * as PgPool from "@effect/sql-pg/PgPool"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** Runs statements one after the other on one connection; the rows of the last. */
export const sql = (
  url: string,
  ...statements: ReadonlyArray<string>
): Promise<ReadonlyArray<ReadonlyArray<unknown>>> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const pool = yield* PgPool.make({ url: Redacted.make(url), maxConnections: 1 })
        return yield* pool.use((connection) =>
          Effect.reduce(
            statements,
            (): ReadonlyArray<ReadonlyArray<unknown>> => [],
            (_, statement) => connection.queryValues(statement)
          )
        )
      })
    )
  )
