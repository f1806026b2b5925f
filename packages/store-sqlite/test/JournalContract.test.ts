import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqliteJournal from "@stowage/store-sqlite/SqliteJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"
import { folder } from "./folder.ts"

const at = (name: string, saveEvery: number) => SqliteJournal.layer({ file: join(folder(), `${name}.db`), saveEvery })

JournalContract.suite("sqlite", SqliteJournal.layerTempFile, { stored: (name) => at(name, 4096) })

// The tables are saved in the middle of almost everything.
let files = 0
JournalContract.suite(
  "sqlite, saving after every second commit",
  Layer.unwrap(Effect.sync(() => at(`new ${files++}`, 2))),
  { stored: (name) => at(`${name}, saving`, 2) }
)
