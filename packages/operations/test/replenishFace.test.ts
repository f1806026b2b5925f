import { assert, describe, it } from "vitest"
import { fefo, fifo } from "@stowage/inventory/AllocationStrategy"
import type { StrategyFor } from "@stowage/operations/StockView"
import { type FaceRule, type Refill, refillTransfers, refillsFor } from "@stowage/operations/replenishFace"
import { hasLimitedRoom, roomOfUnit } from "@stowage/operations/unitRoom"
import { openYard, type OpenYard } from "./openYard.ts"
import { countAsked, location, received } from "./words.ts"
import { dock, floor, mug, mugFace, mugReserve, tea, teaFace, teaReserve, today } from "./yard.ts"

const rule = (minimum: number, sku = tea, face = teaFace): FaceRule => ({
  sku,
  face,
  minimum,
  unit: roomOfUnit(floor.catalog, sku)
})
const refills = (yard: OpenYard, of: FaceRule, strategyFor: StrategyFor = () => fefo): ReadonlyArray<string> =>
  refillsFor(of, yard.stock, strategyFor, today).map(({ from, lot, quantity }) => `${quantity} ${lot} ${from}`)
const carry = (yard: OpenYard, of: FaceRule): void => {
  for (const refill of refillsFor(of, yard.stock, () => fefo, today)) {
    const limited = (id: Refill["from"]) => hasLimitedRoom(floor.layout, id)
    yard.act({ commands: [], transfers: refillTransfers(refill, of.unit, yard.stock, limited) })
  }
}

describe("refilling a pick face", () => {
  it("brings as much as fits when fewer than the minimum are free", () => {
    const yard = openYard()
    yard.stocked(tea, 3, teaFace)
    yard.stocked(tea, 20, teaReserve)
    assert.deepStrictEqual(refills(yard, rule(3)), [])
    assert.deepStrictEqual(refills(yard, rule(4)), ["7 L6 A01-01-2"])
  })

  it("moves the units and the room they take and leave, and no promise", () => {
    const yard = openYard()
    yard.stocked(tea, 20, teaReserve)
    const free = yard.stock.promises(tea)
    carry(yard, rule(1))
    assert.deepStrictEqual([yard.units(tea, teaFace), yard.units(tea, teaReserve)], [10, 10])
    assert.deepStrictEqual(yard.stock.room(teaFace), { volumeMm3: 0, massGrams: 0 })
    assert.deepStrictEqual(yard.stock.room(teaReserve), { volumeMm3: 30_000_000, massGrams: 30_000 })
    assert.deepStrictEqual(yard.stock.promises(tea), free)
    assert.deepStrictEqual(refills(yard, rule(11)), [])
  })

  it("counts no room at the dock, which nothing fills", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", tea, 2))
    carry(yard, rule(1))
    assert.deepStrictEqual([yard.units(tea, dock), yard.units(tea, teaFace)], [0, 2])
    assert.isUndefined(Object.keys(yard.books()).find((account) => /^capacity.*DOCK-1/.test(account)))
  })

  it("does not count as free what pickers have claimed", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.stocked(mug, 4, mugReserve)
    yard.ordered("web-1", "3xMUG")
    assert.deepStrictEqual(
      refills(yard, rule(2, mug, mugFace), () => fifo),
      ["4  A02-02-2"]
    )
  })

  it("brings first what should go out first, and from several places when one is not enough", () => {
    const yard = openYard()
    yard.stocked(tea, 6, teaReserve, { lot: "L9", expiresOn: "2026-09-30" })
    yard.stocked(tea, 6, mugReserve, { lot: "L4", expiresOn: "2026-04-30" })
    assert.deepStrictEqual(refills(yard, rule(1)), ["6 L4 A02-02-2", "4 L9 A01-01-2"])
    carry(yard, rule(1))
    assert.strictEqual(yard.units(tea, teaFace), 10)
  })

  it("brings no expired lot, nothing claimed, nothing from a place under count, and nothing not for sale", () => {
    const yard = openYard()
    yard.stocked(tea, 2, teaReserve, { lot: "L5", expiresOn: "2026-01-05" })
    yard.stocked(tea, 2, mugReserve)
    yard.act(received(yard, "bad", tea, 2, { status: "damaged" }))
    assert.deepStrictEqual(refills(yard, rule(1)), ["2 L5 A01-01-2", "2 L6 A02-02-2"])
    const tomorrow = refillsFor(rule(1), yard.stock, () => fefo, "2026-01-06" as typeof today)
    assert.deepStrictEqual(
      tomorrow.map(({ lot }) => lot),
      ["L6"]
    )
    yard.act(countAsked("c1", mugReserve))
    assert.deepStrictEqual(refills(yard, rule(1)), ["2 L5 A01-01-2"])
  })

  it("leaves a face alone that is under count", () => {
    const yard = openYard()
    yard.stocked(tea, 2, teaReserve)
    yard.act(countAsked("c1", teaFace))
    assert.deepStrictEqual(refills(yard, rule(1)), [])
  })

  it("brings nothing when no reserve has any", () => {
    assert.deepStrictEqual(refills(openYard(), rule(1)), [])
  })

  it("is refused by the ledger for more than fits, and nothing moves", () => {
    const yard = openYard()
    yard.stocked(tea, 20, teaReserve)
    const [refill] = refillsFor(rule(1), yard.stock, () => fefo, today)
    const over = { ...refill, sku: tea, lot: refill!.lot, from: teaReserve, to: location("A01-01-1"), quantity: 11 }
    const transfers = refillTransfers(over, rule(1).unit, yard.stock, () => true)
    assert.match(
      yard.refusal({ commands: [], transfers }),
      /A01-01-1 has 10000000 available; this commit asks for 11000000/
    )
  })
})
