import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { streamOf } from "@stowage/runtime/Aggregate"
import { isNewsOf, note, readPlace } from "@stowage/runtime/checkpoints"
import type { Commit, CommitId, EventData, Position, RecordedCommit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { layerMemory, makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import type { ProcessEvent } from "@stowage/runtime/Process"
import { catchUp, processState, retryParked } from "@stowage/runtime/runProcess"
import { commitAll, noting, patiently } from "./noting.ts"
import { at, counted } from "./tally.ts"

const checkpoint = (position: number): ProcessEvent => ({ _tag: "CheckpointSet", position })

const parkedAt = (position: number, stream: string): EventData & ProcessEvent => ({
  _tag: "CommitParked",
  position,
  commitId: `c${position}`,
  streams: [stream],
  attempts: 5,
  reason: "cannot digest it"
})

/** Notes checkpoints 1 to `count` as one who remembers where he stands. */
const noteMany = Effect.fnUntraced(function* (name: string, count: number) {
  let place = yield* readPlace(name)
  for (let position = 1; position <= count; position++) {
    place = (yield* note(name, place, checkpoint(position), at)) ?? assert.fail("somebody else wrote")
  }
  return place
})

/** A journal that counts the events and commits it gives to readers. */
const counting = (journal: Journal["Service"]) => {
  const given = { events: 0, commits: 0 }
  const counted: Journal["Service"] = {
    ...journal,
    read: (stream, after) =>
      Effect.tap(journal.read(stream, after), ({ length }) => Effect.sync(() => (given.events += length))),
    commits: (after, limit) =>
      Effect.tap(journal.commits(after, limit), ({ length }) => Effect.sync(() => (given.commits += length)))
  }
  return { given, counted }
}

/** What versions before bands wrote: all events in one stream. */
const olderNotes = (...events: ReadonlyArray<EventData>): Commit => ({
  id: `older:${events.length}` as CommitId,
  at,
  actor: "noting",
  appends: [{ stream: streamOf("process", "noting"), expected: 0, events }],
  transfers: []
})

describe("the record of a process", () => {
  it.effect("costs no reading while it deals with 1,000 commits, and at most one band when it starts again", () =>
    Effect.gen(function* () {
      const { counted: journal, given } = counting(makeMemoryJournal())
      const { process, seen } = noting()
      const work = Effect.gen(function* () {
        yield* commitAll(...Array.from({ length: 1000 }, (_, index) => counted(`c${index}`, "a", index)))
        yield* catchUp(process)
        const { events } = given
        const again = yield* catchUp(process)
        return { first: events, second: given.events - events, again }
      })
      const { again, first, second } = yield* Effect.provideService(work, Journal, journal)
      assert.strictEqual(seen.length, 1000)
      assert.strictEqual(again.position, 1000)
      assert.strictEqual(first, 0)
      assert.isAtMost(second, 256 + 4)
    })
  )

  it.effect("starts near where it stood though nothing concerned it for long", () =>
    Effect.gen(function* () {
      const { counted: journal, given } = counting(makeMemoryJournal())
      const idle = { ...noting().process, concerns: () => false }
      const work = Effect.gen(function* () {
        yield* commitAll(...Array.from({ length: 5000 }, (_, index) => counted(`c${index}`, "a", index)))
        yield* catchUp(idle)
        given.commits = 0
        yield* catchUp(idle)
        return given.commits
      })
      assert.isAtMost(yield* Effect.provideService(work, Journal, journal), 1024)
    })
  )

  it.effect("is found again in whichever band it stands, at a full one, and just behind it", () =>
    Effect.gen(function* () {
      for (const count of [0, 1, 254, 255, 256, 510, 511, 2000]) {
        const name = `noting-${count}`
        const place = yield* noteMany(name, count)
        assert.deepStrictEqual(yield* readPlace(name), place)
        assert.strictEqual(place.state.position, count)
        assert.strictEqual(place.band, Math.ceil(count / 255))
      }
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("carries what is parked from band to band, in order", () =>
    Effect.gen(function* () {
      let place = yield* readPlace("noting")
      for (const position of [7, 3, 9])
        place = (yield* note("noting", place, parkedAt(position, "tally/a"), at)) ?? place
      yield* noteMany("noting", 600)
      assert.deepStrictEqual([...(yield* processState("noting")).parked.keys()], [7, 3, 9])
      assert.strictEqual((yield* readPlace("noting")).band, 3)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("lets one of two who saw the same win, in the middle of a band and at its end", () =>
    Effect.gen(function* () {
      for (const count of [0, 3, 255, 256]) {
        const name = `noting-${count}`
        const place = yield* noteMany(name, count)
        assert.isDefined(yield* note(name, place, checkpoint(count + 1), at))
        assert.isUndefined(yield* note(name, place, checkpoint(count + 2), at))
        assert.strictEqual((yield* processState(name)).position, count + 1)
      }
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("goes on from the one stream that older versions wrote, and stops them from beginning anew", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const { process, seen } = noting()
      yield* commitAll(counted("c1", "a", 0), counted("c2", "b", 0), counted("c3", "a", 1), counted("c4", "b", 1))
      yield* journal.commit(olderNotes(parkedAt(1, "tally/a"), checkpoint(2)))
      const state = yield* catchUp(process)
      assert.deepStrictEqual(seen, ["c4"])
      assert.deepStrictEqual([...state.parked.keys()], [1, 3])
      assert.deepStrictEqual(yield* processState("noting"), state)
      const older = yield* journal.read(streamOf("process", "noting"))
      assert.deepStrictEqual(older.at(-1)?.event, { _tag: "RecordMoved" })
      yield* patiently(retryParked(process))
      assert.deepStrictEqual(seen, ["c4", "c1", "c3"])
      assert.strictEqual((yield* journal.read(streamOf("process", "noting"))).length, 3)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("of one process is not mistaken for another's whose name it begins with", () =>
    Effect.gen(function* () {
      yield* noteMany("a", 3)
      yield* noteMany("a/1", 300)
      yield* noteMany("a/1/1", 5)
      assert.strictEqual((yield* processState("a")).position, 3)
      assert.strictEqual((yield* processState("a/1")).position, 300)
      assert.strictEqual((yield* processState("a/1/1")).position, 5)
      const place = { ...(yield* readPlace("a")), version: 0 }
      const commits: ReadonlyArray<RecordedCommit> = yield* (yield* Journal).commits(0 as Position, 9999)
      assert.strictEqual(commits.filter((commit) => isNewsOf("a", place, commit)).length, 3)
    }).pipe(Effect.provide(layerMemory))
  )
})
