import { firstCycle, precedenceOf } from "@stowage/picking-optimisation/tours/precedence"
import type { TourProblem } from "@stowage/picking-optimisation/tours/TourProblem"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

type Before = ReadonlyArray<readonly [number, number]>

const problemOf = (classes: ReadonlyArray<number>, before: Before): TourProblem => ({
  distances: { count: 1, between: () => 0 },
  stops: classes.map((one, index) => ({ id: `${index}`, place: 0, class: one })),
  before: before.map(([a, b]) => [`${a}`, `${b}`] as const)
})

/** As the rules read: by class, by pair, and by way of others as long as that adds any. */
const closed = (classes: ReadonlyArray<number>, before: Before): ReadonlyArray<number> => {
  const count = classes.length
  const known = classes.flatMap((low, a) =>
    classes.map((high, b) => (low < high || before.some(([x, y]) => x === a && y === b) ? 1 : 0))
  )
  for (let round = 0; round < count; round++) {
    for (let at = 0; at < count * count; at++) {
      const [a, b] = [Math.floor(at / count), at % count]
      const isVia = classes.some((_, via) => known[a * count + via] === 1 && known[via * count + b] === 1)
      if (isVia) known[at] = 1
    }
  }
  return known
}

describe("precedence", () => {
  it("is what classes and pairs say, by way of others too, cycles and all", () => {
    const classes = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 6 })
    const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 5 })
    fc.assert(
      fc.property(classes, pairs, (drawn, all) => {
        const before = all.filter(([a, b]) => a < drawn.length && b < drawn.length)
        const found = precedenceOf(problemOf(drawn, before))
        const expected = closed(drawn, before)
        assert.deepStrictEqual([...(found?.mustPrecede ?? expected)], expected)
        if (found === undefined) assert.isFalse(expected.includes(1))
      }),
      { numRuns: 500 }
    )
  })

  it("of a long chain is known at once", () => {
    const count = 3000
    const chain = Array.from({ length: count - 1 }, (_, stop) => [stop, stop + 1] as const)
    const found = precedenceOf(problemOf(Array<number>(count).fill(0), chain))
    assert.strictEqual(
      found?.mustPrecede.reduce((sum, one) => sum + one, 0),
      (count * (count - 1)) / 2
    )
    assert.isUndefined(found === undefined ? found : firstCycle(found))
  })
})
