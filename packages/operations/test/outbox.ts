/**
 * Effects that follow from the journal: a parcel is announced to the carrier for every shipment, and the announcement
 * is noted as a record of its own. The process that does it dies as often as it is told to.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import type { Decider } from "@stowage/kernel/Decider"
import type { Aggregate } from "@stowage/runtime/Aggregate"
import { origin, type RecordedCommit } from "@stowage/runtime/Commit"
import { handle } from "@stowage/runtime/handle"
import { Journal } from "@stowage/runtime/Journal"
import { derivedId, type Process } from "@stowage/runtime/Process"
import { catchUp } from "@stowage/runtime/runProcess"
import { workEvents } from "./figures.ts"

const ParcelEvent = Schema.TaggedUnion({ ParcelAnnounced: { units: Schema.Int } })
type ParcelEvent = typeof ParcelEvent.Type

/** Counts its announcements and refuses none, so that only the names of commits keep it from a second one. */
const decider: Decider<number, { readonly units: number }, ParcelEvent, never> = {
  initial: 0,
  decide: ({ units }) => Result.succeed([{ _tag: "ParcelAnnounced", units }]),
  evolve: (announced) => announced + 1
}
const Parcels: Aggregate<number, { readonly units: number }, ParcelEvent, never> = {
  kind: "parcel",
  decider,
  event: ParcelEvent
}

/** A carrier's door: what came under which key, as often as it came, and how far the journal was then. */
export interface Carrier {
  readonly calls: Array<{ readonly key: string; readonly said: string; readonly journalAt: number }>
}

/** Fulfilment orders that a commit ships, each with its units. */
export const shippedIn = (commit: RecordedCommit): ReadonlyArray<readonly [string, number]> =>
  workEvents(commit).flatMap(([id, event]) =>
    event._tag === "FulfilmentOrderShipped"
      ? [[id, event.lines.reduce((sum, { quantity }) => sum + quantity, 0)] as const]
      : []
  )

const lengthOf = (journal: Journal["Service"]) =>
  Effect.map(Effect.orDie(journal.commits(origin, Number.MAX_SAFE_INTEGER)), ({ length }) => length)

export const announcing = (carrier: Carrier): Process<unknown, Journal> => ({
  name: "announcing",
  concerns: (commit) => shippedIn(commit).length > 0,
  react: (commit) =>
    Effect.gen(function* () {
      const journal = yield* Journal
      for (const [nth, [id, units]] of shippedIn(commit).entries()) {
        const key = derivedId("announcing", commit, nth)
        carrier.calls.push({ key, said: `${id}: ${units}`, journalAt: yield* lengthOf(journal) })
        yield* handle(Parcels)(id, { units }, { id: key, at: commit.at, actor: "announcing" })
      }
    })
})

/** When a process dies: at which of its commits, and whether the journal has it by then. */
export interface Death {
  readonly atCommit: number
  readonly committed: boolean
}

export const deaths: fc.Arbitrary<ReadonlyArray<Death>> = fc.array(
  fc.record({ atCommit: fc.nat(2), committed: fc.boolean() }),
  { maxLength: 6 }
)

/** The journal as a process sees it that dies once. */
const mortal = (journal: Journal["Service"], { atCommit, committed }: Death): Journal["Service"] => {
  let nth = 0
  return {
    ...journal,
    commit: (commit) =>
      Effect.suspend(() => {
        if (nth++ !== atCommit) return journal.commit(commit)
        return committed ? Effect.andThen(journal.commit(commit), Effect.interrupt) : Effect.interrupt
      })
  }
}

/** Runs the process until it has caught up or died; whether it died. */
export const runUntil = (process: Process<unknown, Journal>, journal: Journal["Service"], death?: Death) => {
  const seen = death === undefined ? journal : mortal(journal, death)
  return Effect.map(Effect.exit(Effect.provideService(catchUp(process), Journal, seen)), Exit.isFailure)
}
