/**
 * Saving the tables beside the log, now and then and behind everybody's back.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Position } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import type { LogStorage, LogTables } from "./LogStorage.ts"

/** How many layers may wait for another process to save them. */
const mostWaiting = 3

/** Decides when tables are saved, and saves them. */
export interface LogSaving {
  /**
   * Closes a full layer, and says whether this process is to save now: whoever filled the layer is, others only late.
   */
  readonly isDue: (byUs: boolean) => boolean
  /**
   * Saves every closed layer. Should that fail, it is logged, and tried again once there is more to save: nothing is
   * lost, but more is held in memory, and opening has more of the log to read.
   */
  readonly save: Effect.Effect<void>
  /** Saves all there is, at the end; nothing when others go on writing. */
  readonly saveAll: Effect.Effect<void>
}

type Alone = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

const warn = (name: string, cause: Cause.Cause<StoreFailure>): Effect.Effect<void> =>
  Cause.hasInterruptsOnly(cause)
    ? Effect.void
    : Effect.logWarning(`${name}: the tables could not be saved; the commits are safe`, cause)

/** Saves for `image`, which is changed under `alone` only. */
export const makeLogSaving = (storage: LogStorage, image: LogImage, alone: Alone, saveEvery: number): LogSaving => {
  const { overlay } = image
  const { tables } = storage
  let isSaving = false
  /** How many layers waited when saving failed last. */
  let failedWith = 0

  const noteSaved = (position: Position): Effect.Effect<Position> =>
    alone(
      Effect.sync(() => {
        image.saved(position)
        return position
      })
    )

  const saveFrom = (of: LogTables, saved: Position): Effect.Effect<void, StoreFailure> =>
    Effect.suspend(() => {
      const changes = overlay.toSave(saved)
      if (changes === undefined) return Effect.void
      return Effect.flatMap(Effect.flatMap(of.save(changes), noteSaved), (now) =>
        now > saved ? saveFrom(of, now) : Effect.void
      )
    })

  const save = Effect.suspend(() => {
    if (tables === undefined) return Effect.void
    isSaving = true
    // Somebody else may have saved the same.
    return Effect.flatMap(Effect.flatMap(tables.saved, noteSaved), (saved) => saveFrom(tables, saved))
  }).pipe(
    Effect.exit,
    Effect.flatMap((exit) => {
      isSaving = false
      failedWith = Exit.isFailure(exit) ? overlay.waiting() : 0
      return Exit.isFailure(exit) ? warn(storage.name, exit.cause) : Effect.void
    })
  )

  return {
    isDue: (byUs) => {
      if (tables === undefined) return false
      if (overlay.filling() >= saveEvery) overlay.close()
      const waiting = overlay.waiting()
      return !isSaving && waiting > failedWith && (byUs || waiting >= mostWaiting)
    },
    save,
    saveAll: Effect.suspend(() => {
      if (storage.shared || tables === undefined || overlay.filling() === 0) return save
      overlay.close()
      return save
    })
  }
}
