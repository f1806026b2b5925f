/**
 * The contract, tenth part: many callers at once, each told what one caller alone would have been told at some moment
 * between asking and hearing. No answer is stale, no refusal is about something that was never so.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as fc from "fast-check"
import { assert } from "vitest"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { Commit } from "@stowage/runtime/Commit"
import { origin } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { answered } from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  commitId,
  commitOf,
  expire,
  noon,
  pend,
  position,
  receive,
  settle,
  streamId,
  voided
} from "./JournalContractWords.ts"
import { type Call, type Exchange, type Sent, anomalies } from "./JournalHistory.ts"

/** What one caller does, one after the other. Commits of one number are one commit, whoever sends it. */
type Step =
  | { readonly _tag: "Commit"; readonly number: number }
  | { readonly _tag: "Receipt"; readonly number: number }
  | { readonly _tag: "Read" | "Balances" | "Pendings" | "Commits" | "Pause" }

const claim = fc.constantFrom("p", "q", "r")
const few = fc.integer({ min: 1, max: 3 })
const arbitraryTransfer: fc.Arbitrary<Transfer> = fc.oneof(
  { weight: 5, arbitrary: few.map((quantity) => receive(quantity)) },
  { weight: 4, arbitrary: fc.tuple(claim, few).map(([id, quantity]) => pend(id, quantity, undefined, 2)) },
  { weight: 2, arbitrary: fc.tuple(claim, few).map(([id, quantity]) => settle(id, quantity)) },
  { weight: 1, arbitrary: claim.map(voided) },
  { weight: 1, arbitrary: claim.map(expire) }
)

const arbitraryCommits: fc.Arbitrary<ReadonlyArray<Commit>> = fc
  .array(
    fc.record({
      at: fc.nat({ max: 3 }),
      expected: fc.option(fc.nat({ max: 3 }), { freq: 2 }),
      transfers: fc.array(arbitraryTransfer, { minLength: 1, maxLength: 2 })
    }),
    { minLength: 4, maxLength: 10 }
  )
  .map((drafts) =>
    drafts.map(({ at, expected, transfers }, number) =>
      commitOf(`c${number}`, {
        at: (noon + at) as typeof noon,
        appends: expected === null ? [] : [append("a", expected)],
        // The first brings stock, or there would be little to do.
        transfers: number === 0 ? [receive(4), ...transfers] : transfers
      })
    )
  )

const number = fc.nat({ max: 9 })
const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: number.map((number) => ({ _tag: "Commit" as const, number })) },
  { weight: 1, arbitrary: number.map((number) => ({ _tag: "Receipt" as const, number })) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom("Read" as const, "Balances" as const, "Pendings" as const, "Commits" as const, "Pause" as const)
      .map((_tag) => ({ _tag }))
  }
)

const exchangeOf = (step: Step, commits: ReadonlyArray<Commit>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const commit = "number" in step ? commits[step.number % commits.length] : undefined
    const exchange = (given: Exchange): Exchange => given
    switch (step._tag) {
      case "Commit": {
        if (commit === undefined) return undefined
        return exchange({ _tag: "Commit", commit, answer: yield* answered(commit) })
      }
      case "Receipt": {
        const id = commitId(`c${step.number}`)
        return exchange({ _tag: "Receipt", id, answer: yield* journal.receipt(id) })
      }
      case "Read": {
        const stream = streamId("a")
        return exchange({ _tag: "Read", stream, after: 1, answer: yield* journal.read(stream, 1) })
      }
      case "Balances":
        return exchange({ _tag: "Balances", query: {}, answer: yield* journal.balances({}) })
      case "Pendings":
        return exchange({ _tag: "Pendings", query: {}, answer: yield* journal.pendings({}) })
      case "Commits": {
        const after = position(2)
        return exchange({ _tag: "Commits", after, limit: 3, answer: yield* journal.commits(after, 3) })
      }
      case "Pause":
        return yield* Effect.as(Effect.yieldNow, undefined)
    }
  })

/** Several callers do their steps at once; what they were told has to be explained. */
const explained = (commits: ReadonlyArray<Commit>, callers: ReadonlyArray<ReadonlyArray<Step>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const calls: Array<Call> = []
    const sent: Array<Sent> = []
    let moment = 0
    const one = Effect.fnUntraced(function* (step: Step) {
      const began = moment++
      const commit = step._tag === "Commit" ? commits[step.number % commits.length] : undefined
      if (commit !== undefined) sent.push({ began, commit })
      const exchange = yield* exchangeOf(step, commits)
      if (exchange !== undefined) calls.push({ began, ended: moment++, exchange })
    })
    const caller = (steps: ReadonlyArray<Step>) => Effect.forEach(steps, one, { discard: true })
    yield* Effect.forEach(callers, caller, { concurrency: "unbounded", discard: true })
    assert.deepStrictEqual(anomalies(yield* journal.commits(origin, 1000), calls, sent), [])
  })

const arbitraryHistory = fc.tuple(
  arbitraryCommits,
  fc.array(fc.array(arbitraryStep, { maxLength: 12 }), { minLength: 2, maxLength: 4 })
)

export const concurrentScenarios: ReadonlyArray<Scenario> = [
  {
    key: "linearizable",
    title: "whatever many ask at once, each is told what one alone would have been told at some moment meanwhile",
    check: (empty) =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(arbitraryHistory, ([commits, callers]) =>
            Effect.runPromise(Effect.provide(explained(commits, callers), Layer.fresh(empty)))
          ),
          { numRuns: 100 }
        )
      )
  }
]
