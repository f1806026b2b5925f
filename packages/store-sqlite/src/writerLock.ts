/**
 * One writer at a time: a lock that the operating system takes back when the process ends, however it ends.
 *
 * It is SQLite's own lock on a second, empty file beside the journal, so the journal itself stays free for readers. The
 * file is left behind: deleting it would let two processes lock two files of one name.
 */
import { DatabaseSync } from "node:sqlite"
import { StoreFailure } from "@stowage/runtime/Journal"
import { storeFailure } from "./failure.ts"
import { peek } from "./openFile.ts"

/** A lock that is held until released. */
export interface WriterLock {
  readonly release: () => void
}

/** Takes the right to write `file`; fails as `Busy` when somebody has it, and beforehand when the file is not ours. */
export const takeWriterLock = (file: string): WriterLock | StoreFailure => {
  const beside = `${file}-writer`
  let lock: DatabaseSync | undefined
  /** Which file an error is about. */
  let about = file
  try {
    const seen = peek(file)
    if (seen instanceof StoreFailure) return seen
    about = beside
    lock = new DatabaseSync(beside, { timeout: 0 })
    lock.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE")
    const held = lock
    return { release: () => held.close() }
  } catch (error) {
    lock?.close()
    const failure = storeFailure(error, about)
    if (failure.reason !== "Busy") return failure
    const holder = `${file} is being written by another process, or another layer of this one, which holds ${beside}`
    const detail = `${holder}: close that one first, share its layer, or open the journal with layerReadOnly`
    return new StoreFailure({ reason: "Busy", retry: true, detail })
  }
}
