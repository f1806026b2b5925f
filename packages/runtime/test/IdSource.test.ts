import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { IdSource, layerSeededIds, layerUuid, now } from "@stowage/runtime/IdSource"

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const ids = (count: number) =>
  Effect.flatMap(IdSource, ({ next }) => Effect.all(Array.from({ length: count }, () => next)))

describe("ids", () => {
  it.effect("are UUIDs of version 7, and no two alike", () =>
    Effect.gen(function* () {
      const made = yield* ids(2000)
      for (const id of made) assert.match(id, uuid7)
      assert.strictEqual(new Set(made).size, made.length)
    }).pipe(Effect.provide(layerUuid))
  )

  it.effect("carry their time, and sort by it", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2))
      const [before = ""] = yield* ids(1)
      yield* TestClock.adjust("1 millis")
      const [after = ""] = yield* ids(1)
      assert.isBelow(before.localeCompare(after), 0)
      assert.strictEqual(Number.parseInt(before.replace("-", "").slice(0, 12), 16), Date.UTC(2026, 2, 2))
    }).pipe(Effect.provide(layerUuid))
  )

  it.effect("are the same again for the same seed, and others for another", () =>
    Effect.gen(function* () {
      const first = yield* Effect.provide(ids(5), layerSeededIds(1))
      assert.deepStrictEqual(yield* Effect.provide(ids(5), layerSeededIds(1)), first)
      assert.notDeepEqual(yield* Effect.provide(ids(5), layerSeededIds(2)), first)
      for (const id of first) assert.match(id, uuid7)
    })
  )
})

describe("now", () => {
  it.effect("is the clock's time, which a test turns", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1234)
      assert.strictEqual(Number(yield* now), 1234)
    })
  )
})
