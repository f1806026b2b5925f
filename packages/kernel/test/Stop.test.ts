import { assert, describe, it } from "vitest"
import { afterIterations, afterMillis, whenExhausted } from "@stowage/kernel/Stop"

const progress = (iteration: number) => ({ iteration, cost: 0 })

describe("a stop after some iterations", () => {
  it("ends before the one of that number, and says what part is spent", () => {
    const stop = afterIterations(4)
    assert.deepStrictEqual(
      [0, 3, 4].map((iteration) => stop(progress(iteration))),
      [false, false, true]
    )
    assert.deepStrictEqual(
      [0, 1, 4, 9].map((iteration) => stop.spent?.(progress(iteration))),
      [0, 0.25, 1, 1]
    )
  })

  it("of which there are none has spent all from the beginning", () => {
    assert.strictEqual(afterIterations(0).spent?.(progress(0)), 1)
  })
})

describe("a stop after some time", () => {
  it("ends when the clock is there, and says what part is spent", () => {
    let now = 1000
    const stop = afterMillis(200, () => now)
    const at = (millis: number) => {
      now = 1000 + millis
      return [stop(progress(0)), stop.spent?.(progress(0))]
    }
    assert.deepStrictEqual(
      [at(0), at(50), at(200), at(300), at(-10)],
      [
        [false, 0],
        [false, 0.25],
        [true, 1],
        [true, 1],
        [false, 0]
      ]
    )
  })

  it("that is none has spent all at once", () => {
    assert.strictEqual(afterMillis(0, () => 5).spent?.(progress(0)), 1)
  })
})

describe("a stop that never ends a search", () => {
  it("does not know what part is spent", () => {
    assert.isFalse(whenExhausted(progress(1e9)))
    assert.isUndefined(whenExhausted.spent)
  })
})
