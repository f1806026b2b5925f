import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { makeGood, takeBeyond, unbookedAt } from "@stowage/inventory/beyondBooks"
import { moveStock, receiveStock } from "@stowage/inventory/moveStock"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, location, makeYard, owner, site, tea, unit, type Yard } from "./yard.ts"

const shelf = location("A1")
const key = { owner, sku: tea }
const stocked = (quantity: number): Yard => {
  const yard = makeYard()
  if (quantity > 0) yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), quantity, yard.promises(tea)))
  return yard
}
const booked = (yard: Yard): number => yard.posted(stockAt(key, at("A1")))
const owed = (yard: Yard): number => 0 - yard.posted(unbookedAt(key, site, shelf))
const take = (yard: Yard, quantity: number) =>
  yard.post(takeBeyond(key, site, shelf, unit("T1"), { quantity, booked: booked(yard) }, yard.promises(tea)))
const receive = (yard: Yard, quantity: number) => {
  yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), quantity, yard.promises(tea)))
  yard.post(makeGood(key, site, shelf, { quantity, owed: owed(yard) }, yard.promises(tea)))
}

describe("taking more than is booked", () => {
  it("is refused unless it is asked for", () => {
    assert.strictEqual(stocked(3).refused([moveStock(key, at("A1"), unit("T1"), 5)])._tag, "BalanceTooLow")
  })

  it("takes what is booked, and the rest from what the location is said to owe", () => {
    const yard = stocked(3)
    take(yard, 5)
    assert.deepStrictEqual([booked(yard), owed(yard), yard.posted(stockAt(key, unit("T1")))], [0, 2, 5])
    assert.deepStrictEqual(yard.promises(tea), { free: 5, shortfall: 0 })
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("is made good by the receipt that was late: its units are those that were taken", () => {
    const yard = stocked(3)
    take(yard, 5)
    receive(yard, 6)
    assert.deepStrictEqual([booked(yard), owed(yard)], [4, 0])
    assert.strictEqual(yard.availability(tea).onHand, 9)
    assert.deepStrictEqual(yard.promises(tea), { free: 9, shortfall: 0 })
    assert.deepStrictEqual(makeGood(key, site, shelf, { quantity: 6, owed: 0 }, yard.promises(tea)), [])
  })

  it("of what is no count is refused by the ledger and never passed over", () => {
    for (const wrong of [-1, Number.NaN, 1e308, 0.5]) {
      const yard = stocked(3)
      const taken = takeBeyond(key, site, shelf, unit("T1"), { quantity: wrong, booked: 3 }, yard.promises(tea))
      assert.strictEqual(yard.refused(taken)._tag, "QuantityNotWhole")
      const good = makeGood(key, site, shelf, { quantity: wrong, owed: Number.MAX_VALUE }, yard.promises(tea))
      assert.strictEqual(yard.refused(good)._tag, "QuantityNotWhole")
    }
  })

  it("touches no promise for units that are not for sale", () => {
    const held = { ...key, status: "hold" as const }
    const yard = stocked(1)
    const promises = yard.promises(tea)
    yard.post(takeBeyond(held, site, shelf, unit("T1"), { quantity: 2, booked: 0 }, promises))
    assert.deepStrictEqual(yard.promises(tea), promises)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("never takes a place below zero, and the two books agree, whatever is taken and received", () => {
    const step = fc.record({ what: fc.constantFrom("take", "receive"), quantity: fc.integer({ min: 1, max: 5 }) })
    const property = fc.property(fc.nat(5), fc.array(step, { maxLength: 20 }), (first, steps) => {
      const yard = stocked(first)
      let [came, went] = [first, 0]
      for (const { quantity, what } of steps) {
        if (what === "take") {
          take(yard, quantity)
          went += quantity
        } else {
          receive(yard, quantity)
          came += quantity
        }
        assert.strictEqual(booked(yard) - owed(yard), came - went)
        assert.isTrue(booked(yard) >= 0 && owed(yard) >= 0 && Math.min(booked(yard), owed(yard)) === 0)
      }

      assert.deepStrictEqual(yard.audit(), [])
    })
    fc.assert(property, { numRuns: 200 })
  })
})
