/**
 * What SQLite's errors mean to those who use the journal.
 */
import { StoreFailure } from "@stowage/runtime/Journal"

/** SQLite's result code when `error` came from it. Source: sqlite.org/rescode.html */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined

const meanings: Readonly<Record<number, Pick<StoreFailure, "reason" | "retry"> & { readonly advice: string }>> = {
  5: { reason: "Busy", retry: true, advice: "another connection is writing to it; try again once that has ended" },
  6: { reason: "Busy", retry: true, advice: "another connection is writing to it; try again once that has ended" },
  8: {
    reason: "Device",
    retry: false,
    advice: "it cannot be written; give this process the right to write the file and its folder"
  },
  10: {
    reason: "Device",
    retry: false,
    advice: "the device failed; look after the device, then open the journal again"
  },
  11: { reason: "Damaged", retry: false, advice: "what is stored cannot be read; restore it from a backup" },
  13: { reason: "Full", retry: true, advice: "there is no room for the commit; make room and send it again" },
  14: {
    reason: "Device",
    retry: false,
    advice: "it cannot be opened; expected a file in a folder that exists and may be written"
  },
  // The tables refuse what the journal's rules allowed: they do not belong together.
  19: { reason: "Damaged", retry: false, advice: "its tables contradict one another; restore it from a backup" },
  26: {
    reason: "Damaged",
    retry: false,
    advice: "it is not a SQLite database; expected a journal or a file that does not exist"
  }
}

const other = {
  reason: "Device",
  retry: false,
  advice: "SQLite failed in a way that this library does not know"
} as const

/** The failure that `error` is, about the journal in `file`; an error that is no failure of the store is thrown on. */
export const storeFailure = (error: unknown, file: string): StoreFailure => {
  if (error instanceof StoreFailure) return error
  const code = codeOf(error)
  if (code === undefined) throw error
  const { reason, retry, advice } = meanings[code] ?? other
  const said = error instanceof Error ? error.message : String(error)
  return new StoreFailure({ reason, retry, detail: `${file}: ${advice} (SQLite says: ${said})` })
}

/** What is stored cannot be read, and SQLite did not notice. */
export const damaged = (file: string, what: string): StoreFailure =>
  new StoreFailure({ reason: "Damaged", retry: false, detail: `${file}: ${what}; restore it from a backup` })
