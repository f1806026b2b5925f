/**
 * Writers in processes of their own.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"

/** A process that writes. */
export interface BusyWriter {
  /** Once it has opened the journal, or ended. */
  readonly opened: Promise<void>
  /** Once it has ended: ids and positions that were acknowledged, and the last word, if it had one. */
  readonly ended: Promise<{ readonly receipts: ReadonlyArray<readonly [string, number]>; readonly word: string }>
  readonly signal: (name: "SIGKILL" | "SIGSTOP" | "SIGCONT") => void
}

const receiptIn = (line: string): ReadonlyArray<readonly [string, number]> => {
  const [id, position] = line.split(" ")
  return id === undefined || position === undefined ? [] : [[id, Number(position)]]
}

/** Starts a writer of `tenant`; the only one, with this lease, when one is given. */
export const startWriter = (url: string, tenant: string, run: string, leaseMillis?: number): BusyWriter => {
  const script = join(import.meta.dirname, "busyWriter.ts")
  const lease = leaseMillis === undefined ? [] : [String(leaseMillis)]
  const child = spawn(process.execPath, ["-C", "@stowage/source", script, url, tenant, run, ...lease])
  let said = ""
  child.stderr.pipe(process.stderr)
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  const opened = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      said += String(chunk)
      resolve()
    })
    void ended.then(resolve)
  })
  return {
    opened,
    ended: ended.then(() => {
      // The last line may have been cut off in the middle.
      const lines = said.slice(0, said.lastIndexOf("\n") + 1).split("\n")
      return { receipts: lines.flatMap(receiptIn), word: lines.at(-2) ?? "" }
    }),
    signal: (name) => child.kill(name)
  }
}
