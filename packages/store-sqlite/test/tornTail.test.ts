import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { assert, beforeAll, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"
import { claiming, commit, ids, inFile, settling } from "./writers.ts"

const original = () => join(folder(), "original.db")
const copied = () => join(folder(), "copied.db")
let written: ReadonlyArray<string> = []

/** A file whose last 60 commits are in its log only, as they are when its writer is cut off. */
beforeAll(async () => {
  const file = original()
  await inFile(
    { file },
    Effect.forEach([1, 2, 3, 4, 5], (nth) => commit(claiming(`saved ${nth}`)))
  )
  const unsaved = Array.from({ length: 60 }, (_, nth) =>
    nth % 3 === 2 ? settling(`unsaved ${nth}`, `unsaved ${nth - 1}`) : claiming(`unsaved ${nth}`, "x".repeat(nth * 40))
  )
  const copyWhileOpen = Effect.sync(() => {
    copyFileSync(file, copied())
    copyFileSync(`${file}-wal`, `${copied()}-wal`)
  })
  await inFile({ file }, Effect.andThen(Effect.forEach(unsaved, commit), copyWhileOpen))
  written = await inFile({ file }, ids)
})

/** Opens the copied file with this log; the commits that are left of it, after one more was made. */
const openedWith = async (name: string, log: Uint8Array) => {
  mkdirSync(join(folder(), name))
  const file = join(folder(), name, "journal.db")
  copyFileSync(copied(), file)
  writeFileSync(`${file}-wal`, log)
  const left = await inFile({ file }, ids)
  assert.deepStrictEqual(left, written.slice(0, left.length), "what is left is what was first")
  assert.isAtLeast(left.length, 5, "what is in the file itself does not depend on the log")
  assert.deepStrictEqual(auditFile(file).problems, [])
  await inFile({ file }, commit(claiming("after")))
  assert.deepStrictEqual(auditFile(file).problems, [])
  return left.length
}

describe("a log that is torn", () => {
  it("opens to the commits before the tear, wherever it is", async () => {
    const log = readFileSync(`${copied()}-wal`)
    const chance = random("tear")
    const cuts = Array.from({ length: 80 }, (_, nth) => Math.floor((log.length * nth) / 80) + chance.int(50))
    const left: Array<number> = []
    for (const cut of [0, 1, 31, 32, ...cuts, log.length - 1, log.length]) {
      left.push(await openedWith(`cut-${left.length}`, log.subarray(0, cut)))
    }
    assert.deepStrictEqual(
      left,
      [...left].sort((a, b) => a - b),
      "a longer log has no fewer commits"
    )
    assert.strictEqual(left[0], 5)
    assert.strictEqual(left.at(-1), 65)
    assert.isAbove(new Set(left).size, 30)
  })

  it("opens to the commits before a byte that was changed", async () => {
    const log = readFileSync(`${copied()}-wal`)
    const chance = random("flip")
    for (let nth = 0; nth < 30; nth++) {
      const changed = Buffer.from(log)
      const where = chance.int(log.length)
      changed[where] = (changed[where] ?? 0) ^ (1 << chance.int(8))
      await openedWith(`flip-${nth}`, changed)
    }
  })
})
