import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { byCallers } from "@stowage/testkit/byCallers"

const orders = Array.from({ length: 97 }, (_, nth) => nth)

describe("callers who share a list", () => {
  it("use each of it once and in its order, so many at a time, and time every eighth", async () => {
    const used: Array<number> = []
    let [atOnce, most] = [0, 0]
    const use = (order: number) =>
      Effect.gen(function* () {
        used.push(order)
        most = Math.max(most, ++atOnce)
        yield* Effect.yieldNow
        atOnce -= 1
      })
    const latenciesMs: Array<number> = []
    await Effect.runPromise(byCallers(orders, 7, use, latenciesMs))
    assert.deepStrictEqual(used, orders)
    assert.strictEqual(most, 7)
    assert.strictEqual(latenciesMs.length, 13)
    assert.isTrue(latenciesMs.every((ms) => ms >= 0))
  })

  it("use it again when they are asked again", async () => {
    let count = 0
    const all = byCallers(orders, 3, () => Effect.sync(() => (count += 1)))
    await Effect.runPromise(Effect.andThen(all, all))
    assert.strictEqual(count, 194)
  })

  it("end with the first failure", async () => {
    const failing = byCallers(orders, 3, (order) => (order === 10 ? Effect.fail(order) : Effect.yieldNow))
    assert.strictEqual(await Effect.runPromise(Effect.flip(failing)), 10)
  })
})
