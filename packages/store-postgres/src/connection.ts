/**
 * The way to the server: a pool of connections, statements with parameters, failures with a sentence.
 */
import * as PgPool from "@effect/sql-pg/PgPool"
import type { PgConnection } from "@effect/sql-pg/PgConnection"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { SqlError } from "effect/sql/SqlError"
import { StoreFailure } from "@stowage/runtime/Journal"
import { codeOf, storeFailure } from "./failure.ts"

/** Where the server is and who asks: a URL, or its parts. */
export type Address =
  | string
  | {
      readonly host: string
      /** 5432 when not given. */
      readonly port?: number
      readonly database: string
      readonly user: string
      readonly password?: string
      /** Encrypted, with the server's certificate checked. */
      readonly tls?: boolean
    }

/** A value of a row as it comes: text, a number, true or false, bytes, or nothing. */
export type Value = string | number | boolean | Uint8Array | null
type Parameter = Value | ReadonlyArray<Value>

/** One way of asking: each statement is a transaction of its own, unless the connection is in one. */
export interface Asking {
  /**
   * Rows in the order of their columns. For statements that may be sent twice: they are sent again when the connection
   * was lost, and after failures that say that nothing was done.
   */
  readonly ask: (
    sql: string,
    parameters: ReadonlyArray<Parameter>
  ) => Effect.Effect<ReadonlyArray<ReadonlyArray<Value>>, StoreFailure>
  /** For a statement that is not sent again unless nothing was done. */
  readonly askOnce: (
    sql: string,
    parameters: ReadonlyArray<Parameter>
  ) => Effect.Effect<ReadonlyArray<ReadonlyArray<Value>>, StoreFailure>
}

/** Connections to one database. */
export interface Connections extends Asking {
  /** The database as messages name it; without the password. */
  readonly place: string
  /** Runs `use` on a connection that nobody else uses meanwhile, in one transaction that ends with it. */
  readonly inTransaction: <A, E>(use: (asking: Asking) => Effect.Effect<A, E>) => Effect.Effect<A, E | StoreFailure>
}

/** How a pool is used. */
export interface PoolOptions {
  readonly connection: Address
  /** Most connections at once. */
  readonly poolSize: number
  /** After how long without an answer a statement is given up, in milliseconds; 30,000 when not given. */
  readonly patienceMillis?: number
}

const usualPatienceMillis = 30_000

/** How often a statement that did nothing is sent again, and how long is waited before: 5, 10, 20 … ms. */
const attempts = 8
const firstPauseMillis = 5

/** The transaction was rolled back, or never began; so it may be sent again. */
const didNothing = new Set(["40001", "40P01", "55P03", "53300", "57P03", "25P03", "ECONNREFUSED"])

const poolConfig = (connection: Address): PgPool.Config => {
  if (typeof connection === "string") return { url: Redacted.make(connection) }
  const { host, port = 5432, database, user, password, tls = false } = connection
  const secret = password === undefined ? {} : { password: Redacted.make(password) }
  return { host, port, database, username: user, ssl: tls, ...secret }
}

const placeOf = (connection: Address): string => {
  if (typeof connection !== "string") return `${connection.host}:${connection.port ?? 5432}/${connection.database}`
  try {
    const { host, pathname } = new URL(connection)
    return `${host}${pathname}`
  } catch {
    return "the database"
  }
}

export type Rows = ReadonlyArray<ReadonlyArray<Value>>
type Send = (sql: string, parameters: ReadonlyArray<Parameter>) => Effect.Effect<Rows, SqlError>

const overConnection =
  (connection: PgConnection): Send =>
  (sql, parameters) =>
    connection.queryValues(sql, parameters) as Effect.Effect<Rows, SqlError>

/** Whether the connection went away, so that nobody knows what the server did. */
const wasLost = (error: SqlError): boolean =>
  error.reason._tag === "ConnectionError" || /^(08|57P0)/.test(codeOf(error)) || codeOf(error) === "40003"

/** Sends again after errors that `mayRepeat`, with pauses that double. */
const repeating =
  (send: Send, mayRepeat: (error: SqlError) => boolean): Send =>
  (sql, parameters) => {
    const attempt = (nth: number): Effect.Effect<Rows, SqlError> =>
      Effect.catch(send(sql, parameters), (error) =>
        nth === attempts || !mayRepeat(error)
          ? Effect.fail(error)
          : Effect.andThen(Effect.sleep(firstPauseMillis * 2 ** nth), attempt(nth + 1))
      )
    return attempt(0)
  }

/** In how many parts patience is spent. */
const parts = 30

/**
 * Ends after so long, of which nothing counts that this process did not run. Whoever stands still, stopped or paged
 * out, and then looks at the clock finds all its time gone, and the answer beside it not yet read.
 */
const listening = (millis: number): Effect.Effect<void> =>
  Effect.repeat(Effect.sleep(millis / parts), { times: parts - 1 }).pipe(Effect.asVoid)

/** How statements are sent. */
interface Manner {
  readonly place: string
  readonly patienceMillis: number
  /** The connection is in a transaction, which an error ends; so nothing is sent again. */
  readonly alone: boolean
}

const asking = (send: Send, { place, patienceMillis, alone }: Manner): Asking => {
  const silent = new StoreFailure({
    reason: "Device",
    retry: true,
    detail: `${place}: no answer within ${patienceMillis} ms; the outcome is unknown, send the same again`
  })
  const nothingDone = (error: SqlError): boolean => !alone && didNothing.has(codeOf(error))
  const once = repeating(send, nothingDone)
  const often = repeating(send, (error) => nothingDone(error) || (!alone && wasLost(error)))
  const givenUp = Effect.andThen(listening(patienceMillis), Effect.fail(silent))
  const inTime = (rows: Effect.Effect<Rows, SqlError>) => Effect.raceFirst(rows, givenUp)
  const orFailure = Effect.mapError((error: SqlError | StoreFailure) =>
    error._tag === "StoreFailure" ? error : storeFailure(error, place)
  )
  return {
    ask: (sql, parameters) => often(sql, parameters).pipe(inTime, orFailure),
    askOnce: (sql, parameters) => once(sql, parameters).pipe(inTime, orFailure)
  }
}

const transaction = Effect.fnUntraced(function* <A, E>(own: Asking, work: Effect.Effect<A, E>) {
  yield* own.ask("BEGIN", [])
  const answer = yield* Effect.onError(work, () => Effect.ignore(own.ask("ROLLBACK", [])))
  yield* own.ask("COMMIT", [])
  return answer
})

/** A pool of connections, closed with its scope. Connects when first asked. */
export const connect = ({
  connection,
  poolSize,
  patienceMillis = usualPatienceMillis
}: PoolOptions): Effect.Effect<Connections, StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const place = placeOf(connection)
    const toFailure = (error: SqlError): StoreFailure => storeFailure(error, place)
    const pool = yield* Effect.mapError(
      PgPool.make({ ...poolConfig(connection), maxConnections: poolSize, applicationName: "stowage" }),
      toFailure
    )
    const one: Send = (sql, parameters) => pool.use((held) => overConnection(held)(sql, parameters))
    const inTransaction: Connections["inTransaction"] = (use) =>
      Effect.scoped(
        Effect.flatMap(Effect.mapError(pool.reserve, toFailure), (held) => {
          const own = asking(overConnection(held), { place, patienceMillis, alone: true })
          // Whoever is interrupted ends what was begun: the connection is somebody else's after.
          return Effect.uninterruptibleMask((restore) => transaction(own, restore(Effect.suspend(() => use(own)))))
        })
      )
    return { place, inTransaction, ...asking(one, { place, patienceMillis, alone: false }) }
  })
