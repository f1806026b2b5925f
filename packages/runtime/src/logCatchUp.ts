/**
 * Bringing an image up to date with its log, and learning from the tables what it does not hold.
 */
import * as Effect from "effect/Effect"
import type { Commit, Position, RecordedCommit } from "./Commit.ts"
import { StoreFailure } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import type { Facts, LogStorage, Wanted } from "./LogStorage.ts"

/** How many commits are read from the log at once. */
const pageSize = 1024

/** Whether the image knows all that it has to, or has to catch up first: the tables tell of commits it has not seen. */
type Prepared = Effect.Effect<boolean, StoreFailure>

/** Takes in what the tables answered. */
export const learn = (storage: LogStorage, image: LogImage, wanted: Wanted, facts: Facts): Prepared =>
  Effect.gen(function* () {
    if (facts.saved > image.last()) {
      image.reset(facts.saved)
      return false
    }
    const found: Array<RecordedCommit> = []
    for (const position of facts.ids.values()) {
      if (position > image.last()) return false
      found.push(...(yield* storage.commits((position - 1) as Position, 1)))
    }
    image.learn(wanted, facts, found)
    return true
  })

/** Asks the tables for `wanted`. */
export const lookUp = (storage: LogStorage, image: LogImage, wanted: Wanted): Prepared => {
  const { tables } = storage
  if (tables === undefined) return Effect.succeed(true)
  return Effect.flatMap(tables.lookUp(wanted), (facts) => learn(storage, image, wanted, facts))
}

/** Asks the tables for all that `commits` need. */
export const prepare = (storage: LogStorage, image: LogImage, commits: ReadonlyArray<Commit>): Prepared =>
  Effect.suspend(() => {
    const wanted = image.wanted(commits)
    if (wanted === undefined) return Effect.succeed(true)
    return Effect.flatMap(lookUp(storage, image, wanted), (done) =>
      done ? prepare(storage, image, commits) : Effect.succeed(false)
    )
  })

const follow = (image: LogImage, page: ReadonlyArray<RecordedCommit>): Effect.Effect<void, StoreFailure> =>
  Effect.try({
    try: () => image.follow(page),
    catch: (error) => {
      // Half a page may have been taken in: it is not to be built upon.
      image.reset(0 as Position)
      if (error instanceof StoreFailure) return error
      throw error
    }
  })

/**
 * Reads the log to its end; from where the tables tell when that is closer to it, by more than `saveEvery` commits,
 * than what is in memory.
 */
export const catchUpImage = (
  storage: LogStorage,
  image: LogImage,
  saveEvery: number
): Effect.Effect<void, StoreFailure> =>
  Effect.gen(function* () {
    const { tables } = storage
    if (image.last() === 0 && tables !== undefined) image.reset(yield* tables.saved)
    for (;;) {
      const page = yield* storage.commits(image.last(), pageSize)
      if (page.length > 0) {
        if (!(yield* prepare(storage, image, page))) continue
        yield* follow(image, page)
      }
      if (page.length < pageSize) return
      const saved = tables === undefined ? image.last() : yield* tables.saved
      if (saved > image.last() + saveEvery) image.reset(saved)
    }
  })
