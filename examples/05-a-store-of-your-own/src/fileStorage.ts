/**
 * A journal's log in plain JSON files: one file per group of commits, named after the first position in it. A file
 * system can create a name only once, and that is all the concurrency control there is: any number of processes may
 * write to one folder.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import {
  type AppendAnswer,
  type LogBatch,
  type LogStorage,
  type Position,
  type RecordedCommit,
  StoreFailure
} from "@stowage/runtime"

/** Waits until what was written under `path` is on the device. */
const sync = (path: string): void => {
  const handle = openSync(path, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EEXIST"

/** Runs file operations now; what they throw becomes a failure of the store. */
const attempt = <A>(work: () => A): Effect.Effect<A, StoreFailure> =>
  Effect.try({
    try: work,
    catch: (error) => {
      if (error instanceof StoreFailure) return error
      const full = error instanceof Error && "code" in error && error.code === "ENOSPC"
      return new StoreFailure({ reason: full ? "Full" : "Device", retry: full, detail: String(error) })
    }
  })

let files = 0

/** The log in `folder`, which is made when there is none. */
export const fileStorage = (folder: string): LogStorage => {
  mkdirSync(folder, { recursive: true })
  /** What was read so far; what others have written since comes after it. */
  const log: Array<RecordedCommit> = []
  const fileAt = (position: number): string => join(folder, `${String(position).padStart(12, "0")}.json`)

  const readOn = (): void => {
    for (let next = fileAt(log.length + 1); existsSync(next); next = fileAt(log.length + 1)) {
      try {
        log.push(...(JSON.parse(readFileSync(next, "utf8")) as ReadonlyArray<RecordedCommit>))
      } catch {
        const detail = `${next} is not JSON; restore it from a backup`
        throw new StoreFailure({ reason: "Damaged", retry: false, detail })
      }
    }
  }

  const append = ({ after, entries }: LogBatch): AppendAnswer => {
    const draft = join(folder, `draft-${process.pid}-${files++}`)
    writeFileSync(draft, JSON.stringify(entries.map(({ commit }) => commit)))
    try {
      sync(draft)
      // The one condition: fails when somebody else has appended behind `after`.
      linkSync(draft, fileAt(after + 1))
      sync(folder)
      return { _tag: "Appended" }
    } catch (error) {
      if (isTaken(error)) return { _tag: "Behind" }
      throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }

  const storage: LogStorage = {
    name: folder,
    capabilities: { durable: true, writers: "many" },
    shared: true,
    tables: undefined,
    append: (batch) => attempt(() => append(batch)),
    commits: (after: Position, limit) =>
      attempt(() => {
        readOn()
        return log.slice(after, after + limit)
      }),
    alone: (use) => use(storage)
  }
  return storage
}
