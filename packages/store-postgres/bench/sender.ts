/**
 * Sends orders as commits, by so many callers at once; refusals are answers.
 */
import * as Effect from "effect/Effect"
import type { Commit, CommitRefusal } from "@stowage/runtime/Commit"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import type { Order } from "@stowage/testkit/orderSource"

/** One order of so many has its latency taken. */
const timedOf = 8

type Answer = Effect.Effect<unknown, CommitRefusal | StoreFailure>

/** What one caller shares with the others. */
interface Sending {
  readonly queue: { readonly orders: ReadonlyArray<Order>; next: number }
  readonly send: (order: Order) => Answer
  readonly latenciesMs: Array<number>
}

/** Sends orders until none are left. */
const caller = ({ latenciesMs, queue, send }: Sending): Effect.Effect<void, CommitRefusal | StoreFailure> =>
  Effect.suspend(() => {
    const { orders } = queue
    let start = Number.NaN
    const isMore = (): boolean => queue.next < orders.length
    const body = (): Answer => {
      const nth = queue.next++
      start = nth % timedOf === 0 ? performance.now() : Number.NaN
      return send(orders[nth] as Order)
    }
    const step = (): void => {
      if (!Number.isNaN(start)) latenciesMs.push(performance.now() - start)
    }
    // Of named functions, and no generator: what V8 makes of the others is old, and keeps all that it encloses.
    return Effect.whileLoop({ while: isMore, body, step })
  })

/** Sends each order as the commit that `of` makes of it. */
export const sender = (callers: number, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, of: (order: Order) => Commit) {
    const journal = yield* Journal
    const send = (order: Order) =>
      Effect.catch(journal.commit(of(order)), (no) =>
        no._tag === "TransferRefused" ? Effect.succeed(undefined) : Effect.fail(no)
      )
    const sending: Sending = { queue: { orders, next: 0 }, send, latenciesMs }
    yield* Effect.all(
      Array.from({ length: callers }, () => caller(sending)),
      { concurrency: "unbounded", discard: true }
    )
  })
