/**
 * A scenario on a journal. What the journal already holds is not simulated again but folded; the day that was cut off
 * is lived through once more, and since it makes the same commits under the same names, those already stored answer
 * with their first receipts.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import {
  type Commit,
  type Position,
  type Receipt,
  type RecordedCommit,
  type StreamId,
  origin,
  sayCommitRefusal
} from "@stowage/runtime/Commit"
import { commitsSoFar } from "@stowage/runtime/follow"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import type { Scenario } from "./Scenario.ts"
import { type SimulatedDay, simulateDays } from "./simulateDays.ts"
import { type World, applyCommit, emptyWorld } from "./World.ts"

/** The scenario cannot be run on this journal, and running it again would not help. */
export class ScenarioRefused extends Schema.TaggedError<ScenarioRefused>()("ScenarioRefused", {
  /** What is wrong and what was expected. */
  detail: Schema.String
}) {
  override get message(): string {
    return this.detail
  }
}

/** How a run ended. */
export interface RunEnd {
  readonly world: World
  /** Commits that the journal held before this run. */
  readonly before: number
  readonly commits: number
}

/** Commits in flight at once: as many as a store takes into one transaction. */
const atOnce = 256

const siteStream = (scenario: Scenario): StreamId => `site/${scenario.layout.site}` as StreamId

const sayRun = (run: { readonly [field: string]: unknown }): string =>
  `${String(run["fingerprint"])} (site ${String(run["site"])}, seed ${String(run["seed"])}, ${String(run["policy"])})`

/** Why a journal that begins with `first` is not this scenario's; undefined when it is. */
const otherRun = (first: RecordedCommit, scenario: Scenario): string | undefined => {
  const expected = "Expected the same files, layout, seed and options; choose another --db file or delete this one."
  const opened = first.appends.flatMap(({ events }) => events).find(({ _tag }) => _tag === "SiteOpened")
  if (opened === undefined)
    return `The journal holds something else: it begins with the commit ${first.id}. ${expected}`
  const { fingerprint, layout, policy, seed } = scenario
  const [was, is] = [sayRun(opened), sayRun({ fingerprint, site: layout.site, seed, policy: policy.name })]
  return was === is ? undefined : `The journal holds another run: its input was ${was}, this one is ${is}. ${expected}`
}

/** The position of the last closed day; 0 when there is none. Refuses a journal that another scenario was run on. */
const lastClosedDay = Effect.fnUntraced(function* (scenario: Scenario) {
  const journal = yield* Journal
  const [first] = yield* journal.commits(origin, 1)
  if (first === undefined) return origin
  const detail = otherRun(first, scenario)
  if (detail !== undefined) return yield* new ScenarioRefused({ detail })
  const said = yield* journal.read(siteStream(scenario))
  return said.findLast(({ event }) => event._tag === "DayClosed")?.position ?? origin
})

/** The world after the first `until` commits. */
const worldAt = (until: Position) =>
  commitsSoFar(origin).pipe(
    Stream.takeWhile((commit) => commit.position <= until),
    Stream.runFold(emptyWorld, (world, commit) => {
      applyCommit(world, commit)
      return world
    })
  )

const commitAll = (commits: ReadonlyArray<Commit>, after: number) =>
  Effect.flatMap(Journal, (journal) =>
    Effect.forEach(commits, (commit) => journal.commit(commit), { concurrency: atOnce }).pipe(
      Effect.catchTags({
        CommitMalformed: (refusal) => Effect.die(sayCommitRefusal(refusal)),
        TransferRefused: (refusal) => Effect.die(sayCommitRefusal(refusal)),
        VersionConflict: (refusal) => refused(`Somebody else wrote to this journal. ${sayCommitRefusal(refusal)}`),
        CommitIdReused: (refusal) => refused(`The journal holds another run. ${sayCommitRefusal(refusal)}`)
      }),
      Effect.tap((receipts) => inOrder(receipts, after))
    )
  )

const refused = (detail: string) => Effect.fail(new ScenarioRefused({ detail }))

/** Each commit stands where this run put it; anything else means that the journal is not only ours. */
const inOrder = (receipts: ReadonlyArray<Receipt>, after: number) => {
  const wrong = receipts.find((receipt, index) => receipt.position !== after + index + 1)
  if (wrong === undefined) return Effect.void
  return refused(`Somebody else wrote to this journal: ${wrong.id} stands at position ${wrong.position}.`)
}

/**
 * Runs the scenario's days that the journal has not closed yet and commits them, day by day; `onDay` hears of each.
 * Ends with the world as the journal has it.
 */
export const runOnJournal = (
  scenario: Scenario,
  onDay: (day: SimulatedDay) => void = () => undefined
): Effect.Effect<RunEnd, ScenarioRefused | StoreFailure, Journal> =>
  Effect.gen(function* () {
    const before = yield* lastClosedDay(scenario)
    const world = yield* worldAt(before)
    const days = simulateDays(scenario, world)
    let commits: number = before
    for (let next = days.next(); ; next = days.next()) {
      if (next.done === true) {
        if (Result.isFailure(next.value)) return yield* new ScenarioRefused({ detail: next.value.failure })
        return { world, before, commits }
      }
      yield* commitAll(next.value.commits, commits)
      commits += next.value.commits.length
      onDay(next.value)
    }
  })
