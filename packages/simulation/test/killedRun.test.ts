import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { afterAll, assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { origin } from "@stowage/runtime/Commit"
import { commitsSoFar } from "@stowage/runtime/follow"
import { runOnJournal } from "@stowage/simulation/runOnJournal"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import { killedDays } from "./killedRun.ts"
import { live, ndjson } from "./siteDays.ts"

const folder = mkdtempSync(join(tmpdir(), "stowage-killed-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const digestOf = (commits: ReadonlyArray<object>): string => createHash("sha256").update(ndjson(commits)).digest("hex")

/** Starts a run on `file` and ends it, as a power cut would, so long after it has said so many lines. */
const killed = async (file: string, lines: number, millis: number): Promise<void> => {
  const script = join(import.meta.dirname, "killedRun.ts")
  const child = spawn(process.execPath, ["-C", "@stowage/source", script, file])
  let [said, complained] = ["", ""]
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()))
  const told = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      said += String(data)
      if (said.split("\n").length > lines) resolve()
    })
  })
  child.stderr.on("data", (data) => {
    complained += String(data)
  })
  await Promise.race([told, closed])
  await sleep(millis)
  child.kill("SIGKILL")
  await closed
  assert.strictEqual(complained, "")
}

/** The commits in `file`, once `first` has been done with it. */
const journalAfter = <A, E>(file: string, first: Effect.Effect<A, E, Effect.Services<typeof everything>>) =>
  Effect.runPromise(Effect.andThen(first, everything).pipe(Effect.provide(layer({ file }))))
const everything = Stream.runCollect(commitsSoFar(origin))

describe("a run in a process that is killed", () => {
  const whole = live(killedDays).commits
  const digest = digestOf(whole)
  const closings = new Set(whole.flatMap(({ id, position }) => (id.startsWith("close:") ? [position as number] : [])))

  /** Kills runs at moments drawn from a seed, and starts each again; how many commits each had made. */
  const lane = async (name: string, kills: number): Promise<ReadonlyArray<number>> => {
    const chance = random(name)
    const made: Array<number> = []
    for (let nth = 0; nth < kills; nth++) {
      const file = join(folder, `${name}-${nth}.db`)
      await killed(file, chance.int(7), chance.int(140))
      const left = await journalAfter(file, Effect.void)
      assert.strictEqual(digestOf(left), digestOf(whole.slice(0, left.length)), `after kill ${nth}`)
      const ended = await journalAfter(file, runOnJournal(killedDays))
      assert.strictEqual(digestOf(ended), digest, `resumed after kill ${nth}`)
      made.push(left.length)
    }
    return made
  }

  it("goes on to the same journal, to the byte, after each of twenty kills", { timeout: 240_000 }, async () => {
    const made = (await Promise.all([lane("left", 10), lane("right", 10)])).flat()
    const cutOff = made.filter((count) => count < whole.length)
    assert.isAbove(cutOff.length, 10, `commits when killed: ${made.join(", ")}`)
    assert.isAbove(cutOff.filter((count) => !closings.has(count)).length, 0, "no kill came in the middle of a day")
  })
})
