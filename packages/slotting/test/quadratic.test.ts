import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { solveQuadratic } from "@stowage/slotting/pairs/quadratic"
import { quadraticCost, quadraticViolations } from "@stowage/slotting/pairs/QuadraticPlan"
import { type QuadraticProblem, quadraticRefusalText } from "@stowage/slotting/pairs/QuadraticProblem"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const options = { seed: 1, stop: whenExhausted }

const table = (rows: number, columns: number, most: number): fc.Arbitrary<Array<Array<number>>> =>
  fc.array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })

/** Up to six items in up to seven places, one way and both ways, with and without costs of places. */
const anyProblem: fc.Arbitrary<QuadraticProblem> = fc
  .tuple(fc.nat(5), fc.nat(2), fc.boolean(), fc.boolean(), fc.boolean())
  .chain(([items, empty, bothWays, sameFlows, withPlacing]) => {
    const places = items + empty
    const same = (cells: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<ReadonlyArray<number>> =>
      cells.map((row, at) => row.map((value, to) => (to < at ? cells[to]![at]! : value)))
    return fc
      .tuple(table(items, items, 4), table(places, places, 5), table(items, places, 6))
      .map(([flows, distances, placing]) => ({
        flows: sameFlows ? same(flows) : flows,
        distances: bothWays ? same(distances) : distances,
        ...(withPlacing ? { placing } : {})
      }))
  })

/** What the cheapest of all plans costs. */
const best = (problem: QuadraticProblem): number => {
  const { distances, flows } = problem
  let least = Infinity
  const extend = (places: ReadonlyArray<number>): void => {
    if (places.length === flows.length) least = Math.min(least, quadraticCost(problem, { places }))
    else for (const place of distances.keys()) if (!places.includes(place)) extend([...places, place])
  }
  extend([])
  return least
}

describe("solveQuadratic", () => {
  it("puts items that go together side by side", () => {
    const flows = [
      [0, 9, 0],
      [9, 0, 1],
      [0, 1, 0]
    ]
    const distances = [
      [0, 1, 9],
      [1, 0, 2],
      [9, 2, 0]
    ]
    const { bound, cost, plan, stoppedBy } = Result.getOrThrow(solveQuadratic({ flows, distances }, options))
    assert.deepStrictEqual(plan.places, [0, 1, 2])
    assert.deepStrictEqual([cost, bound, stoppedBy], [22, 22, "proved"])
  })

  it("leaves places empty where there are more than items", () => {
    const distances = [
      [0, 5, 5],
      [5, 0, 1],
      [5, 1, 0]
    ]
    const flows = [
      [0, 1],
      [0, 0]
    ]
    const { cost, plan } = Result.getOrThrow(
      solveQuadratic(
        {
          flows,
          distances,
          placing: [
            [0, 3, 0],
            [0, 0, 3]
          ]
        },
        options
      )
    )
    assert.deepStrictEqual([plan.places, cost], [[2, 1], 1])
  })

  it("finds what is known to be the best of sixteen items on a grid when they flow along it", () => {
    const side = 4
    const cells = Array.from({ length: side * side }, (_, cell) => [cell % side, Math.floor(cell / side)] as const)
    const distances = cells.map(([x, y]) => cells.map(([u, v]) => Math.abs(x - u) + Math.abs(y - v)))
    const shuffled = [7, 2, 11, 0, 5, 14, 9, 3, 12, 1, 6, 15, 10, 4, 13, 8]
    const flows = shuffled.map((one) => shuffled.map((other) => (distances[one]![other] === 1 ? 1 : 0)))
    const { cost } = Result.getOrThrow(solveQuadratic({ flows, distances }, { seed: 1, stop: afterIterations(30) }))
    assert.strictEqual(cost, 48)
  })

  it("gives no items an empty plan", () => {
    const outcome = Result.getOrThrow(solveQuadratic({ flows: [], distances: [[0]] }, options))
    assert.deepStrictEqual(outcome, { plan: { places: [] }, cost: 0, bound: 0, charges: [], stoppedBy: "proved" })
  })

  it("says in words which entry it refuses", () => {
    const textOf = (problem: QuadraticProblem): string | undefined => {
      const answer = solveQuadratic(problem, options)
      return Result.isFailure(answer) ? quadraticRefusalText(answer.failure) : undefined
    }
    assert.strictEqual(textOf({ flows: [[0], [0]], distances: [] }), "flows, row 0: expected 2 entries, got 1")
    const distances = [
      [0, Number.NaN],
      [1, 0]
    ]
    const sentence = "distances, row 0, column 1: expected a number of 0 to 10^15, got NaN"
    assert.strictEqual(textOf({ flows: [[0]], distances }), sentence)
    const placing = "placing, row 0: expected 1 entries, got 0"
    assert.strictEqual(textOf({ flows: [[0]], distances: [[0]], placing: [] }), placing)
    const few = "expected a place for each of 1 items, got 0 places"
    assert.strictEqual(textOf({ flows: [[0]], distances: [] }), few)
  })
})

describeLaws(
  "solveQuadratic",
  solverLaws({ solve: solveQuadratic, violations: quadraticViolations, cost: quadraticCost }, anyProblem, { best })
)
