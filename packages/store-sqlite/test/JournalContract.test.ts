import { join } from "node:path"
import * as SqliteJournal from "@stowage/store-sqlite/SqliteJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"
import { folder } from "./folder.ts"

JournalContract.suite("sqlite", SqliteJournal.layerTempFile, {
  stored: (name) => SqliteJournal.layer({ file: join(folder(), `${name}.db`) })
})
