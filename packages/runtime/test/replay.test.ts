import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import { isNote } from "@stowage/runtime/checkpoints"
import { origin, type Position } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { layerMemory, makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { derivedId, type Process } from "@stowage/runtime/Process"
import { catchUp, processState, replay, retryParked, run } from "@stowage/runtime/runProcess"
import { commitAll, noting, ofTallies, patiently } from "./noting.ts"
import { counted, interrupted } from "./tally.ts"

const four = commitAll(counted("c1", "a", 0), counted("c2", "b", 0), counted("c3", "a", 1), counted("c4", "b", 1))

const settled = Effect.forEach(Array.from({ length: 200 }), () => Effect.yieldNow, { discard: true })

describe("a replay", () => {
  it.effect("deals again with everything after a position, under the same keys, so that a receiver can drop it", () =>
    Effect.gen(function* () {
      const keys: Array<string> = []
      const hook: Process<never, never> = {
        name: "hook",
        concerns: ofTallies,
        react: (commit) => Effect.sync(() => keys.push(derivedId("hook", commit)))
      }
      yield* four
      yield* catchUp(hook)
      assert.strictEqual((yield* replay("hook", 2 as Position)).position, 2)
      assert.strictEqual((yield* catchUp(hook)).position, 4)
      assert.deepStrictEqual(keys, ["hook:0:c1", "hook:0:c2", "hook:0:c3", "hook:0:c4", "hook:0:c3", "hook:0:c4"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("keeps parked what is parked, and what came before it is not behind it", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c3"]))
      yield* four
      yield* commitAll(counted("c5", "a", 2))
      yield* patiently(catchUp(process))
      seen.length = 0
      yield* replay("noting", origin)
      const state = yield* patiently(catchUp(process))
      assert.deepStrictEqual(seen, ["c1", "c2", "c4"])
      assert.deepStrictEqual([...state.parked.keys()], [3, 5])
      poison.clear()
      assert.strictEqual((yield* patiently(retryParked(process))).parked.size, 0)
      assert.deepStrictEqual(seen.slice(3), ["c3", "c5"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("never passes over what is still to be dealt with", () =>
    Effect.gen(function* () {
      const { process, seen } = noting()
      yield* four
      assert.strictEqual((yield* replay("noting", 3 as Position)).position, 0)
      yield* catchUp(process)
      assert.deepStrictEqual(seen, ["c1", "c2", "c3", "c4"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("sends back a process that is running and waits, and only that one", () =>
    Effect.gen(function* () {
      const [one, other] = [noting(), noting()]
      yield* four
      const running = yield* Effect.forkChild(run(one.process))
      const neighbour = yield* Effect.forkChild(run({ ...other.process, name: "neighbour" }))
      yield* settled
      yield* replay("noting", 3 as Position)
      yield* settled
      yield* commitAll(counted("c5", "a", 2))
      yield* settled
      yield* Effect.forEach([running, neighbour], Fiber.interrupt)
      assert.deepStrictEqual(one.seen, ["c1", "c2", "c3", "c4", "c4", "c5"])
      assert.deepStrictEqual(other.seen, ["c1", "c2", "c3", "c4", "c5"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("that comes in the middle of a reaction is not forgotten when the reaction ends", () =>
    Effect.gen(function* () {
      const { process, seen } = noting()
      yield* four
      let asked = false
      const asking: Process<string, Journal> = {
        ...process,
        react: (commit) =>
          Effect.gen(function* () {
            yield* process.react(commit)
            if (commit.id !== "c4" || asked) return
            asked = true
            yield* Effect.orDie(replay("noting", 2 as Position))
          })
      }
      const state = yield* catchUp(asking)
      assert.deepStrictEqual(seen, ["c1", "c2", "c3", "c4", "c3", "c4"])
      assert.strictEqual(state.position, 4)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("of what is no position is a mistake that it names", () =>
    Effect.gen(function* () {
      for (const wrong of [-1, 0.5, Number.NaN]) {
        const exit = yield* Effect.exit(replay("noting", wrong as Position))
        const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
        assert.include(String(error), `Replay of noting after ${wrong}; expected a position`)
      }
    }).pipe(Effect.provide(layerMemory))
  )
})

describe("several processes", () => {
  it.effect("do not wait for one another: what one parks the other deals with, and each has its own place", () =>
    Effect.gen(function* () {
      const [poisoned, healthy] = [noting(new Set(["c1"])), noting()]
      yield* four
      const states = yield* patiently(
        Effect.all([catchUp(poisoned.process), catchUp({ ...healthy.process, name: "healthy" })], {
          concurrency: "unbounded"
        })
      )
      assert.deepStrictEqual(
        states.map(({ parked, position }) => [position, [...parked.keys()]]),
        [
          [4, [1, 3]],
          [4, []]
        ]
      )
      assert.deepStrictEqual(healthy.seen, ["c1", "c2", "c3", "c4"])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("may have their parked commits tried again while they run; nothing is dealt with out of order", () =>
    Effect.gen(function* () {
      const { poison, process, seen } = noting(new Set(["c1"]))
      yield* four
      const running = yield* Effect.forkChild(run(process))
      yield* patiently(settled)
      poison.clear()
      seen.length = 0
      yield* Effect.all([retryParked(process), commitAll(counted("c5", "a", 2), counted("c6", "b", 2))], {
        concurrency: "unbounded"
      })
      yield* settled
      yield* retryParked(process)
      yield* settled
      yield* Fiber.interrupt(running)
      const ofA = seen.filter((id) => ["c1", "c3", "c5"].includes(id))
      assert.deepStrictEqual(ofA, ["c1", "c3", "c5"])
      assert.include(seen, "c6")
      assert.strictEqual((yield* processState("noting")).parked.size, 0)
    }).pipe(Effect.provide(layerMemory))
  )
})

describe("a commit about to be set aside behind another", () => {
  it.effect("is dealt with after all when the other was dealt with at that moment", () =>
    Effect.gen(function* () {
      const journal = makeMemoryJournal()
      const { poison, process, seen } = noting(new Set(["c1"]))
      const healing = interrupted(journal, ({ appends }) => {
        const isBehind = appends.some(({ events }) => events.some(({ attempts }) => attempts === 0))
        if (!isBehind || !poison.delete("c1")) return undefined
        return Effect.orDie(Effect.provideService(retryParked(process), Journal, journal))
      })
      const work = Effect.andThen(four, patiently(catchUp(process)))
      const state = yield* Effect.provideService(work, Journal, healing)
      assert.deepStrictEqual(seen.slice(5), ["c2", "c1", "c3", "c4"])
      assert.strictEqual(state.parked.size, 0)
    })
  )
})

/** One thing that happens to an outbox. */
type Turn =
  | { readonly _tag: "Commit"; readonly tally: string }
  | { readonly _tag: "CatchUp" }
  | { readonly _tag: "Retry" }
  | { readonly _tag: "Replay"; readonly after: number }
  | { readonly _tag: "Poison"; readonly commit: number }
  | { readonly _tag: "Heal"; readonly commit: number }

const turns: fc.Arbitrary<ReadonlyArray<Turn>> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("a", "b").map((tally): Turn => ({ _tag: "Commit", tally })) },
    { weight: 3, arbitrary: fc.constant<Turn>({ _tag: "CatchUp" }) },
    fc.constant<Turn>({ _tag: "Retry" }),
    fc.nat(12).map((after): Turn => ({ _tag: "Replay", after })),
    fc.nat(6).map((commit): Turn => ({ _tag: "Poison", commit })),
    fc.nat(6).map((commit): Turn => ({ _tag: "Heal", commit }))
  ),
  { maxLength: 24 }
)

/** Plays the turns with a reaction that is tried without waiting; what was dealt with in the end, in order. */
const play = Effect.fnUntraced(function* (drawn: ReadonlyArray<Turn>) {
  const poison = new Set<string>()
  const { process } = noting(poison)
  const done: Array<{ readonly id: string; readonly tally: string }> = []
  const patient: Process<string, never> = {
    ...process,
    react: (commit) =>
      Effect.tap(process.react(commit), () =>
        Effect.sync(() => done.push({ id: commit.id, tally: commit.appends[0]?.stream ?? "" }))
      )
  }
  const versions = new Map<string, number>()
  let commits = 0
  for (const turn of drawn) {
    if (turn._tag === "Commit") {
      const version = versions.get(turn.tally) ?? 0
      yield* commitAll(counted(`c${commits++}`, turn.tally, version))
      versions.set(turn.tally, version + 1)
    } else if (turn._tag === "CatchUp") yield* patiently(catchUp(patient))
    else if (turn._tag === "Retry") yield* patiently(retryParked(patient))
    else if (turn._tag === "Replay") yield* replay("noting", turn.after as Position)
    else if (turn._tag === "Poison") poison.add(`c${turn.commit}`)
    else poison.delete(`c${turn.commit}`)
  }
  poison.clear()
  yield* patiently(catchUp(patient))
  const state = yield* patiently(retryParked(patient))
  return { commits, done, state }
})

describe("an outbox", () => {
  it("deals with every commit at least once, first in the order of its record, whatever is parked and replayed", () =>
    fc.assert(
      fc.asyncProperty(turns, async (drawn) => {
        const played = play(drawn).pipe(
          Effect.provideService(Journal, makeMemoryJournal()),
          Effect.provide(TestClock.layer())
        )
        const { commits, done, state } = await Effect.runPromise(played)
        assert.strictEqual(state.parked.size, 0)
        assert.strictEqual(new Set(done.map(({ id }) => id)).size, commits)
        for (const tally of ["tally/a", "tally/b"]) {
          const first = [...new Set(done.filter((one) => one.tally === tally).map(({ id }) => Number(id.slice(1))))]
          const inOrder = first.toSorted((a, b) => a - b)
          assert.deepStrictEqual(first, inOrder)
        }
      }),
      { numRuns: 60 }
    ))

  it.effect("misses no position while many write at once", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      const everything: Process<never, never> = {
        name: "everything",
        concerns: () => true,
        react: ({ position }) =>
          Effect.andThen(
            Effect.yieldNow,
            Effect.sync(() => seen.push(position))
          )
      }
      const running = yield* Effect.forkChild(run(everything))
      const writer = (tally: number) =>
        Effect.forEach(
          Array.from({ length: 40 }, (_, index) => index),
          (index) => Effect.andThen(commitAll(counted(`${tally}-${index}`, `t${tally}`, index)), Effect.yieldNow)
        )
      yield* Effect.forEach([0, 1, 2, 3, 4, 5, 6, 7], writer, { concurrency: "unbounded" })
      while ((yield* processState("everything")).position < 320 || seen.length < 320) yield* Effect.yieldNow
      yield* Fiber.interrupt(running)
      const commits = yield* (yield* Journal).commits(origin, 9999)
      const written = commits.filter((commit) => !isNote(commit)).map(({ position }) => position as number)
      assert.strictEqual(written.length, 320)
      assert.deepStrictEqual(seen, written)
    }).pipe(Effect.provide(layerMemory))
  )
})
