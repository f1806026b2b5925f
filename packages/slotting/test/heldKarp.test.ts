import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { heldKarp } from "@stowage/slotting/moves/heldKarp"

const places = 8
const coordinate = fc.integer({ min: 0, max: 9 })
/** Eight points on a floor that is walked along its two axes; rounds go from 0 to 1. */
const floors = fc.array(fc.tuple(coordinate, coordinate), { minLength: places, maxLength: places }).map((points) => ({
  walks: {
    places,
    walkMm: points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.abs(x - toX) + Math.abs(y - toY)))
  },
  start: 0,
  end: 1
}))
type Floor = typeof floors extends fc.Arbitrary<infer A> ? A : never

const lengthOf = ({ end, start, walks }: Floor, walk: ReadonlyArray<number>): number => {
  const stops = [start, ...walk, end]
  return stops.slice(1).reduce((sum, to, at) => sum + walks.walkMm[stops[at]! * places + to]!, 0)
}

const orders = (some: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
  some.length === 0
    ? [[]]
    : some.flatMap((first) => orders(some.filter((other) => other !== first)).map((rest) => [first, ...rest]))

describe("heldKarp", () => {
  it("walks over all places, as short as the shortest of all orders", () =>
    fc.assert(
      fc.property(floors, fc.shuffledSubarray([2, 3, 4, 5, 6, 7]), (floor, some) => {
        const walk = heldKarp(floor, some)
        assert.sameMembers([...walk], some)
        const shortest = Math.min(...orders(some).map((order) => lengthOf(floor, order)))
        assert.strictEqual(lengthOf(floor, walk), shortest)
      }),
      { numRuns: 60 }
    ))
})
