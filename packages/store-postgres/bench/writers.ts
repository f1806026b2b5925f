/**
 * Several processes that write one journal, each as `writerProcess.ts`.
 */
import { type ChildProcess, fork } from "node:child_process"
import { join } from "node:path"
import type { Order } from "@stowage/testkit/orderSource"

/** How the processes open their journals. */
export interface WriterOptions {
  readonly connection: string
  readonly batchSize: number
  readonly skus: number
  /** How many callers each process has at once. */
  readonly callers: number
}

/** What a process is told: what to send next, and to begin. */
export type Told =
  | { readonly _tag: "Orders"; readonly orders: ReadonlyArray<Order>; readonly what: "reserve" | "settle" }
  | { readonly _tag: "Begin" }

/** What a process says: that it is open, that it has the orders, that all were answered. */
export type Said =
  | { readonly _tag: "Open" }
  | { readonly _tag: "Ready" }
  | { readonly _tag: "Done"; readonly cpuSeconds: number; readonly latenciesMs: ReadonlyArray<number> }

/** Processes that are open. */
export interface Writers {
  /** Deals out the orders; nothing of it is measured. */
  readonly deal: (orders: ReadonlyArray<Order>, what: "reserve" | "settle") => Promise<void>
  /** Sends what was dealt out; CPU seconds of the processes, all together, and latencies. */
  readonly send: () => Promise<{ readonly cpuSeconds: number; readonly latenciesMs: ReadonlyArray<number> }>
  readonly close: () => Promise<void>
}

/** The next word of a process. */
const heard = (child: ChildProcess): Promise<Said> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`expected a writer to go on, but it ended with ${code}`))
    child.once("exit", ended)
    child.once("message", (said) => {
      child.off("exit", ended)
      resolve(said as Said)
    })
  })

const tell = (child: ChildProcess, told: Told): Promise<Said> => {
  const answer = heard(child)
  child.send(told)
  return answer
}

/** Starts so many processes. */
export const startWriters = async (count: number, options: WriterOptions): Promise<Writers> => {
  const file = join(import.meta.dirname, "writerProcess.ts")
  const children = Array.from({ length: count }, () =>
    fork(file, [JSON.stringify(options)], { execArgv: ["-C", "@stowage/source"] })
  )
  await Promise.all(children.map(heard))
  return {
    deal: async (orders, what) => {
      await Promise.all(
        children.map((child, nth) =>
          tell(child, { _tag: "Orders", orders: orders.filter((_, index) => index % count === nth), what })
        )
      )
    },
    send: async () => {
      const said = await Promise.all(children.map((child) => tell(child, { _tag: "Begin" })))
      const done = said.flatMap((one) => (one._tag === "Done" ? [one] : []))
      return {
        cpuSeconds: done.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
        latenciesMs: done.flatMap(({ latenciesMs }) => latenciesMs)
      }
    },
    close: async () => {
      const ends = children.map((child) => new Promise((resolve) => child.once("exit", resolve)))
      for (const child of children) child.disconnect()
      await Promise.all(ends)
    }
  }
}
