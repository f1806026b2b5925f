/**
 * The contract, first part: what a commit is. All or nothing, once per id, one winner per version.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import { isReceipt } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import {
  answered,
  changesNothing,
  everything,
  holds,
  refusedWith,
  taken,
  transferRefusal
} from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  appendsOf,
  commitId,
  commitOf,
  customer,
  event,
  free,
  noon,
  position,
  post,
  receive,
  scenario,
  settle,
  streamId,
  transfersOf
} from "./JournalContractWords.ts"

const writers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, writer) => writer)

/** The order in which writers get to run is theirs, not the journal's. */
const atOnce = { concurrency: "unbounded" } as const

const atomic: ReadonlyArray<Scenario> = [
  scenario(
    "atomic",
    "a commit's events and transfers are there together",
    Effect.gen(function* () {
      const both = commitOf("both", {
        appends: [append("order/1", 0, event({ line: 1 }), event({ line: 2 })), append("order/2", 0)],
        transfers: [receive(5), receive(7, "COCOA-1")]
      })
      assert.deepStrictEqual(yield* taken(both), { id: commitId("both"), position: position(1) })
      const journal = yield* Journal
      assert.strictEqual((yield* journal.read(streamId("order/1"))).length, 2)
      assert.strictEqual((yield* journal.read(streamId("order/2"))).length, 1)
      yield* holds(free(), 5)
      yield* holds(free("COCOA-1"), 7)
    })
  ),
  scenario(
    "atomic-transfer-refused",
    "a refused transfer takes the events and the other transfers of its commit with it",
    Effect.gen(function* () {
      yield* taken(commitOf("first", { appends: [append("order/1", 0)], transfers: [receive(5)] }))
      const half = commitOf("half", {
        appends: [append("order/1", 1), append("order/2", 0)],
        transfers: [receive(3), settle("nobody", 1)]
      })
      yield* changesNothing(transferRefusal(half))
      assert.strictEqual(yield* (yield* Journal).receipt(half.id), undefined)
    })
  ),
  scenario(
    "atomic-version-conflict",
    "one stream at another version refuses the other streams and the transfers too",
    Effect.gen(function* () {
      yield* taken(appendsOf("first", append("order/1", 0)))
      const stale = commitOf("stale", {
        appends: [append("order/2", 0), append("order/1", 0)],
        transfers: [receive(3)]
      })
      yield* changesNothing(
        refusedWith(stale, { _tag: "VersionConflict", stream: streamId("order/1"), expected: 0, actual: 1 })
      )
    })
  ),
  scenario(
    "refused-takes-no-position",
    "a refused commit takes no position",
    Effect.gen(function* () {
      yield* taken(transfersOf("one", receive(1)))
      yield* transferRefusal(transfersOf("no", settle("nobody", 1)))
      assert.strictEqual((yield* taken(transfersOf("two", receive(1)))).position, 2)
    })
  ),
  scenario(
    "refused-may-try-again",
    "a refused commit may be sent again under its id once it is allowed, even changed",
    Effect.gen(function* () {
      yield* refusedWith(appendsOf("try", append("order/1", 1)), {
        _tag: "VersionConflict",
        stream: streamId("order/1"),
        expected: 1,
        actual: 0
      })
      yield* taken(appendsOf("try", append("order/1", 0)))
    })
  )
]

const idempotent: ReadonlyArray<Scenario> = [
  scenario(
    "same-receipt",
    "the same commit again gives the first receipt again and changes nothing",
    Effect.gen(function* () {
      const commit = commitOf("once", { appends: [append("order/1", 0)], transfers: [receive(5)] })
      const first = yield* taken(commit)
      yield* taken(commitOf("other", { appends: [append("order/1", 1)], transfers: [receive(1)] }))
      yield* changesNothing(Effect.map(taken(commit), (again) => assert.deepStrictEqual(again, first)))
    })
  ),
  scenario(
    "same-content",
    "another object with the same content, its fields in another order, is the same commit",
    Effect.gen(function* () {
      const first = yield* taken(
        commitOf("once", { appends: [append("order/1", 0, { _tag: "Noted", a: 1, b: [{ x: 1, y: null }] })] })
      )
      const again = {
        transfers: [],
        appends: [
          { events: [{ b: [{ y: null, x: 1 }], a: 1, _tag: "Noted" }], expected: 0, stream: streamId("order/1") }
        ],
        actor: "contract",
        at: noon,
        id: commitId("once")
      }
      assert.deepStrictEqual(yield* taken(again), first)
    })
  ),
  scenario(
    "id-reused",
    "an id that names another change is refused with the position of the first",
    Effect.gen(function* () {
      yield* taken(transfersOf("before", receive(1)))
      const first = commitOf("once", { appends: [append("order/1", 0)], transfers: [receive(5)] })
      yield* taken(first)
      const others = [
        { ...first, transfers: [receive(6)] },
        { ...first, transfers: [] },
        { ...first, appends: [append("order/1", 0, event({ more: true }))] },
        { ...first, appends: [append("order/1", 1)] },
        { ...first, at: (noon + 1) as typeof noon },
        { ...first, occurredAt: noon },
        { ...first, actor: "somebody else" }
      ]
      const refusal = { _tag: "CommitIdReused", id: first.id, position: position(2) } as const
      yield* changesNothing(Effect.forEach(others, (other) => refusedWith(other, refusal)))
    })
  ),
  scenario(
    "same-commit-at-once",
    "the same commit sent sixteen times at once is written once, and every sender gets its receipt",
    Effect.gen(function* () {
      const commit = commitOf("once", { appends: [append("order/1", 0)], transfers: [receive(5)] })
      const receipts = yield* Effect.forEach(writers(16), () => taken({ ...commit }), atOnce)
      for (const receipt of receipts) assert.deepStrictEqual(receipt, { id: commit.id, position: position(1) })
      assert.strictEqual((yield* everything).commits.length, 1)
      yield* holds(free(), 5)
    })
  ),
  scenario(
    "receipt",
    "the receipt of a commit can be asked for by its id, and there is none for an unknown id",
    Effect.gen(function* () {
      const journal = yield* Journal
      const receipt = yield* taken(transfersOf("one", receive(1)))
      assert.deepStrictEqual(yield* journal.receipt(commitId("one")), receipt)
      assert.strictEqual(yield* journal.receipt(commitId("two")), undefined)
    })
  )
]

const conditional: ReadonlyArray<Scenario> = [
  scenario(
    "one-winner",
    "of sixteen writers at one version exactly one wins, and the others learn the version",
    Effect.gen(function* () {
      const journal = yield* Journal
      for (const version of [0, 1, 2]) {
        const answers = yield* Effect.forEach(
          writers(16),
          (writer) => answered(appendsOf(`${version}/${writer}`, append("race", version, event({ writer })))),
          atOnce
        )
        assert.strictEqual(answers.filter(isReceipt).length, 1)
        for (const answer of answers) {
          if (isReceipt(answer)) continue
          const conflict = { _tag: "VersionConflict", stream: "race", expected: version, actual: version + 1 }
          assert.deepStrictEqual<unknown>(answer, conflict)
        }
        assert.strictEqual((yield* journal.read(streamId("race"))).length, version + 1)
      }
    })
  ),
  scenario(
    "last-unit",
    "of sixteen buyers of the last unit exactly one gets it",
    Effect.gen(function* () {
      yield* taken(transfersOf("stock", receive(1)))
      const buy = (buyer: number) => answered(transfersOf(`buy/${buyer}`, post(free(), customer(), 1)))
      const answers = yield* Effect.forEach(writers(16), buy, atOnce)
      assert.strictEqual(answers.filter(isReceipt).length, 1)
      yield* holds(free(), 0)
    })
  ),
  scenario(
    "version-ahead",
    "a version ahead of the stream is a conflict as well",
    refusedWith(appendsOf("ahead", append("order/1", 3)), {
      _tag: "VersionConflict",
      stream: streamId("order/1"),
      expected: 3,
      actual: 0
    })
  ),
  scenario(
    "first-conflict",
    "of several conflicts the first in the commit is named",
    Effect.gen(function* () {
      yield* taken(appendsOf("one", append("a", 0), append("b", 0)))
      yield* refusedWith(appendsOf("two", append("c", 0), append("b", 0), append("a", 0)), {
        _tag: "VersionConflict",
        stream: streamId("b"),
        expected: 0,
        actual: 1
      })
    })
  )
]

export const commitScenarios: ReadonlyArray<Scenario> = [...atomic, ...idempotent, ...conditional]
