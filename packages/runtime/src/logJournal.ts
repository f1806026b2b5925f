/**
 * A journal made of a log: commits are decided in memory by the rules every store shares, appended in groups under the
 * condition that nobody else has appended meanwhile, and answered once they are on the device. A store has to keep the
 * log (see `LogStorage`), and nothing else.
 */
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { carefulJournal } from "./carefulJournal.ts"
import { type Commit, type Position, origin } from "./Commit.ts"
import type { ExpiryClock } from "./ExpiryClock.ts"
import { type Journal, StoreFailure } from "./Journal.ts"
import { refresh, refreshUsed } from "./logCatchUp.ts"
import { type Asked, makeLogImage } from "./logImage.ts"
import { makeLogQueue } from "./logQueue.ts"
import { type OnImage, makeLogReading } from "./logReading.ts"
import { makeLogSaving } from "./logSaving.ts"
import type { KnownSegments } from "./logSegments.ts"
import type { LogStorage } from "./LogStorage.ts"
import { makeLogWriter } from "./logWriter.ts"
import { makeNews } from "./news.ts"

/** How a journal uses its storage. */
export interface LogJournalOptions {
  /** How many commits one append takes at most; 512 when not given, 1 for an append of its own for every commit. */
  readonly batchSize?: number
  /**
   * After how many commits the tables are saved; 65,536 when not given. More makes commits cheaper, and opening after a
   * crash dearer, which posts so many commits again: some 25 µs each, 60 where they settle claims of before.
   */
  readonly saveEvery?: number
  /** How many balances and claims are held in memory when there are tables to ask; 200,000 when not given. */
  readonly mostHeld?: number
  /**
   * Of how many names of commits, streams and claims it is known in memory whether the tables tell of them, 11 to 21
   * bytes each; 50 million when not given. What is beyond costs a question of the tables.
   */
  readonly mostNames?: number
  /** How many segments of the tables are merged into one, at least 2; 8 when not given. */
  readonly fanOut?: number
  /**
   * The clock against which the times of commits that expire claims are held. Without one, they are believed: right for
   * tests and simulation, whose time is their own.
   */
  readonly expiry?: ExpiryClock
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

type Options = Required<Omit<LogJournalOptions, "expiry">> & Pick<LogJournalOptions, "expiry">

const usual = { batchSize: 512, saveEvery: 65_536, mostHeld: 200_000, mostNames: 50_000_000, fanOut: 8, pollMillis: 20 }

/** What writes, reads on and saves, each while nobody else changes the image; for as long as its scope. */
const makeEngine = (storage: LogStorage, { saveEvery, mostHeld, mostNames, fanOut, expiry }: Options) =>
  Effect.gen(function* () {
    const { tables } = storage
    const image = makeLogImage(storage.name, tables !== undefined, { mostHeld, mostNames })
    const saving = makeLogSaving(storage, image, saveEvery, fanOut)
    const alone = (yield* Semaphore.make(1)).withPermits(1)
    const refreshed = tables === undefined ? Effect.succeed(true) : refresh(tables, image)
    const save = saving.save(alone(refreshed))
    // Whoever catches up is alone already.
    const between = Effect.suspend(() => (saving.isDue(false) ? saving.save(refreshed) : Effect.void))
    const writer = makeLogWriter(storage, image, { saveEvery, between }, expiry)
    const news = makeNews(image.last)
    const background = yield* FiberSet.make<void, never>()

    /** Runs `change` on the image, and does what is to be done once it has moved on. */
    const moving = <A, E>(byUs: boolean, change: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.suspend(() => {
        const before = image.last()
        return Effect.onExit(change, () => {
          if (image.last() > before || writer.isInDoubt()) news.tell()
          return saving.isDue(byUs) ? Effect.asVoid(FiberSet.run(background, save)) : Effect.void
        })
      })

    const upToDate = Effect.suspend(() =>
      storage.shared || writer.isInDoubt() ? moving(false, writer.catchUp) : Effect.void
    )
    const onImage: OnImage = (question) => alone(Effect.map(upToDate, question))
    const takeIn = Effect.suspend(() =>
      tables === undefined ? Effect.void : Effect.ignore(image.segments.takeIn(tables, image.segments.all()))
    )
    return {
      image,
      writer,
      news,
      onImage,
      write: (batch: ReadonlyArray<Asked>) => alone(moving(true, writer.write(batch))),
      refreshUsed: (used: KnownSegments) =>
        Effect.map(alone(refreshUsed(storage, image, used)), (isSeen) => (isSeen ? undefined : writer.overtaken())),
      saveAll: saving.saveAll(alone(refreshed)),
      /** Opening does not wait for it: until it is done, names that are new cost a question. */
      takeIn: FiberSet.run(background, takeIn)
    }
  })

/**
 * The journal over `storage`, for as long as its scope. It ends with what was asked for written, and the tables saved.
 */
export const makeLogJournal = (
  storage: LogStorage,
  options: LogJournalOptions = {}
): Effect.Effect<Journal["Service"], StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const all: Options = { ...usual, ...options }
    const {
      image,
      news,
      onImage,
      refreshUsed: refresh,
      saveAll,
      takeIn,
      write,
      writer
    } = yield* makeEngine(storage, all)
    const queue = yield* makeLogQueue(write, all.batchSize)
    yield* onImage(() => undefined)
    yield* takeIn
    let isClosed = false
    yield* Effect.addFinalizer(() =>
      Effect.suspend(() => {
        isClosed = true
        return Effect.andThen(queue.flush, saveAll)
      })
    )

    const open = <A, E>(answer: Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
      Effect.suspend((): Effect.Effect<A, E | StoreFailure> => (isClosed ? Effect.fail(closed(storage.name)) : answer))
    const reading = makeLogReading({ storage, image, onImage, refresh, overtaken: writer.overtaken })
    /** News of others, or of what became of a failed append, has to be looked for. */
    const lookOut = (): Effect.Effect<void> =>
      storage.shared || writer.isInDoubt() ? Effect.sleep(all.pollMillis) : news.next()
    /** Who asks for more than there is need not queue for it, when nobody else writes and nobody before brings more. */
    const commit = (asked: Commit): ReturnType<typeof queue.commit> =>
      Effect.suspend(() => {
        if (isClosed) return Effect.fail(closed(storage.name))
        const isSure = !storage.shared && !writer.isInDoubt() && queue.onlyClaims()
        const refusal = isSure ? image.refusalOf(asked) : undefined
        return refusal === undefined ? queue.commit(asked) : Effect.fail(refusal)
      })
    const seek = Effect.suspend(() => open(onImage(image.last)))
    const wait = waiting(seek, image.last, lookOut)
    return carefulJournal({
      capabilities: storage.capabilities,
      commit,
      receipt: (id) => open(reading.receipt(id)),
      read: (stream, after = 0) => open(reading.read(stream, after)),
      balances: (query) => open(reading.balances(query)),
      pendings: (query) => open(reading.pendings(query)),
      commits: (after, limit) => open(storage.commits(after > origin ? after : origin, limit)),
      wait: (after) => open(wait(after))
    })
  })
