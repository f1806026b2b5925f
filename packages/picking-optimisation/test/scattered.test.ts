import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations } from "@stowage/kernel/Stop"
import { solveScattered } from "@stowage/picking-optimisation/scattered/scattered"
import {
  type ScatteredPlan,
  scatteredCharges,
  scatteredViolations,
  takesRouting
} from "@stowage/picking-optimisation/scattered/ScatteredPlan"
import {
  type ScatteredProblem,
  scatteredRefusal,
  scatteredRefusalText,
  type StockCandidate
} from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { blocks } from "./blocks.ts"
import { bruteForceMm, ScatteredProblems } from "./scatteredProblems.ts"

const sku = (text: string): Sku => text as Sku
const stock = (name: string, aisle: number, yMm: number, quantity = 1): StockCandidate => ({
  location: `${aisle}@${yMm}` as LocationId,
  aisle,
  yMm,
  sku: sku(name),
  quantity
})
/** Three aisles 10 mm apart and 100 mm long, the depot at the front of the first. */
const problem = (
  demands: Readonly<Record<string, number>>,
  candidates: ReadonlyArray<StockCandidate>
): ScatteredProblem => {
  const { depot, floor } = blocks(1, [[], [], []])
  return {
    floor,
    depot,
    demands: Object.entries(demands).map(([name, quantity]) => ({ sku: sku(name), quantity })),
    candidates
  }
}
const solved = (asked: ScatteredProblem) => Result.getOrThrow(solveScattered(asked))
const takesOf = (asked: ScatteredProblem) =>
  solved(asked).plan.takes.map(({ location, quantity, sku: name }) => `${quantity} ${name} ${location}`)

/** Several units of each SKU, which has twenty places of one to three units all over twelve aisles of two blocks. */
const hardProblem = (skus: number): ScatteredProblem => {
  const chance = random(1)
  const { depot, floor } = blocks(
    2,
    Array.from({ length: 12 }, () => [])
  )
  const names = Array.from({ length: skus }, (_, index) => `S${index}`)
  const candidates = names.flatMap((name) =>
    Array.from({ length: 20 }, (_each, place): StockCandidate => {
      const [aisle, yMm, quantity] = [chance.int(12), chance.int(201), 1 + chance.int(3)]
      return { location: `${name}/${place}` as LocationId, aisle, yMm, sku: sku(name), quantity }
    })
  )
  return { floor, depot, demands: names.map((name) => ({ sku: sku(name), quantity: 3 + chance.int(8) })), candidates }
}

describe("scattered storage", () => {
  it("takes an SKU where it is nearest to what has to be fetched anyway", () => {
    const asked = problem({ rare: 1, common: 1 }, [
      stock("rare", 2, 30),
      stock("common", 0, 10),
      stock("common", 2, 35)
    ])
    assert.deepStrictEqual(takesOf(asked), ["1 rare 2@30", "1 common 2@35"])
    assert.strictEqual(solved(asked).cost, 40 + 2 * 35)
  })

  it("takes from several places when one has too little, and no more than is asked for", () => {
    const asked = problem({ tea: 4 }, [stock("tea", 0, 10, 3), stock("tea", 0, 20, 3), stock("tea", 2, 5, 9)])
    assert.deepStrictEqual(takesOf(asked), ["3 tea 0@10", "1 tea 0@20"])
  })

  it("stops where there is most rather than at every place it passes", () => {
    const asked = problem({ tea: 3, far: 1 }, [stock("tea", 0, 10), stock("tea", 0, 20, 3), stock("far", 0, 90)])
    assert.deepStrictEqual(takesOf(asked), ["3 tea 0@20", "1 far 0@90"])
  })

  it("passes over what nobody asked for", () => {
    assert.deepStrictEqual(takesOf(problem({ tea: 1 }, [stock("tea", 1, 50), stock("milk", 0, 1)])), ["1 tea 1@50"])
  })

  it("has a plan at once, and says that the caller stopped it", () => {
    const asked = problem({ a: 1, b: 1 }, [stock("a", 0, 90), stock("a", 2, 95), stock("b", 2, 90), stock("b", 1, 95)])
    const { bound, cost, plan, stoppedBy } = Result.getOrThrow(solveScattered(asked, { stop: afterIterations(0) }))
    assert.deepStrictEqual([stoppedBy, scatteredViolations(asked, plan)], ["caller", []])
    assert.isAtMost(bound, cost)
  })

  it("ends by itself on a hard problem, with a plan and a bound below it", () => {
    const asked = hardProblem(20)
    const { bound, cost, plan, stoppedBy } = solved(asked)
    assert.deepStrictEqual([stoppedBy, scatteredViolations(asked, plan)], ["exhausted", []])
    assert.isBelow(bound, cost)
    assert.isAbove(bound, 0)
  })

  it("keeps decimals that the floor has", () => {
    const third = (mm: number): number => mm / 3
    fc.assert(
      fc.property(ScatteredProblems, (drawn) => {
        const { aisleXMm, crossAisleYMm } = drawn.floor
        const floor = {
          ...drawn.floor,
          aisleXMm: aisleXMm.map(third),
          crossAisleYMm: crossAisleYMm.map(third)
        }
        const candidates = drawn.candidates.map((each) => ({ ...each, yMm: third(each.yMm) }))
        assert.approximately(solved({ ...drawn, floor, candidates }).cost * 3, solved(drawn).cost, 1e-6)
      }),
      { numRuns: 100 }
    )
  })
})

describeLaws(
  "scattered storage",
  solverLaws(
    {
      solve: solveScattered,
      violations: scatteredViolations,
      cost: (asked, plan: ScatteredPlan) => sumOfCharges(scatteredCharges(asked, plan))
    },
    ScatteredProblems,
    { best: bruteForceMm, runs: 150 }
  )
)

describe("the exact plan", () => {
  it("is proved and as short as the shortest walk over any places that have enough", () => {
    fc.assert(
      fc.property(ScatteredProblems, (drawn) => {
        const { cost, stoppedBy } = solved(drawn)
        assert.deepStrictEqual([cost, stoppedBy], [bruteForceMm(drawn), "proved"])
      }),
      { numRuns: 150 }
    )
  })
})

describe("a problem of scattered storage", () => {
  const good = problem({ tea: 2 }, [stock("tea", 0, 10, 2)])
  const refusalOf = (changes: Partial<ScatteredProblem>) => scatteredRefusal({ ...good, ...changes })

  it("is refused for what cannot be taken, naming it", () => {
    assert.strictEqual(refusalOf({}), undefined)
    assert.deepStrictEqual(refusalOf({ demands: [] }), { _tag: "NoDemand" })
    assert.deepStrictEqual(refusalOf({ demands: [...good.demands, ...good.demands] }), {
      _tag: "DemandTwice",
      sku: sku("tea")
    })
    for (const quantity of [0, -1, 1.5, Number.NaN, 1e7]) {
      assert.deepStrictEqual(refusalOf({ demands: [{ sku: sku("tea"), quantity }] }), {
        _tag: "DemandNotWhole",
        sku: sku("tea"),
        quantity
      })
    }
    const bad: ReadonlyArray<readonly [string, ReadonlyArray<StockCandidate>]> = [
      ["CandidateNotWhole", [stock("tea", 0, 10, 0.5)]],
      ["CandidateOffFloor", [stock("tea", 3, 10)]],
      ["CandidateOffFloor", [stock("tea", 0, 101)]],
      ["CandidateTwice", [stock("tea", 0, 10), stock("tea", 0, 10)]],
      ["CandidateAtTwoPlaces", [stock("tea", 0, 10, 2), { ...stock("milk", 0, 10), yMm: 11 }]]
    ]
    for (const [tag, candidates] of bad) {
      assert.deepStrictEqual(refusalOf({ candidates }), { _tag: tag, candidate: candidates.at(-1) } as never)
    }
    assert.deepStrictEqual(refusalOf({ candidates: [stock("tea", 0, 10)] }), {
      _tag: "TooLittleStock",
      sku: sku("tea"),
      asked: 2,
      available: 1
    })
    const wide = blocks(4, [[]]).floor
    assert.deepStrictEqual(refusalOf({ floor: wide }), { _tag: "TooManyCrossAisles", count: 5, most: 4 })
  })

  it("is refused in words that name what was expected", () => {
    const textOf = (changes: Partial<ScatteredProblem>) => {
      const refusal = refusalOf(changes)
      return refusal && scatteredRefusalText(refusal)
    }
    assert.strictEqual(
      textOf({ candidates: [stock("tea", 0, 10)] }),
      "SKU tea: expected at least 2 units at the candidates, got 1"
    )
    assert.strictEqual(
      textOf({ candidates: [stock("tea", 3, 10)] }),
      "SKU tea at location 3@10: expected a place in an aisle between the cross-aisles, got aisle 3 at 10 mm"
    )
    assert.strictEqual(
      textOf({ floor: blocks(4, [[]]).floor }),
      "the floor: expected at most 4 cross-aisles (3 blocks), got 5"
    )
  })
})

describe("the judge of a plan for scattered storage", () => {
  const asked = problem({ tea: 2 }, [stock("tea", 0, 10, 2), stock("milk", 0, 10), stock("tea", 0, 20)])
  const { plan } = solved(asked)
  const take = { location: "0@10" as LocationId, sku: sku("tea"), quantity: 2 }
  const tagsOf = (changes: Partial<ScatteredPlan>) =>
    scatteredViolations(asked, { ...plan, ...changes }).map((violation) => violation._tag)

  it("finds nothing wrong with a plan that takes what is asked for", () => {
    assert.deepStrictEqual(plan.takes, [take])
    assert.deepStrictEqual(tagsOf({}), [])
  })

  it("finds takes that are not there, twice, not whole or over the stock, and demand that is not met", () => {
    assert.deepStrictEqual(tagsOf({ takes: [{ ...take, quantity: 1 }] }), ["DemandUnmet"])
    assert.deepStrictEqual(tagsOf({ takes: [{ ...take, quantity: 3 }] }), ["TakeOverStock", "DemandUnmet"])
    assert.deepStrictEqual(tagsOf({ takes: [{ ...take, quantity: 1.5 }] }), ["TakeNotWhole", "DemandUnmet"])
    assert.deepStrictEqual(tagsOf({ takes: [take, take] }), ["TakeTwice", "DemandUnmet"])
    assert.deepStrictEqual(tagsOf({ takes: [take, { ...take, sku: sku("milk"), quantity: 1 }] }), ["DemandUnmet"])
    assert.deepStrictEqual(tagsOf({ takes: [{ ...take, location: "9@9" as LocationId }] }), [
      "TakeUnknown",
      "RouteWrong"
    ])
  })

  it("finds a walk that does not come to where something is taken", () => {
    const elsewhere = { ...take, location: "0@20" as LocationId, quantity: 1 }
    assert.include(tagsOf({ takes: [{ ...take, quantity: 1 }, elsewhere] }), "RouteWrong")
    assert.strictEqual(takesRouting(asked, [take, elsewhere]).picks.length, 2)
  })
})
