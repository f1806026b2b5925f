/**
 * How long opening takes after a crash: the tables tell of the commits up to when they were saved last, the rest is
 * read from the log and posted again. Beside it, reading the same text and adding it up by hand. The copy of a file
 * that is being written is what a crash would leave.
 */
import { copyFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type { Commit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import * as SqliteJournal from "@stowage/store-sqlite/SqliteJournal"
import { cpuSeconds, median, round } from "./measure.ts"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { orderSource } from "@stowage/testkit/orderSource"
import { inTempFolder } from "./race.ts"
import { rawReplay } from "./replay.ts"

const turns = 5

export interface Reopening {
  /** What the commits are that are not saved: orders reserved, or orders of before shipped and released. */
  readonly what: "reserve" | "settle"
  readonly skus: number
  readonly saved: number
  readonly unsaved: number
  readonly seed: number
}

export interface ReopenRow extends Omit<Reopening, "seed"> {
  readonly cpuSeconds: number
  readonly microsPerCommit: number
  readonly rawMicrosPerCommit: number
  readonly ratio: number
}

/** Commits to `file`, and does something before it is closed. */
const write = (file: string, commits: ReadonlyArray<Commit>, saveEvery: number | undefined, then: () => void) =>
  Effect.gen(function* () {
    const { commit } = yield* Journal
    yield* Effect.forEach(commits, commit, { concurrency: 512, discard: true })
    then()
  }).pipe(
    Effect.provide(SqliteJournal.layer(saveEvery === undefined ? { file } : { file, saveEvery })),
    Effect.runPromise
  )

/** CPU seconds until the journal in `file` answers. */
const open = async (file: string): Promise<number> => {
  const before = process.cpuUsage()
  const { user, system } = await Effect.runPromise(
    Effect.provide(
      Journal.use(() => Effect.sync(() => process.cpuUsage(before))),
      SqliteJournal.layer({ file })
    )
  )
  return (user + system) / 1e6
}

const copy = (from: string, to: string): void => {
  for (const end of ["", "-wal"]) copyFileSync(from + end, to + end)
}

export const runReopen = ({ what, skus, saved, unsaved, seed }: Reopening): Promise<ReopenRow> =>
  inTempFolder(async (folder) => {
    const commits = makeCommits(skus)
    const next = orderSource(seed, skus, "zipf")
    const before = Array.from({ length: saved }, next)
    const after = what === "settle" ? before.slice(0, unsaved) : Array.from({ length: unsaved }, next)
    const stock = Array.from({ length: skus }, (_, sku) => commits.stock(sku, 1_000_000_000))
    const last = after.map(commits[what])
    const [file, crashed] = [join(folder, "journal.db"), join(folder, "crashed.db")]
    await write(file, [...stock, ...before.map(commits.reserve)], undefined, () => undefined)
    await write(file, last, 2 * unsaved, () => copy(file, crashed))
    const lines = last.map((commit) => JSON.stringify(commit))
    const [ours, raws]: [Array<number>, Array<number>] = [[], []]
    for (let turn = 0; turn < turns; turn++) {
      raws.push(await cpuSeconds(() => void rawReplay(lines)))
      const again = join(folder, `again-${turn}.db`)
      copy(crashed, again)
      ours.push(await open(again))
    }
    return {
      what,
      skus,
      saved,
      unsaved: last.length,
      cpuSeconds: round(median(ours), 3),
      microsPerCommit: round((1e6 * median(ours)) / last.length, 1),
      rawMicrosPerCommit: round((1e6 * median(raws)) / last.length, 1),
      ratio: round(median(ours.map((seconds, turn) => (raws[turn] as number) / seconds)), 3)
    }
  })
