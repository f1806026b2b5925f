import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { solveMixedShelves } from "@stowage/picking-optimisation/shelves/mixedShelves"
import { mixedShelvesBound } from "@stowage/picking-optimisation/shelves/mixedShelvesBound"
import { mixedShelvesViolations, picklistWalkMm } from "@stowage/picking-optimisation/shelves/MixedShelvesPlan"
import {
  mixedShelvesRefusalText,
  type MixedShelvesProblem
} from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import {
  bestOfAllShelfPlans,
  MixedShelvesProblems,
  orderId,
  shelfOrder,
  shelves,
  skuOf,
  unit,
  unitId
} from "./shelves.ts"

const solved = (problem: MixedShelvesProblem, steps = 400) =>
  Result.getOrThrow(solveMixedShelves(problem, { seed: 1, stop: afterIterations(steps) }))

describeLaws(
  "solveMixedShelves",
  solverLaws(
    {
      solve: solveMixedShelves,
      violations: mixedShelvesViolations,
      cost: (problem, { batches }) => {
        const unitOf = new Map(problem.units.map((each) => [each.id, each]))
        const lists = batches.flatMap(({ picklists }) => picklists)
        return lists.reduce((sum, { picks }) => {
          const visited = picks.flatMap((pick) => unitOf.get(pick.unit) ?? [])
          return sum + picklistWalkMm(problem, visited)
        }, 0)
      }
    },
    MixedShelvesProblems,
    { best: bestOfAllShelfPlans, runs: 30 }
  )
)

describe("picking from mixed shelves", () => {
  it("takes the orders that are near and lets the others wait", () => {
    const problem = shelves(
      ["tea@z/2/5", "cup@z/2/90", "pot@z/2/8"],
      [shelfOrder("far", "cup"), shelfOrder("near", "tea", "pot")],
      {
        leastUnits: 2
      }
    )
    const { cost, plan } = solved(problem)
    assert.deepStrictEqual([plan.batches.map(({ orders }) => orders), cost], [[[orderId("near")]], 16])
  })

  it("takes of many units of a SKU the one on the way", () => {
    const problem = shelves(["tea@z/0/50", "tea@z/2/5", "tea@y/4/9", "pot@y/4/9"], [shelfOrder("A", "tea", "pot")], {
      leastUnits: 2
    })
    const { plan } = solved(problem)
    const picked = plan.batches.flatMap(({ picklists }) =>
      picklists.flatMap(({ picks }) => picks.map((pick) => pick.unit))
    )
    assert.sameMembers(picked, [unitId("tea@y/4/9"), unitId("pot@y/4/9")])
  })

  it("walks once for orders of one batch that lie together", () => {
    const units = ["tea@z/0/50", "cup@z/0/55", "tea@z/4/50", "cup@z/4/55"]
    const orders = ["A", "B"].flatMap((id) => [shelfOrder(`${id}1`, "tea"), shelfOrder(`${id}2`, "cup")])
    assert.strictEqual(solved(shelves(units, orders, { leastUnits: 4 })).cost, 2 * (2 * 20 + 2 * 55))
  })

  it("needs a container more for what one does not take", () => {
    const units = ["pot@z/2/10", "pot@z/2/11"]
    const orders = [shelfOrder("A", "2×pot")]
    assert.strictEqual(solved(shelves(units, orders, { leastUnits: 2 })).cost, 22)
    assert.strictEqual(solved(shelves(units, orders, { leastUnits: 2, limits: { orders: 2, volumeMm3: 5 } })).cost, 42)
  })

  it("enters an aisle anew for each of its units where they are reached by the cross-aisle", () => {
    const units = ["tea@z/2/10", "tea@z/2/20"]
    const problem = shelves(units, [shelfOrder("A", "2×tea")], { leastUnits: 2 })
    assert.strictEqual(solved(problem).cost, 40)
    assert.strictEqual(solved({ ...problem, withinAisle: "byCrossAisle" }).cost, 60)
  })

  it("finds the best of all plans of most small problems, and never one that is better", () => {
    let found = 0
    const problems = fc.sample(MixedShelvesProblems, { numRuns: 30, seed: 7 })
    const answered = problems.flatMap((problem) => {
      const answer = solveMixedShelves(problem, { seed: 0, stop: whenExhausted })
      return Result.isSuccess(answer) ? [{ problem, cost: answer.success.cost }] : []
    })
    for (const { cost, problem } of answered) {
      const best = bestOfAllShelfPlans(problem)
      assert.isAtLeast(cost, best)
      if (cost === best) found++
    }
    assert.isAtLeast(found, 0.8 * answered.length)
  })

  it("walks no further for having compared sketches than when it is told to stop at once", () => {
    const property = fc.property(MixedShelvesProblems, fc.integer({ min: 1, max: 40 }), (problem, iterations) => {
      const atOnce = solveMixedShelves(problem, { stop: afterIterations(0) })
      fc.pre(Result.isSuccess(atOnce))
      const later = Result.getOrThrow(solveMixedShelves(problem, { stop: afterIterations(iterations) }))
      assert.isAtMost(later.cost, atOnce.success.cost)
    })
    fc.assert(property, { numRuns: 400 })
  })

  it("refuses only what has no plan", () => {
    const property = fc.property(MixedShelvesProblems, (problem) => {
      const answer = solveMixedShelves(problem, { seed: 0, stop: afterIterations(0) })
      if (Result.isFailure(answer) && answer.failure._tag === "LeastUnitsOutOfReach") {
        assert.strictEqual(bestOfAllShelfPlans(problem), Number.POSITIVE_INFINITY)
      }
    })
    fc.assert(property, { numRuns: 100 })
  })

  it("is asked again and again whether to stop, and never says that the best plan got worse", () => {
    const costs: Array<number> = []
    const problem = shelves(
      ["tea@z/0/50", "tea@z/3/-20", "cup@z/0/-55", "cup@y/4/50", "pot@y/1/7", "tea@y/1/9"],
      [shelfOrder("A", "tea", "cup"), shelfOrder("B", "pot"), shelfOrder("C", "cup"), shelfOrder("D", "tea")],
      { leastUnits: 4 }
    )
    const answer = solveMixedShelves(problem, {
      seed: 3,
      stop: ({ cost, iteration }) => {
        assert.strictEqual(iteration, costs.length)
        costs.push(cost)
        return costs.length > 300
      }
    })
    assert.strictEqual(Result.getOrThrow(answer).stoppedBy, "caller")
    assert.deepStrictEqual(
      costs,
      costs.toSorted((a, b) => b - a)
    )
  })
})

describe("the bound of a mixed-shelves problem", () => {
  it("takes the cheapest orders, and of their units the nearest, by the part of a container they fill", () => {
    const problem = shelves(
      ["pot@z/2/10", "pot@z/4/40", "tea@z/0/0"],
      [shelfOrder("A", "pot"), shelfOrder("B", "tea")],
      {
        leastUnits: 1
      }
    )
    assert.approximately(mixedShelvesBound(problem), (2 * 20) / 6, 1e-9)
    assert.approximately(mixedShelvesBound({ ...problem, leastUnits: 2 }), (2 * 20) / 6 + 20 / 2, 1e-9)
  })

  it("charges every unit its own way into the aisle where it is reached by the cross-aisle", () => {
    const problem = shelves(["pot@z/2/10", "tea@z/0/95"], [shelfOrder("A", "pot", "tea")], { leastUnits: 2 })
    const byCrossAisle = mixedShelvesBound({ ...problem, withinAisle: "byCrossAisle" })
    assert.approximately(byCrossAisle, 20 + 10 + (2 * 20) / 6, 1e-9)
  })
})

describe("a mixed-shelves problem", () => {
  const units = ["tea@z/2/10", "cup@z/2/20"]
  const good = shelves(units, [shelfOrder("A", "tea"), shelfOrder("B", "cup")])
  const refusalOf = (changes: Partial<MixedShelvesProblem>) =>
    Result.getOrThrow(Result.flip(solveMixedShelves({ ...good, ...changes })))
  const said = (changes: Partial<MixedShelvesProblem>): string => mixedShelvesRefusalText(refusalOf(changes))
  const [id, sku] = [orderId("A"), skuOf("tea")]

  it("is refused for its floor", () => {
    const { floor } = good
    assert.include(refusalOf({ floor: { ...floor, aisleXMm: [] } }), { _tag: "TooFewAisles" })
    assert.include(refusalOf({ floor: { ...floor, crossAisleYMm: [0, 9] } }), { _tag: "NotThreeCrossAisles", count: 2 })
    const level = { ...floor, crossAisleYMm: [0, 9, 9] }
    assert.deepStrictEqual(refusalOf({ floor: level }), { _tag: "NotAscending", field: "crossAisleYMm", index: 2 })
    assert.deepStrictEqual(refusalOf({ depotAisle: 5 }), { _tag: "DepotOffFloor", aisle: 5 })
  })

  it("is refused for its limits and what is asked for", () => {
    const limits = { orders: 0, volumeMm3: 1 }
    assert.deepStrictEqual(refusalOf({ limits }), { _tag: "LimitNotPositive", limit: "orders", value: 0 })
    const less = { orders: 0.5, volumeMm3: 1 }
    assert.deepStrictEqual(refusalOf({ limits: less }), { _tag: "LimitNotPositive", limit: "orders", value: 0.5 })
    assert.deepStrictEqual(refusalOf({ leastUnits: 1.5 }), { _tag: "LeastUnitsWrong", value: 1.5 })
    assert.deepStrictEqual(refusalOf({ leastUnits: 3 }), { _tag: "LeastUnitsOutOfReach", asked: 3, most: 2 })
    const small = { orders: 1, volumeMm3: 1 }
    assert.deepStrictEqual(refusalOf({ leastUnits: 2, limits: small }), {
      _tag: "LeastUnitsOutOfReach",
      asked: 2,
      most: 1
    })
    const rivals = [shelfOrder("A", "tea"), shelfOrder("B", "tea")]
    assert.deepStrictEqual(refusalOf({ leastUnits: 2, orders: rivals }), {
      _tag: "LeastUnitsNotReached",
      asked: 2,
      reached: 1
    })
  })

  it("is refused for its SKUs and units, naming them", () => {
    const twice = [...good.skus, ...good.skus]
    assert.deepStrictEqual(refusalOf({ skus: twice }), { _tag: "SkuTaken", sku })
    const heavy = good.skus.with(0, { sku, volumeMm3: -1 })
    assert.deepStrictEqual(refusalOf({ skus: heavy }), { _tag: "VolumeWrong", sku, value: -1 })
    const [first = unit("")] = good.units
    assert.deepStrictEqual(refusalOf({ units: [first, first] }), { _tag: "UnitIdTaken", id: first.id })
    const strange = { ...first, sku: skuOf("jug") }
    assert.deepStrictEqual(refusalOf({ units: [strange] }), { _tag: "UnitSkuUnknown", id: first.id, sku: skuOf("jug") })
    const off = { ...first, yMm: 101 }
    assert.deepStrictEqual(refusalOf({ units: [off] }), { _tag: "UnitOffFloor", unit: off })
  })

  it("is refused for its orders, naming them", () => {
    const order = shelfOrder("A", "tea")
    assert.deepStrictEqual(refusalOf({ orders: [order, order] }), { _tag: "OrderIdTaken", id })
    assert.deepStrictEqual(refusalOf({ orders: [shelfOrder("A")] }), { _tag: "OrderHasNoLines", id })
    const strange = shelfOrder("A", "jug")
    assert.deepStrictEqual(refusalOf({ orders: [strange] }), { _tag: "OrderSkuUnknown", id, sku: skuOf("jug") })
    const none = shelfOrder("A", "0×tea")
    assert.deepStrictEqual(refusalOf({ orders: [none] }), { _tag: "QuantityWrong", id, sku, value: 0 })
  })

  it("is refused in words that say what was expected", () => {
    assert.strictEqual(said({ leastUnits: 0 }), "leastUnits: expected a whole number of at least 1, got 0")
    assert.strictEqual(said({ depotAisle: 5 }), "the depot: expected an aisle of the floor, got aisle 5")
    assert.strictEqual(said({ orders: [shelfOrder("A", "jug")] }), "order A: expected a SKU of the problem, got jug")
  })
})
