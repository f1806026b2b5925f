/**
 * One of several processes that write one journal: it does what `writers.ts` tells it, until nobody does.
 */
import * as Effect from "effect/Effect"
import * as PostgresJournal from "@stowage/store-postgres/PostgresJournal"
import type { Journal } from "@stowage/runtime/Journal"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { type Order } from "@stowage/testkit/orderSource"
import { sender } from "./sender.ts"
import type { Said, Told, WriterOptions } from "./writers.ts"

const { connection, batchSize, skus, callers } = JSON.parse(process.argv[2] ?? "{}") as WriterOptions
const commits = makeCommits(skus)
const latenciesMs: Array<number> = []
const send = sender(callers, latenciesMs)
const say = (said: Said): void => void process.send?.(said)

const writing = Effect.gen(function* () {
  const services = yield* Effect.context<Journal>()
  let dealt: ReadonlyArray<Order> = []
  let make = commits.reserve
  const begin = async (): Promise<void> => {
    latenciesMs.length = 0
    const before = process.cpuUsage()
    await Effect.runPromise(Effect.provide(send(dealt, make), services))
    const { user, system } = process.cpuUsage(before)
    say({ _tag: "Done", cpuSeconds: (user + system) / 1e6, latenciesMs })
  }
  process.on("message", (told: Told) => {
    if (told._tag === "Begin") return void begin()
    dealt = told.orders
    make = told.what === "settle" ? commits.ship : commits.reserve
    say({ _tag: "Ready" })
  })
  say({ _tag: "Open" })
  yield* Effect.promise(() => new Promise((resolve) => process.once("disconnect", resolve)))
})

await Effect.runPromise(Effect.provide(writing, PostgresJournal.layer({ connection, batchSize })))
process.exit(0)
