import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { catalogOf } from "@stowage/catalog/Catalog"
import type { LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { MassGrams } from "@stowage/kernel/Mass"
import { localTimeOf } from "@stowage/kernel/zonedTime"
import { locationsFor } from "@stowage/layout/Layout"
import { pickingFloor } from "@stowage/picking-optimisation/routing/routingOnLayout"
import { chooseDays } from "@stowage/simulation/scenario/chooseDays"
import { demandOf } from "@stowage/simulation/scenario/demandOf"
import { estimateItem, estimateRules } from "@stowage/simulation/scenario/estimateItem"
import { type Cancelled, incomingOf } from "@stowage/simulation/scenario/incomingOf"
import { sizeLayout } from "@stowage/simulation/scenario/sizeLayout"
import * as Result from "effect/Result"
import { at, london, termsOf } from "./siteDays.ts"

const sku = (name: string): Sku => name as Sku
const onDay = (id: string, day: number, drawing = "1×A") => termsOf(id, drawing, at("10:00", day))

describe("the days of a file", () => {
  it("are all of them while they are a hundred or fewer", () => {
    const days = chooseDays([onDay("O-2", 100), onDay("O-1", 0)], london)
    assert.deepEqual<unknown>(days, { first: "2025-03-03", last: "2025-06-11", why: "all days of the file" })
  })

  it("are the quarter with the most lines of a longer file", () => {
    const orders = [
      onDay("O-1", 0),
      onDay("O-2", 1, "1×A 1×B 1×C"),
      onDay("O-3", 40),
      onDay("O-4", 41),
      onDay("O-5", 101)
    ]
    const days = chooseDays(orders, london)
    assert.deepInclude<unknown>(days, { first: "2025-01-01", last: "2025-03-31" })
    assert.include(days?.why, "2025-Q1")
    assert.include(days?.why, "(4)")
  })

  it("are the earlier of two quarters with as many lines", () => {
    const days = chooseDays([onDay("O-2", 120), onDay("O-1", 0)], london)
    assert.strictEqual<unknown>(days?.first, "2025-01-01")
  })

  it("go by the calendar of the zone, not by UTC", () => {
    const lateInHonolulu = chooseDays([termsOf("O-1", "1×A", at("05:00", 1))], "Pacific/Honolulu" as typeof london)
    assert.strictEqual<unknown>(lateInHonolulu?.first, "2025-03-03")
  })

  it("are none of a file without orders", () => {
    assert.isUndefined(chooseDays([], london))
  })
})

describe("expected demand", () => {
  it("counts visits and units by working day, and the line that 95 of 100 do not exceed", () => {
    const orders = [onDay("O-1", 0, "2×A 4×B"), onDay("O-2", 1, "6×A"), onDay("O-3", 2, "4×A")]
    const demand = demandOf(orders, 2)
    assert.deepEqual(demand.get(sku("A")), { visitsPerDay: 1.5, unitsPerDay: 6, usualLine: 6 })
    assert.deepEqual(demand.get(sku("B")), { visitsPerDay: 0.5, unitsPerDay: 2, usualLine: 4 })
    assert.isUndefined(demand.get(sku("C")))
  })

  it("takes a line that is out of all proportion for a usual one", () => {
    const orders = Array.from({ length: 40 }, (_, nth) => onDay(`O-${nth}`, 0, nth === 0 ? "80000×A" : "2×A"))
    assert.deepEqual(demandOf(orders, 1).get(sku("A")), { visitsPerDay: 40, unitsPerDay: 80, usualLine: 2 })
  })

  it("of no working day is that of one", () => {
    assert.strictEqual(demandOf([onDay("O-1", 0, "3×A")], 0).get(sku("A"))?.unitsPerDay, 3)
  })
})

describe("an item of which only the SKU is known", () => {
  it("is the same for the same seed, and another for another seed or SKU", () => {
    const drawn = estimateItem({ sku: sku("A") }, 1)
    assert.deepEqual(estimateItem({ sku: sku("A") }, 1), drawn)
    assert.notDeepEqual(estimateItem({ sku: sku("A") }, 2).dimensions, drawn.dimensions)
    assert.notDeepEqual(estimateItem({ sku: sku("B") }, 1).dimensions, drawn.dimensions)
  })

  it("is marked as estimated where it was drawn, with the rule, and as stated where it was not", () => {
    const drawn = estimateItem({ sku: sku("A") }, 1)
    assert.deepEqual(drawn.dimensionsBasis, { _tag: "Estimated", rule: estimateRules.dimensions })
    assert.deepEqual(drawn.massBasis, { _tag: "Estimated", rule: estimateRules.mass })
    const dimensions = { lengthMm: 300, widthMm: 200, heightMm: 100 }
    const known = estimateItem({ sku: sku("A"), dimensions, massGrams: 700 as MassGrams }, 1)
    assert.deepEqual([known.dimensions, known.massGrams], [dimensions, 700])
    assert.deepEqual([known.dimensionsBasis, known.massBasis], [{ _tag: "Stated" }, { _tag: "Stated" }])
  })

  it("keeps what was drawn for the rest when one more thing is known", () => {
    const drawn = estimateItem({ sku: sku("A") }, 1)
    assert.deepEqual(estimateItem({ sku: sku("A"), description: "Tea" }, 1), { ...drawn, description: "Tea" })
  })

  it("has the packs that are known, and no case of one", () => {
    const packsOf = (known: object) =>
      estimateItem({ sku: sku("A"), ...known }, 1).packs.map(({ level, ratio }) => `${level} ${JSON.stringify(ratio)}`)
    assert.lengthOf(packsOf({ unitsPerCase: 8, casesPerPallet: 10 }), 2)
    assert.lengthOf(packsOf({ unitsPerCase: 1 }), 0)
    assert.lengthOf(packsOf({ unitsPerCase: 8, casesPerPallet: 1 }), 1)
  })

  it("whatever is drawn is an item that the catalogue takes, of 0.1 to 12 litres, about", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(50), (name, seed) => {
        const item = estimateItem({ sku: sku(`S-${name}`) }, seed)
        assert.isTrue(Result.isSuccess(catalogOf([item])))
        const { heightMm, lengthMm, widthMm } = item.dimensions
        const litres = (heightMm * lengthMm * widthMm) / 1_000_000
        assert.isTrue(litres > 0.08 && litres < 13, `${litres} litres`)
        assert.isAtLeast(item.massGrams, 20)
      })
    )
  })
})

describe("a site made for a catalogue", () => {
  it("has a face for every SKU, with a choice left, on a floor that pickers are routed on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (skus) => {
        const layout = Result.getOrThrow(sizeLayout(skus))
        const faces = locationsFor(layout, "pickFace").length
        assert.isAtLeast(faces, Math.ceil(1.1 * skus))
        assert.isTrue(Result.isSuccess(pickingFloor(layout)))
      }),
      { numRuns: 20 }
    )
  })
})

describe("what customers do", () => {
  const days = [termsOf("O-1", "1×A", at("00:00")), termsOf("O-2", "1×A", at("00:00", 1))]
  const timed = [termsOf("O-1", "1×A", at("10:00")), termsOf("O-2", "1×A", at("00:00", 1))]
  const cut: Cancelled = {
    order: "O-1" as OrderId,
    line: "L1" as LineId,
    quantity: 1,
    at: at("12:00"),
    reason: "cancelled by C-1"
  }

  it("happens at a minute of the day that is drawn for the order, where the file has only days", () => {
    const { assumptions, incoming } = incomingOf(days, [cut], london, 1)
    assert.include(assumptions.join(), "no times of day")
    const placed = incoming.flatMap((one) => (one._tag === "Placed" ? [one] : []))
    for (const { at: when, terms } of placed) {
      assert.strictEqual(terms.placedAt, when)
      assert.isTrue(localTimeOf(when, london) >= "07:00:00" && localTimeOf(when, london) < "19:00:00")
    }
    const alone = incomingOf(days.slice(1), [cut], london, 1).incoming
    assert.deepEqual(alone, placed.slice(1), "another order in the file changes nothing")
  })

  it("happens when the file says, where it has times of day", () => {
    const { assumptions, incoming } = incomingOf(timed, [cut], london, 1)
    assert.deepEqual(assumptions, [])
    assert.deepEqual(
      incoming.map((one) => [one._tag, one.at]),
      [
        ["Placed", at("10:00")],
        ["Cut", at("12:00")],
        ["Placed", at("00:00", 1)]
      ]
    )
  })

  it("leaves out cancellations of orders that are not among them", () => {
    const { incoming } = incomingOf(timed.slice(1), [cut], london, 1)
    assert.deepEqual(
      incoming.map(({ _tag }) => _tag),
      ["Placed"]
    )
  })

  it("is in order of time, and changes of mind are drawn for about two orders in a hundred when the file has none", () => {
    const many = Array.from({ length: 2000 }, (_, nth) => termsOf(`O-${nth}`, "1×A 2×B", at("00:00", nth % 9)))
    const { assumptions, incoming } = incomingOf(many, [], london, 1)
    assert.include(assumptions.join(), "no cancellations")
    const times = incoming.map((one) => one.at)
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b)
    )
    const changes = incoming.flatMap((one) => (one._tag === "Placed" ? [] : [one]))
    assert.isTrue(changes.length > 20 && changes.length < 60, `${changes.length} changes of mind`)
    const placedAt = new Map(many.map(({ orderId, placedAt }) => [orderId, placedAt]))
    for (const change of changes) assert.isAtLeast(change.at, placedAt.get(change.order) ?? Number.NaN)
    assert.sameMembers([...new Set(changes.map(({ _tag }) => _tag))], ["Cancelled", "Edited"])
    assert.deepEqual(incomingOf(many, [], london, 1).incoming, incoming)
    assert.notDeepEqual(incomingOf(many, [], london, 2).incoming, incoming)
  })
})
