/**
 * One batch of commits: brought up to date, decided in memory, appended under the condition that nobody else appended
 * meanwhile; and from the start again when somebody did, when a name was not new, or when nobody knows what became of
 * the append.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { CommitRefusal, Receipt } from "./Commit.ts"
import { type ExpiryClock, expires } from "./ExpiryClock.ts"
import type { StoreFailure } from "./Journal.ts"
import { type CatchingUp, catchUpImage, lookUp } from "./logCatchUp.ts"
import type { Asked, LogImage } from "./logImage.ts"
import type { LogEntry, LogStorage } from "./LogStorage.ts"

/** How often a batch is tried when the storage fails in a way that may pass, and how long between, doubling. */
const attempts = 6
const firstPauseMillis = 10

type Answers = ReadonlyArray<Receipt | CommitRefusal>

/** Brings an image up to date and writes batches on it. Only one of its effects may run at a time. */
export interface LogWriter {
  /** Takes in what others appended. */
  readonly catchUp: Effect.Effect<void, StoreFailure>
  /** An answer for each commit of the batch; when it fails, nobody knows what became of it. */
  readonly write: (batch: ReadonlyArray<Asked>) => Effect.Effect<Answers, StoreFailure>
  /**
   * Whether the log may hold more than the image knows of though nobody else was to write it: an append has failed, or
   * another process has taken over.
   */
  readonly isInDoubt: () => boolean
  /**
   * The tables tell of commits that the image, caught up, does not know: only another process can have written them.
   */
  readonly overtaken: () => void
}

interface Writing {
  readonly storage: LogStorage
  readonly image: LogImage
  readonly catching: CatchingUp
  readonly expiry: ExpiryClock | undefined
  /** Until the storage has said what became of an append, the log may hold more than the image knows of. */
  inDoubt: boolean
  /** Another process has taken over as the only writer. */
  fenced: boolean
  /** Somebody else appended while a batch was decided: the next one is decided with the others shut out. */
  contended: boolean
}

const catchUp = (
  writing: Writing,
  from: LogStorage,
  catching: CatchingUp = writing.catching
): Effect.Effect<void, StoreFailure> =>
  Effect.map(catchUpImage(from, writing.image, catching), () => {
    writing.inDoubt = false
  })

/** Nothing is saved while others are shut out: they would wait for it, or the storage for nothing but us. */
const catchUpAlone = (writing: Writing, locked: LogStorage): Effect.Effect<void, StoreFailure> =>
  catchUp(writing, locked, { ...writing.catching, between: Effect.void })

/** Whether refusals may be given: nobody has appended since they were decided. */
const confirm = Effect.fnUntraced(function* (writing: Writing, from: LogStorage, shutOut: boolean) {
  const { image } = writing
  if (!from.shared || shutOut) return true
  const before = image.last()
  yield* catchUp(writing, from)
  writing.contended = image.last() > before
  return !writing.contended
})

const append = Effect.fnUntraced(function* (writing: Writing, from: LogStorage, entries: ReadonlyArray<LogEntry>) {
  const { image } = writing
  writing.inDoubt = true
  const appending = from.append({ after: image.last(), entries })
  const answer = yield* Effect.onError(appending, () => Effect.sync(image.rollBack))
  if (answer._tag === "Appended") {
    image.accept()
    writing.inDoubt = false
    return true
  }
  image.rollBack()
  writing.contended = true
  return false
})

/** Until when claims may expire in this batch. The clock is looked at only when some are to. */
const latestExpiry = ({ expiry }: Writing, batch: ReadonlyArray<Asked>): Effect.Effect<number, StoreFailure> =>
  expiry === undefined || !batch.some(({ commit }) => expires(commit))
    ? Effect.succeed(Number.POSITIVE_INFINITY)
    : Effect.map(expiry.now, (now) => now + expiry.aheadMillis)

/** Decides the batch once; no answers when it has to be decided again. */
const tryOnce = Effect.fnUntraced(function* (
  writing: Writing,
  from: LogStorage,
  batch: ReadonlyArray<Asked>,
  shutOut: boolean
) {
  const { image } = writing
  if (writing.inDoubt) yield* catchUp(writing, from)
  const decided = image.decide(batch, yield* latestExpiry(writing, batch))
  if (decided._tag === "Unsure") {
    writing.inDoubt = !(yield* lookUp(from, image, decided.wanted))
    return undefined
  }
  const { answers, entries } = decided
  if (entries.length > 0) return (yield* append(writing, from, entries)) ? answers : undefined
  image.rollBack()
  return (yield* confirm(writing, from, shutOut)) ? answers : undefined
})

const untilDecided = (
  writing: Writing,
  from: LogStorage,
  batch: ReadonlyArray<Asked>,
  shutOut: boolean
): Effect.Effect<Answers, StoreFailure> =>
  Effect.flatMap(tryOnce(writing, from, batch, shutOut), (answers) => {
    if (answers !== undefined) return Effect.succeed(answers)
    return writing.contended && !shutOut ? writeAlone(writing, batch) : untilDecided(writing, from, batch, shutOut)
  })

/** Forgets all, so that it is read again: what was taken in may not have been written. */
const distrust = (writing: Writing): Effect.Effect<void> =>
  Effect.sync(() => {
    writing.image.distrust()
    writing.inDoubt = true
  })

const writeLocked = Effect.fnUntraced(function* (writing: Writing, locked: LogStorage, batch: ReadonlyArray<Asked>) {
  const before = writing.image.last()
  yield* catchUpAlone(writing, locked)
  // Nobody was quicker this time: the next batch may do without the lock.
  writing.contended = writing.image.last() > before
  return yield* untilDecided(writing, locked, batch, true)
})

const writeAlone = (writing: Writing, batch: ReadonlyArray<Asked>): Effect.Effect<Answers, StoreFailure> =>
  Effect.onError(
    writing.storage.alone((locked) => writeLocked(writing, locked, batch)),
    () => distrust(writing)
  )

const write = (
  writing: Writing,
  batch: ReadonlyArray<Asked>,
  left: number,
  pauseMillis: number
): Effect.Effect<Answers, StoreFailure> =>
  Effect.suspend(() =>
    writing.contended ? writeAlone(writing, batch) : untilDecided(writing, writing.storage, batch, false)
  ).pipe(
    Effect.catchTag("StoreFailure", (failure) => {
      if (failure.reason === "Fenced") writing.fenced = true
      // Busy or full, nothing was written, and the caller may decide what to do. A device that comes back may have.
      return failure.reason === "Device" && failure.retry && left > 1
        ? Effect.andThen(Effect.sleep(pauseMillis), write(writing, batch, left - 1, 2 * pauseMillis))
        : Effect.fail(failure)
    })
  )

/** The writer of `image` over `storage`. */
export const makeLogWriter = (
  storage: LogStorage,
  image: LogImage,
  catching: CatchingUp,
  expiry: ExpiryClock | undefined
): LogWriter => {
  const writing: Writing = { storage, image, catching, expiry, inDoubt: true, fenced: false, contended: false }
  return {
    catchUp: Effect.suspend(() => catchUp(writing, storage)),
    write: (batch) =>
      Effect.onError(write(writing, batch, attempts, firstPauseMillis), (cause) =>
        // What failed was rolled back; a defect may have happened in the midst of anything.
        Cause.hasDies(cause) || Cause.hasInterrupts(cause) ? distrust(writing) : Effect.void
      ),
    isInDoubt: () => writing.inDoubt || writing.fenced,
    overtaken: () => {
      writing.fenced = true
    }
  }
}
