import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { fold, type Decider } from "@stowage/kernel/Decider"
import { gapPercent, sumOfCharges } from "@stowage/kernel/Outcome"
import { fnv1a, random } from "@stowage/kernel/Random"
import { afterIterations, afterMillis, whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"

const drawn = (seed: number | string, count: number) => {
  const stream = random(seed)
  return Array.from({ length: count }, () => stream.next())
}

describe("chance", () => {
  it("is the same for the same seed and another for another", () => {
    assert.deepStrictEqual(drawn("a", 50), drawn("a", 50))
    assert.notDeepEqual(drawn("a", 5), drawn("b", 5))
    assert.deepStrictEqual(drawn(7, 5), drawn("7", 5))
  })

  it("hashes seeds by FNV-1a as published", () => {
    assert.deepStrictEqual(["", "a", "foobar"].map(fnv1a), [0x811c9dc5, 0xe40c292c, 0xbf9cf968])
  })

  it("lies in [0, 1) and uses all of it evenly", () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const number of drawn(1, 20_000)) {
      assert.isTrue(number >= 0 && number < 1)
      const tenth = Math.floor(number * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    for (const count of tenths) assert.isTrue(count > 1800 && count < 2200, String(count))
  })

  it("forks into streams that do not depend on what was drawn before", () => {
    const [fresh, used] = [random(3), random(3)]
    used.next()
    assert.strictEqual(fresh.fork("x").next(), used.fork("x").next())
    assert.notStrictEqual(fresh.fork("x").next(), fresh.fork("y").next())
  })

  it("shuffles into a permutation and leaves the original alone", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.nat(), (items, seed) => {
        const before = [...items]
        const ascending = (a: number, b: number) => a - b
        assert.deepStrictEqual(random(seed).shuffle(items).sort(ascending), [...items].sort(ascending))
        assert.deepStrictEqual(items, before)
      })
    )
  })

  it("draws whole numbers below a bound, things from a list, and waits of a mean", () => {
    const stream = random(5)
    for (let round = 0; round < 200; round++) {
      assert.include([0, 1, 2], stream.int(3))
      assert.include(["x", "y"], stream.pick(["x", "y"]))
    }
    assert.throws(() => stream.pick([]), /at least one item/)
    assert.isFalse(stream.chance(0))
    assert.isTrue(stream.chance(1))
    let sum = 0
    for (let round = 0; round < 20_000; round++) sum += stream.exponential(10)
    assert.approximately(sum / 20_000, 10, 0.3)
  })
})

describe("a stop", () => {
  it("comes never, after so many iterations, or after so much time of the caller's clock", () => {
    assert.isFalse(whenExhausted({ iteration: 1e9, cost: 0 }))
    const third = afterIterations(3)
    assert.deepStrictEqual(
      [2, 3, 4].map((iteration) => third({ iteration, cost: 0 })),
      [false, true, true]
    )
    let now = 100
    const stop = afterMillis(50, () => now)
    assert.isFalse(stop({ iteration: 0, cost: 0 }))
    now = 150
    assert.isTrue(stop({ iteration: 0, cost: 0 }))
  })
})

describe("an outcome", () => {
  it("costs the sum of its charges and may be this far above its bound", () => {
    const charge = (amount: number) => ({ reason: "walk", subject: "A1", amount })
    assert.strictEqual(sumOfCharges([charge(2), charge(3)]), 5)
    assert.strictEqual(sumOfCharges([]), 0)
    assert.strictEqual(gapPercent({ cost: 11, bound: 10 }), 10)
    assert.strictEqual(gapPercent({ cost: 0, bound: 0 }), 0)
    assert.strictEqual(gapPercent({ cost: 1, bound: 0 }), Number.POSITIVE_INFINITY)
  })
})

describe("a fold", () => {
  const counter: Decider<number, "up", 1, never> = {
    initial: 0,
    decide: () => Result.succeed([1]),
    evolve: (state, event) => state + event
  }

  it("is what the events add up to, from the beginning or from a state", () => {
    assert.strictEqual(fold(counter, [1, 1, 1]), 3)
    assert.strictEqual(fold(counter, [1], 10), 11)
    assert.strictEqual(fold(counter, []), 0)
  })
})
