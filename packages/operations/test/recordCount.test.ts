import { assert, describe, it } from "vitest"
import { accountParts, outside } from "@stowage/kernel/Account"
import type { LocationId, SerialId } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import type { CountedStock } from "@stowage/inventory/Count"
import { bookedAt, recordCount } from "@stowage/operations/recordCount"
import { takeRoom, unitsThatFit } from "@stowage/inventory/roomTransfers"
import { receiveSerials, serialPlaces } from "@stowage/inventory/serials"
import { roomOfUnit } from "@stowage/operations/unitRoom"
import { roomNeeded, roomUsed } from "./floorFigures.ts"
import { openYard, type OpenYard } from "./openYard.ts"
import { countAsked, lot, picked, placed, promised, task, time, waved } from "./words.ts"
import { at, dock, floor, mug, mugFace, owner, site, tea, teaFace } from "./yard.ts"

const booked = (yard: OpenYard, place: LocationId): ReadonlyArray<CountedStock> =>
  bookedAt(yard.balances().filter(({ account }) => accountParts(account).place === at(place)))

/** `"7xTEA/L6 2xMUG/hold"` */
const seen = (drawing: string): ReadonlyArray<CountedStock> =>
  drawing.split(" ").flatMap((word) => {
    const [, quantity, sku, rest = ""] = /^(\d+)x([A-Z]+)(?:\/(.+))?$/.exec(word) ?? []
    if (quantity === undefined) return []
    const hold = rest === "hold"
    const status = hold ? "hold" : "available"
    return [{ owner, sku: sku === "TEA" ? tea : mug, lot: hold ? "" : lot(rest), status, quantity: Number(quantity) }]
  })

const counted = (yard: OpenYard, name: string, place: LocationId, drawing: string, books = booked(yard, place)) => {
  const look = { task: task(name), location: place, counter: "bob", counted: seen(drawing), watermark: 1, at: time(0) }
  return recordCount(look, books, yard.stock, floor)
}
const variance = (yard: OpenYard, sku: string): number =>
  yard.balances().reduce((sum, { account, posted }) => {
    const parts = accountParts(account)
    return parts.book === "physical" && parts.sku === sku && parts.place === "variance:countVariance"
      ? sum + posted
      : sum
  }, 0)

describe("recording a count", () => {
  it("closes without a movement when the floor is as the books say", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.act(countAsked("c1", mugFace))
    const before = yard.books()
    yard.act(counted(yard, "c1", mugFace, "4xMUG"))
    assert.deepStrictEqual(yard.books(), before)
    assert.strictEqual(yard.records.count.get("c1").status, "Closed")
    assert.isUndefined(yard.stock.blocked(mugFace))
  })

  it("books a loss against its reason, in both books and in the room it took", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.act(countAsked("c1", mugFace))
    const room = yard.stock.room(mugFace)
    yard.act(counted(yard, "c1", mugFace, "1xMUG"))
    assert.deepStrictEqual([yard.units(mug, mugFace), variance(yard, mug)], [1, 3])
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 1, shortfall: 0 })
    assert.strictEqual(yard.stock.room(mugFace).volumeMm3, room.volumeMm3 + 1_500_000)
  })

  it("of units with numbers says which is missing, lets it be away, and frees its room", () => {
    const yard = openYard()
    const [here, gone] = ["S1" as SerialId, "S2" as SerialId]
    const place = at(mugFace)
    const receipt = { key: { owner, sku: mug }, serials: [here, gone], from: outside("supplier", "leaf"), site, place }
    const came = Result.getOrThrow(receiveSerials(receipt, serialPlaces(yard.balances()), yard.stock.promises(mug)))
    const room = yard.stock.room(mugFace)
    yard.act({ commands: [], transfers: [...came, ...takeRoom(site, mugFace, roomOfUnit(floor.catalog, mug), 2)] })
    yard.act(countAsked("c1", mugFace))
    const books = booked(yard, mugFace)
    assert.sameMembers(
      books.map(({ quantity, serial }) => `${quantity} ${serial}`),
      ["1 S1", "1 S2"]
    )
    const look = { task: task("c1"), location: mugFace, counter: "bob", watermark: 1, at: time(0) }
    const counted = books.filter(({ serial }) => serial === here)
    yard.act(recordCount({ ...look, counted }, books, yard.stock, floor, serialPlaces(yard.balances())))
    assert.strictEqual(serialPlaces(yard.balances())(mug, gone), "away")
    assert.deepStrictEqual([yard.units(mug, mugFace), yard.stock.promises(mug).free], [1, 1])
    assert.strictEqual(yard.stock.room(mugFace).volumeMm3, room.volumeMm3 - roomOfUnit(floor.catalog, mug).volumeMm3)
  })

  it("books a gain from its reason, and takes its room", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.act(countAsked("c1", mugFace))
    const room = yard.stock.room(mugFace)
    yard.act(counted(yard, "c1", mugFace, "6xMUG"))
    assert.deepStrictEqual([yard.units(mug, mugFace), variance(yard, mug)], [6, -2])
    assert.strictEqual(yard.stock.promises(mug).free, 6)
    assert.strictEqual(yard.stock.room(mugFace).massGrams, room.massGrams - 1_800)
  })

  it("follows the floor where more was found than fits; the location takes nothing until enough has left it", () => {
    const yard = openYard()
    const fits = unitsThatFit(yard.stock.room(mugFace), roomOfUnit(floor.catalog, mug))
    yard.stocked(mug, fits, mugFace)
    yard.act(countAsked("c1", mugFace))
    yard.act(counted(yard, "c1", mugFace, `${fits + 3}xMUG`))
    assert.strictEqual(yard.units(mug, mugFace), fits + 3)
    assert.deepStrictEqual(roomUsed(yard), roomNeeded(yard))
    assert.isAbove(yard.stock.room(mugFace).over?.massGrams ?? 0, 0)
    assert.strictEqual(unitsThatFit(yard.stock.room(mugFace), roomOfUnit(floor.catalog, mug)), 0)
    yard.ordered("web-1", "4xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 4))
    assert.deepStrictEqual(roomUsed(yard), roomNeeded(yard))
    assert.isUndefined(yard.stock.room(mugFace).over)
    assert.strictEqual(unitsThatFit(yard.stock.room(mugFace), roomOfUnit(floor.catalog, mug)), 1)
  })

  it("counts no room at a dock", () => {
    const yard = openYard()
    yard.stocked(mug, 4, dock)
    yard.act(countAsked("c1", dock))
    yard.act(counted(yard, "c1", dock, "3xMUG"))
    assert.strictEqual(yard.units(mug, dock), 3)
  })

  it("adds up differences of several lots of one SKU: a loss of what was promised is short only once", () => {
    const yard = openYard()
    yard.stocked(tea, 3, teaFace, { lot: "L4", expiresOn: "2026-04-30" })
    yard.stocked(tea, 3, teaFace)
    yard.act(placed("web-1", "4xTEA"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(countAsked("c1", teaFace))
    yard.act(counted(yard, "c1", teaFace, "1xTEA/L4 1xTEA/L6"))
    assert.deepStrictEqual(yard.stock.promises(tea), { free: 0, shortfall: 2 })
  })

  it("sets a gain of one lot against the shortfall that the loss of another left", () => {
    const yard = openYard()
    yard.stocked(tea, 3, teaFace, { lot: "L4", expiresOn: "2026-04-30" })
    yard.stocked(tea, 3, teaFace)
    yard.act(placed("web-1", "6xTEA"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(countAsked("c1", teaFace))
    yard.act(counted(yard, "c1", teaFace, "0xTEA/L4 5xTEA/L6"))
    assert.deepStrictEqual(yard.stock.promises(tea), { free: 0, shortfall: 1 })
    assert.strictEqual(variance(yard, tea), 1)
  })

  it("finds again what a short pick had put on hold, and repays the shortfall with it", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.ordered("web-1", "4xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 1))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 3 })
    yard.act(counted(yard, "count-web-1.1.1", mugFace, "2xMUG"))
    assert.deepStrictEqual([yard.units(mug, mugFace), yard.units(mug, mugFace, "hold")], [2, 0])
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 1 })
    assert.strictEqual(variance(yard, mug), 1)
  })

  it("takes units on hold that are gone out of the books without touching any promise", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.ordered("web-1", "2xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 1))
    const before = yard.stock.promises(mug)
    yard.act(counted(yard, "count-web-1.1.1", mugFace, "2xMUG"))
    assert.deepStrictEqual(yard.stock.promises(mug), before)
    assert.strictEqual(yard.units(mug, mugFace, "hold"), 0)
  })

  it("holds movements since the look for nothing but movements", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.ordered("web-1", "2xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(countAsked("c1", mugFace))
    const then = booked(yard, mugFace)
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    yard.act(counted(yard, "c1", mugFace, "3xMUG", then))
    assert.deepStrictEqual([yard.units(mug, mugFace), variance(yard, mug)], [1, 1])
  })

  it("is refused by the ledger for a loss of units that pick tasks have claimed, and stays open", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    yard.ordered("web-1", "4xMUG")
    yard.act(countAsked("c1", mugFace))
    assert.match(
      yard.refusal(counted(yard, "c1", mugFace, "3xMUG")),
      /A01-02-1 has 0 available; this commit asks for 1\./
    )
    assert.strictEqual(yard.records.count.get("c1").status, "Requested")
  })

  it("is refused for a count that nobody asked for, that is closed, and of fewer than none", () => {
    const yard = openYard()
    yard.stocked(mug, 4, mugFace)
    assert.include(yard.refusal(counted(yard, "c1", mugFace, "3xMUG")), "WrongStatus")
    yard.act(countAsked("c1", mugFace))
    const negative = { ...seen("1xMUG")[0]!, quantity: -1 }
    const look = { task: task("c1"), location: mugFace, counter: "bob", counted: [negative], watermark: 1, at: time(0) }
    assert.include(yard.refusal(recordCount(look, booked(yard, mugFace), yard.stock, floor)), "QuantityNegative")
    yard.act(counted(yard, "c1", mugFace, "3xMUG"))
    assert.include(yard.refusal(counted(yard, "c1", mugFace, "2xMUG")), "WrongStatus")
  })

  it("is a defect for a SKU that no catalogue knows", () => {
    const yard = openYard()
    const ghost = { ...seen("1xMUG")[0]!, sku: "GHOST" as typeof mug }
    const look = { task: task("c1"), location: mugFace, counter: "bob", counted: [ghost], watermark: 1, at: time(0) }
    assert.throws(() => recordCount(look, [], yard.stock, floor), /GHOST is on the floor but not in the catalogue/)
  })
})

describe("what the books say is at a location", () => {
  it("is its physical balances, each SKU, lot and status by itself, without those of nothing", () => {
    const yard = openYard()
    yard.stocked(tea, 3, teaFace)
    const kept = [...yard.ledger.balances()].filter(({ account }) => accountParts(account).place === at(teaFace))
    assert.deepStrictEqual(bookedAt(kept), [{ owner, sku: tea, lot: lot("L6"), status: "available", quantity: 3 }])
    const left = [...yard.ledger.balances()].filter(({ account }) => accountParts(account).place === at(dock))
    assert.deepStrictEqual(bookedAt(left), [])
  })
})
