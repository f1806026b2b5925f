/**
 * Sends orders as commits, by so many callers at once; refusals are answers.
 */
import * as Effect from "effect/Effect"
import type { Commit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { byCallers } from "@stowage/testkit/byCallers"
import type { Order } from "@stowage/testkit/orderSource"

/** Sends each order as the commit that `of` makes of it. */
export const sender = (callers: number, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, of: (order: Order) => Commit) {
    const journal = yield* Journal
    const send = (order: Order) =>
      Effect.catch(journal.commit(of(order)), (no) =>
        no._tag === "TransferRefused" ? Effect.succeed(undefined) : Effect.fail(no)
      )
    yield* byCallers(orders, callers, send, latenciesMs)
  })
