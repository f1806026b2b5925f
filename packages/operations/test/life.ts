/**
 * The life of the small site on a journal, with the mishaps of real ones: the process dies before or after a commit,
 * the same commit is sent again, old messages come again late.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Handoff } from "@stowage/operations/Handoff"
import { type Commit, type CommitRefusal, origin, sayCommitRefusal } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { handoffFor } from "./handoffFor.ts"
import { type Happening, happenings } from "./happenings.ts"
import { opening, type Yard, yardOf } from "./yard.ts"

type Mishap =
  | { readonly _tag: "None" }
  /** The process dies with its decision; started again, it decides anew. */
  | { readonly _tag: "DiesBefore" }
  /** It dies before it hears that the commit was taken. Started again, it asks for the receipt, or forgets to. */
  | { readonly _tag: "DiesAfter"; readonly asks: boolean }
  | { readonly _tag: "SentAgain"; readonly times: number }
  /** An earlier commit comes again, and its hand-off under another name. */
  | { readonly _tag: "CameAgain"; readonly which: number; readonly times: number }

/** Something that happens, and what goes wrong with it. */
export interface Moment {
  readonly happening: Happening
  readonly mishap: Mishap
}

const times = fc.integer({ min: 1, max: 3 })
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ _tag: "None" } as const) },
  { weight: 2, arbitrary: fc.constant({ _tag: "DiesBefore" } as const) },
  { weight: 2, arbitrary: fc.boolean().map((asks) => ({ _tag: "DiesAfter", asks }) as const) },
  { weight: 2, arbitrary: times.map((times) => ({ _tag: "SentAgain", times }) as const) },
  {
    weight: 3,
    arbitrary: fc.record({ _tag: fc.constant("CameAgain" as const), which: fc.nat(60), times: fc.nat(3) })
  }
)

/** Histories with mishaps. */
export const moments: fc.Arbitrary<ReadonlyArray<Moment>> = happenings.chain((happened) =>
  fc
    .tuple(...happened.map(() => mishap))
    .map((mishaps) => happened.map((happening, index) => ({ happening, mishap: mishaps[index] ?? { _tag: "None" } })))
)

/** The same history without its mishaps. */
export const untroubled = (history: ReadonlyArray<Moment>): ReadonlyArray<Moment> =>
  history.map(({ happening }) => ({ happening, mishap: { _tag: "None" } }))

/** How a history ended. */
export interface Life {
  readonly yard: Yard
  readonly journal: Journal["Service"]
  /** Why records or the journal said no, in the order they did. */
  readonly refusals: ReadonlyArray<string>
  /** How often the process died. */
  readonly deaths: number
}

interface Sent {
  readonly commit: Commit
  readonly handoff: Handoff
  readonly position: number
}

/** The site as the journal has it. */
export const rebuilt = (journal: Journal["Service"]) =>
  Effect.map(Effect.orDie(journal.commits(origin, Number.MAX_SAFE_INTEGER)), yardOf)

const commitTo = (journal: Journal["Service"], commit: Commit) =>
  journal.commit(commit).pipe(
    Effect.map(({ position }): number | CommitRefusal => position),
    Effect.catch((failure) => (failure._tag === "StoreFailure" ? Effect.die(failure) : Effect.succeed(failure)))
  )

/** Lives through `history`. Dies as a test when a duplicate gets another receipt than the first. */
export const live = Effect.fnUntraced(function* (history: ReadonlyArray<Moment>) {
  const journal = yield* Journal
  yield* Effect.orDie(Effect.asVoid(journal.commit(opening)))
  let yard = yield* rebuilt(journal)
  const sent: Array<Sent> = []
  const refusals: Array<string> = []
  let deaths = 0

  const send = Effect.fnUntraced(function* (commit: Commit, handoff: Handoff, heard: boolean) {
    const answer = yield* commitTo(journal, commit)
    if (typeof answer !== "number") return void refusals.push(sayCommitRefusal(answer))
    const isNew = answer > yard.commits.length
    if (isNew && heard) yard.apply({ ...commit, position: answer as never })
    if (isNew) sent.push({ commit, handoff, position: answer })
  })
  const give = Effect.fnUntraced(function* (name: string, at: number, handoff: Handoff | undefined, heard = true) {
    if (handoff === undefined) return
    const proposed = yard.propose(name, at, handoff)
    if (Result.isFailure(proposed)) return void refusals.push(proposed.failure)
    if (proposed.success !== undefined) yield* send(proposed.success, handoff, heard)
  })
  const die = Effect.fnUntraced(function* () {
    deaths += 1
    yard = yield* rebuilt(journal)
  })
  const again = Effect.fnUntraced(function* ({ commit, position }: Sent) {
    const answer = yield* commitTo(journal, commit)
    if (answer !== position) return yield* Effect.die(`${commit.id}, sent again, came to ${JSON.stringify(answer)}`)
  })

  for (const [nth, { happening, mishap }] of history.entries()) {
    const [name, at] = [`${happening._tag}-${nth}`, nth + 1]
    const act = (heard = true) => Effect.suspend(() => give(name, at, handoffFor(yard, happening, name, at), heard))
    switch (mishap._tag) {
      case "None":
        yield* act()
        break
      case "DiesBefore":
        yield* die()
        yield* act()
        break
      case "DiesAfter": {
        yield* act(false)
        yield* die()
        const done = yield* Effect.orDie(journal.receipt(name as Commit["id"]))
        if (!mishap.asks || done === undefined) yield* act()
        break
      }
      case "SentAgain": {
        const before = sent.length
        yield* act()
        for (const one of sent.slice(before)) for (let time = 0; time < mishap.times; time++) yield* again(one)
        break
      }
      case "CameAgain": {
        const old = sent[mishap.which % Math.max(1, sent.length)]
        for (let time = 0; time < mishap.times; time++) {
          if (old === undefined) break
          yield* again(old)
          if (old.handoff.commands.length > 0) yield* give(`${name}-again-${time}`, at, old.handoff)
        }
        yield* act()
        break
      }
    }
  }
  const life: Life = { yard, journal, refusals, deaths }
  return life
})

/** `live` on a journal in memory. */
export const lived = (history: ReadonlyArray<Moment>): Life =>
  Effect.runSync(Effect.provideService(live(history), Journal, makeMemoryJournal()))

/** One more commit of a life that is over; the ledger's refusal, if there is one. */
export const oneMore = (
  { journal, yard }: Life,
  name: string,
  handoff: Handoff | undefined
): CommitRefusal | undefined => {
  if (handoff === undefined) return undefined
  const commit = Result.getOrThrow(yard.propose(name, 1_000, handoff))
  if (commit === undefined) return undefined
  const answer = Effect.runSync(commitTo(journal, commit))
  if (typeof answer !== "number") return answer
  yard.apply({ ...commit, position: answer as never })
  return undefined
}
