import { readFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import { Journal } from "@stowage/runtime/Journal"
import * as PgPool from "@effect/sql-pg/PgPool"
import * as Redacted from "effect/Redacted"
import { makeCommits, orderSource } from "./orders.ts"
import * as P from "@stowage/store-postgres/PostgresJournal"
import { startServer } from "../test/server.ts"
const mode = process.argv[2] ?? "single"; const saveEvery = Number(process.argv[3] ?? 4096)
const server = await startServer(["shared_preload_libraries=", "track_functions=pl"])
const layer = mode === "single" ? P.layerSingleWriter({ connection: server.url, batchSize: 256, saveEvery }) : P.layer({ connection: server.url, batchSize: mode === "tx" ? 1 : 256, saveEvery })
const srv = () => readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8").trim().split(" ").reduce((s, p) => s + Number(readFileSync(`/proc/${p}/schedstat`, "utf8").split(" ")[0]) / 1e9, 0)
await Effect.runPromise(Effect.provide(Effect.gen(function* () {
  const j = yield* Journal; const c = makeCommits(10000); const next = orderSource(1, 10000, "zipf")
  yield* Effect.forEach(Array.from({ length: 10000 }, (_, i) => i), (i) => j.commit(c.stock(i, 1e9)), { concurrency: 512, discard: true })
  const n = mode === "tx" ? 3000 : 30000
  for (let r = 0; r < 5; r++) {
    const orders = Array.from({ length: n }, next).map(c.reserve)
    const c0 = process.cpuUsage(), s0 = srv(), t = performance.now()
    yield* Effect.forEach(orders, j.commit, { concurrency: mode === "tx" ? 16 : 512, discard: true })
    const u = process.cpuUsage(c0)
    console.log("node", ((u.user + u.system) / n).toFixed(1), "srv", ((srv() - s0) / n * 1e6).toFixed(1), "wall", ((performance.now() - t) / n * 1000).toFixed(1))
  }
  const pool = yield* PgPool.make({ url: Redacted.make(server.url) })
  console.log((yield* pool.use((x) => x.queryValues("select funcname, calls::float8, total_time::float8 from pg_stat_user_functions order by 3 desc"))).map(String).join("\n"))
}).pipe(Effect.scoped), layer))
await server.stop()
