import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Arrival, PutawayPlace, PutawayRules, PutawayWeights, Stock } from "@stowage/slotting/putaway/Putaway"
import { putawayFloorOf, type PutawayFloor } from "@stowage/slotting/putaway/PutawayFloor"
import { spaceUse } from "@stowage/slotting/putaway/spaceUse"
import { splitPutaway } from "@stowage/slotting/putaway/splitPutaway"
import * as Suggest from "@stowage/slotting/putaway/suggestPutaway"
import * as Result from "effect/Result"

const byWalk: PutawayWeights = {
  walkMmPerSecond: 1000,
  consolidationMillis: 0,
  emptyMillis: 0,
  balanceMillis: 0,
  leftoverMillis: 0
}
const tea: Arrival = {
  sku: "tea" as Sku,
  units: 4,
  unitVolumeMm3: 10,
  unitMassGrams: 1,
  handlingClass: "ambient"
}
const place = (id: string, walkMm: number, more: Partial<PutawayPlace> = {}): PutawayPlace => ({
  location: id as LocationId,
  walkMm,
  capacityVolumeMm3: 100,
  maxMassGrams: 100,
  handlingClasses: ["ambient"],
  aisle: id.slice(0, 1),
  ...more
})
const floorOf = (places: ReadonlyArray<PutawayPlace>, rules: PutawayRules = {}): PutawayFloor =>
  Result.getOrThrow(putawayFloorOf(places, rules))
const suggestPutaway = (...ask: Parameters<typeof Suggest.suggestPutaway>) =>
  Result.getOrThrow(Suggest.suggestPutaway(...ask))
const countRefusals = (floor: PutawayFloor, arrival: Arrival) =>
  Result.getOrThrow(Suggest.countRefusals(floor, arrival))
const whyNot = (...ask: Parameters<typeof Suggest.whyNot>) => Result.getOrThrow(Suggest.whyNot(...ask))
const suggested = (places: ReadonlyArray<PutawayPlace>, arrival = tea, weights = byWalk): ReadonlyArray<string> =>
  suggestPutaway(floorOf(places), arrival, weights, 9).map(({ location }) => location)
const lot = (stock: Stock, name: string): Stock => ({ ...stock, lot: name })

describe("a suggestion for an arriving pallet", () => {
  it("is the nearest place that takes all of it, and the next nearest", () =>
    assert.deepStrictEqual(suggested([place("A2", 9000), place("A1", 4000), place("B1", 1000, { closed: true })]), [
      "A1",
      "A2"
    ]))

  it("says nothing for what weighs nothing, and no less than nothing", () => {
    const [first] = suggestPutaway(floorOf([place("A1", 1000)]), tea, byWalk, 1)
    const reasons = { walk: 1000, toPickFace: 0, consolidation: 0, empty: 0, balance: 0, leftover: 0 }
    assert.deepStrictEqual(first?.reasons, reasons)
  })

  it("counts what is in flight as if it were there", () =>
    assert.deepStrictEqual(suggested([place("A1", 1000, { inFlight: [{ ...tea, units: 7 }] }), place("A2", 9000)]), [
      "A2"
    ]))

  it("joins the same lot, when that is worth the walk", () => {
    const places = [place("A1", 1000), place("A2", 5000, { stored: [{ ...tea, units: 2 }] })]
    assert.strictEqual(suggested(places)[0], "A1")
    assert.strictEqual(suggested(places, tea, { ...byWalk, consolidationMillis: 4500 })[0], "A2")
  })

  it("prefers an empty place, the emptier aisle, the place that it fills, and one near its pick face", () => {
    const half = { stored: [{ ...tea, units: 2 }] }
    assert.strictEqual(
      suggested([place("A1", 1000, half), place("A2", 2000)], tea, { ...byWalk, emptyMillis: 5000 })[0],
      "A2"
    )
    const full = place("A9", 0, { stored: [{ ...tea, units: 10 }] })
    const balanced = { ...byWalk, balanceMillis: 5000 }
    assert.strictEqual(suggested([full, place("A1", 1000), place("B1", 2000)], tea, balanced)[0], "B1")
    const tight = [place("A1", 1000), place("A2", 2000, { capacityVolumeMm3: 40 })]
    assert.strictEqual(suggested(tight, tea, { ...byWalk, leftoverMillis: 5000 })[0], "A2")
    const placed = [place("A1", 1000, { at: { xMm: 9000, yMm: 0 } }), place("A2", 2000, { at: { xMm: 0, yMm: 0 } })]
    assert.strictEqual(suggested(placed, { ...tea, near: [{ xMm: 0, yMm: 500 }] })[0], "A2")
  })

  it("comes with reasons that sum to its milliseconds", () => {
    const weights = {
      walkMmPerSecond: 500,
      consolidationMillis: 7,
      emptyMillis: 300,
      balanceMillis: 11,
      leftoverMillis: 10
    }
    const [best] = suggestPutaway(floorOf([place("A1", 1000)]), tea, weights)
    assert.deepStrictEqual(best, {
      location: "A1" as LocationId,
      millis: 1706,
      reasons: { walk: 2000, toPickFace: 0, consolidation: 0, empty: -300, balance: 0, leftover: 6 }
    })
  })

  it("mixes neither SKUs nor lots nor owners unless the site does", () => {
    const places = [
      place("A1", 1, { stored: [lot({ ...tea, units: 1 }, "L1")] }),
      place("A2", 2, { stored: [{ ...tea, sku: "rum" as Sku, units: 1 }] }),
      place("A3", 3, { stored: [{ ...tea, owner: "zenith", units: 1 }] })
    ]
    const arrival = { ...tea, lot: "L2", owner: "acme" }
    assert.deepStrictEqual(countRefusals(floorOf(places), arrival).refused, {
      mixedLots: 2,
      mixedSkus: 1
    })
    const sameLot = { ...tea, owner: "acme" }
    assert.strictEqual(
      Result.getOrThrow(Suggest.whyNotThere(floorOf(places), sameLot, "A3" as LocationId)),
      "mixedOwners"
    )
    const mixing = { mostSkus: 2, mostLots: 2, mostOwners: 2 }
    assert.strictEqual(countRefusals(floorOf(places, { mixing }), arrival).open, 3)
  })

  it("counts every place that refuses by its rule, and names them when asked, with who is in the way", () => {
    const acid = { ...tea, sku: "acid" as Sku, hazmatClass: "8" }
    const fuel = { ...tea, sku: "fuel" as Sku, hazmatClass: "3", units: 1 }
    const places = [
      place("A1", 1, { hazmatClasses: ["3", "8"], stored: [fuel] }),
      place("A2", 2, { hazmatClasses: ["8"] }),
      place("B1", 3, { hazmatClasses: ["8"] }),
      place("C1", 4),
      place("D1", 5, { hazmatClasses: ["8"], capacityVolumeMm3: 9 }),
      place("E1", 6, { keptFor: "tea" as Sku })
    ]
    const floor = floorOf(places, { segregation: [{ between: ["8", "3"], by: "aisle" }] })
    const suggestions = suggestPutaway(floor, acid, byWalk)
    assert.deepStrictEqual(countRefusals(floor, acid).refused, { segregation: 2, hazmat: 1, volume: 1, fixed: 1 })
    assert.deepStrictEqual(
      suggestions.map(({ location }) => location),
      ["B1"]
    )
    assert.deepStrictEqual(whyNot(floor, acid, { rule: "segregation" }), [
      { location: "A1" as LocationId, rule: "segregation", other: "fuel" as Sku },
      { location: "A2" as LocationId, rule: "segregation", other: "fuel" as Sku }
    ])
    assert.strictEqual(whyNot(floor, acid).length, 5)
  })
})

describe("what no place takes at once", () => {
  it("is shared out, the most first, and what is left is said", () => {
    const places = [place("A1", 1000, { capacityVolumeMm3: 20 }), place("A2", 2000, { capacityVolumeMm3: 30 })]
    const floor = floorOf(places)
    const { leftUnits, parts } = Result.getOrThrow(splitPutaway(floor, { ...tea, units: 9 }, byWalk))
    assert.deepStrictEqual(
      parts.map(({ location, units }) => `${units} to ${location}`),
      ["3 to A2", "2 to A1"]
    )
    assert.strictEqual(leftUnits, 4)
    assert.strictEqual(spaceUse(floor).usedMm3, 0)
  })
})

describe("the use of space", () => {
  it("counts what is used, and what a SKU that shares with no other keeps empty", () => {
    const floor = floorOf([place("A1", 1000), place("A2", 2000), place("B1", 3000)])
    assert.strictEqual(spaceUse(floor).utilisation, 0)
    Result.getOrThrow(floor.put("A1" as LocationId, tea))
    const { honeycombing, occupied, utilisation } = spaceUse(floor)
    assert.strictEqual(occupied, 1)
    assert.approximately(utilisation, 40 / 300, 1e-12)
    assert.approximately(honeycombing, 0.6, 1e-12)
    assert.deepStrictEqual(
      [...spaceUse(floor).byAisle],
      [
        ["A", 0.2],
        ["B", 0]
      ]
    )
    assert.isTrue(Result.isFailure(floor.take("A1" as LocationId, { ...tea, units: 5 })))
    assert.isTrue(Result.isSuccess(floor.take("A1" as LocationId, tea)))
    assert.strictEqual(spaceUse(floor).occupied, 0)
  })
})
