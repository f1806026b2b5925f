/**
 * The record that a process keeps of itself: read in a bounded amount, written one event at a time.
 *
 * It is written in bands of 256 events, `checkpoint/NAME/1`, `checkpoint/NAME/2` … Each begins with the whole state, so
 * whoever starts reads the last band and none before it. Which band is the last is found by looking whether bands are
 * full, in steps of 1, 2, 4 … and then by halves, at one event each. What an older version wrote in `process/NAME`, all
 * in one stream, counts as a band before the first that is always full.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fold } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import { decodeEvents, encodeEvents, streamOf } from "./Aggregate.ts"
import type { Append, Commit, CommitId, RecordedCommit, StreamId } from "./Commit.ts"
import { Journal } from "./Journal.ts"
import { carriedState, type ProcessEvent, type ProcessState, Processes } from "./Process.ts"

/** Events of a full band. Part of the stored format. */
const bandSize = 256

const oldKind = "process"

/** A process's state, and where its next event goes: behind the `version` events of its band. */
export interface Place {
  readonly state: ProcessState
  readonly band: number
  readonly version: number
}

const bandOf = (name: string, band: number): StreamId =>
  band === 0 ? streamOf(oldKind, name) : streamOf(Processes.kind, `${name}/${band}`)

/** Whether a commit is the note of a process, of whatever name. */
export const isNote = (commit: RecordedCommit): boolean =>
  commit.appends.some(({ stream }) => stream.startsWith(`${oldKind}/`) || stream.startsWith(`${Processes.kind}/`))

/** Whether `commit` notes something about the process of this name that `place` does not know of yet. */
export const isNewsOf = (name: string, place: Place, commit: RecordedCommit): boolean =>
  commit.appends.some(({ events, expected, stream }) => {
    const bands = `${Processes.kind}/${name}/`
    const band = stream.startsWith(bands) ? Number(stream.slice(bands.length)) : stream === bandOf(name, 0) ? 0 : -1
    return band > place.band || (band === place.band && expected + events.length > place.version)
  })

/** The first band that is not full; the process's next event goes there. */
const openBand = Effect.fnUntraced(function* (name: string) {
  const journal = yield* Journal
  const isFull = (band: number) =>
    Effect.map(journal.read(bandOf(name, band), bandSize - 1), ({ length }) => length > 0)
  let [full, open] = [0, 1]
  while (yield* isFull(open)) [full, open] = [open, 2 * open]
  while (open - full > 1) {
    const middle = Math.floor((full + open) / 2)
    if (yield* isFull(middle)) full = middle
    else open = middle
  }
  return open
})

const readBand = Effect.fnUntraced(function* (name: string, band: number) {
  const recorded = yield* (yield* Journal).read(bandOf(name, band))
  const state = fold(Processes.decider, yield* Effect.fromResult(decodeEvents(Processes, recorded)))
  const place: Place = { state, band, version: recorded.length }
  return place
})

/** Where the process of this name stands. Reads one band, and one event for each step to it: O(log n) in its notes. */
export const readPlace = Effect.fnUntraced(function* (name: string) {
  const open = yield* openBand(name)
  const place = yield* readBand(name, open)
  return place.version > 0 ? place : yield* readBand(name, open - 1)
})

const appendsOf = (name: string, { band, state, version }: Place, event: ProcessEvent): ReadonlyArray<Append> => {
  const stored = (...events: ReadonlyArray<ProcessEvent>) => encodeEvents(Processes.event, events)
  if (band > 0 && version < bandSize) return [{ stream: bandOf(name, band), expected: version, events: stored(event) }]
  const next = { stream: bandOf(name, band + 1), expected: 0, events: stored(carriedState(state), event) }
  if (band > 0) return [next]
  return [next, { stream: bandOf(name, 0), expected: version, events: stored({ _tag: "RecordMoved" }) }]
}

/**
 * Notes `event` behind `place`, reading nothing: the place after it; `place` itself when it says nothing new; undefined
 * when somebody else has noted something since.
 */
export const note = Effect.fnUntraced(function* (name: string, place: Place, event: ProcessEvent, at: Instant) {
  const events = Result.getOrThrow(Processes.decider.decide(event, place.state))
  if (events.length === 0) return place
  const appends = appendsOf(name, place, event)
  const [{ expected, stream }] = appends as [Append]
  const commit: Commit = { id: `${stream}@${expected}` as CommitId, at, actor: name, appends, transfers: [] }
  const state = fold(Processes.decider, events, place.state)
  const begun = expected === 0
  const after: Place = { state, band: begun ? place.band + 1 : place.band, version: begun ? 2 : expected + 1 }
  const journal = yield* Journal
  return yield* journal.commit(commit).pipe(
    Effect.as<Place | undefined>(after),
    // The id names the place in the band: another event under it is somebody else's.
    Effect.catchTag(["VersionConflict", "CommitIdReused"], () => Effect.succeed(undefined))
  )
})

/** Notes `event` behind whatever is there by then; the place after it. */
export const noteSomewhere = Effect.fnUntraced(function* (name: string, event: ProcessEvent, at: Instant, seen: Place) {
  let after = yield* note(name, seen, event, at)
  while (after === undefined) after = yield* note(name, yield* readPlace(name), event, at)
  return after
})
