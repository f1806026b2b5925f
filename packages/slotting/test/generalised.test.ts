import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { random } from "@stowage/kernel/Random"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { solveGeneralised } from "@stowage/slotting/zoning/generalised"
import { generalisedCost, generalisedViolations } from "@stowage/slotting/zoning/GeneralisedPlan"
import { type GeneralisedProblem, generalisedRefusalText } from "@stowage/slotting/zoning/GeneralisedProblem"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const options = { seed: 1, stop: whenExhausted }

const table = (rows: number, columns: number, least: number, most: number): fc.Arbitrary<Array<Array<number>>> =>
  fc.array(fc.array(fc.integer({ min: least, max: most }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows
  })

const anyProblem: fc.Arbitrary<GeneralisedProblem> = fc
  .tuple(fc.nat(6), fc.integer({ min: 1, max: 3 }))
  .chain(([items, zones]) =>
    fc.record({
      costs: table(zones, items, 0, 9),
      loads: table(zones, items, 0, 5),
      capacities: fc.array(fc.integer({ min: 3, max: 12 }), { minLength: zones, maxLength: zones })
    })
  )

/** What the cheapest of all plans that keep the rules costs; `Infinity` when none does. */
const best = (problem: GeneralisedProblem): number => {
  const { capacities, costs } = problem
  const items = costs[0]?.length ?? 0
  let least = Infinity
  const extend = (zones: ReadonlyArray<number>): void => {
    if (zones.length < items) for (const zone of capacities.keys()) extend([...zones, zone])
    else if (generalisedViolations(problem, { zones }).length === 0) {
      least = Math.min(least, generalisedCost(problem, { zones }))
    }
  }
  extend([])
  return least
}

describe("solveGeneralised", () => {
  it("leaves the cheap zone to who needs it most", () => {
    const problem = {
      costs: [
        [1, 1],
        [2, 9]
      ],
      loads: [
        [2, 2],
        [2, 2]
      ],
      capacities: [3, 3]
    }
    const { cost, plan, stoppedBy } = Result.getOrThrow(solveGeneralised(problem, options))
    assert.deepStrictEqual([plan.zones, cost, stoppedBy], [[1, 0], 3, "proved"])
  })

  it("shares a hundred items out over five zones within a hundredth of its bound", () => {
    const chance = random("zones")
    const draw = (): ReadonlyArray<ReadonlyArray<number>> =>
      Array.from({ length: 5 }, () => Array.from({ length: 100 }, () => 10 + chance.int(40)))
    const problem = { costs: draw(), loads: draw(), capacities: Array.from({ length: 5 }, () => 600) }
    const outcome = Result.getOrThrow(solveGeneralised(problem, { seed: 1, stop: afterIterations(400) }))
    assert.deepStrictEqual(generalisedViolations(problem, outcome.plan), [])
    assert.isAtMost(outcome.cost, 1.01 * outcome.bound)
  })

  it("is refused for want of room exactly when no plan has room for all", () =>
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const answer = solveGeneralised(problem, options)
        assert.strictEqual(Result.isSuccess(answer), best(problem) < Infinity)
      })
    ))

  it("says in words what it refuses", () => {
    const textOf = (problem: GeneralisedProblem): string | undefined => {
      const answer = solveGeneralised(problem, options)
      return Result.isFailure(answer) ? generalisedRefusalText(answer.failure) : undefined
    }
    const unequal = "loads, row 0: expected 1 entries, got 2"
    assert.strictEqual(
      textOf({ costs: [[1]], loads: [[1, 1]], capacities: [1] }),
      "costs, row 0: expected 2 entries, got 1"
    )
    assert.strictEqual(
      textOf({ costs: [[1], [1]], loads: [[1], [1, 1]], capacities: [1, 1] }),
      unequal.replace("row 0", "row 1")
    )
    const negative = "capacities, row 0, column 0: expected a number of 0 to 10^15, got -1"
    assert.strictEqual(textOf({ costs: [[1]], loads: [[1]], capacities: [-1] }), negative)
    const nowhere = "item 0: expected a zone with room for it, got none"
    assert.strictEqual(textOf({ costs: [[1]], loads: [[2]], capacities: [1] }), nowhere)
    const contended = "expected room for 2 items together, got none in any of all ways"
    assert.strictEqual(textOf({ costs: [[1, 1]], loads: [[1, 1]], capacities: [1] }), contended)
  })
})

describeLaws(
  "solveGeneralised",
  solverLaws({ solve: solveGeneralised, violations: generalisedViolations, cost: generalisedCost }, anyProblem, {
    best
  })
)
