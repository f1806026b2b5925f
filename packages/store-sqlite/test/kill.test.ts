import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { type Random, random } from "@stowage/kernel/Random"
import type { CommitId } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import { auditFile } from "./auditFile.ts"
import { folder } from "./folder.ts"

/** When a writer is killed: so long after it said so many lines, of which the first says that the journal is open. */
interface Moment {
  readonly lines: number
  readonly millis: number
}

/** Ends a writer's process, as a power cut would end it, at that moment; what it had acknowledged by then. */
const killed = async (file: string, run: string, { lines: wanted, millis }: Moment) => {
  const script = join(import.meta.dirname, "busyWriter.ts")
  const child = spawn(process.execPath, ["-C", "@stowage/source", script, file, run])
  let said = ""
  let complained = ""
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()))
  const spoken = new Promise<void>((resolve) => {
    if (wanted === 0) resolve()
    child.stdout.on("data", (data) => {
      said += String(data)
      if (said.split("\n").length > wanted) resolve()
    })
  })
  child.stderr.on("data", (data) => {
    complained += String(data)
  })
  await Promise.race([spoken, closed])
  await sleep(millis)
  child.kill("SIGKILL")
  await closed
  assert.strictEqual(complained, "")
  // The last line may have been cut off in the middle.
  const lines = said.slice(0, said.lastIndexOf("\n") + 1).split("\n")
  return lines.filter((line) => line.includes(" ")).map((line) => line.split(" "))
}

/** One in five before it is known whether the journal is open; some after enough commits that tables were saved. */
const momentOf = (chance: Random): Moment =>
  chance.chance(0.2)
    ? { lines: 0, millis: chance.int(250) }
    : { lines: 1 + chance.pick([0, 0, 1, 30, 300]), millis: chance.int(60) }

/** Kills writers of one file again and again; whatever was acknowledged by any of them must be in it, and sound. */
const lane = async (name: string, kills: number) => {
  const chance = random(name)
  let acknowledged = 0
  let savedInPassing = 0
  for (let nth = 0; nth < kills; nth++) {
    const file = join(folder(), `${name}-${Math.floor(nth / 10)}.db`)
    const receipts = await killed(file, `${name}${nth}`, momentOf(chance))
    if (!existsSync(file)) continue
    const { problems, commits, saved } = auditFile(file)
    if (saved > 0 && saved < commits.length) savedInPassing += 1
    assert.deepStrictEqual(problems, [], `after kill ${nth}`)
    for (const [id, position] of receipts) assert.strictEqual<unknown>(commits[Number(position) - 1]?.id, id)
    acknowledged += receipts.length
    if (nth % 10 !== 9) continue
    const answers = await Effect.runPromise(receiptsOf(file, receipts))
    assert.deepStrictEqual(
      answers,
      receipts.map(([, position]) => Number(position))
    )
  }
  return { acknowledged, savedInPassing }
}

/**
 * The positions of the receipts that the journal gives for these ids when it is opened again; then commits once more.
 */
const receiptsOf = (file: string, receipts: ReadonlyArray<ReadonlyArray<string>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    return yield* Effect.forEach(receipts, ([id]) =>
      Effect.map(journal.receipt(id as CommitId), (receipt) => Number(receipt?.position))
    )
  }).pipe(Effect.provide(layer({ file })))

describe("a writer that is killed", () => {
  /** A multiple of 20: two writers at a time, and ten kills for each file. */
  const kills = Number(process.env["STOWAGE_KILLS"] ?? "200")
  const timeout = 3_000 * kills

  it(`after ${kills} kills nothing acknowledged is lost and nothing is half written`, { timeout }, async () => {
    const [left, right] = await Promise.all([lane("left", kills / 2), lane("right", kills / 2)])
    assert.isAbove(left.acknowledged + right.acknowledged, kills / 10, "the writers were killed before they wrote")
    assert.isAbove(left.savedInPassing + right.savedInPassing, 0, "no kill came after the tables were saved")
  })
})
