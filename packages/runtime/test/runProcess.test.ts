import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { streamOf } from "@stowage/runtime/Aggregate"
import { type RecordedCommit, origin } from "@stowage/runtime/Commit"
import { handle } from "@stowage/runtime/handle"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import { layerMemory, makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { derivedId, type Process } from "@stowage/runtime/Process"
import { catchUp, processState, retryParked, run } from "@stowage/runtime/runProcess"
import { commitAll, noting, ofTallies, patiently } from "./noting.ts"
import { counted, Tallies } from "./tally.ts"

/** Counts every commit about a tally on the tally `mirror`, which it does not react to itself. */
const mirror: Process<unknown, Journal> = {
  name: "mirror",
  concerns: (commit) => ofTallies(commit) && !commit.appends.some(({ stream }) => stream === "tally/mirror"),
  react: (commit) =>
    handle(Tallies)("mirror", { by: 1 }, { id: derivedId("mirror", commit), at: commit.at, actor: "mirror" })
}

const versionOf = (stream: string) =>
  Effect.flatMap(Journal, (journal) => Effect.map(journal.read(streamOf("tally", stream)), (events) => events.length))

describe("a process", () => {
  it.effect("reacts to what concerns it, once and in order, and passes over the rest without a trace", () =>
    Effect.gen(function* () {
      const { process, seen } = noting()
      const { appends, ...note } = counted("x", "a", 0)
      const other = { ...note, appends: appends.map((append) => ({ ...append, stream: streamOf("note", "a") })) }
      yield* commitAll(counted("c1", "a", 0), other, counted("c2", "b", 0))
      const state = yield* catchUp(process)
      assert.deepStrictEqual(seen, ["c1", "c2"])
      assert.strictEqual(state.position, 3)
      const own = yield* (yield* Journal).read(streamOf("checkpoint", "noting/1"))
      assert.deepStrictEqual(
        own.map(({ event }) => event),
        [
          { _tag: "StateCarried", position: 0, parked: [] },
          { _tag: "CheckpointSet", position: 1 },
          { _tag: "CheckpointSet", position: 3 }
        ]
      )
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("goes on where it stood when it is started again", () =>
    Effect.gen(function* () {
      const { process, seen } = noting()
      yield* commitAll(counted("c1", "a", 0))
      yield* catchUp(process)
      yield* commitAll(counted("c2", "a", 1))
      yield* catchUp(process)
      yield* catchUp(process)
      assert.deepStrictEqual(seen, ["c1", "c2"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("has one effect per event by its derived id, though a crash makes it react twice", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      yield* journal.commit(counted("c1", "a", 0))
      const dying: Journal["Service"] = {
        ...journal,
        commit: (commit) =>
          commit.id.startsWith("checkpoint/mirror/")
            ? Effect.fail(new StoreFailure({ reason: "Closed", retry: false, detail: "the process ended here" }))
            : journal.commit(commit)
      }
      yield* Effect.flip(Effect.provideService(catchUp(mirror), Journal, dying))
      const after = Effect.provideService(Effect.andThen(catchUp(mirror), versionOf("mirror")), Journal, journal)
      assert.strictEqual(yield* after, 1)
      assert.strictEqual(yield* after, 1)
    })
  )

  it.effect("tries again after 100, 200, 400 and 800 ms", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c1"]))
      yield* commitAll(counted("c1", "a", 0))
      const fiber = yield* Effect.forkChild(catchUp(process))
      for (const [index, millis] of [0, 99, 1, 199, 1, 399, 1, 799].entries()) {
        yield* TestClock.adjust(millis)
        assert.strictEqual(seen.length, 1 + Math.floor(index / 2), `after step ${index}`)
      }
      poison.clear()
      yield* TestClock.adjust(1)
      const state = yield* Fiber.join(fiber)
      assert.strictEqual(seen.length, 5)
      assert.strictEqual(state.parked.size, 0)
      assert.strictEqual(state.position, 1)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect(
    "parks poison with its reason, later commits of the same record behind it, and goes on with the others",
    () =>
      Effect.gen(function* () {
        const { process, seen } = noting(new Set(["c1"]))
        yield* commitAll(counted("c1", "a", 0), counted("c2", "b", 0), counted("c3", "a", 1), counted("c4", "b", 1))
        const state = yield* patiently(catchUp(process))
        assert.deepStrictEqual(seen, ["c1", "c1", "c1", "c1", "c1", "c2", "c4"])
        assert.deepStrictEqual(
          [...state.parked].map(([position, { attempts, commitId, reason }]) => ({
            position,
            commitId,
            attempts,
            reason
          })),
          [
            { position: 1, commitId: "c1", attempts: 5, reason: "cannot digest c1" },
            { position: 3, commitId: "c3", attempts: 0, reason: "behind the commit parked at position 1" }
          ]
        )
        assert.strictEqual(state.position, 4)
      }).pipe(Effect.provide(layerMemory))
  )

  it.effect("remembers what it parked when it is started again", () =>
    Effect.gen(function* () {
      const { process, seen } = noting(new Set(["c1"]))
      yield* commitAll(counted("c1", "a", 0))
      yield* patiently(catchUp(process))
      yield* commitAll(counted("c2", "a", 1), counted("c3", "b", 0))
      const state = yield* patiently(catchUp(process))
      assert.deepStrictEqual(seen.slice(5), ["c3"])
      assert.deepStrictEqual(
        [...state.parked.values()].map(({ commitId }) => commitId),
        ["c1", "c2"]
      )
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("deals with what was parked once it can, oldest first", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c1", "c2"]))
      yield* commitAll(counted("c1", "a", 0), counted("c2", "b", 0), counted("c3", "a", 1), counted("c4", "b", 1))
      yield* patiently(catchUp(process))
      seen.length = 0
      poison.delete("c1")
      const healed = yield* patiently(retryParked(process))
      assert.deepStrictEqual(seen, ["c1", "c2", "c2", "c2", "c2", "c2", "c3"])
      assert.deepStrictEqual([...healed.parked.keys()], [2, 4])
      assert.deepStrictEqual(yield* processState("noting"), healed)
      poison.clear()
      assert.strictEqual((yield* patiently(retryParked(process))).parked.size, 0)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("does not deal again with what somebody else has dealt with meanwhile", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c1", "c2"]))
      yield* commitAll(counted("c1", "a", 0), counted("c2", "b", 0))
      yield* patiently(catchUp(process))
      poison.delete("c2")
      seen.length = 0
      let isFirst = true
      const other = Effect.suspend(() => {
        if (!isFirst) return Effect.void
        isFirst = false
        return Effect.andThen(
          Effect.orDie(retryParked(process)),
          Effect.sync(() => poison.clear())
        )
      })
      const react = (commit: RecordedCommit) => Effect.andThen(other, process.react(commit))
      yield* patiently(retryParked({ ...process, react }))
      assert.deepStrictEqual(seen, ["c1", "c1", "c1", "c1", "c1", "c2", "c1"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("does not meet again what was parked and then dealt with", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c1", "c2"]))
      yield* commitAll(counted("c1", "a", 0), counted("c2", "b", 0), counted("c3", "a", 1))
      assert.strictEqual((yield* patiently(catchUp(process))).position, 3)
      poison.clear()
      seen.length = 0
      yield* retryParked(process)
      yield* catchUp(process)
      assert.deepStrictEqual(seen, ["c1", "c2", "c3"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("does not take an interruption for the commit's fault", () =>
    Effect.gen(function* () {
      const waiting: Process<never, never> = { name: "waiting", concerns: ofTallies, react: () => Effect.never }
      yield* commitAll(counted("c1", "a", 0))
      const fiber = yield* Effect.forkChild(run(waiting))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(yield* processState("waiting"), { position: origin, parked: new Map() })
      const { process, seen } = noting()
      yield* catchUp({ ...process, name: "waiting" })
      assert.deepStrictEqual(seen, ["c1"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("ends without parking when its reaction is told to stop from within", () =>
    Effect.gen(function* () {
      const stopping: Process<never, never> = { name: "stopping", concerns: ofTallies, react: () => Effect.interrupt }
      yield* commitAll(counted("c1", "a", 0))
      const exit = yield* Effect.exit(catchUp(stopping))
      assert.isTrue(Exit.hasInterrupts(exit))
      assert.deepStrictEqual(yield* processState("stopping"), { position: origin, parked: new Map() })
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("parks what dies as well as what fails", () =>
    Effect.gen(function* () {
      const faulty: Process<never, never> = {
        name: "faulty",
        concerns: ofTallies,
        react: () => Effect.die(new Error("a defect"))
      }
      yield* commitAll(counted("c1", "a", 0))
      const state = yield* patiently(catchUp(faulty))
      assert.strictEqual(state.parked.get(1)?.reason, "a defect")
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("waits for the next commit when it is run, and never reacts to its own notes", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const everything: Process<never, never> = {
        name: "everything",
        concerns: () => true,
        react: (commit) => Effect.sync(() => seen.push(commit.id))
      }
      const fiber = yield* Effect.forkChild(run(everything))
      yield* TestClock.adjust("1 second")
      yield* commitAll(counted("c1", "a", 0), counted("c2", "a", 1))
      for (let turn = 0; turn < 100; turn++) yield* Effect.yieldNow
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(seen, ["c1", "c2"])
      assert.strictEqual((yield* processState("everything")).parked.size, 0)
    }).pipe(Effect.provide(layerMemory))
  )

  it("names what it does about a commit the same at every attempt, and differently for each thing", () => {
    const commit = { id: counted("c1", "a", 0).id }
    assert.strictEqual(derivedId("mirror", commit), derivedId("mirror", commit, 0))
    const names = [derivedId("mirror", commit), derivedId("mirror", commit, 1), derivedId("other", commit)]
    assert.strictEqual(new Set(names).size, 3)
  })
})
