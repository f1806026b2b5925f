import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { type Aggregate, streamOf } from "@stowage/runtime/Aggregate"
import type { EventData } from "@stowage/runtime/Commit"
import { handle } from "@stowage/runtime/handle"
import { Journal } from "@stowage/runtime/Journal"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import { type Upcasts, upcastEvent } from "@stowage/runtime/upcast"
import { type Count, counted, envelope, type OverTen, Tallies } from "./tally.ts"

const stored = (_tag: string, fields: object = {}): EventData => ({ _tag, ...fields })

/** A tally once stored dozens by name, and before that a bare `n`; later a `by` as text. */
const upcast: Upcasts = {
  Ticked: ({ n }) => stored("DozensCounted", { dozens: n }),
  DozensCounted: ({ dozens }) => stored("Counted", { by: 12 * Number(dozens) }),
  Counted: [
    (event) => (typeof event["by"] === "string" ? stored("Counted", { by: Number(event["by"]) }) : event),
    ({ by, ...event }) => ({ ...event, by: Math.trunc(Number(by)) })
  ]
}

const Grown: Aggregate<number, Count, typeof Tallies.event.Type, OverTen> = { ...Tallies, upcast }

describe("upcasting", () => {
  it("leads an old event through every later form, in order, and leaves one of today's form as it is", () => {
    assert.deepStrictEqual(upcastEvent(upcast, stored("Ticked", { n: 2 })), stored("Counted", { by: 24 }))
    assert.deepStrictEqual(upcastEvent(upcast, stored("Counted", { by: "7" })), stored("Counted", { by: 7 }))
    assert.deepStrictEqual(upcastEvent(upcast, stored("Counted", { by: 7 })), stored("Counted", { by: 7 }))
    assert.deepStrictEqual(upcastEvent(upcast, stored("Else", { by: "7" })), stored("Else", { by: "7" }))
    const steps: Upcasts = {
      A: [(event) => ({ ...event, said: "1" }), (event) => ({ ...event, said: `${String(event["said"])}2` })]
    }
    assert.deepStrictEqual(upcastEvent(steps, stored("A")), stored("A", { said: "12" }))
  })

  it("has no steps for names that objects have by themselves", () => {
    assert.deepStrictEqual(upcastEvent(upcast, stored("toString")), stored("toString"))
  })

  it("throws on names that lead back to one another, naming them", () => {
    const circle: Upcasts = { A: () => stored("B"), B: () => stored("A") }
    assert.throws(() => upcastEvent(circle, stored("A")), RangeError, "from A to B to A")
  })

  it("ends on a chain of any length with one step for each name", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(30), (length, start) => {
        const taken: Array<string> = []
        const chain: Record<string, (event: EventData) => EventData> = {}
        for (let index = 0; index < length; index++) {
          chain[`E${index}`] = (event) => {
            taken.push(event._tag)
            return { ...event, _tag: `E${index + 1}` }
          }
        }
        const first = Math.min(start, length)
        assert.strictEqual(upcastEvent(chain, stored(`E${first}`))._tag, `E${length}`)
        assert.deepStrictEqual(
          taken,
          Array.from({ length: length - first }, (_, index) => `E${first + index}`)
        )
      })
    )
  })

  it.effect("is how a record reads its old events, and changes nothing that is stored", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const old = [stored("Counted", { by: "3" }), stored("Counted", { by: 1 })].map((event) => Object.freeze(event))
      yield* journal.commit({
        ...counted("c1", "a", 0),
        appends: [{ stream: streamOf("tally", "a"), expected: 0, events: old }]
      })
      assert.strictEqual((yield* handle(Grown)("a", { by: 2 }, envelope("c2"))).state, 6)
      const now = (yield* journal.read(streamOf("tally", "a"))).map(({ event }) => event)
      assert.deepStrictEqual(now, [...old, stored("Counted", { by: 2 })])
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("does not guess at events of a later version: they are refused by name", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* journal.commit(counted("c1", "a", 0, stored("Foreseen", { by: 1 })))
      const failure = yield* Effect.flip(handle(Grown)("a", { by: 1 }, envelope("c2")))
      assert.deepInclude(failure, { _tag: "StoreFailure", reason: "OtherVersion", retry: false })
      assert.include("detail" in failure ? failure.detail : "", "tally/a version 1 is a Foreseen")
    }).pipe(Effect.provide(layerMemory))
  )
})
