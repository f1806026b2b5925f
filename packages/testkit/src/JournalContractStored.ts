/**
 * The contract, eighth part: what a store says of itself in `capabilities` is so, whichever way it says it.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { assert } from "vitest"
import { isReceipt } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import {
  answered,
  balances,
  changesNothing,
  everything,
  holds,
  taken,
  transferRefusal
} from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  commitOf,
  customer,
  free,
  pend,
  post,
  receive,
  settle,
  transfersOf,
  voided
} from "./JournalContractWords.ts"

/** The journal that is stored under a name; opened again, it is the same one. */
export type Stored = (name: string) => Layer.Layer<Journal, unknown>

const history = Effect.gen(function* () {
  yield* taken(commitOf("stock", { appends: [append("a", 0)], transfers: [receive(9), pend("p", 2), pend("q", 3)] }))
  yield* taken(
    commitOf("moved", { appends: [append("a", 1), append("b", 0)], transfers: [voided("p"), receive(1, "B")] })
  )
  return yield* everything
})

/** Opens what is stored under `name` for as long as `use` runs. */
const opened = <A, E>(stored: Stored, name: string, use: Effect.Effect<A, E, Journal>) =>
  Effect.provide(use, Layer.fresh(stored(name)))

const reopened = (stored: Stored) =>
  Effect.gen(function* () {
    const { before, durable } = yield* opened(
      stored,
      "reopened",
      Effect.gen(function* () {
        return { before: yield* history, durable: (yield* Journal).capabilities.durable }
      })
    )
    const after = Effect.gen(function* () {
      if (!durable) return assert.deepStrictEqual((yield* everything).commits, [])
      assert.deepStrictEqual(yield* everything, before)
      yield* changesNothing(history)
      yield* transferRefusal(transfersOf("reuse", pend("p", 1)))
      yield* transferRefusal(transfersOf("again", voided("p")))
      const next = yield* taken(commitOf("next", { appends: [append("b", 1)], transfers: [settle("q", 1)] }))
      assert.strictEqual(next.position, 3)
      yield* holds(free(), 8)
    })
    yield* opened(stored, "reopened", after)
  })

/** Two openings of one store at once, each trying to take the last unit. */
const openedTwice = (stored: Stored) =>
  Effect.gen(function* () {
    yield* taken(transfersOf("stock", receive(1)))
    const { durable, writers } = (yield* Journal).capabilities
    const buy = (buyer: string) => answered(transfersOf(buyer, post(free(), customer(), 1)))
    const second = opened(stored, "twice", Effect.all([balances(), buy("second")]))
    if (!durable) return
    if (writers === "one") {
      const failure = yield* Effect.flip(second)
      assert.propertyVal(failure, "_tag", "StoreFailure")
      assert.propertyVal(failure, "reason", "Busy")
      assert.propertyVal(failure, "retry", true)
      return yield* holds(free(), 1)
    }
    const [first, [seen, other]] = yield* Effect.all([buy("first"), second], { concurrency: "unbounded" })
    assert.isNotEmpty(seen)
    assert.isFalse(isReceipt(first) && isReceipt(other))
  })

/**
 * What can be checked only by opening one store several times; without `stored`, only of a store that keeps nothing.
 */
export const storedScenarios = (stored: Stored | undefined): ReadonlyArray<Scenario> => [
  {
    key: "durable",
    title: "what was acknowledged is there when the store is opened again, if and only if it says that it is durable",
    check: (empty) => {
      if (stored !== undefined) return reopened(stored)
      return Effect.provide(
        Effect.map(Journal, ({ capabilities }) =>
          assert.isFalse(capabilities.durable, "a durable journal must be given as `stored` too, to be opened again")
        ),
        Layer.fresh(empty)
      )
    }
  },
  {
    key: "writers",
    title: "a second opening is refused as busy by a store for one writer, and shares the last unit with one for many",
    check: () => (stored === undefined ? Effect.void : opened(stored, "twice", openedTwice(stored)))
  }
]
