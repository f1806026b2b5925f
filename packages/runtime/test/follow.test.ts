import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { origin, type Position } from "@stowage/runtime/Commit"
import { commitsSoFar, follow } from "@stowage/runtime/follow"
import { Journal } from "@stowage/runtime/Journal"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import { counted } from "./tally.ts"

/** Commits `count` times to one stream that has `before` events. */
const commitTimes = (count: number, before = 0) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    for (let index = before; index < before + count; index++) yield* journal.commit(counted(`c${index}`, "a", index))
  })

const positions = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe("the journal as a stream", () => {
  it.effect("gives every commit so far once, in order, over any number of batches, and ends", () =>
    Effect.gen(function* () {
      yield* commitTimes(600)
      const seen = yield* Stream.runCollect(Stream.map(commitsSoFar(origin), ({ position }) => position))
      assert.deepStrictEqual(seen, positions(1, 600) as Array<Position>)
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("begins after the position it is given, and ends at once when there is nothing after it", () =>
    Effect.gen(function* () {
      yield* commitTimes(5)
      const after = (position: number) =>
        Stream.runCollect(Stream.map(commitsSoFar(position as Position), (commit) => commit.position))
      assert.deepStrictEqual(yield* after(3), [4, 5] as Array<Position>)
      assert.deepStrictEqual(yield* after(5), [])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("waits for what is still to come when it is followed", () =>
    Effect.gen(function* () {
      yield* commitTimes(2)
      const seen: Array<number> = []
      const fiber = yield* Effect.forkChild(
        follow(origin).pipe(
          Stream.take(5),
          Stream.runForEach(({ position }) => Effect.sync(() => seen.push(position)))
        )
      )
      for (let turn = 0; turn < 20; turn++) yield* Effect.yieldNow
      assert.deepStrictEqual(seen, [1, 2])
      yield* commitTimes(3, 2)
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(seen, [1, 2, 3, 4, 5])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("is followed by several, each at its own pace", () =>
    Effect.gen(function* () {
      const followers = yield* Effect.forEach([1, 3], (count) =>
        Effect.forkChild(Stream.runCollect(Stream.take(follow(origin), count)))
      )
      yield* Effect.yieldNow
      yield* commitTimes(3)
      const seen = yield* Effect.forEach(followers, Fiber.join)
      assert.deepStrictEqual(
        seen.map((commits) => commits.length),
        [1, 3]
      )
    }).pipe(Effect.provide(layerMemory))
  )
})
