import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { byVisits } from "@stowage/slotting/slots/byVisits"
import { cubePerOrder, cubePerOrderIndex } from "@stowage/slotting/slots/cubePerOrderIndex"
import { randomSlots } from "@stowage/slotting/slots/randomSlots"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { solve } from "@stowage/slotting/slots/slot"
import { cost, violations, type SlotPlan } from "@stowage/slotting/slots/SlotPlan"
import { slottingBound } from "@stowage/slotting/slots/slottingBound"
import type { SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import { anyProblem, everyPlan, roomyProblem } from "./problems.ts"

const options = { seed: 1, stop: whenExhausted }
const slotting = (skus: string, faces: string): SlottingProblem => ({
  skus: sketchSkus(skus),
  faces: sketchFaces(faces),
  walkMmPerSecond: 1000
})
const drawn = ({ plan }: Outcome<SlotPlan>): string =>
  plan.assignments.map(({ sku, face }) => `${sku}@${face}`).join(" ")

/** The costs of all plans that break no rule, found by trying every one. */
const costsOfAll = (problem: SlottingProblem): ReadonlyArray<number> =>
  everyPlan(problem).flatMap((faces) => {
    const berths = problem.skus.flatMap(({ sku, faces: count = 1 }) => Array.from({ length: count }, (): Sku => sku))
    const plan = { assignments: berths.map((sku, berth) => ({ sku, face: faces[berth]!.face })) }
    return violations(problem, plan).length === 0 ? [cost(problem, plan)] : []
  })
const near = (a: number, b: number): void => assert.approximately(a, b, 1e-6 * Math.max(1, Math.abs(a)))

describe("cubePerOrderIndex", () => {
  it("puts the SKU that needs least room per visit nearest", () => {
    const problem = slotting(
      "bulk 12/day 9×1mm³ 1g over 3 faces, fast 10/day 1×1mm³ 1g, slow 1/day 1×1mm³ 1g",
      "A 1000mm 9mm³ 9g, B 2000mm 9mm³ 9g, C 3000mm 9mm³ 9g, D 4000mm 9mm³ 9g, E 5000mm 9mm³ 9g"
    )
    assert.deepStrictEqual(problem.skus.map(cubePerOrder), [0.25, 0.1, 1])
    const outcome = Result.getOrThrow(cubePerOrderIndex(problem))
    assert.strictEqual(drawn(outcome), "bulk@B bulk@C bulk@D fast@A slow@E")
    assert.strictEqual(outcome.stoppedBy, "proved")
    assert.strictEqual(drawn(Result.getOrThrow(byVisits(problem))), "bulk@A bulk@B bulk@C fast@D slow@E")
  })

  it("costs as little as the best of all plans when every SKU fits every face", () =>
    fc.assert(
      fc.property(roomyProblem, (problem) => {
        const outcome = Result.getOrThrow(cubePerOrderIndex(problem))
        near(outcome.cost, Math.min(...costsOfAll(problem)))
        assert.strictEqual(outcome.stoppedBy, "proved")
      }),
      { numRuns: 1000 }
    ))

  it("breaks ties by SKU, then by face, whatever the order they are given in", () => {
    const skus = sketchSkus("q 1/day 1×1mm³ 1g, p 1/day 1×1mm³ 1g")
    const faces = sketchFaces("B 1000mm 9mm³ 9g, A 1000mm 9mm³ 9g")
    for (const problem of [
      { skus, faces, walkMmPerSecond: 1000 },
      { skus: skus.toReversed(), faces: faces.toReversed(), walkMmPerSecond: 1000 }
    ]) {
      const outcome = Result.getOrThrow(cubePerOrderIndex(problem))
      assert.sameMembers(drawn(outcome).split(" "), ["p@A", "q@B"])
    }
  })
})

describe("solve", () => {
  it("prefers a face in the golden zone to a nearer one on the floor when the whole visit is quicker", () =>
    assert.strictEqual(
      drawn(
        Result.getOrThrow(
          solve(slotting("p 9/day 1×1mm³ 1g", "Floor 4000mm+3000ms 9mm³ 9g, Waist 5000mm+500ms 9mm³ 9g"), options)
        )
      ),
      "p@Waist"
    ))

  it("makes room for a slow SKU that fits one face only", () => {
    const problem = slotting("fast 9/day 1×1mm³ 1g, huge 1/day 1×8mm³ 1g", "Big 1000mm 9mm³ 9g, Small 2000mm 3mm³ 9g")
    assert.strictEqual(drawn(Result.getOrThrow(solve(problem, options))), "fast@Small huge@Big")
  })

  it("exchanges pairs that making room left in the wrong order", () => {
    const problem = slotting(
      "a 9/day 1×1mm³ 1g, b 5/day 1×1mm³ 1g, huge 1/day 1×8mm³ 1g",
      "Big1 1000mm 9mm³ 9g, Big2 2000mm 9mm³ 9g, Far 30000mm 3mm³ 9g"
    )
    const outcome = Result.getOrThrow(solve(problem, options))
    assert.strictEqual(drawn(outcome), "a@Big1 b@Far huge@Big2")
    assert.strictEqual(outcome.cost, Math.min(...costsOfAll(problem)))
    const stopped = Result.getOrThrow(solve(problem, { seed: 1, stop: afterIterations(0) }))
    assert.strictEqual(stopped.stoppedBy, "caller")
    assert.deepStrictEqual(violations(problem, stopped.plan), [])
  })

  it("gives an empty plan for no SKUs", () => {
    const outcome = Result.getOrThrow(solve(slotting("", "A 1000mm 9mm³ 9g"), options))
    assert.deepStrictEqual(outcome, { plan: { assignments: [] }, cost: 0, bound: 0, charges: [], stoppedBy: "proved" })
  })

  it("slots 1,000 SKUs of two classes in 1,200 faces of three sizes", () => {
    const skus = Array.from(
      { length: 1000 },
      (_, at) => `s${at} ${1 + ((at * 37) % 90)}/day ${1 + (at % 4)}×10mm³ 5g ${at % 10 === 0 ? "chilled" : ""}`
    )
    const faces = Array.from(
      { length: 1200 },
      (_, at) =>
        `F${at} ${1000 + 10 * at}mm+${(at % 3) * 900}ms ${40 + 20 * (at % 3)}mm³ 99g ${at % 8 === 0 ? "chilled" : ""}`
    )
    const problem = slotting(skus.map((sku) => sku.trim()).join(), faces.map((face) => face.trim()).join())
    const outcome = Result.getOrThrow(solve(problem, options))
    assert.deepStrictEqual(violations(problem, outcome.plan), [])
    assert.isBelow(outcome.cost, Result.getOrThrow(randomSlots(problem, 1)).cost)
  })
})

describe("laws of every slotting", () => {
  const methods = [
    (problem: SlottingProblem) => solve(problem, options),
    cubePerOrderIndex,
    byVisits,
    (problem: SlottingProblem) => randomSlots(problem, 3)
  ]

  it("is found exactly when there is one, by every method, and breaks no rule", () =>
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const some = costsOfAll(problem).length > 0
        for (const method of methods) {
          const answer = method(problem)
          assert.strictEqual(Result.isSuccess(answer), some)
          if (Result.isSuccess(answer)) assert.deepStrictEqual(violations(problem, answer.success.plan), [])
        }
      }),
      { numRuns: 1000 }
    ))

  it("costs what its charges sum to, no less than the bound and the best plan, and no more than its start", () =>
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const answer = solve(problem, options)
        if (Result.isFailure(answer)) return
        const outcome = answer.success
        assert.strictEqual(outcome.cost, sumOfCharges(outcome.charges))
        near(outcome.cost, cost(problem, outcome.plan))
        const least = Math.min(...costsOfAll(problem))
        assert.isAtMost(slottingBound(problem), least + 1e-6)
        assert.isAtLeast(outcome.cost, least - 1e-6)
        if (outcome.stoppedBy === "proved") near(outcome.cost, least)
        else assert.isBelow(outcome.bound, outcome.cost)
        assert.isAtMost(outcome.cost, Result.getOrThrow(cubePerOrderIndex(problem)).cost + 1e-6)
      }),
      { numRuns: 1000 }
    ))

  it("is the same for the same problem and seed, and random slots differ by seed", () => {
    fc.assert(
      fc.property(anyProblem, (problem) => assert.deepStrictEqual(solve(problem, options), solve(problem, options)))
    )
    const problem = slotting(
      "p 1/day 1×1mm³ 1g, q 2/day 1×1mm³ 1g, r 3/day 1×1mm³ 1g",
      "A 1000mm 9mm³ 9g, B 2000mm 9mm³ 9g, C 3000mm 9mm³ 9g, D 4000mm 9mm³ 9g"
    )
    const plans = new Set([1, 2, 3, 4, 5, 6, 1].map((seed) => drawn(Result.getOrThrow(randomSlots(problem, seed)))))
    assert.isAbove(plans.size, 1)
    assert.isBelow(plans.size, 7)
  })
})
