import { copyFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"
import { claiming, commit, everything, ids, inFile, settling } from "./writers.ts"

/** What the backup guide tells to run beside the writer. */
const backUp = (file: string, copy: string): void => {
  const database = new DatabaseSync(file, { readOnly: true })
  database.prepare("VACUUM INTO ?").run(copy)
  database.close()
}

describe("a backup", () => {
  it("taken while the writer goes on is the journal of one moment, and adds up", async () => {
    const [file, copy] = [join(folder(), "busy.db"), join(folder(), "busy-copy.db")]
    const many = Array.from({ length: 300 }, (_, nth) => claiming(`c${nth}`))
    await inFile(
      { file, saveEvery: 50 },
      Effect.gen(function* () {
        yield* Effect.forEach(many.slice(0, 120), commit, { concurrency: 16, discard: true })
        backUp(file, copy)
        yield* Effect.forEach(many.slice(120), commit, { concurrency: 16, discard: true })
      })
    )
    assert.deepStrictEqual(auditFile(copy).problems, [])
    assert.deepStrictEqual(await inFile({ file: copy }, ids), (await inFile({ file }, ids)).slice(0, 120))
  })

  it("restored in place of a lost journal answers as it did, and takes the commits that were sent again", async () => {
    const [file, copy] = [join(folder(), "lost.db"), join(folder(), "lost-copy.db")]
    await inFile({ file }, Effect.forEach([claiming("a"), settling("b", "a"), claiming("c")], commit))
    const before = await inFile({ file }, everything)
    backUp(file, copy)
    await inFile({ file }, commit(claiming("d")))
    for (const part of ["", "-wal", "-shm"]) rmSync(`${file}${part}`, { force: true })
    copyFileSync(copy, file)
    assert.deepStrictEqual(await inFile({ file }, everything), before)
    const again = await inFile({ file }, Effect.forEach([claiming("c"), claiming("d")], commit))
    assert.deepStrictEqual(
      again.map(({ position }) => Number(position)),
      [3, 4]
    )
    assert.deepStrictEqual(auditFile(file).problems, [])
  })
})
