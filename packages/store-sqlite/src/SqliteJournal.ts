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
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import type { CommitId, Position, StreamId } from "@stowage/runtime/Commit"
import { Journal, type PendingQuery, StoreFailure } from "@stowage/runtime/Journal"
import { makeNews } from "@stowage/runtime/news"
import { storeFailure } from "./failure.ts"
import { makeForesight } from "./foresight.ts"
import { makeGroupCommit } from "./groupCommit.ts"
import { makeImage } from "./image.ts"
import { openForReading, openForWriting } from "./openFile.ts"
import { type Reading, makeReading } from "./reading.ts"
import { prepareReads, prepareWrites } from "./statements.ts"
import { takeWriterLock } from "./writerLock.ts"
import { makeWriting } from "./writing.ts"

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
   * After how many commits the tables that are made from them are saved; 4096 when not given. More makes commits
   * cheaper, and opening dearer, which reads so many commits again: about 10 µs each.
   */
  readonly saveEvery?: number
}

/** How often a reader looks for news of a writer in another process. */
const pollInterval = "20 millis"

const capabilities = { durable: true, writers: "one" } as const

const closed = (file: string): StoreFailure =>
  new StoreFailure({ reason: "Closed", retry: false, detail: `${file} was closed; open the journal again` })

/** Runs a question now; unless the journal is closed. What SQLite throws becomes a failure. */
type Ask = <A>(question: () => A) => Effect.Effect<A, StoreFailure>

const asking =
  (database: DatabaseSync, file: string): Ask =>
  (question) =>
    Effect.suspend(() => {
      if (!database.isOpen) return Effect.fail(closed(file))
      try {
        return Effect.succeed(question())
      } catch (error) {
        return Effect.fail(storeFailure(error, file))
      }
    })

/** The port's questions. */
const questions = (reading: Reading, ask: Ask) => ({
  receipt: (id: CommitId) => ask(() => reading.receipt(id)),
  read: (stream: StreamId, after = 0) => ask(() => reading.stream(stream, after)),
  balances: (query: BalanceQuery) => ask(() => reading.balances(query)),
  pendings: (query: PendingQuery) => ask(() => reading.pendings(query)),
  commits: (after: Position, limit: number) => ask(() => reading.commits(after, limit))
})

interface Open {
  readonly journal: Journal["Service"]
  readonly close: () => void
}

/** The journal over a database opened for writing. */
const writerOf = (database: DatabaseSync, { file, saveEvery = 4096 }: SqliteOptions): Open => {
  const reads = prepareReads(database)
  const foresight = makeForesight(database)
  const image = makeImage(reads, foresight, file)
  const writing = makeWriting(prepareWrites(database), image, foresight, saveEvery)
  image.catchUp()
  const news = makeNews(image.last)
  const now = asking(database, file)
  const ask: Ask = (question) =>
    now(() => {
      // Costs nothing but after a transaction that failed.
      image.catchUp()
      return question()
    })
  const group = makeGroupCommit(
    (batch) => {
      const before = image.last()
      const answers = writing.write(batch)
      if (image.last() > before) news.tell()
      return answers
    },
    (error) => storeFailure(error, file)
  )
  const journal = Journal.of({
    capabilities,
    commit: (commit) => Effect.suspend(() => (database.isOpen ? group.commit(commit) : Effect.fail(closed(file)))),
    ...questions(makeReading(reads, image, file), ask),
    wait: (after) =>
      Effect.andThen(
        ask(() => undefined),
        news.wait(after)
      )
  })
  const close = (): void => {
    group.flush()
    try {
      writing.save()
    } catch {
      // Nothing is lost: the next opening reads the commits that the tables do not tell of.
    } finally {
      database.close()
    }
  }
  return { journal, close }
}

const openWriter = (options: SqliteOptions): Open | StoreFailure => {
  const { file, fullAt } = options
  const lock = takeWriterLock(file)
  if (lock instanceof StoreFailure) return lock
  let database: DatabaseSync | undefined
  const release = (): void => {
    if (database?.isOpen === true) database.close()
    lock.release()
  }
  try {
    const opened = openForWriting(file, fullAt)
    if (opened instanceof StoreFailure) {
      release()
      return opened
    }
    database = opened
    const { journal, close } = writerOf(opened, options)
    const closeAll = (): void => {
      close()
      release()
    }
    return { journal, close: closeAll }
  } catch (error) {
    release()
    return storeFailure(error, file)
  }
}

/** The journal over a database opened for reading. Every question sees one moment of it. */
const readerOf = (database: DatabaseSync, file: string): Open => {
  const reads = prepareReads(database)
  const image = makeImage(reads, makeForesight(database), file)
  const now = asking(database, file)
  const ask: Ask = (question) =>
    now(() => {
      database.exec("BEGIN")
      try {
        image.catchUp()
        return question()
      } finally {
        database.exec("COMMIT")
      }
    })
  const wait = (after: Position): Effect.Effect<void, StoreFailure> =>
    Effect.flatMap(ask(image.last), (last) =>
      last > after ? Effect.void : Effect.andThen(Effect.sleep(pollInterval), wait(after))
    )
  const detail = `${file} was opened for reading only; commit through the process that writes it`
  const journal = Journal.of({
    capabilities,
    commit: () => Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail })),
    ...questions(makeReading(reads, image, file), ask),
    wait
  })
  return { journal, close: () => database.close() }
}

const openReader = (file: string): Open | StoreFailure => {
  try {
    const database = openForReading(file)
    return database instanceof StoreFailure ? database : readerOf(database, file)
  } catch (error) {
    return storeFailure(error, file)
  }
}

const scoped = (open: () => Open | StoreFailure): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.suspend(() => {
        const opened = open()
        return opened instanceof StoreFailure ? Effect.fail(opened) : Effect.succeed(opened)
      }),
      ({ close }) => Effect.sync(close)
    ),
    ({ journal }) => journal
  )

/**
 * The journal in a file, made when there is none, closed with its scope. Fails as `Busy` when another process writes
 * it, as `OtherVersion` when the file is not this library's or of a later version, as `Damaged` when it cannot be read.
 */
export const make = (options: SqliteOptions): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  scoped(() => openWriter({ ...options, file: resolve(options.file) }))

/** `make` as a layer. */
export const layer = (options: SqliteOptions): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(Journal, make(options))

/**
 * The journal in a file that another process may be writing: everything but `commit`, which fails as `Closed`. `wait`
 * looks for news every 20 ms.
 */
export const layerReadOnly = ({ file }: { readonly file: string }): Layer.Layer<Journal, StoreFailure> =>
  Layer.effect(
    Journal,
    scoped(() => openReader(resolve(file)))
  )

const tempFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "stowage-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** An empty journal in a folder of its own, deleted with its scope: for tests. */
export const layerTempFile: Layer.Layer<Journal, StoreFailure> = Layer.effect(
  Journal,
  Effect.flatMap(tempFolder, (folder) => make({ file: join(folder, "journal.db") }))
)
