/**
 * A process that lives through some hundred orders on the SQLite file it is given, for tests to end in the middle.
 */
import * as Effect from "effect/Effect"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import { Journal } from "@stowage/runtime/Journal"
import { runOnJournal } from "@stowage/simulation/runOnJournal"
import { busyDays } from "./siteDays.ts"

/** What it lives through. */
export const killedDays = busyDays({ seed: 77, orders: 360, days: 6, skus: 30 })

const [file] = process.argv.slice(2)

if (import.meta.main && file !== undefined) {
  const days = Effect.gen(function* () {
    yield* Journal
    console.log("open")
    yield* runOnJournal(killedDays, ({ date }) => console.log(date))
  })
  await Effect.runPromise(Effect.provide(days, layer({ file })))
  console.log("over")
}
