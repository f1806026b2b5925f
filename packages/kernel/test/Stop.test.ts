import { assert, describe, it } from "vitest"
import { afterIterations, afterMillis, countedThrough, forPart, whenExhausted } from "@stowage/kernel/Stop"

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

describe("a stop of a search in parts", () => {
  it("is asked with the iterations of all parts, and says what they have spent", () => {
    const stop = countedThrough(afterIterations(3))
    assert.deepStrictEqual(
      [stop(progress(0)), stop(progress(1)), stop(progress(0)), stop(progress(1))],
      [false, false, false, true]
    )
    assert.strictEqual(countedThrough(afterIterations(4)).spent?.(progress(9)), 0)
    assert.isUndefined(countedThrough(whenExhausted).spent)
  })

  it("grants a part a share of what is left when it begins", () => {
    let now = 500
    const all = afterMillis(1000, () => now)
    now = 1000
    const part = forPart(all, 0.5, 7)
    const at = (millis: number) => {
      now = 500 + millis
      return [part(progress(0)), part.spent?.(progress(0))]
    }
    assert.deepStrictEqual(
      [at(500), at(625), at(750)],
      [
        [false, 0],
        [false, 0.5],
        [true, 1]
      ]
    )
  })

  it("grants a part so many iterations where nobody knows what is left, and no more than the whole", () => {
    const part = forPart(whenExhausted, 0.5, 4)
    assert.deepStrictEqual(
      [0, 2, 4].map((iteration) => part(progress(iteration))),
      [false, false, true]
    )
    assert.strictEqual(part.spent?.(progress(2)), 0.5)
    assert.isTrue(forPart(afterIterations(0), 1, 4)(progress(0)))
  })
})
