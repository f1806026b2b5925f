import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Journal } from "@stowage/runtime/Journal"
import { type LogJournalOptions, makeLogJournal } from "@stowage/runtime/logJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"
import { emptyLog, type LogInMemory, onlyWriter, storageOver } from "./logInMemory.ts"

interface Kind {
  readonly name: string
  readonly tables: boolean
  readonly shared: boolean
  readonly use: LogJournalOptions
}

const kinds: ReadonlyArray<Kind> = [
  { name: "a log alone", tables: false, shared: false, use: {} },
  { name: "a log and tables", tables: true, shared: false, use: {} },
  {
    name: "a log and tables saved after every commit",
    tables: true,
    shared: false,
    use: { saveEvery: 1, batchSize: 1, fanOut: 2 }
  },
  {
    name: "a log and tables of which next to nothing is held",
    tables: true,
    shared: false,
    use: { saveEvery: 2, mostHeld: 1, mostNames: 0 }
  },
  { name: "a shared log and tables saved after every third", tables: true, shared: true, use: { saveEvery: 3 } }
]

for (const { name, tables, shared, use } of kinds) {
  const over = (kept: LogInMemory) =>
    Layer.effect(
      Journal,
      Effect.andThen(
        shared ? Effect.void : onlyWriter(kept),
        makeLogJournal(storageOver(kept, { tables, shared }), use)
      )
    )
  const logs = new Map<string, LogInMemory>()
  const stored = (key: string) => {
    const kept = logs.get(key) ?? emptyLog()
    logs.set(key, kept)
    return over(kept)
  }
  const empty = Layer.unwrap(Effect.sync(() => over(emptyLog())))
  JournalContract.suite(name, empty, { stored })
}
