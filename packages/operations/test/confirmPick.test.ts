import { assert, describe, it } from "vitest"
import { inUnit } from "@stowage/kernel/Account"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { toteOf } from "@stowage/operations/allocateFulfilment"
import { confirmPick } from "@stowage/operations/confirmPick"
import { openYard, type OpenYard } from "./openYard.ts"
import { allocated, picked, task, time, waved } from "./words.ts"
import { dock, floor, mug, mugFace, mugReserve, owner, site } from "./yard.ts"

/** Five mugs in their face and an order for four of them, released to a wave. */
const begun = (drawing = "4xMUG"): OpenYard => {
  const yard = openYard()
  yard.stocked(mug, 5, mugFace)
  yard.ordered("web-1", drawing)
  yard.act(waved(yard, "W1", ["web-1.1"]))
  return yard
}
const inTote = (yard: OpenYard): number =>
  yard.ledger.balance(stockAt({ owner, sku: mug }, inUnit(site, toteOf("web-1.1"))))?.posted ?? 0

describe("confirming a pick", () => {
  it("moves what was found into the tote and gives back its room", () => {
    const yard = begun()
    const room = yard.stock.room(mugFace)
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 4))
    assert.deepStrictEqual([yard.units(mug, mugFace), inTote(yard)], [1, 4])
    assert.deepStrictEqual(yard.stock.room(mugFace), {
      volumeMm3: room.volumeMm3 + 4 * 500_000,
      massGrams: room.massGrams + 4 * 900
    })
    assert.deepStrictEqual(yard.records.count.ids(), [])
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/4/0/0")
  })

  it("puts what was not found on hold and asks for a count, which blocks the location", () => {
    const yard = begun()
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 3))
    assert.deepStrictEqual([yard.units(mug, mugFace), yard.units(mug, mugFace, "hold"), inTote(yard)], [1, 1, 3])
    const { location, reason, status } = yard.records.count.get("count-web-1.1.1")
    assert.deepStrictEqual([location, reason, status], [mugFace, "shortPick", "Requested"])
    assert.strictEqual(yard.stock.blocked(mugFace), "under count (count-web-1.1.1)")
    assert.strictEqual(yard.stock.promises(mug).free, 0)
  })

  it("leaves the room of what was not found taken until somebody has counted", () => {
    const yard = begun()
    const room = yard.stock.room(mugFace)
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 1))
    assert.strictEqual(yard.stock.room(mugFace).volumeMm3, room.volumeMm3 + 500_000)
  })

  it("frees the whole claim when nothing was found, and the location is not touched", () => {
    const yard = begun()
    const room = yard.stock.room(mugFace)
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 0))
    assert.deepStrictEqual([yard.units(mug, mugFace), yard.units(mug, mugFace, "hold"), inTote(yard)], [1, 4, 0])
    assert.deepStrictEqual(yard.stock.room(mugFace), room)
    assert.strictEqual(yard.records.fulfilmentOrder.get("web-1.1").tasks[0]?.picked, 0)
  })

  it("takes what is missing from what is free first, and names what was promised as a shortfall", () => {
    const yard = begun()
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 1 })
  })

  it("keeps the promise, so that other stock can be found for it", () => {
    const yard = begun()
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 3))
    yard.stocked(mug, 1, mugReserve)
    yard.act(allocated(yard, "web-1.1"))
    yard.act(picked(yard, "web-1.1", "web-1.1.2", 1))
    assert.strictEqual(inTote(yard), 4)
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/4/0/0")
  })

  it("counts no room where nothing fills, such as a dock", () => {
    const yard = openYard()
    yard.stocked(mug, 2, dock)
    yard.ordered("web-1", "2xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    const capacity = (books: object) => Object.keys(books).filter((account) => account.startsWith("capacity")).length
    const before = capacity(yard.books())
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    assert.strictEqual(capacity(yard.books()), before)
  })

  it("has no meaning for a task that the order does not have, or for work that was never opened", () => {
    const yard = begun()
    assert.isUndefined(picked(yard, "web-1.1", "web-9.1.1", 1))
    const report = { task: task("web-1.1.1"), picked: 1, picker: "ann", at: time(0) }
    assert.isUndefined(confirmPick(yard.records.fulfilmentOrder.get("nowhere"), report, yard.stock, floor))
  })

  it("is refused when it says more than was asked for", () => {
    const yard = begun()
    assert.strictEqual(yard.refusal(picked(yard, "web-1.1", "web-1.1.1", 5)), "Task web-1.1.1 asks for 4 units; got 5.")
    assert.strictEqual(
      yard.refusal(picked(yard, "web-1.1", "web-1.1.1", -1)),
      "Line L1: expected a whole quantity, got -1."
    )
  })

  it("changes nothing when it is said again, and is refused when something else is said", () => {
    const yard = begun()
    const report = picked(yard, "web-1.1", "web-1.1.1", 3)
    yard.act(report)
    yard.again(report)
    assert.strictEqual(
      yard.refusal(picked(yard, "web-1.1", "web-1.1.1", 2)),
      "Task web-1.1.1 was confirmed with 3 units."
    )
  })

  it("is a defect for a SKU on the floor that no catalogue knows: it was let in somewhere", () => {
    const yard = begun()
    const order = yard.records.fulfilmentOrder.get("web-1.1")
    const report = { task: task("web-1.1.1"), picked: 4, picker: "ann", at: time(0) }
    const emptyFloor = { ...floor, catalog: { ...floor.catalog, bySku: new Map() } }
    assert.throws(
      () => confirmPick(order, report, yard.stock, emptyFloor),
      /MUG is on the floor but not in the catalogue/
    )
  })
})
