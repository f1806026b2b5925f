/**
 * Sends orders as commits, by so many callers at once; refusals are answers.
 */
import * as Effect from "effect/Effect"
import type { Commit, CommitRefusal } from "@stowage/runtime/Commit"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import type { Order } from "@stowage/testkit/orderSource"

/** One order of so many has its latency taken. */
const timedOf = 8

interface Queue {
  readonly orders: ReadonlyArray<Order>
  next: number
  readonly send: (order: Order) => Effect.Effect<unknown, CommitRefusal | StoreFailure>
  readonly latenciesMs: Array<number>
}

/**
 * Sends orders until none are left. One generator function for all: of each that is made and called V8 keeps a map
 * among the old objects, and that keeps all it encloses.
 */
const caller = Effect.fnUntraced(function* (queue: Queue) {
  const { latenciesMs, orders, send } = queue
  while (queue.next < orders.length) {
    const nth = queue.next++
    const start = performance.now()
    yield* send(orders[nth] as Order)
    if (nth % timedOf === 0) latenciesMs.push(performance.now() - start)
  }
})

/** Sends each order as the commit that `of` makes of it. */
export const sender = (callers: number, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, of: (order: Order) => Commit) {
    const journal = yield* Journal
    const send = (order: Order) =>
      Effect.catch(journal.commit(of(order)), (no) =>
        no._tag === "TransferRefused" ? Effect.succeed(undefined) : Effect.fail(no)
      )
    const queue: Queue = { orders, next: 0, send, latenciesMs }
    yield* Effect.all(
      Array.from({ length: callers }, () => caller(queue)),
      { concurrency: "unbounded", discard: true }
    )
  })
