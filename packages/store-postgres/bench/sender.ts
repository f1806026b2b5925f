/**
 * Sends orders as commits, by so many callers at once; refusals are answers.
 */
import * as Effect from "effect/Effect"
import type { Commit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import type { Order } from "@stowage/testkit/orderSource"

/** One order of so many has its latency taken. */
const timedOf = 8

/** Sends each order as the commit that `of` makes of it. */
export const sender = (callers: number, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, of: (order: Order) => Commit) {
    const journal = yield* Journal
    const send = (order: Order) =>
      Effect.catch(journal.commit(of(order)), (no) =>
        no._tag === "TransferRefused" ? Effect.succeed(undefined) : Effect.fail(no)
      )
    let next = 0
    const caller = Effect.gen(function* () {
      while (next < orders.length) {
        const nth = next++
        const start = performance.now()
        yield* send(orders[nth] as Order)
        if (nth % timedOf === 0) latenciesMs.push(performance.now() - start)
      }
    })
    yield* Effect.all(
      Array.from({ length: callers }, () => caller),
      { concurrency: "unbounded", discard: true }
    )
  })
