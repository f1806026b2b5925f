import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { verify } from "@stowage/inventory/audit"
import { origin } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { layerTempFile } from "@stowage/store-sqlite/SqliteJournal"
import { canonical } from "./canonical.ts"
import { live, lived, moments, rebuilt } from "./life.ts"

describe("on SQLite, with processes that die and messages that come again,", () => {
  it("a site lives the same life as in memory, commit by commit, and its books are in order", async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (history) => {
        const inMemory = lived(history)
        const onDisk = Effect.gen(function* () {
          const { deaths, refusals, yard } = yield* live(history)
          const journal = yield* Journal
          const commits = yield* journal.commits(origin, Number.MAX_SAFE_INTEGER)
          const stored = { balances: yield* journal.balances({}), pendings: yield* journal.pendings({}) }
          const findings = verify(commits, stored)
          return { commits, deaths, findings, kept: canonical(yield* rebuilt(journal)), refusals, yard }
        })
        const { commits, deaths, findings, kept, refusals, yard } = await Effect.runPromise(
          Effect.provide(onDisk, layerTempFile)
        )
        assert.deepStrictEqual(findings, [])
        assert.deepStrictEqual(commits, inMemory.yard.commits)
        assert.deepStrictEqual([deaths, refusals], [inMemory.deaths, inMemory.refusals])
        assert.strictEqual(kept, canonical(yard))
        assert.strictEqual(kept, canonical(inMemory.yard))
      }),
      { numRuns: 8 }
    )
  })
})
