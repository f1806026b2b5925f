/**
 * A journal made of a log: commits are decided in memory by the rules every store shares, appended in groups under the
 * condition that nobody else has appended meanwhile, and answered once they are on the device. A store has to keep the
 * log (see `LogStorage`), and nothing else.
 */
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import type { Position } from "./Commit.ts"
import { Journal, StoreFailure } from "./Journal.ts"
import { type Asked, makeLogImage } from "./logImage.ts"
import { makeLogQueue } from "./logQueue.ts"
import { type OnImage, makeLogReading } from "./logReading.ts"
import { makeLogSaving } from "./logSaving.ts"
import type { LogStorage } from "./LogStorage.ts"
import { makeLogWriter } from "./logWriter.ts"
import { makeNews } from "./news.ts"

/** How a journal uses its storage. */
export interface LogJournalOptions {
  /** How many commits one append takes at most; 512 when not given, 1 for an append of its own for every commit. */
  readonly batchSize?: number
  /**
   * After how many commits the tables are saved; 4096 when not given. More makes commits cheaper, and opening dearer,
   * which reads so many commits again.
   */
  readonly saveEvery?: number
  /** How many balances and claims are held in memory when there are tables to ask; 200,000 when not given. */
  readonly mostHeld?: number
  /** How often `wait` looks for what others have appended, in milliseconds; 20 when not given. */
  readonly pollMillis?: number
}

const closed = (name: string): StoreFailure =>
  new StoreFailure({ reason: "Closed", retry: false, detail: `${name} was closed; open the journal again` })

/** Waits until `last` is after a position; `seek` brings it up to date, `lookOut` waits for a reason to seek again. */
const waiting = (
  seek: Effect.Effect<Position, StoreFailure>,
  last: () => Position,
  lookOut: () => Effect.Effect<void>
): ((after: Position) => Effect.Effect<void, StoreFailure>) => {
  const wait = (after: Position): Effect.Effect<void, StoreFailure> =>
    Effect.andThen(
      seek,
      Effect.suspend(() => (last() > after ? Effect.void : Effect.andThen(lookOut(), wait(after))))
    )
  return wait
}

/**
 * The journal over `storage`, for as long as its scope. It ends with what was asked for written, and the tables saved.
 */
export const makeLogJournal = (
  storage: LogStorage,
  { batchSize = 512, saveEvery = 4096, mostHeld = 200_000, pollMillis = 20 }: LogJournalOptions = {}
): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const image = makeLogImage(storage.name, storage.tables !== undefined, mostHeld)
    const writer = makeLogWriter(storage, image, saveEvery)
    const mutex = yield* Semaphore.make(1)
    const alone = mutex.withPermits(1)
    const news = makeNews(image.last)
    const saving = makeLogSaving(storage, image, alone, saveEvery)
    const background = yield* FiberSet.make<void, never>()

    /** Runs `change` on the image, and does what is to be done once it has moved on. */
    const moving = <A, E>(byUs: boolean, change: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.suspend(() => {
        const before = image.last()
        return Effect.onExit(change, () => {
          if (image.last() > before || writer.isInDoubt()) news.tell()
          return saving.isDue(byUs) ? Effect.asVoid(FiberSet.run(background, saving.save)) : Effect.void
        })
      })

    const upToDate = Effect.suspend(() =>
      storage.shared || writer.isInDoubt() ? moving(false, writer.catchUp) : Effect.void
    )
    const onImage: OnImage = (question) => alone(Effect.map(upToDate, question))
    const write = (batch: ReadonlyArray<Asked>) => alone(moving(true, writer.write(batch)))

    const queue = yield* makeLogQueue(write, batchSize)
    yield* onImage(() => undefined)
    let isClosed = false
    yield* Effect.addFinalizer(() =>
      Effect.suspend(() => {
        isClosed = true
        return Effect.andThen(queue.flush, saving.saveAll)
      })
    )

    const open = <A, E>(answer: Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
      Effect.suspend((): Effect.Effect<A, E | StoreFailure> => (isClosed ? Effect.fail(closed(storage.name)) : answer))
    const reading = makeLogReading(storage, image, onImage, writer.overtaken)
    /** News of others, or of what became of a failed append, has to be looked for. */
    const lookOut = (): Effect.Effect<void> =>
      storage.shared || writer.isInDoubt() ? Effect.sleep(pollMillis) : news.next()
    const seek = Effect.suspend(() => open(onImage(image.last)))
    const wait = waiting(seek, image.last, lookOut)
    return Journal.of({
      capabilities: storage.capabilities,
      commit: (commit) => open(queue.commit(commit)),
      receipt: (id) => open(reading.receipt(id)),
      read: (stream, after = 0) => open(reading.read(stream, after)),
      balances: (query) => open(reading.balances(query)),
      pendings: (query) => open(reading.pendings(query)),
      commits: (after, limit) => open(storage.commits(after, limit)),
      wait: (after) => open(wait(after))
    })
  })
