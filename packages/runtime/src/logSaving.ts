/**
 * Saving the tables beside the log, now and then and behind everybody's back.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Position } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import { savedIn } from "./logSegments.ts"
import type { LogStorage, LogTables } from "./LogStorage.ts"
import { mergeSegments, toMerge } from "./mergeSegments.ts"

/** How many layers may wait for another process to save them. */
const mostWaiting = 3

/** Decides when tables are saved, and saves them. */
export interface LogSaving {
  /**
   * Closes a full layer, and says whether this process is to save now: whoever filled the layer is, others only late.
   */
  readonly isDue: (byUs: boolean) => boolean
  /**
   * Saves every closed layer, and then merges segments, while layers that are closed meanwhile may be saved. Should
   * that fail, it is logged, and tried again once there is more to save: nothing is lost, but more is held in memory,
   * and opening has more of the log to read. `refresh` reads the segments again; false when they tell of more than the
   * image knows.
   */
  readonly save: (refresh: Effect.Effect<boolean, StoreFailure>) => Effect.Effect<void>
  /** Saves all there is, at the end; nothing when others go on writing. */
  readonly saveAll: (refresh: Effect.Effect<boolean, StoreFailure>) => Effect.Effect<void>
}

const warn = (name: string, cause: Cause.Cause<StoreFailure>): Effect.Effect<void> =>
  Cause.hasInterruptsOnly(cause)
    ? Effect.void
    : Effect.logWarning(`${name}: the tables could not be saved; the commits are safe`, cause)

/** Merges segments until there are few of each size. */
const mergeAll = (
  tables: LogTables,
  image: LogImage,
  fanOut: number,
  refresh: Effect.Effect<boolean, StoreFailure>
): Effect.Effect<void, StoreFailure> =>
  Effect.gen(function* () {
    for (;;) {
      const some = toMerge(image.segments.all(), fanOut)
      if (some.length === 0) return
      const merged = yield* mergeSegments(
        tables,
        some.map(({ head }) => head)
      )
      // Somebody else may have merged the same.
      if (!(yield* refresh) || !merged) return
    }
  })

/** Merges, unless it is merging already. Layers that are closed meanwhile do not wait for it: it may take long. */
const makeMerging = (name: string, image: LogImage, fanOut: number) => {
  let isMerging = false
  return (tables: LogTables, refresh: Effect.Effect<boolean, StoreFailure>): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (isMerging) return Effect.void
      isMerging = true
      return Effect.flatMap(Effect.exit(mergeAll(tables, image, fanOut, refresh)), (exit) => {
        isMerging = false
        return Exit.isFailure(exit) ? warn(name, exit.cause) : Effect.void
      })
    })
}

/** Saves for `image` after `saveEvery` commits, and makes one of `fanOut` segments. */
export const makeLogSaving = (storage: LogStorage, image: LogImage, saveEvery: number, fanOut: number): LogSaving => {
  const { overlay } = image
  const { tables } = storage
  let isSaving = false
  const merge = makeMerging(storage.name, image, fanOut)
  /** How many layers waited when saving failed last. */
  let failedWith = 0

  /** Saves closed layers until none waits; whether it was this process that saved the last. */
  const saveLayers = (of: LogTables, refresh: Effect.Effect<boolean, StoreFailure>) =>
    Effect.gen(function* () {
      let [isOurs, isMoved] = [false, true]
      for (;;) {
        // Somebody else may have saved the same.
        const isKnown = isMoved && (yield* refresh)
        const saved: Position = savedIn(image.segments.all())
        const changes = isKnown ? overlay.toSave(saved) : undefined
        if (changes === undefined) {
          // In the same breath: for what is closed from here on, its commit has to come again.
          isSaving = false
          return isOurs
        }
        const now = yield* of.save(changes)
        isMoved = now > saved
        isOurs = now === changes.head.to
        if (isOurs) image.segments.written(changes)
      }
    })

  const save: LogSaving["save"] = (refresh) =>
    Effect.suspend(() => {
      if (tables === undefined) return Effect.void
      isSaving = true
      return Effect.flatMap(Effect.exit(saveLayers(tables, refresh)), (exit) => {
        if (Exit.isFailure(exit)) {
          isSaving = false
          failedWith = overlay.waiting()
          return warn(storage.name, exit.cause)
        }
        failedWith = 0
        return exit.value ? merge(tables, refresh) : Effect.void
      })
    })

  return {
    isDue: (byUs) => {
      if (tables === undefined) return false
      if (overlay.filling() >= saveEvery) overlay.close()
      const waiting = overlay.waiting()
      return !isSaving && waiting > failedWith && (byUs || waiting >= mostWaiting)
    },
    save,
    saveAll: (refresh) =>
      Effect.suspend(() => {
        if (!storage.shared && tables !== undefined && overlay.filling() > 0) overlay.close()
        return save(refresh)
      })
  }
}
