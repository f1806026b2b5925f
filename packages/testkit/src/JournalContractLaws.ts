/**
 * The contract, ninth part: whatever is committed in whatever order, by one writer or by many at once, the journal is
 * what a list and its sums are.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as fc from "fast-check"
import { assert } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type Commit, isReceipt, origin } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { type JournalModel, makeJournalModel, withoutWords } from "./JournalContractModel.ts"
import { answered } from "./JournalContractAsking.ts"
import {
  type Scenario,
  commitOf,
  customer,
  event,
  expire,
  free,
  noon,
  position,
  settle,
  streamId,
  supplier,
  voided
} from "./JournalContractWords.ts"

const account: fc.Arbitrary<Account> = fc.constantFrom(
  supplier(),
  customer(),
  free(),
  free("TEA-1", "N" as never),
  free("B"),
  supplier("B")
)
const claimId = fc.constantFrom("p", "q", "r", "s")
const small = fc.nat({ max: 6 })

/** Transfers between few accounts under few names, so that they meet; some of them senseless. */
export const arbitraryTransfer: fc.Arbitrary<Transfer> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ _tag: fc.constant("Post" as const), from: account, to: account, quantity: small })
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        _tag: fc.constant("Pend" as const),
        id: claimId as fc.Arbitrary<never>,
        from: fc.constant(free()),
        to: account,
        quantity: small,
        ttlMillis: small
      },
      { requiredKeys: ["_tag", "id", "from", "to", "quantity"] }
    )
  },
  { weight: 2, arbitrary: fc.constant({ _tag: "Post" as const, from: supplier(), to: free(), quantity: 5 }) },
  { weight: 2, arbitrary: fc.tuple(claimId, small).map(([id, quantity]) => settle(id, quantity)) },
  { weight: 1, arbitrary: claimId.map(voided) },
  { weight: 1, arbitrary: claimId.map(expire) }
)

const arbitraryAppend = fc
  .tuple(fc.constantFrom("a", "b", "c"), fc.nat({ max: 2 }), fc.nat({ max: 2 }))
  .map(([stream, behind, events]) => ({ stream, behind, events }))

/** What a writer means to do: `behind` is how many events of the stream he has missed. */
const arbitraryDraft = fc.record({
  id: fc.nat({ max: 30 }),
  at: small,
  appends: fc.array(arbitraryAppend, { maxLength: 2 }),
  transfers: fc.array(arbitraryTransfer, { maxLength: 3 })
})
type Draft = typeof arbitraryDraft extends fc.Arbitrary<infer A> ? A : never

/** The commit that a writer sends who sees `model`, a few events of it too late. */
const sent = (draft: Draft, model: JournalModel): Commit =>
  commitOf(`c${draft.id}`, {
    at: (noon + draft.at) as typeof noon,
    appends: draft.appends.map(({ stream, behind, events }) => ({
      stream: streamId(stream),
      expected: Math.max(0, model.version(stream) - Math.max(0, behind - 1)),
      events: Array.from({ length: events }, (_, nth) => event({ nth }))
    })),
    transfers: draft.transfers
  })

/** Everything the journal can be asked, against the model. */
const agrees = Effect.fnUntraced(function* (model: JournalModel) {
  const journal = yield* Journal
  assert.deepStrictEqual(yield* journal.balances({}), model.balances())
  assert.deepStrictEqual(yield* journal.pendings({}), model.pendings())
  const recorded = model.commits().map((commit, nth) => ({ ...commit, position: position(nth + 1) }))
  assert.deepStrictEqual(yield* journal.commits(origin, 1000), recorded)
  for (const stream of ["a", "b", "c"]) {
    const events = model.commits().flatMap(({ appends }) => appends.filter((append) => append.stream === stream))
    const read = yield* journal.read(streamId(stream))
    assert.deepStrictEqual(
      read.map(({ event }) => event),
      events.flatMap(({ events }) => events)
    )
    assert.deepStrictEqual(
      read.map(({ version }) => version),
      read.map((_, nth) => nth + 1)
    )
  }
})

/** One writer: the journal answers as the model does, and then is what the model is. */
const oneWriter = (drafts: ReadonlyArray<Draft>) =>
  Effect.gen(function* () {
    const model = makeJournalModel()
    for (const draft of drafts) {
      const commit = sent(draft, model)
      assert.deepStrictEqual(withoutWords(yield* answered(commit)), model.commit(commit), JSON.stringify(commit))
    }
    yield* agrees(model)
  })

/**
 * Many writers: what was acknowledged, taken in the journal's own order, is a history that the model would take too.
 */
const manyWriters = (rounds: ReadonlyArray<ReadonlyArray<Draft>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const model = makeJournalModel()
    for (const round of rounds) {
      const commits = round.map((draft) => sent(draft, model))
      const before = position(model.commits().length)
      const answers = yield* Effect.forEach(commits, (commit) => Effect.andThen(Effect.yieldNow, answered(commit)), {
        concurrency: "unbounded"
      })
      for (const { position: at, ...commit } of yield* journal.commits(before, 1000)) {
        assert.deepStrictEqual(model.commit(commit), { id: commit.id, position: at })
      }
      for (const [nth, answer] of answers.entries()) {
        const commit = commits[nth]
        if (commit === undefined || !isReceipt(answer)) continue
        assert.deepStrictEqual(model.commit(commit), answer, "a receipt is of the very commit")
      }
      yield* agrees(model)
    }
  })

/** A law as a scenario: every example in an empty journal of its own. */
const law = <Input>(
  key: string,
  title: string,
  input: fc.Arbitrary<Input>,
  holds: (input: Input) => Effect.Effect<void, unknown, Journal>
): Scenario => ({
  key,
  title,
  check: (empty) =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(input, (example) => Effect.runPromise(Effect.provide(holds(example), Layer.fresh(empty)))),
        { numRuns: 60 }
      )
    )
})

export const lawScenarios: ReadonlyArray<Scenario> = [
  law(
    "model",
    "whatever one writer commits, the journal answers and ends as a list and its sums do",
    fc.array(arbitraryDraft, { maxLength: 25 }),
    oneWriter
  ),
  law(
    "model-concurrent",
    "whatever many commit at once, their receipts are explained by the journal's own order",
    fc.array(fc.array(arbitraryDraft, { maxLength: 10 }), { maxLength: 4 }),
    manyWriters
  )
]
