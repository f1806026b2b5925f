import { random } from "@stowage/kernel/Random"
import { whenExhausted } from "@stowage/kernel/Stop"
import { annealZones, type BestZones, zonedItems } from "@stowage/slotting/zoning/annealZones"
import { generalisedExact } from "@stowage/slotting/zoning/generalisedExact"
import { generalisedModel } from "@stowage/slotting/zoning/GeneralisedModel"
import { generalisedCost, generalisedViolations } from "@stowage/slotting/zoning/GeneralisedPlan"
import type { GeneralisedProblem } from "@stowage/slotting/zoning/GeneralisedProblem"
import { reassignZones, zonePlan } from "@stowage/slotting/zoning/reassignZones"
import { roomPrices } from "@stowage/slotting/zoning/roomPrices"
import { assert, describe, it } from "vitest"

/** Forty items for five zones with little room to spare; what takes up little room is dear. */
const crowded = (seed: string): GeneralisedProblem => {
  const chance = random(seed)
  const draw = (): ReadonlyArray<number> => Array.from({ length: 40 }, () => 5 + chance.int(40))
  const loads = Array.from({ length: 5 }, draw)
  const costs = loads.map((row) => row.map((load) => 60 - load + chance.int(12)))
  return { loads, costs, capacities: Array(5).fill(205) }
}

/** What an item costs in its zone, plan and prices as the search starts with. */
const begun = (seed: string) => {
  const problem = crowded(seed)
  const model = generalisedModel(problem)
  const prices = roomPrices(model, 3_000)
  const best: BestZones = { zone: undefined, cost: Infinity }
  const zoned = zonedItems(model, prices)
  annealZones(zoned, best, random(seed), whenExhausted, { hot: 2, cold: 0.2, moves: 400_000 })
  return { problem, model, prices, best }
}

describe("annealZones", () => {
  it("finds a plan that keeps to all capacities, costs what it says and little more than the bound", () => {
    const { best, prices, problem } = begun("crowd")
    const plan = { zones: [...best.zone!] }
    assert.deepStrictEqual(generalisedViolations(problem, plan), [])
    assert.strictEqual(generalisedCost(problem, plan), best.cost)
    assert.isAtMost(best.cost, 1.06 * prices.bound)
  })
})

describe("roomPrices", () => {
  it("prices room by what giving way costs", () => {
    const model = generalisedModel({
      costs: [
        [1, 1],
        [5, 5]
      ],
      loads: [
        [2, 2],
        [2, 2]
      ],
      capacities: [2, 4]
    })
    assert.approximately(roomPrices(model, 10).bound, 6, 0.05)
  })
})

describe("reassignZones", () => {
  it("keeps the books of room and cost, however hot", () => {
    const { best, model, prices, problem } = begun("books")
    const plan = zonePlan(model, prices, best.zone!)
    const chance = random("hot")
    for (let made = 0; made < 200; made++) {
      reassignZones(plan, chance, made % 2 === 0 ? 0 : 3)
      const zones = [...plan.zone]
      assert.deepStrictEqual(generalisedViolations(problem, { zones }), [])
      assert.strictEqual(generalisedCost(problem, { zones }), plan.cost)
      const left = problem.capacities.map((capacity, at) =>
        zones.reduce((room, zone, item) => (zone === at ? room - problem.loads[at]![item]! : room), capacity)
      )
      assert.deepStrictEqual([...plan.room], left)
    }
  })

  it("makes a plan cheaper without heat, never dearer, and leaves a good one with heat", () => {
    const { best, model, prices } = begun("cool")
    const plan = zonePlan(model, prices, best.zone!)
    const chance = random("cool")
    for (let made = 0; made < 200; made++) {
      const before = plan.cost
      reassignZones(plan, chance, 0)
      assert.isAtMost(plan.cost, before)
    }
    assert.isBelow(plan.cost, best.cost)
    const good = plan.cost
    for (let made = 0; made < 20; made++) reassignZones(plan, chance, 50)
    assert.isAbove(plan.cost, good)
  })
})

describe("generalisedExact", () => {
  it("knows what its plan costs, also when it is cut short", () => {
    const { model, prices, problem } = begun("exact")
    for (const nodesAtMost of [200, 2_000, 200_000]) {
      const best: BestZones = { zone: undefined, cost: Infinity }
      const { bound } = generalisedExact(model, prices, best, { isStopped: () => false, nodesAtMost })
      const plan = { zones: [...best.zone!] }
      assert.deepStrictEqual(generalisedViolations(problem, plan), [])
      assert.approximately(generalisedCost(problem, plan), best.cost, 1e-9)
      assert.isAtMost(bound, best.cost)
      assert.isAtLeast(bound, prices.bound)
    }
  })
})
