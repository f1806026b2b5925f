import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type MoveStep, withoutDominated } from "@stowage/picking-optimisation/trips/dominatedMoves"

const wayCount = 6

/** From kind 0 through some steps to a single kind: fixed steps and open ones, in which once is never dearer than twice. */
const Steps: fc.Arbitrary<ReadonlyArray<MoveStep & { readonly isOpen: boolean }>> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 4 })
  .chain((shape) => {
    const kinds = [1, ...shape.slice(1).map(([count]) => count), 1]
    return fc.tuple(
      ...shape.map(([, isOpen], step) =>
        fc
          .array(
            fc.record({
              from: fc.nat((kinds[step] as number) - 1),
              to: fc.nat((kinds[step + 1] as number) - 1),
              ways: isOpen ? fc.integer({ min: 1, max: 63 }) : fc.constant(0),
              cost: isOpen ? fc.constant(0) : fc.nat(4)
            }),
            { maxLength: 10 }
          )
          .map((moves) => ({ kinds: kinds[step] as number, moves, isOpen }))
      )
    )
  })

const Prices = fc
  .array(fc.nat(5), { minLength: wayCount, maxLength: wayCount })
  .map((price) => price.map((each, way) => (way === 2 ? each + (price[1] as number) : each)))

/** The least cost from kind 0 through all steps, with what each way costs at each step. */
const leastCost = (steps: ReadonlyArray<MoveStep>, prices: ReadonlyArray<ReadonlyArray<number>>): number => {
  let now = new Map([[0, 0]])
  for (const [step, { moves }] of steps.entries()) {
    const then = new Map<number, number>()
    for (const { cost, from, to, ways } of moves) {
      const price = prices[step] as ReadonlyArray<number>
      const least = ways === 0 ? cost : Math.min(...price.filter((_, way) => (ways >> way) & 1))
      const sum = (now.get(from) ?? Number.POSITIVE_INFINITY) + least
      if (sum < (then.get(to) ?? Number.POSITIVE_INFINITY)) then.set(to, sum)
    }
    now = then
  }
  return now.get(0) ?? Number.POSITIVE_INFINITY
}

describe("the moves of a sweep without those that others stand in for", () => {
  it("cost as little as all of them, whatever each way of taking a stage costs", () => {
    const property = fc.property(Steps, fc.array(Prices, { minLength: 4, maxLength: 4 }), (steps, prices) => {
      const needed = withoutDominated(steps)
      assert.strictEqual(leastCost(needed, prices), leastCost(steps, prices))
      for (const [step, { moves }] of needed.entries()) {
        assert.isAtMost(moves.length, (steps[step] as MoveStep).moves.length)
      }
    })
    fc.assert(property, { numRuns: 2000 })
  })

  it("lead to one of two kinds that are as good as each other", () => {
    const move = (from: number, to: number, cost: number) => ({ from, to, ways: 0, cost })
    const steps = [
      { kinds: 1, moves: [move(0, 0, 3), move(0, 1, 2)] },
      { kinds: 2, moves: [move(0, 0, 5), move(1, 0, 5)] }
    ]
    assert.deepStrictEqual(
      withoutDominated(steps).map(({ moves }) => moves),
      [[move(0, 0, 2)], [move(0, 0, 5)]]
    )
  })

  it("are all of them where a step has too many to compare", () => {
    const many = Array.from({ length: 1001 }, (_, cost) => ({ from: 0, to: 0, ways: 0, cost }))
    const steps = [{ kinds: 1, moves: many }]
    assert.strictEqual(withoutDominated(steps), steps)
  })
})
