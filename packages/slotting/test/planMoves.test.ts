import type { Sku } from "@stowage/kernel/Ids"
import { whenExhausted } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import {
  labourMillis,
  moveCost,
  type MovePlan,
  moveViolations,
  netBenefitMillis
} from "@stowage/slotting/moves/MovePlan"
import { type MoveProblem, moveRefusalText } from "@stowage/slotting/moves/MoveProblem"
import { moveCurve, planMoves } from "@stowage/slotting/moves/planMoves"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyMoves, inARow } from "./reslots.ts"

const options = { seed: 1, stop: whenExhausted }

/** Four SKUs a to d in places 1 to 4 of a row, place 5 empty, a buffer at 6; d is picked often, a hardly ever. */
const row: MoveProblem = {
  reslot: {
    walks: inARow(7),
    start: 0,
    end: 0,
    skus: [..."abcd"].map((name, at) => ({ sku: name as Sku, place: at + 1 })),
    empty: [5],
    rounds: [{ skus: [3], perDay: 50 }, { skus: [0] }]
  },
  wanted: [4, 2, 3, 1],
  buffers: [6],
  labour: { walkMmPerSecond: 1000, handlingMillis: 30_000 },
  horizonDays: 10
}

const drawn = ({ plan }: { readonly plan: MovePlan }): string =>
  plan.moves.map(({ from, sku, to }) => `${"abcd"[sku]} ${from}→${to}`).join(", ")

describe("planMoves", () => {
  it("lets two SKUs change places by way of a buffer", () => {
    const outcome = Result.getOrThrow(planMoves(row, options))
    assert.strictEqual(drawn(outcome), "a 1→6, d 4→1, a 6→4")
    assert.strictEqual(labourMillis(row, outcome.plan), 3 * 30_000 + 1000 * (1 + 5 + 2 + 3 + 5 + 2))
    assert.strictEqual(netBenefitMillis(row, outcome.plan), 10 * (50 * 6000 - 6000) - 108_000)
  })

  it("follows a chain into an empty place without one", () => {
    const problem = { ...row, wanted: [5, 2, 3, 1], buffers: [] }
    assert.strictEqual(drawn(Result.getOrThrow(planMoves(problem, options))), "a 1→5, d 4→1")
  })

  it("moves nothing when it does not pay within the horizon, or there is no time", () => {
    for (const changes of [{ horizonDays: 0.1 }, { idleMillis: 50_000 }, { buffers: [] }]) {
      assert.strictEqual(drawn(Result.getOrThrow(planMoves({ ...row, ...changes }, options))), "")
    }
  })

  it("leaves out a move that costs more than it brings", () => {
    const reslot = { ...row.reslot, rounds: [{ skus: [3], perDay: 50 }, { skus: [1], perDay: 0.001 }, { skus: [2] }] }
    const problem = { ...row, reslot, wanted: [5, 3, 2, 1] }
    assert.strictEqual(drawn(Result.getOrThrow(planMoves(problem, options))), "a 1→5, d 4→1")
  })

  it("never costs more than it saves, whatever is wanted", () =>
    fc.assert(
      fc.property(anyMoves, (problem) => {
        const { plan } = Result.getOrThrow(planMoves(problem, options))
        if (plan.moves.length > 0) assert.isAbove(netBenefitMillis(problem, plan), 0)
      }),
      { numRuns: 500 }
    ))

  it("shows by a curve what more moves would bring", () =>
    fc.assert(
      fc.property(anyMoves, (problem) => {
        const curve = Result.getOrThrow(moveCurve(problem, options))
        for (const [at, point] of curve.entries()) {
          const before = curve[at - 1] ?? { moves: 0, savedMillisPerDay: 0 }
          assert.isAbove(point.moves, before.moves)
          assert.isAbove(point.savedMillisPerDay, before.savedMillisPerDay)
        }
      })
    ))

  it("says in words what it refuses", () => {
    const textOf = (changes: Partial<MoveProblem>): string | undefined => {
      const answer = planMoves({ ...row, ...changes }, options)
      return Result.isFailure(answer) ? moveRefusalText(answer.failure) : undefined
    }
    const twice = "SKU d: expected to be wanted where no other is, got place 4"
    assert.strictEqual(textOf({ wanted: [4, 2, 3, 4] }), twice)
    const nowhere = "SKU a: expected to be wanted where a SKU lies or may lie, got place 0"
    assert.strictEqual(textOf({ wanted: [0, 2, 3, 4] }), nowhere)
    const buffer = "buffer 5: expected a place where nothing lies and nothing is wanted"
    assert.strictEqual(textOf({ buffers: [5] }), buffer)
    assert.include(textOf({ horizonDays: -1 }) ?? "", "horizonDays: expected a number of 0 to 10^15")
  })
})

describe("moveViolations", () => {
  const walks = [[4], [1]]
  const tagsOf = (moves: MovePlan["moves"], problem: MoveProblem = row): ReadonlyArray<string> =>
    moveViolations(problem, { moves, walks, walksBefore: walks }).map(({ _tag }) => _tag)

  it("carries out the moves one by one and names what cannot be done", () => {
    assert.deepStrictEqual(tagsOf([]), [])
    assert.includeMembers([...tagsOf([{ sku: 9, from: 1, to: 5 }])], ["UnknownSku"])
    assert.includeMembers([...tagsOf([{ sku: 0, from: 2, to: 5 }])], ["SkuNotThere"])
    assert.includeMembers([...tagsOf([{ sku: 0, from: 1, to: 2 }])], ["PlaceNotEmpty"])
    assert.includeMembers([...tagsOf([{ sku: 0, from: 1, to: 0 }])], ["PlaceForbidden"])
    assert.includeMembers([...tagsOf([{ sku: 0, from: 1, to: 6 }])], ["LeftInBuffer", "WalkMisses", "DoesNotPay"])
    assert.include([...tagsOf([{ sku: 1, from: 2, to: 5 }], { ...row, idleMillis: 1 })], "TakesTooLong")
  })
})

describeLaws(
  "planMoves",
  solverLaws({ solve: planMoves, violations: moveViolations, cost: moveCost }, anyMoves, { runs: 200 })
)
