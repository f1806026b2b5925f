/**
 * Journals for benchmarks of other packages: each of a tenant of its own, on one server.
 */
import * as Effect from "effect/Effect"
import { Journal } from "@stowage/runtime/Journal"
import * as PostgresJournal from "@stowage/store-postgres/PostgresJournal"
import { startServer } from "../test/server.ts"

const server = await startServer()

/** Runs `use` over an empty journal. */
export const inTempTenant = <A>(use: (journal: Journal["Service"]) => Promise<A>): Promise<A> =>
  Effect.runPromise(
    Effect.provide(
      Effect.flatMap(Journal, (journal) => Effect.promise(() => use(journal))),
      PostgresJournal.layerTempTenant({ connection: server.url })
    )
  )

export const { stop } = server
