import { assert, describe, it } from "vitest"
import { catalog } from "@stowage/catalog/drawCatalog"
import type { Sku } from "@stowage/kernel/Ids"
import { distancesOf } from "@stowage/layout/distances"
import { type Demand, type Scenario, naivePolicy } from "@stowage/simulation/Scenario"
import { slotFaces, slottingProblem } from "@stowage/simulation/slotFaces"
import * as Result from "effect/Result"
import { at, layoutOf, scenario } from "./siteDays.ts"

const names = Array.from({ length: 16 }, (_, index) => `S-${String(index + 1).padStart(2, "0")}`)

/** Sixteen SKUs of which each is visited less often than the one before it, in sixteen faces. */
const uneven = (more: Partial<Scenario> = {}): Scenario =>
  scenario([], {
    catalog: catalog(names.join(";")),
    demand: new Map(
      names.map((sku, index): [Sku, Demand] => [
        sku as Sku,
        { visitsPerDay: 32 - 2 * index, unitsPerDay: 5, usualLine: 1 }
      ])
    ),
    layout: layoutOf({ aisles: 1, baysPerSide: 4 }),
    ...more
  })

const slotted = (of: Scenario) => Result.getOrThrow(slotFaces(of, at("00:00")))

describe("slotting the faces of a site", () => {
  it("gives every SKU a face of its own", () => {
    const { assignments } = slotted(uneven())
    assert.sameMembers<string>(
      assignments.map(({ sku }) => sku),
      names
    )
    assert.lengthOf(new Set(assignments.map(({ face }) => face)), 16)
  })

  it("puts what is visited most often where a visit takes least, and says that no slotting is better", () => {
    const site = uneven()
    const { assignments, boundMillis, costMillis } = slotted(site)
    const walks = distancesOf(site.layout)
    const walkOf = (sku: string): number => {
      const face = site.layout.byId.get(assignments.find((one) => one.sku === sku)?.face ?? ("" as never))
      return face === undefined ? Number.NaN : walks.walkMm(site.layout.depots[0], face)
    }
    for (const [index, sku] of names.entries()) {
      const next = names[index + 1]
      if (next !== undefined) assert.isAtMost(walkOf(sku), walkOf(next))
    }
    assert.strictEqual(costMillis, boundMillis)
  })

  it("by chance costs more, is within its bound, and is the same for the same seed", () => {
    const random = slotted(uneven({ policy: naivePolicy }))
    assert.strictEqual(random.method, "random")
    assert.isAbove(random.costMillis, slotted(uneven()).costMillis)
    assert.isAtLeast(random.costMillis, random.boundMillis)
    assert.deepEqual(slotted(uneven({ policy: naivePolicy })), random)
    assert.notDeepEqual(slotted(uneven({ policy: naivePolicy, seed: 8 })).assignments, random.assignments)
  })

  it("keeps a day's demand in a face, or as much of it as goes in", () => {
    const goods = catalog("A 100x100x100mm; B 1000x600x600mm")
    const demand: ReadonlyMap<Sku, Demand> = new Map([
      ["A" as Sku, { visitsPerDay: 1, unitsPerDay: 2.5, usualLine: 1 }],
      ["B" as Sku, { visitsPerDay: 1, unitsPerDay: 50, usualLine: 1 }]
    ])
    const { skus } = slottingProblem(scenario([], { catalog: goods, demand }))
    assert.deepEqual(
      skus.map(({ unitsKept }) => unitsKept),
      [3, 2]
    )
  })

  it("counts a step ladder for a face above the golden zone", () => {
    const { faces } = slottingProblem(
      scenario([], { layout: layoutOf({ aisles: 1, baysPerSide: 1, sides: 1, pickLevels: 4 }) })
    )
    assert.deepEqual(
      faces.map(({ reachMillis }) => reachMillis),
      [0, 0, 6000, 6000]
    )
  })

  it("says what does not go in", () => {
    const few = slotFaces(uneven({ layout: layoutOf({ aisles: 1, baysPerSide: 3 }) }), at("00:00"))
    assert.deepEqual(few, Result.fail("expected at least 16 faces, as the SKUs ask for, got 12"))
    const heavy = slotFaces(scenario([], { catalog: catalog("ANVIL 251000g") }), at("00:00"))
    assert.deepEqual(heavy, Result.fail("SKU ANVIL: expected a face that takes it, got none by the rule mass"))
  })
})
