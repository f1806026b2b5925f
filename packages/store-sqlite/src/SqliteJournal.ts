/**
 * The journal in one SQLite file: durable, without a server, for one writing process and any number that read.
 *
 * Commits are decided in memory by the rules every store shares, and written in the order decided; those asked for at
 * the same time share a transaction. A commit is acknowledged once SQLite has it on the device (WAL, `synchronous =
 * FULL`). What a commit costs does not depend on how many there were before it.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { ExpiryClock } from "@stowage/runtime/ExpiryClock"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import { makeLogJournal } from "@stowage/runtime/logJournal"
import { storeFailure } from "./failure.ts"
import { openForReading, openForWriting } from "./openFile.ts"
import { readingStorage, writingStorage } from "./sqliteStorage.ts"
import { takeWriterLock } from "./writerLock.ts"

/** Which file, how large it may grow, and how often its tables are saved. */
export interface SqliteOptions {
  /**
   * The journal's file. SQLite keeps `-wal`, `-shm` and `-writer` files beside it while it is open: back it up with
   * `VACUUM INTO`, or copy it once it is closed.
   */
  readonly file: string
  /**
   * Bytes that the file is not to grow beyond: a commit that would is refused as `Full`. Without it, the device
   * decides.
   */
  readonly fullAt?: number
  /**
   * After how many commits the tables that are made from them are saved; 65,536 when not given. More makes commits
   * cheaper, and opening after a crash dearer, which posts so many commits again: some 25 µs each, 60 where they settle
   * claims of before.
   */
  readonly saveEvery?: number
  /** The clock against which the times of commits that expire claims are held; they are believed when not given. */
  readonly expiry?: ExpiryClock
}

const failing = (open: () => DatabaseSync | StoreFailure, file: string): Effect.Effect<DatabaseSync, StoreFailure> =>
  Effect.suspend(() => {
    try {
      const opened = open()
      return opened instanceof StoreFailure ? Effect.fail(opened) : Effect.succeed(opened)
    } catch (error) {
      return Effect.fail(storeFailure(error, file))
    }
  })

/** The database `open` opens, closed with the scope. */
const database = (open: () => DatabaseSync | StoreFailure, file: string) =>
  Effect.acquireRelease(failing(open, file), (opened) => Effect.sync(() => opened.close()))

/** The right to write `file`, given back with the scope. */
const writerLock = (file: string) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const lock = takeWriterLock(file)
      return lock instanceof StoreFailure ? Effect.fail(lock) : Effect.succeed(lock)
    }),
    (lock) => Effect.sync(lock.release)
  )

/**
 * The journal in a file, made when there is none, closed with its scope. Fails as `Busy` when another process writes
 * it, as `OtherVersion` when the file is not this library's or of a later version, as `Damaged` when it cannot be read.
 */
export const make = ({
  fullAt,
  file: path,
  ...options
}: SqliteOptions): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> => {
  const file = resolve(path)
  return Effect.gen(function* () {
    yield* writerLock(file)
    const opened = yield* database(() => openForWriting(file, fullAt), file)
    return yield* makeLogJournal(writingStorage(opened, file), options)
  })
}

/** `make` as a layer. */
export const layer = (options: SqliteOptions): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(Journal, make(options))

/**
 * The journal in a file that another process may be writing: everything but `commit`, which fails as `Closed`. `wait`
 * looks for news every 20 ms.
 */
export const layerReadOnly = (options: { readonly file: string }): Layer.Layer<Journal, StoreFailure> => {
  const file = resolve(options.file)
  return Layer.effect(
    Journal,
    Effect.flatMap(
      database(() => openForReading(file), file),
      (opened) => makeLogJournal(readingStorage(opened, file))
    )
  )
}

const tempFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "stowage-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** An empty journal in a folder of its own, deleted with its scope: for tests. */
export const layerTempFile: Layer.Layer<Journal, StoreFailure> = Layer.effect(
  Journal,
  Effect.flatMap(tempFolder, (folder) => make({ file: join(folder, "journal.db") }))
)
