import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll, assert, it } from "vitest"
import { Journal, makeLogJournal } from "@stowage/runtime"
import { JournalContract } from "@stowage/testkit"
import { fileStorage } from "../src/fileStorage.ts"

const root = mkdtempSync(join(tmpdir(), "stowage-files-"))
afterAll(() => rmSync(root, { recursive: true }))

const over = (folder: string) =>
  Layer.effect(
    Journal,
    Effect.suspend(() => makeLogJournal(fileStorage(folder)))
  )
let folders = 0

JournalContract.suite("JSON files", Layer.unwrap(Effect.sync(() => over(join(root, `new ${folders++}`)))), {
  stored: (name) => over(join(root, name))
})

it("a file that is no JSON is named, and nothing is built on what follows it", async () => {
  const folder = join(root, "damaged")
  fileStorage(folder)
  writeFileSync(join(folder, "000000000001.json"), "[{")
  const failure = await Effect.runPromise(Effect.flip(Effect.scoped(makeLogJournal(fileStorage(folder)))))
  assert.strictEqual(failure.reason, "Damaged")
  assert.include(failure.detail, "000000000001.json")
})
