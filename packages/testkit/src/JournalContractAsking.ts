/**
 * How the journal's contract asks a journal: commits with an expectation, and everything that can be read.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import type { Commit, CommitRefusal, Position, Receipt } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"

/** Commits and expects a receipt. */
export const taken = (commit: Commit) => Effect.flatMap(Journal, (journal) => journal.commit(commit))

/** Commits and answers with the receipt or the refusal; a store failure fails the scenario. */
export const answered = (commit: Commit) =>
  Effect.flatMap(Journal, (journal) => {
    const answer: Effect.Effect<Receipt | CommitRefusal, unknown> = journal
      .commit(commit)
      .pipe(Effect.catch((no) => (no._tag === "StoreFailure" ? Effect.fail(no) : Effect.succeed<CommitRefusal>(no))))
    return answer
  })

/** Commits and expects to be refused with exactly this. */
export const refusedWith = (commit: Commit, refusal: CommitRefusal) =>
  Effect.map(answered(commit), (answer) => assert.deepStrictEqual(answer, refusal))

/** Commits and expects the transfers to be refused; the reason. */
export const transferRefusal = (commit: Commit) =>
  Effect.map(answered(commit), (answer) => {
    if (!("_tag" in answer) || answer._tag !== "TransferRefused") {
      return assert.fail(`expected ${commit.id} to be refused for its transfers, got ${JSON.stringify(answer)}`)
    }
    assert.strictEqual(answer.id, commit.id)
    return answer.refusal
  })

export const balances = (query: BalanceQuery = {}) => Effect.flatMap(Journal, (journal) => journal.balances(query))

/** What `account` holds; nothing at all when the journal leaves it out. */
export const balance = (account: Account) =>
  Effect.map(balances(), (all): Balance => {
    const found = all.find((candidate) => candidate.account === account)
    return found ?? { account, posted: 0, pendingOut: 0, pendingIn: 0 }
  })

/** Expects `account` to hold exactly this. */
export const holds = (account: Account, posted: number, pendingOut = 0, pendingIn = 0) =>
  Effect.map(balance(account), (found) => assert.deepStrictEqual(found, { account, posted, pendingOut, pendingIn }))

/** Everything that can be read, for comparing before and after. */
export const everything = Effect.gen(function* () {
  const journal = yield* Journal
  const commits = yield* journal.commits(0 as Position, 100_000)
  const streams = [...new Set(commits.flatMap((commit) => commit.appends.map((append) => append.stream)))]
  return {
    commits,
    streams: yield* Effect.forEach(streams, (stream) => journal.read(stream)),
    balances: yield* journal.balances({}),
    pendings: yield* journal.pendings({})
  }
})

/** Expects `act` to leave everything as it was. */
export const changesNothing = <A, E, R>(act: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* everything
    yield* act
    assert.deepStrictEqual(yield* everything, before)
  })
