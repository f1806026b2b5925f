import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll, beforeAll } from "vitest"
import * as PostgresJournal from "@stowage/store-postgres/PostgresJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"
import { type Server, startServer } from "./server.ts"

let server: Server
beforeAll(async () => {
  server = await startServer(["fsync=off"])
})
afterAll(() => server.stop())

const lazily = <A, E>(build: () => Layer.Layer<A, E>) => Layer.unwrap(Effect.sync(build))

let tenants = 0
const aTenant = () => `tenant ${tenants++}`

JournalContract.suite(
  "postgres",
  lazily(() => PostgresJournal.layerTempTenant({ connection: server.url })),
  { stored: (tenant) => lazily(() => PostgresJournal.layer({ connection: server.url, tenant })) }
)

// The tables are saved in the middle of almost everything, and every commit is a transaction of its own.
JournalContract.suite(
  "postgres, a transaction each, saving after every second commit",
  lazily(() => PostgresJournal.layerTempTenant({ connection: server.url, saveEvery: 2, batchSize: 1 })),
  { stored: (name) => lazily(() => PostgresJournal.layer({ connection: server.url, tenant: `${name}, saving` })) }
)

JournalContract.suite(
  "postgres, single writer",
  lazily(() => PostgresJournal.layerSingleWriter({ connection: server.url, tenant: aTenant(), saveEvery: 3 })),
  {
    stored: (name) =>
      lazily(() => PostgresJournal.layerSingleWriter({ connection: server.url, tenant: `${name}, alone` }))
  }
)
