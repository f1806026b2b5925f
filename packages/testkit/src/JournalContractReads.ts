/**
 * The contract, fifth part: reading back. In order and without gaps.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import { assert } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import { origin } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { taken, transferRefusal } from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  appendsOf,
  commitId,
  commitOf,
  event,
  noon,
  pend,
  position,
  receive,
  scenario,
  settle,
  streamId,
  tea,
  transfersOf
} from "./JournalContractWords.ts"

const streams: ReadonlyArray<Scenario> = [
  scenario(
    "read-in-order",
    "a stream is read in the order appended, each event with its version, commit, time and actor",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(appendsOf("one", append("other", 0), append("a", 0, event({ n: 1 }), event({ n: 2 }))))
      yield* taken(
        commitOf("two", { at: (noon + 5) as Instant, actor: "Ann", appends: [append("a", 2, event({ n: 3 }))] })
      )
      const one = { position: position(1), commitId: commitId("one"), at: noon, actor: "contract", stream: "a" }
      assert.deepStrictEqual<unknown>(yield* journal.read(streamId("a")), [
        { ...one, version: 1, event: event({ n: 1 }) },
        { ...one, version: 2, event: event({ n: 2 }) },
        { ...one, version: 3, event: event({ n: 3 }), position: 2, commitId: "two", at: noon + 5, actor: "Ann" }
      ])
    })
  ),
  scenario(
    "read-after",
    "a stream is read after a version, also from the middle of a commit",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(appendsOf("one", append("a", 0, event({ n: 1 }), event({ n: 2 }))))
      yield* taken(appendsOf("two", append("a", 2, event({ n: 3 }), event({ n: 4 }))))
      for (const after of [0, 1, 2, 3, 4, 9]) {
        const versions = (yield* journal.read(streamId("a"), after)).map(({ version }) => version)
        assert.deepStrictEqual(
          versions,
          [1, 2, 3, 4].filter((version) => version > after)
        )
      }
    })
  ),
  scenario(
    "read-nothing",
    "a stream that nobody wrote is empty, also when its name begins like another's",
    Effect.gen(function* () {
      yield* taken(appendsOf("one", append("order/1", 0)))
      for (const stream of ["order/10", "order/", "order", "ORDER/1"]) {
        assert.deepStrictEqual(yield* (yield* Journal).read(streamId(stream)), [])
      }
    })
  )
]

const order: ReadonlyArray<Scenario> = [
  scenario(
    "positions-without-gaps",
    "positions are 1, 2, 3 … without gaps, also when many commit at once",
    Effect.gen(function* () {
      const receipts = yield* Effect.forEach(
        Array.from({ length: 100 }, (_, nth) => nth),
        (nth) => taken(commitOf(`c${nth}`, { appends: [append(`s${nth}`, 0)], transfers: [receive(1)] })),
        { concurrency: "unbounded" }
      )
      const sorted = receipts.map((receipt) => Number(receipt.position)).sort((a, b) => a - b)
      assert.deepStrictEqual(
        sorted,
        Array.from({ length: 100 }, (_, nth) => nth + 1)
      )
      const commits = yield* (yield* Journal).commits(origin, 1000)
      const byId = new Map(receipts.map((receipt) => [receipt.id, receipt.position]))
      for (const commit of commits) assert.strictEqual(commit.position, byId.get(commit.id))
    })
  ),
  scenario(
    "commits-in-pages",
    "commits are read in pages of any size, each as it was committed, fewer only at the end",
    Effect.gen(function* () {
      const journal = yield* Journal
      const made = Array.from({ length: 23 }, (_, nth) =>
        commitOf(`c${nth}`, {
          occurredAt: (noon - nth) as Instant,
          appends: [append(`s${nth % 3}`, Math.floor(nth / 3), event({ nth }))],
          transfers: [receive(nth + 1), pend(`p${nth}`, 1, tea, 10 * nth)]
        })
      )
      yield* Effect.forEach(made, taken)
      const expected = made.map((commit, nth) => ({ ...commit, position: position(nth + 1) }))
      for (const size of [1, 7, 23, 100]) {
        for (let after = 0; after <= 24; after += size) {
          const page = yield* journal.commits(position(after), size)
          assert.deepStrictEqual(page, expected.slice(after, after + size))
        }
        // Nothing is before the first.
        assert.deepStrictEqual(yield* journal.commits(position(-1), size), expected.slice(0, size))
      }
    })
  ),
  scenario(
    "kept-as-committed",
    "what was committed stays as it was, whatever becomes of what was sent",
    Effect.gen(function* () {
      const journal = yield* Journal
      const counted = { _tag: "Counted", n: 1, seen: [1] }
      yield* taken(appendsOf("one", append("a", 0, counted)))
      counted.n = 2
      counted.seen.push(2)
      const was = { _tag: "Counted", n: 1, seen: [1] }
      const [commit] = yield* journal.commits(origin, 1)
      assert.deepStrictEqual<unknown>(commit?.appends[0]?.events, [was])
      assert.deepStrictEqual<unknown>(
        (yield* journal.read(streamId("a"))).map((read) => read.event),
        [was]
      )
    })
  ),
  scenario(
    "wait-returns",
    "waiting for what is already there returns at once",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(transfersOf("one", receive(1)))
      yield* journal.wait(origin)
    })
  ),
  scenario(
    "wait-wakes",
    "everyone who waits is woken by the next commit, and not by a refused one",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(transfersOf("one", receive(1)))
      const woken: Array<number> = []
      const wait = (waiter: number) => Effect.map(journal.wait(position(1)), () => woken.push(waiter))
      const waiters = yield* Effect.forEach([1, 2, 3], (waiter) => Effect.forkChild(wait(waiter)))
      yield* transferRefusal(transfersOf("no", settle("nobody", 1)))
      yield* Effect.sleep("20 millis")
      assert.deepStrictEqual(woken, [])
      yield* taken(transfersOf("two", receive(1)))
      yield* Effect.forEach(waiters, Fiber.join)
      assert.sameMembers(woken, [1, 2, 3])
    })
  )
]

const asked = scenario(
  "asked-by-whole-numbers",
  "who asks by a position, version, moment or limit that is no whole number has a defect, and is told which",
  Effect.gen(function* () {
    const journal = yield* Journal
    yield* taken(commitOf("one", { appends: [append("a", 0)], transfers: [receive(3), pend("p", 1, tea, 5)] }))
    const dies = <A, E>(question: Effect.Effect<A, E>, value: number) =>
      Effect.map(Effect.exit(question), (exit) => {
        const found = Exit.findDefect(exit)
        const said = Result.isSuccess(found) ? String(found.success) : `no defect: ${JSON.stringify(exit)}`
        assert.include(said, `is ${value}; expected a whole number`)
      })
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      yield* dies(journal.commits(position(value), 5), value)
      yield* dies(journal.commits(origin, value), value)
      yield* dies(journal.read(streamId("a"), value), value)
      yield* dies(journal.balances({ asOf: position(value) }), value)
      yield* dies(journal.pendings({ expirableAt: value as Instant }), value)
      yield* dies(journal.wait(position(value)), value)
    }
    yield* dies(journal.commits(origin, -1), -1)
    assert.deepStrictEqual(yield* journal.commits(origin, 0), [])
    assert.deepStrictEqual(yield* journal.balances({ asOf: position(-1) }), [])
    assert.lengthOf(yield* journal.read(streamId("a"), -1), 1)
  })
)

export const readScenarios: ReadonlyArray<Scenario> = [...streams, ...order, asked]
