/**
 * The contract, second part: what is no commit at all.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import { type Commit, isReceipt } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { answered, changesNothing, holds, taken } from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  appendsOf,
  commitId,
  commitOf,
  free,
  pend,
  post,
  receive,
  scenario,
  settle,
  streamId,
  supplier,
  transfersOf
} from "./JournalContractWords.ts"

/** Expects `commit` to be refused as malformed, for any reason. */
const malformed = (commit: Parameters<typeof answered>[0]) =>
  Effect.map(answered(commit), (answer) => {
    if (isReceipt(answer)) return assert.fail(`expected ${JSON.stringify(commit.id)} to be refused, got a receipt`)
    assert.strictEqual(answer._tag, "CommitMalformed")
  })

const refused = (commit: Parameters<typeof answered>[0]) =>
  Effect.map(answered(commit), (answer) => {
    if (isReceipt(answer)) return assert.fail(`expected ${JSON.stringify(commit)} to be refused, got a receipt`)
    assert.strictEqual(answer._tag, "TransferRefused")
  })

const wellFormed: ReadonlyArray<Scenario> = [
  scenario(
    "empty-refused",
    "a commit of nothing, without an id, or with an append of no events is malformed",
    changesNothing(
      Effect.all([
        malformed(commitOf("empty", {})),
        malformed(commitOf("", { transfers: [receive(1)] })),
        malformed(commitOf("no events", { appends: [{ stream: streamId("a"), expected: 0, events: [] }] }))
      ])
    )
  ),
  scenario(
    "stream-twice-refused",
    "a commit that names a stream twice is malformed, even when the second append follows on the first",
    changesNothing(
      Effect.all([
        malformed(appendsOf("twice", append("a", 0), append("a", 1))),
        malformed(appendsOf("apart", append("a", 0), append("b", 0), append("a", 0)))
      ])
    )
  ),
  scenario(
    "half-a-character-refused",
    "ids that are not well-formed Unicode are malformed, for two of them could be stored as one",
    changesNothing(
      Effect.all([
        malformed(transfersOf("x\ud800", receive(1))),
        malformed(appendsOf("stream", append("x\udc00", 0))),
        malformed(transfersOf("pending", settle("\ud83d", 1))),
        malformed(transfersOf("account", receive(1, "TEA\ud800")))
      ])
    )
  ),
  scenario(
    "events-json-can-say",
    "events that JSON cannot say are malformed, for something else would be kept; fields of undefined are left out",
    Effect.gen(function* () {
      const journal = yield* Journal
      const saying = (name: string, value: unknown) =>
        commitOf(name, { appends: [{ stream: streamId("a"), expected: 0, events: [{ _tag: "Said", value }] }] })
      const circle: Array<unknown> = []
      circle.push(circle)
      const unsaid = [
        Number.NaN,
        Number.NEGATIVE_INFINITY,
        new Date(0),
        new Map(),
        1n,
        Symbol("s"),
        circle,
        [undefined]
      ]
      yield* changesNothing(Effect.all(unsaid.map((value, nth) => malformed(saying(`unsaid ${nth}`, value)))))
      yield* journal.commit(
        saying("said", { none: undefined, nothing: null, texts: ["", "\u0000"], numbers: [-0, 1e300] })
      )
      const [recorded] = yield* journal.read(streamId("a"))
      assert.deepStrictEqual(recorded?.event, {
        _tag: "Said",
        value: { nothing: null, texts: ["", "\u0000"], numbers: [0, 1e300] }
      })
    })
  )
]

const timed = scenario(
  "whole-milliseconds",
  "a commit whose times are not whole milliseconds is malformed, and harms nobody who commits beside it",
  Effect.gen(function* () {
    const half = 0.5 as Instant
    const never = Number.NaN as Instant
    const stock = transfersOf("stock", receive(5))
    const claim = { ...pend("p", 1), ttlMillis: Number.NaN }
    const bad = [
      { ...stock, id: commitId("half"), at: half },
      { ...stock, id: commitId("never"), at: never },
      { ...stock, id: commitId("floor"), occurredAt: never },
      transfersOf("claim", receive(1), claim)
    ]
    yield* Effect.all([taken(stock), ...bad.map(malformed)], { concurrency: "unbounded" })
    yield* holds(free(), 5)
  })
)

/** Texts that lack a field, have one too many, or none at all. */
const noAccounts = ["", "a", "b", "|||||", "promise|acme|TEA-1||available|site:WH1", `${free()}|x`].map(
  (text) => text as Account
)

const accounted = scenario(
  "no-account-refused",
  "nothing moves to or from text that is no account, and who commits beside it is not harmed",
  Effect.gen(function* () {
    const moves = noAccounts.flatMap((text, nth) => [
      post(text, noAccounts[(nth + 1) % noAccounts.length] as Account, 1),
      post(supplier(), text, 1),
      { ...pend(`p${nth}`, 1), to: text }
    ])
    const bad = moves.map((move, nth) => transfersOf(`bad${nth}`, move))
    yield* Effect.all([taken(transfersOf("stock", receive(5))), ...bad.map(refused)], { concurrency: "unbounded" })
    yield* taken(transfersOf("claim", pend("p0", 2)))
    yield* holds(free(), 5, 2)
    const balances = yield* (yield* Journal).balances({})
    assert.deepStrictEqual(
      balances.filter(({ account }) => noAccounts.includes(account)),
      []
    )
  })
)

const one = transfersOf("one", receive(1))
const an = append("a", 0)

/** What is no commit at all, and commits that lack a part. */
const noCommits: ReadonlyArray<unknown> = [
  [undefined, null, 5, "one", [], {}],
  [undefined, null, 5].map((id) => ({ ...one, id })),
  [undefined, null, {}, "a", [null], [5], [{ ...an, stream: 5 }]].map((appends) => ({ ...one, appends })),
  [undefined, {}, "a", [5], [null], [{ name: "Noted" }]].map((events) => ({ ...one, appends: [{ ...an, events }] })),
  [undefined, null, {}, "a"].map((transfers) => ({ ...one, transfers })),
  [undefined, 5, {}, { _tag: "Take" }, { _tag: "Post" }, { _tag: "Pend" }, { _tag: "Settle", id: 5 }].map(
    (transfer) => ({ ...one, transfers: [transfer] })
  )
].flat()

const formed = scenario(
  "no-commit-refused",
  "what is no commit, or lacks a part of one, is malformed, and harms nobody who commits beside it",
  Effect.gen(function* () {
    const bad = noCommits.map((commit) => malformed(commit as Commit))
    yield* Effect.all([taken(transfersOf("stock", receive(5))), ...bad], { concurrency: "unbounded" })
    yield* holds(free(), 5)
  })
)

export const malformedScenarios: ReadonlyArray<Scenario> = [...wellFormed, timed, formed, accounted]
