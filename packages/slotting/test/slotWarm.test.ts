import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { whenExhausted, type Progress, type Stop } from "@stowage/kernel/Stop"
import { assignedBy } from "@stowage/slotting/slots/assignedBy"
import { boardOf } from "@stowage/slotting/slots/Board"
import { randomSlots } from "@stowage/slotting/slots/randomSlots"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { solve } from "@stowage/slotting/slots/slot"
import { cost, violations, type SlotPlan } from "@stowage/slotting/slots/SlotPlan"
import { illPosed } from "@stowage/slotting/slots/SlotRefusal"
import type { SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import * as Result from "effect/Result"
import { anyProblem } from "./problems.ts"
import { drawWarehouse } from "./torture/warehouses.ts"

/** Ends once it has been asked so often. */
const afterAsks = (asks: number): Stop => {
  let asked = 0
  return () => asked++ >= asks
}
const problem: SlottingProblem = {
  skus: sketchSkus("p 9/day 1×1mm³ 1g, q 5/day 1×1mm³ 1g, r 1/day 1×8mm³ 1g"),
  faces: sketchFaces("A 1000mm 9mm³ 9g, B 2000mm 9mm³ 9g, C 30000mm 3mm³ 9g"),
  walkMmPerSecond: 1000
}
const worst: SlotPlan = {
  assignments: problem.faces.toReversed().map(({ face }, at) => ({ sku: problem.skus[at]!.sku, face }))
}

describe("a slotting that begins with the floor as it is", () => {
  const keepsItsPromise = (any: SlottingProblem, asks: number, seed: number): void => {
    const naive = randomSlots(any, seed)
    if (Result.isFailure(naive)) return
    const { plan: current } = naive.success
    for (const stop of [afterAsks(asks), whenExhausted]) {
      const { bound, cost: now, plan } = Result.getOrThrow(solve(any, { seed: 1, stop, current }))
      assert.isAtMost(now, cost(any, current) * (1 + 1e-12))
      assert.isAtMost(bound, now)
      assert.deepStrictEqual(violations(any, plan), [])
    }
  }

  it("is never worse, whenever it is told to stop, and breaks no rule", () => {
    fc.assert(fc.property(anyProblem, fc.nat(40), fc.nat(99), keepsItsPromise), { numRuns: 500 })
    for (let seed = 0; seed < 200; seed++) {
      const chance = random(`warm ${seed}`)
      keepsItsPromise(drawWarehouse(chance, 9), chance.int(40), seed)
    }
  })

  it("is the floor as it is when there is no time at all", () => {
    const asked: Array<Progress> = []
    const stop: Stop = (progress) => asked.push(progress) > 0
    const { plan, stoppedBy } = Result.getOrThrow(solve(problem, { seed: 1, stop, current: worst }))
    assert.deepStrictEqual([plan, stoppedBy], [worst, "caller"])
    assert.deepStrictEqual(asked, [{ iteration: 0, cost: cost(problem, worst) }])
  })

  it("is the floor as it is when there is only time for a worse plan", () => {
    const { plan: best } = Result.getOrThrow(solve(problem, { seed: 1, stop: whenExhausted }))
    const hurried = () => ({ seed: 1, stop: afterAsks(problem.skus.length) })
    assert.isAbove(Result.getOrThrow(solve(problem, hurried())).cost, cost(problem, best))
    assert.deepStrictEqual(Result.getOrThrow(solve(problem, { ...hurried(), current: best })).plan, best)
  })

  it("is what it would be anyway when the floor breaks a rule", () => {
    const broken = { assignments: worst.assignments.toSpliced(0, 2) }
    const without = solve(problem, { seed: 1, stop: whenExhausted })
    assert.deepStrictEqual(solve(problem, { seed: 1, stop: whenExhausted, current: broken }), without)
  })

  it("takes a floor for one that breaks no rule exactly when it breaks none", () => {
    let kept = 0
    for (let seed = 0; seed < 400; seed++) {
      const chance = random(`floor ${seed}`)
      const site = drawWarehouse(chance, 3)
      if (illPosed(site) !== undefined) continue
      const faces = chance.shuffle(site.faces.map(({ face }) => face))
      const asked = site.skus.flatMap(({ faces: count = 1, sku }) => Array.from({ length: count }, () => sku))
      const plan = {
        assignments: asked.flatMap((sku, at) => (faces[at] === undefined ? [] : [{ sku, face: faces[at] }]))
      }
      const isKept = assignedBy(site, boardOf(site), plan) !== undefined
      assert.strictEqual(isKept, violations(site, plan).length === 0, `floor ${seed}`)
      if (isKept) kept++
    }
    assert.isAbove(kept, 20)
  })
})

describe("a slotting that is told to stop before there is a plan", () => {
  it("makes the plan it would have begun with, and asks no more", () => {
    const asked: Array<Progress> = []
    const stop: Stop = (progress) => asked.push(progress) > 1
    const outcome = Result.getOrThrow(solve(problem, { seed: 1, stop }))
    assert.deepStrictEqual(asked, [
      { iteration: 0, cost: Infinity },
      { iteration: 0, cost: Infinity }
    ])
    assert.deepStrictEqual(violations(problem, outcome.plan), [])
    assert.strictEqual(outcome.stoppedBy, "caller")
    assert.isBelow(outcome.bound, outcome.cost)
  })
})
