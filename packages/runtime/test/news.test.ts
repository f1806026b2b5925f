import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Position } from "@stowage/runtime/Commit"
import { makeNews } from "@stowage/runtime/news"

/** News of a journal that is nothing but its last position. */
const makeTicker = () => {
  let last = 0
  const news = makeNews(() => last as Position)
  const commit = (): void => {
    last += 1
    news.tell()
  }
  return { commit, wait: (after: number) => news.wait(after as Position) }
}

describe("news", () => {
  it.effect("does not keep waiting who asks for what is there already", () =>
    Effect.gen(function* () {
      const { commit, wait } = makeTicker()
      commit()
      yield* wait(0)
    })
  )

  it.effect("wakes everybody who waits, and only once there is what they wait for", () =>
    Effect.gen(function* () {
      const { commit, wait } = makeTicker()
      const woken: Array<string> = []
      const waitAs = (name: string, after: number) =>
        Effect.forkChild(
          Effect.andThen(
            wait(after),
            Effect.sync(() => woken.push(name))
          )
        )
      const fibers = [yield* waitAs("a", 0), yield* waitAs("b", 0), yield* waitAs("c", 1)]
      yield* Effect.yieldNow
      commit()
      yield* Effect.yieldNow
      assert.deepStrictEqual(woken, ["a", "b"])
      commit()
      yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(woken, ["a", "b", "c"])
    })
  )

  it.effect("wakes again who was woken, commits something himself, and waits for more", () =>
    Effect.gen(function* () {
      const { commit, wait } = makeTicker()
      const fiber = yield* Effect.forkChild(
        Effect.andThen(
          wait(0),
          Effect.suspend(() => {
            commit()
            return wait(2)
          })
        )
      )
      yield* Effect.yieldNow
      commit()
      yield* Effect.yieldNow
      commit()
      for (let turn = 0; turn < 10; turn++) yield* Effect.yieldNow
      assert.isDefined(fiber.pollUnsafe())
      yield* Fiber.interrupt(fiber)
    })
  )
})
