import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import type { MassGrams } from "@stowage/kernel/Mass"
import { layout as drawn } from "@stowage/layout/draw"
import { type Layout, makeLayout } from "@stowage/layout/Layout"
import { naivePolicy } from "@stowage/simulation/Scenario"
import { type ScenarioInput, scenarioOf, withPolicy } from "@stowage/simulation/scenario/scenarioOf"
import * as Result from "effect/Result"
import { brokenLaws } from "./lawsOfDays.ts"
import { at, dayAfter, layoutOf, live, london, termsOf } from "./siteDays.ts"

const orders = [
  termsOf("O-1", "2×A 1×B", at("00:00")),
  termsOf("O-2", "3×C", at("00:00")),
  termsOf("O-3", "1×A", at("00:00", 2))
]

const input = (more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  fingerprint: "f-1",
  seed: 1,
  zone: london,
  orders,
  cancelled: [],
  ...more
})

const chosen = (more: Partial<ScenarioInput> = {}) => Result.getOrThrow(scenarioOf(input(more)))

const refusal = (more: Partial<ScenarioInput>): string => {
  const made = scenarioOf(input(more))
  return Result.isFailure(made) ? made.failure : "it was not refused"
}

describe("a scenario from orders", () => {
  it("has an item for every SKU that is ordered, days for every order, and ten days for what waits", () => {
    const { days, scenario } = chosen()
    assert.deepEqual<unknown>([...scenario.catalog.bySku.keys()].toSorted(), ["A", "B", "C"])
    assert.deepEqual([days.first, days.last], [dayAfter(0), dayAfter(2)])
    assert.deepEqual([scenario.firstDay, scenario.lastDay], [dayAfter(0), dayAfter(12)])
    assert.deepEqual([scenario.fingerprint, scenario.seed], ["f-1", 1])
  })

  it("is the same for the same input", () => {
    assert.deepEqual(JSON.stringify(chosen()), JSON.stringify(chosen()))
  })

  it("says every assumption: drawn times, sizes, masses, packs, expiry, changes of mind, demand, stock, people, chance", () => {
    const said = chosen().scenario.assumptions.join("\n")
    for (const words of [
      "no times of day",
      "no cancellations",
      "Sizes of 3 of 3 SKUs",
      "Masses of 3 of 3 SKUs",
      "case pack",
      "Expiry",
      "Demand for slotting and stock",
      "Stock at the start",
      "pickers",
      "held for credit"
    ]) {
      assert.include(said, words)
    }
  })

  it("says nothing of sizes that the input states", () => {
    const dimensions = { lengthMm: 100, widthMm: 100, heightMm: 100 }
    const items = new Map(
      ["A", "B", "C"].map((name) => [name as Sku, { sku: name as Sku, dimensions, massGrams: 500 as MassGrams }])
    )
    const said = chosen({ items }).scenario.assumptions.join("\n")
    assert.notInclude(said, "Sizes of")
    assert.notInclude(said, "Masses of")
  })

  it("takes demand from the orders before the days, where a long file has such", () => {
    const older = Array.from({ length: 8 }, (_, nth) => termsOf(`H-${nth}`, "5×C", at("00:00", -100 + nth)))
    const { scenario } = chosen({
      orders: [...older, ...orders, termsOf("O-9", "1×A 1×B 1×C 4×A 4×B", at("00:00", 1))]
    })
    assert.strictEqual(scenario.demand.get("C" as Sku)?.usualLine, 5)
    assert.isUndefined(scenario.demand.get("A" as Sku))
    assert.include(scenario.assumptions.join("\n"), "8 orders before the first day")
  })

  it("with another policy is the same days", () => {
    const { scenario } = chosen()
    assert.deepEqual(withPolicy(scenario, naivePolicy), { ...scenario, policy: naivePolicy })
  })

  it("can be lived through, every order of it shipped, and nothing is amiss", () => {
    const lived = live(chosen().scenario)
    assert.deepEqual(brokenLaws(lived), [])
    assert.strictEqual(lived.world.orders.size, 0)
  })
})

/** The layout with its pack station a step into the aisle. */
const packedInAisle = ({ depots, floor, locations, site }: Layout): Layout => {
  const moved = locations.map((location) => (location.use === "pack" ? { ...location, yMm: 1000 } : location))
  return Result.getOrThrow(makeLayout({ site, floor, locations: moved, depots: depots.map(({ id }) => id) }))
}

describe("a layout that the site cannot work in is refused before anything happens, in words", () => {
  it("a drawn floor", () => {
    assert.match(
      refusal({ layout: drawn("A1.B1\nA2.B2\n..D..") }),
      /^The layout: .*aisles and baysPerSide, got a drawing/
    )
  })

  it("more than one block", () => {
    const said = refusal({ layout: layoutOf({ crossAisles: 3 }) })
    assert.strictEqual(said, "The layout: the floor: expected at most 2 cross-aisles (one block), got 3.")
  })

  it("fewer pick faces than SKUs, or none", () => {
    const two = layoutOf({ aisles: 1, baysPerSide: 1, sides: 1, levels: 4, pickLevels: 2 })
    assert.strictEqual(
      refusal({ layout: two }),
      "The layout: expected a pick face for each of 3 SKUs, got 2 pick faces."
    )
    const none = layoutOf({ pickLevels: 0 })
    assert.strictEqual(
      refusal({ layout: none }),
      "The layout: expected a pick face for each of 3 SKUs, got 0 pick faces."
    )
    assert.isTrue(
      Result.isSuccess(scenarioOf(input({ layout: layoutOf({ aisles: 1, baysPerSide: 1, pickLevels: 2 }) })))
    )
  })

  it("a SKU that goes into no face", () => {
    const items = new Map([["B" as Sku, { sku: "B" as Sku, massGrams: 251_000 as MassGrams }]])
    assert.strictEqual(
      refusal({ items, layout: layoutOf() }),
      "The layout: SKU B: expected a face that takes it, got none by the rule mass."
    )
  })

  it("a depot that is on no crossing", () => {
    assert.strictEqual(
      refusal({ layout: packedInAisle(layoutOf()) }),
      "The layout: depot PACK-1: expected a place where an aisle meets a cross-aisle."
    )
  })

  it("and no orders at all", () => {
    assert.strictEqual(refusal({ orders: [] }), "Expected at least one order, got none.")
  })
})
