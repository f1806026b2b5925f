/**
 * Bringing an image up to date with its log, and learning from the tables what it does not hold.
 */
import * as Effect from "effect/Effect"
import { type Position, type RecordedCommit, origin } from "./Commit.ts"
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
      image.reset(origin)
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
      if (page.length > 0 && !(yield* follow(storage, image, page))) continue
      if (page.length < pageSize) return
      const saved = tables === undefined ? image.last() : yield* tables.saved
      if (saved > image.last() + saveEvery) image.reset(saved)
    }
  })
