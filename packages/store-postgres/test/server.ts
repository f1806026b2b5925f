/**
 * The PostgreSQL server of these tests and benchmarks: started when first asked for, one for each process that asks.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"

/** A server that runs. */
export interface Server {
  /** A database of it, as its owner. */
  readonly url: string
  readonly port: number
  /** The process id of the postmaster. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts a server with these settings. It ends with this process at the latest, however that ends. */
export const startServer = (settings: ReadonlyArray<string> = []): Promise<Server> =>
  new Promise((resolve, reject) => {
    const keeper = spawn(process.execPath, [join(import.meta.dirname, "keeper.ts"), ...settings], {
      stdio: ["pipe", "pipe", "inherit"]
    })
    const ended = new Promise<void>((done) => keeper.once("exit", () => done()))
    let said = ""
    keeper.stdout.on("data", (chunk) => {
      said += String(chunk)
      if (!said.includes("\n")) return
      const { url, port, pid } = JSON.parse(said) as Omit<Server, "stop">
      const stop = (): Promise<void> => {
        keeper.stdin.end()
        return ended
      }
      resolve({ url, port, pid, stop })
    })
    keeper.once("exit", (code) => reject(new Error(`expected PostgreSQL to start, but its keeper ended with ${code}`)))
  })
