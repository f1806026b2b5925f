/**
 * Bringing an image up to date with its log, and finding out what it does not hold.
 */
import * as Effect from "effect/Effect"
import { type RecordedCommit, origin } from "./Commit.ts"
import { StoreFailure } from "./Journal.ts"
import { type LogImage, damaged } from "./logImage.ts"
import { findNames } from "./logMentions.ts"
import type { Wanted } from "./logNames.ts"
import { type KnownSegments, readSegments, savedIn } from "./logSegments.ts"
import type { LogStorage, LogTables } from "./LogStorage.ts"

/** How many commits are read from the log at once. */
const pageSize = 4096

/** What to do while there is much to catch up with. */
export interface CatchingUp {
  /** Begins where the tables end when that saves more than so many commits. */
  readonly saveEvery: number
  /** Saves what there is to save, between two pages of the log. */
  readonly between: Effect.Effect<void>
}

/** Whether the image knows all that it has to, or has to catch up first: the tables tell of commits it has not seen. */
type Prepared = Effect.Effect<boolean, StoreFailure>

/** Begins where the tables end. */
const startOver = (tables: LogTables, image: LogImage): Effect.Effect<void, StoreFailure> =>
  Effect.map(readSegments(tables), image.reset)

/** Reads the segments again; false when they tell of commits that the image has not seen. */
export const refresh = (tables: LogTables, image: LogImage): Prepared =>
  Effect.gen(function* () {
    const segments = yield* readSegments(tables)
    const isBehind = savedIn(segments) > image.last()
    if (isBehind) image.reset(segments)
    else {
      // First, so that at no time it is not known whether a name is new.
      yield* image.segments.takeIn(tables, segments)
      image.saved(segments)
    }
    return !isBehind
  })

/**
 * Reads the segments again, because one of those that were `used` was there no more. Fails as `Damaged` when they all
 * are: then its pages are missing.
 */
export const refreshUsed = (storage: LogStorage, image: LogImage, used: KnownSegments): Prepared => {
  const { tables } = storage
  if (tables === undefined) return Effect.succeed(true)
  return Effect.flatMap(refresh(tables, image), (isSeen) => {
    const now = image.segments.all()
    const isSame = now.length === used.length && now.every(({ to }, nth) => to === used[nth]?.to)
    return isSeen && isSame
      ? Effect.fail(damaged(storage.name, "pages of its tables are missing"))
      : Effect.succeed(isSeen)
  })
}

/** Finds out about `wanted`. */
export const lookUp: (storage: LogStorage, image: LogImage, wanted: Wanted) => Prepared = Effect.fnUntraced(
  function* (storage, image, wanted) {
    const { tables } = storage
    const used = image.segments.all()
    const found = yield* findNames(storage, image, wanted)
    if (found === undefined) {
      return (yield* refreshUsed(storage, image, used)) && (yield* lookUp(storage, image, wanted))
    }
    if (tables === undefined || wanted.accounts.length === 0) {
      image.learn(wanted, found, [])
      return true
    }
    const { value, saved } = yield* tables.balancesOf(wanted.accounts)
    if (saved > image.last()) {
      yield* startOver(tables, image)
      return false
    }
    image.learn(wanted, found, value)
    return true
  }
)

/** Takes in a page of the log; false when the image has to be caught up from elsewhere first. */
const follow = (storage: LogStorage, image: LogImage, page: ReadonlyArray<RecordedCommit>): Prepared =>
  Effect.flatMap(following(image, page), (wanted) => {
    if (wanted === undefined) return Effect.succeed(true)
    return Effect.flatMap(lookUp(storage, image, wanted), (done) =>
      done ? follow(storage, image, page) : Effect.succeed(false)
    )
  })

const following = (
  image: LogImage,
  page: ReadonlyArray<RecordedCommit>
): Effect.Effect<Wanted | undefined, StoreFailure> =>
  Effect.try({
    try: () => image.follow(page),
    catch: (error) => {
      // Half a page may have been posted: it is not to be built upon.
      image.distrust()
      if (error instanceof StoreFailure) return error
      throw error
    }
  })

/**
 * Reads the log to its end; from where the tables tell when that is closer to it, by more than `saveEvery` commits,
 * than what is in memory.
 */
export const catchUpImage = Effect.fnUntraced(function* (
  storage: LogStorage,
  image: LogImage,
  { between, saveEvery }: CatchingUp
) {
  const { tables } = storage
  if (image.last() === origin && tables !== undefined) yield* startOver(tables, image)
  for (;;) {
    const page = yield* storage.commits(image.last(), pageSize)
    if (page.length > 0 && !(yield* follow(storage, image, page))) continue
    if (page.length < pageSize) return
    if (tables === undefined) continue
    if ((yield* tables.saved) > image.last() + saveEvery) yield* startOver(tables, image)
    else yield* between
  }
})
